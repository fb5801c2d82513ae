"""indexes for the figures of an office with 40,000 works and 500,000 visits

Revision ID: b3d9510e7c46
Revises: 71f6c3a94be8
Create Date: 2026-11-29 15:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "b3d9510e7c46"
down_revision = "71f6c3a94be8"
branch_labels = None
depends_on = None

PATROLS = {"sqlite_where": sa.text("street_id IS NOT NULL"), "postgresql_where": sa.text("street_id IS NOT NULL")}


def upgrade():
    op.create_index("ix_visits_patrols_in_time", "visits", ["agency_id", "finished_at", "street_id"], **PATROLS)
    op.create_index("ix_findings_in_time", "findings", ["found_at", "withdrawn_at", "visit_id"])
    op.create_index("ix_works_sums", "works", ["agency_id", "status", "id", "area_m2"])
    op.drop_index("ix_leads_reported", "leads")
    op.create_index("ix_leads_reported", "leads", ["reported_from", "made_at", "agency_id"])


def downgrade():
    op.drop_index("ix_leads_reported", "leads")
    op.create_index("ix_leads_reported", "leads", ["reported_from", "made_at"])
    op.drop_index("ix_works_sums", "works")
    op.drop_index("ix_findings_in_time", "findings")
    op.drop_index("ix_visits_patrols_in_time", "visits")
