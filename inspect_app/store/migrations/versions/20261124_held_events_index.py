"""held events of a device by index

Revision ID: 5c0e9b1f7a34
Revises: a1d7f0c35e21
Create Date: 2026-11-24 01:40:00.000000

"""
from alembic import op


# revision identifiers, used by Alembic.
revision = '5c0e9b1f7a34'
down_revision = 'a1d7f0c35e21'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_journal_events_status_device_seq', 'journal_events', ['status', 'device_id', 'seq'])
    op.drop_index('ix_journal_events_status', 'journal_events')


def downgrade():
    op.create_index('ix_journal_events_status', 'journal_events', ['status'])
    op.drop_index('ix_journal_events_status_device_seq', 'journal_events')
