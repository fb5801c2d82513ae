"""parts of a joint visit that other phones showed to the lead's

Revision ID: 5d92f1c60e7a
Revises: c4a8e07d51f3
Create Date: 2026-11-29 08:40:00

"""
from alembic import op
import sqlalchemy as sa


revision = '5d92f1c60e7a'
down_revision = 'c4a8e07d51f3'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('shown_parts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('is_ended', sa.Boolean(), nullable=False),
    sa.Column('is_genuine', sa.Boolean(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shown_to', sa.Uuid(), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['shown_to'], ['officers.id'], name=op.f('fk_shown_parts_shown_to')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_shown_parts_visit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shown_parts'))
    )
    with op.batch_alter_table('shown_parts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shown_parts_visit_id'), ['visit_id'], unique=False)


def downgrade():
    op.drop_table('shown_parts')
