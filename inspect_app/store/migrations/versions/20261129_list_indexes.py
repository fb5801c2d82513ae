"""indexes for lists and figures of an office with hundreds of thousands of visits

Revision ID: 2c9d5e7a10b4
Revises: 7b1c94e2d0af
Create Date: 2026-11-29 09:00:00

"""

from alembic import op

revision = "2c9d5e7a10b4"
down_revision = "7b1c94e2d0af"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("case_entries", schema=None) as batch_op:
        batch_op.create_index("ix_case_entries_step_happened_on", ["step", "happened_on", "case_id"])
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.create_index("ix_leads_agency_id_came_on", ["agency_id", "came_on"])
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index("ix_visits_agency_id_started_at")
        batch_op.create_index("ix_visits_in_order", ["agency_id", "started_at", "stage", "kind", "work_id"])


def downgrade():
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index("ix_visits_in_order")
        batch_op.create_index("ix_visits_agency_id_started_at", ["agency_id", "started_at"])
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_index("ix_leads_agency_id_came_on")
    with op.batch_alter_table("case_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_case_entries_step_happened_on")
