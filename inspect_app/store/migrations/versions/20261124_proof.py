"""proof: backups that cover, timestamps of the ledger

Revision ID: 8f2c6d4e9a10
Revises: 5c0e9b1f7a34
Create Date: 2026-11-24 01:50:02.114027

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '8f2c6d4e9a10'
down_revision = '5c0e9b1f7a34'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('feed_head', schema=None) as batch_op:
        batch_op.add_column(sa.Column('backed_up_until', sa.DateTime(timezone=True), nullable=True))

    op.create_table('ledger_stamps',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('head', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('token', sa.LargeBinary(), nullable=False),
    sa.Column('stamped_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_stamps'))
    )
    with op.batch_alter_table('ledger_stamps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ledger_stamps_made_at'), ['made_at'], unique=False)


def downgrade():
    with op.batch_alter_table('ledger_stamps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ledger_stamps_made_at'))

    op.drop_table('ledger_stamps')
    with op.batch_alter_table('feed_head', schema=None) as batch_op:
        batch_op.drop_column('backed_up_until')
