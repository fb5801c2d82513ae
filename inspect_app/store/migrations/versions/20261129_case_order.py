"""indexes for the order of cases, and for those that came from leads

Revision ID: 71f6c3a94be8
Revises: e0d35b7fa142
Create Date: 2026-11-29 12:40:00

"""

import sqlalchemy as sa
from alembic import op

revision = "71f6c3a94be8"
down_revision = "e0d35b7fa142"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("ix_cases_in_order", ["agency_id", "proposed_at"])
        batch_op.drop_index("ix_cases_lead_id")
        is_there = sa.text("lead_id IS NOT NULL")
        batch_op.create_index("ix_cases_of_leads", ["lead_id"], sqlite_where=is_there, postgresql_where=is_there)


def downgrade():
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_of_leads")
        batch_op.create_index("ix_cases_lead_id", ["lead_id"])
        batch_op.drop_index("ix_cases_in_order")
