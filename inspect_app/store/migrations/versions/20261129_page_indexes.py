"""indexes for pages of an office with 40,000 works and 500,000 visits

Revision ID: 9e41b7d2c05f
Revises: 8bf4f6efae08
Create Date: 2026-11-29 11:45:00

"""

import sqlalchemy as sa
from alembic import op

revision = "9e41b7d2c05f"
down_revision = "8bf4f6efae08"
branch_labels = None
depends_on = None


def _only_where(condition, on_postgresql=""):
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(on_postgresql or condition)}


def upgrade():
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index("ix_visits_work_id")
        batch_op.create_index("ix_visits_work_id_started_at", ["work_id", "started_at"])
        batch_op.create_index("ix_visits_patrols", ["work_id", "finished_at"], **_only_where("street_id IS NOT NULL"))
        batch_op.create_index("ix_visits_permission", ["agency_id", "stage", "permitted_at", "kind", "started_at", "due_on"])
    with op.batch_alter_table("works", schema=None) as batch_op:
        key_projects = _only_where("is_key_project = 1", "is_key_project")
        batch_op.create_index("ix_works_key_projects", ["agency_id", "number"], **key_projects)
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.create_index("ix_leads_waiting", ["agency_id", "stage", "due_on"])


def downgrade():
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_index("ix_leads_waiting")
    with op.batch_alter_table("works", schema=None) as batch_op:
        batch_op.drop_index("ix_works_key_projects")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index("ix_visits_permission")
        batch_op.drop_index("ix_visits_patrols")
        batch_op.drop_index("ix_visits_work_id_started_at")
        batch_op.create_index("ix_visits_work_id", ["work_id"])
