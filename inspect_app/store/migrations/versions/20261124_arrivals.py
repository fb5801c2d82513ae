"""since when something is missing, likenesses of photos, refused photos

Revision ID: c3b81e5a9d47
Revises: 8f2c6d4e9a10
Create Date: 2026-11-24 02:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'c3b81e5a9d47'
down_revision = '8f2c6d4e9a10'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('devices', schema=None) as batch_op:
        batch_op.add_column(sa.Column('missing_since', sa.JSON(), nullable=True))
    with op.batch_alter_table('photo_files', schema=None) as batch_op:
        batch_op.add_column(sa.Column('likeness', sa.String(), nullable=True))

    op.create_table('refused_photos',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.JSON(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('again_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by', sa.Uuid(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['devices.id'], name=op.f('fk_refused_photos_device_id')),
    sa.ForeignKeyConstraint(['settled_by'], ['officers.id'], name=op.f('fk_refused_photos_settled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refused_photos')),
    sa.UniqueConstraint('device_id', 'sha256', name=op.f('uq_refused_photos_device_id_sha256'))
    )
    with op.batch_alter_table('refused_photos', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_refused_photos_device_id'), ['device_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_refused_photos_sha256'), ['sha256'], unique=False)


def downgrade():
    op.drop_table('refused_photos')
    with op.batch_alter_table('photo_files', schema=None) as batch_op:
        batch_op.drop_column('likeness')
    with op.batch_alter_table('devices', schema=None) as batch_op:
        batch_op.drop_column('missing_since')
