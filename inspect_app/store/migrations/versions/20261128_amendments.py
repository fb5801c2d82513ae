"""the office's amendments of the rulebook, who published an edition, and the edition under which a visit began

Revision ID: 9193f852eac2
Revises: e1524d4e6fca
Create Date: 2026-11-28 17:20:59.902629

"""
from alembic import op
import sqlalchemy as sa


revision = '9193f852eac2'
down_revision = 'e1524d4e6fca'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('amendments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('stage', sa.Enum('PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', 'DRAFTED', 'SUBMITTED', 'REJECTED', 'PUBLISHED', 'DISCARDED', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('drafted_by', sa.Uuid(), nullable=False),
    sa.Column('drafted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by', sa.Uuid(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('edition', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['drafted_by'], ['officers.id'], name=op.f('fk_amendments_drafted_by')),
    sa.ForeignKeyConstraint(['published_by'], ['officers.id'], name=op.f('fk_amendments_published_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendments'))
    )
    with op.batch_alter_table('amendments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_amendments_stage'), ['stage'], unique=False)

    op.create_table('amended_rows',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('amendment_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendments.id'], name=op.f('fk_amended_rows_amendment_id')),
    sa.ForeignKeyConstraint(['written_by'], ['officers.id'], name=op.f('fk_amended_rows_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amended_rows')),
    sa.UniqueConstraint('amendment_id', 'position', name=op.f('uq_amended_rows_amendment_id_position'))
    )
    with op.batch_alter_table('rulebooks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('published_by', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_rulebooks_published_by'), 'officers', ['published_by'], ['id'])

    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rulebook', sa.Integer(), nullable=False, server_default='0'))


def downgrade():
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.drop_column('rulebook')

    with op.batch_alter_table('rulebooks', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_rulebooks_published_by'), type_='foreignkey')
        batch_op.drop_column('published_by')

    op.drop_table('amended_rows')
    with op.batch_alter_table('amendments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_amendments_stage'))

    op.drop_table('amendments')