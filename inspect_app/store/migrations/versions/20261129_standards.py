"""standards in step: editions, adoptions, supplements, statements

Revision ID: 0f5270edb830
Revises: 4d1e9c07b3a5
Create Date: 2026-11-29 07:58:05.083286

"""
import sqlalchemy as sa
from alembic import op

revision = '0f5270edb830'
down_revision = '4d1e9c07b3a5'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('standard_editions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('adopt_from', sa.Date(), nullable=False),
    sa.Column('adopt_by', sa.Date(), nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('files', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by', sa.Uuid(), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_standard_editions_agency_id')),
    sa.ForeignKeyConstraint(['published_by'], ['officers.id'], name=op.f('fk_standard_editions_published_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standard_editions')),
    sa.UniqueConstraint('agency_id', 'kind', 'code', 'number', name=op.f('uq_standard_editions_agency_id_kind_code_number'))
    )
    op.create_table('standard_supplements',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['removed_by'], ['officers.id'], name=op.f('fk_standard_supplements_removed_by')),
    sa.ForeignKeyConstraint(['written_by'], ['officers.id'], name=op.f('fk_standard_supplements_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standard_supplements'))
    )
    with op.batch_alter_table('standard_supplements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standard_supplements_code'), ['code'], unique=False)

    op.create_table('standard_adoptions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Uuid(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proposed_by', sa.Uuid(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('refused_by', sa.Uuid(), nullable=True),
    sa.Column('applied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('applied_as', sa.Uuid(), nullable=True),
    sa.Column('added', sa.JSON(), nullable=False),
    sa.Column('hindered_by', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['officers.id'], name=op.f('fk_standard_adoptions_decided_by')),
    sa.ForeignKeyConstraint(['edition_id'], ['standard_editions.id'], name=op.f('fk_standard_adoptions_edition_id')),
    sa.ForeignKeyConstraint(['proposed_by'], ['officers.id'], name=op.f('fk_standard_adoptions_proposed_by')),
    sa.ForeignKeyConstraint(['refused_by'], ['officers.id'], name=op.f('fk_standard_adoptions_refused_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standard_adoptions'))
    )
    with op.batch_alter_table('standard_adoptions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standard_adoptions_applied_as'), ['applied_as'], unique=False)
        batch_op.create_index(batch_op.f('ix_standard_adoptions_edition_id'), ['edition_id'], unique=False)

    op.create_table('standard_statements',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('outcome', sa.Enum('DECIDED', 'IN_USE', 'REFUSED', 'HINDERED', name='outcome', native_enum=False, length=40), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=True),
    sa.Column('supplements', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('stated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_standard_statements_agency_id')),
    sa.ForeignKeyConstraint(['edition_id'], ['standard_editions.id'], name=op.f('fk_standard_statements_edition_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standard_statements'))
    )
    with op.batch_alter_table('standard_statements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standard_statements_edition_id'), ['edition_id'], unique=False)



def downgrade():
    with op.batch_alter_table('standard_statements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standard_statements_edition_id'))

    op.drop_table('standard_statements')
    with op.batch_alter_table('standard_adoptions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standard_adoptions_edition_id'))
        batch_op.drop_index(batch_op.f('ix_standard_adoptions_applied_as'))

    op.drop_table('standard_adoptions')
    with op.batch_alter_table('standard_supplements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standard_supplements_code'))

    op.drop_table('standard_supplements')
    op.drop_table('standard_editions')
