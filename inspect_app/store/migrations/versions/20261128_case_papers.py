"""one name for each procedure; the files of archived cases

Revision ID: c4a7e1f0b2d9
Revises: 9193f852eac2
Create Date: 2026-11-28 20:05:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'c4a7e1f0b2d9'
down_revision = '9193f852eac2'
branch_labels = None
depends_on = None


def upgrade():
    op.execute(sa.text("UPDATE fines SET procedure = 'ON_THE_SPOT' WHERE procedure = 'SIMPLE'"))


def downgrade():
    op.execute(sa.text("UPDATE fines SET procedure = 'SIMPLE' WHERE procedure = 'ON_THE_SPOT'"))
