"""form blocks that were withdrawn after a restore

Revision ID: e6a40d17b2c9
Revises: c3b81e5a9d47
Create Date: 2026-11-24 04:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'e6a40d17b2c9'
down_revision = 'c3b81e5a9d47'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('form_blocks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table('form_blocks', schema=None) as batch_op:
        batch_op.drop_column('withdrawn_at')
