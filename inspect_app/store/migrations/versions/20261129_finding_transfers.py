"""findings handed over to other departments

Revision ID: 7b1c94e2d0af
Revises: 1edd95887945
Create Date: 2026-11-29 00:26:00

"""
from alembic import op
import sqlalchemy as sa


revision = '7b1c94e2d0af'
down_revision = '1edd95887945'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('finding_transfers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('to_agency_id', sa.Uuid(), nullable=False),
    sa.Column('paper_id', sa.Uuid(), nullable=False),
    sa.Column('reasons', sa.String(), nullable=False),
    sa.Column('handed_by', sa.Uuid(), nullable=False),
    sa.Column('handed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['finding_id'], ['findings.id'], name=op.f('fk_finding_transfers_finding_id')),
    sa.ForeignKeyConstraint(['handed_by'], ['officers.id'], name=op.f('fk_finding_transfers_handed_by')),
    sa.ForeignKeyConstraint(['paper_id'], ['office_papers.id'], name=op.f('fk_finding_transfers_paper_id')),
    sa.ForeignKeyConstraint(['to_agency_id'], ['agencies.id'], name=op.f('fk_finding_transfers_to_agency_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_finding_transfers_visit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding_transfers'))
    )
    with op.batch_alter_table('finding_transfers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_transfers_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_finding_transfers_to_agency_id'), ['to_agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_finding_transfers_visit_id'), ['visit_id'], unique=False)


def downgrade():
    op.drop_table('finding_transfers')
