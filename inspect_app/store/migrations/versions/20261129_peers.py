"""other offices, messages to and from them; whose instance this is

Revision ID: 4d1e9c07b3a5
Revises: 5d92f1c60e7a
Create Date: 2026-11-29 08:05:29.131128

"""
from alembic import op
import sqlalchemy as sa

revision = '4d1e9c07b3a5'
down_revision = '5d92f1c60e7a'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('instances',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_instances_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instances'))
    )
    op.execute(
        "INSERT INTO instances (id, agency_id) "
        "SELECT 1, id FROM agencies WHERE kind = 'DISTRICT' ORDER BY code LIMIT 1"
    )
    op.create_table('peers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('way', sa.Enum('HTTPS', 'FILES', name='peerway', native_enum=False, length=40), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('paired_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('paired_by', sa.Uuid(), nullable=True),
    sa.Column('suspended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('suspended_reason', sa.String(), nullable=False),
    sa.Column('spoken_kid', sa.String(), nullable=False),
    sa.Column('heard_kid', sa.String(), nullable=False),
    sa.Column('heard_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('software', sa.String(), nullable=False),
    sa.Column('schema_version', sa.Integer(), nullable=False),
    sa.Column('sent_seq', sa.Integer(), nullable=False),
    sa.Column('sent_sha256', sa.String(), nullable=False),
    sa.Column('received_seq', sa.Integer(), nullable=False),
    sa.Column('received_sha256', sa.String(), nullable=False),
    sa.Column('heard_received', sa.Integer(), nullable=False),
    sa.Column('is_listening', sa.Boolean(), nullable=False),
    sa.Column('wants', sa.JSON(), nullable=False),
    sa.Column('last_package', sa.Integer(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('fault', sa.Enum('UNREACHABLE', 'CERTIFICATE', 'NO_ANSWER', 'TURNED_AWAY', name='peerfault', native_enum=False, length=40), nullable=True),
    sa.Column('fault_said', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_peers_agency_id')),
    sa.ForeignKeyConstraint(['paired_by'], ['officers.id'], name=op.f('fk_peers_paired_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peers')),
    sa.UniqueConstraint('agency_id', name=op.f('uq_peers_agency_id'))
    )
    op.create_table('pairings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('CITY', 'DISTRICT', 'STREET', 'FIRE', 'WORK_SAFETY', 'DEPARTMENT', name='agencykind', native_enum=False, length=40), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('way', sa.Enum('HTTPS', 'FILES', name='peerway', native_enum=False, length=40), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('kid', sa.String(), nullable=False),
    sa.Column('sign_jwk', sa.JSON(), nullable=False),
    sa.Column('seal_jwk', sa.JSON(), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('came_by', sa.Uuid(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Uuid(), nullable=True),
    sa.Column('peer_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['came_by'], ['officers.id'], name=op.f('fk_pairings_came_by')),
    sa.ForeignKeyConstraint(['ended_by'], ['officers.id'], name=op.f('fk_pairings_ended_by')),
    sa.ForeignKeyConstraint(['peer_id'], ['peers.id'], name=op.f('fk_pairings_peer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairings'))
    )
    with op.batch_alter_table('pairings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pairings_kid'), ['kid'], unique=False)

    op.create_table('peer_keys',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('peer_id', sa.Uuid(), nullable=False),
    sa.Column('kid', sa.String(), nullable=False),
    sa.Column('sign_jwk', sa.JSON(), nullable=False),
    sa.Column('seal_jwk', sa.JSON(), nullable=False),
    sa.Column('since_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('since_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['peer_id'], ['peers.id'], name=op.f('fk_peer_keys_peer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peer_keys')),
    sa.UniqueConstraint('kid', name=op.f('uq_peer_keys_kid'))
    )
    with op.batch_alter_table('peer_keys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_peer_keys_peer_id'), ['peer_id'], unique=False)

    op.create_table('peer_packages',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('peer_id', sa.Uuid(), nullable=False),
    sa.Column('is_ours', sa.Boolean(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Uuid(), nullable=True),
    sa.Column('messages', sa.Integer(), nullable=False),
    sa.Column('receipts', sa.Integer(), nullable=False),
    sa.Column('files', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['officers.id'], name=op.f('fk_peer_packages_by')),
    sa.ForeignKeyConstraint(['peer_id'], ['peers.id'], name=op.f('fk_peer_packages_peer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peer_packages'))
    )
    with op.batch_alter_table('peer_packages', schema=None) as batch_op:
        batch_op.create_index('ix_peer_packages_peer_id_number', ['peer_id', 'number'], unique=False)

    op.create_table('peer_pieces',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('peer_id', sa.Uuid(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('offset', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['peer_id'], ['peers.id'], name=op.f('fk_peer_pieces_peer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peer_pieces')),
    sa.UniqueConstraint('peer_id', 'sha256', 'offset', name=op.f('uq_peer_pieces_peer_id_sha256_offset'))
    )
    op.create_table('received_messages',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('peer_id', sa.Uuid(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=True),
    sa.Column('files', sa.JSON(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('status', sa.Enum('ACCEPTED', 'REFUSED', 'HELD', name='answerstatus', native_enum=False, length=40), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('receipt', sa.String(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_conflict', sa.Boolean(), nullable=False),
    sa.Column('is_acknowledged', sa.Boolean(), nullable=False),
    sa.Column('settled_by', sa.Uuid(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['peer_id'], ['peers.id'], name=op.f('fk_received_messages_peer_id')),
    sa.ForeignKeyConstraint(['settled_by'], ['officers.id'], name=op.f('fk_received_messages_settled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_received_messages'))
    )
    with op.batch_alter_table('received_messages', schema=None) as batch_op:
        batch_op.create_index('ix_received_messages_peer_id_seq', ['peer_id', 'seq'], unique=False)
        batch_op.create_index(batch_op.f('ix_received_messages_subject_id'), ['subject_id'], unique=False)

    op.create_table('sent_messages',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('peer_id', sa.Uuid(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('files', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('status', sa.Enum('ACCEPTED', 'REFUSED', 'HELD', name='answerstatus', native_enum=False, length=40), nullable=True),
    sa.Column('answer', sa.JSON(), nullable=True),
    sa.Column('answer_token', sa.String(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['made_by'], ['officers.id'], name=op.f('fk_sent_messages_made_by')),
    sa.ForeignKeyConstraint(['peer_id'], ['peers.id'], name=op.f('fk_sent_messages_peer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_messages')),
    sa.UniqueConstraint('peer_id', 'seq', name=op.f('uq_sent_messages_peer_id_seq'))
    )
    with op.batch_alter_table('sent_messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_messages_subject_id'), ['subject_id'], unique=False)



def downgrade():
    with op.batch_alter_table('sent_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sent_messages_subject_id'))

    op.drop_table('sent_messages')
    with op.batch_alter_table('received_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_received_messages_subject_id'))
        batch_op.drop_index('ix_received_messages_peer_id_seq')

    op.drop_table('received_messages')
    op.drop_table('peer_pieces')
    with op.batch_alter_table('peer_packages', schema=None) as batch_op:
        batch_op.drop_index('ix_peer_packages_peer_id_number')

    op.drop_table('peer_packages')
    with op.batch_alter_table('peer_keys', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_peer_keys_peer_id'))

    op.drop_table('peer_keys')
    with op.batch_alter_table('pairings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pairings_kid'))

    op.drop_table('pairings')
    op.drop_table('peers')
    op.drop_table('instances')
