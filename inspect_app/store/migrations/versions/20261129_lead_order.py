"""indexes for the order of hundreds of thousands of leads

Revision ID: e0d35b7fa142
Revises: 4c7a90e1d8b6
Create Date: 2026-11-29 12:20:00

"""

from alembic import op

revision = "e0d35b7fa142"
down_revision = "4c7a90e1d8b6"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.create_index("ix_leads_made_at", ["agency_id", "made_at"])
        batch_op.drop_index("ix_leads_reported_from")
        batch_op.create_index("ix_leads_reported", ["reported_from", "made_at"])


def downgrade():
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_index("ix_leads_reported")
        batch_op.create_index("ix_leads_reported_from", ["reported_from"])
        batch_op.drop_index("ix_leads_made_at")
