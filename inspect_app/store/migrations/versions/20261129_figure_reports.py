"""reports of figures and samples

Revision ID: 4016953d7173
Revises: 0f5270edb830
Create Date: 2026-11-29 09:01:43.077999

"""
import sqlalchemy as sa
from alembic import op

revision = '4016953d7173'
down_revision = '0f5270edb830'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('figure_reports',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('secret', sa.String(), nullable=False),
    sa.Column('counted', sa.JSON(), nullable=True),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('signed_by', sa.Uuid(), nullable=True),
    sa.Column('signer', sa.String(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_figure_reports_agency_id')),
    sa.ForeignKeyConstraint(['signed_by'], ['officers.id'], name=op.f('fk_figure_reports_signed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figure_reports')),
    sa.UniqueConstraint('agency_id', 'year', 'month', 'number', name=op.f('uq_figure_reports_agency_id_year_month_number'))
    )
    with op.batch_alter_table('figure_reports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_figure_reports_agency_id'), ['agency_id'], unique=False)

    op.create_table('figure_samples',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('seed', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=True),
    sa.Column('rows', sa.JSON(), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('given_by', sa.Uuid(), nullable=True),
    sa.Column('faults', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['officers.id'], name=op.f('fk_figure_samples_asked_by')),
    sa.ForeignKeyConstraint(['given_by'], ['officers.id'], name=op.f('fk_figure_samples_given_by')),
    sa.ForeignKeyConstraint(['report_id'], ['figure_reports.id'], name=op.f('fk_figure_samples_report_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figure_samples'))
    )
    with op.batch_alter_table('figure_samples', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_figure_samples_report_id'), ['report_id'], unique=False)



def downgrade():
    with op.batch_alter_table('figure_samples', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_figure_samples_report_id'))

    op.drop_table('figure_samples')
    with op.batch_alter_table('figure_reports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_figure_reports_agency_id'))

    op.drop_table('figure_reports')
