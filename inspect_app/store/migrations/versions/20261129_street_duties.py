"""what each street owes in a year, and what it wrote down of it

Revision ID: 619659b26b08
Revises: 9ca5c8d9f4d4
Create Date: 2026-11-29 09:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '619659b26b08'
down_revision = '9ca5c8d9f4d4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('street_deeds',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('street_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('PATROL_EACH', 'PATROL_ON_TIME', 'REPORT_IN_TIME', 'ANSWER_ON_TIME', 'JOINT', 'PUBLICITY', name='dutykind', native_enum=False, length=40), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Uuid(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_street_deeds_agency_id')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['officers.id'], name=op.f('fk_street_deeds_confirmed_by')),
    sa.ForeignKeyConstraint(['noted_by'], ['officers.id'], name=op.f('fk_street_deeds_noted_by')),
    sa.ForeignKeyConstraint(['street_id'], ['agencies.id'], name=op.f('fk_street_deeds_street_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_street_deeds'))
    )
    with op.batch_alter_table('street_deeds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_street_deeds_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_street_deeds_done_on'), ['done_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_street_deeds_street_id'), ['street_id'], unique=False)

    op.create_table('street_duties',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('street_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('stage', sa.Enum('PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', 'OWED', 'WITH_OFFICER', 'HANDED_OVER', 'WITH_AGENCY', 'PAID', 'CALLED_OFF', 'REFUND_DUE', 'REFUNDED', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTICE_GIVEN', 'HEARING_ASKED', 'HEARD', 'DECIDED', 'SERVED', 'DEMANDED', 'IN_COURT', 'TRANSFERRED', 'ENDED', 'CLOSED', 'ARCHIVED', 'DRAFTED', 'SUBMITTED', 'REJECTED', 'PUBLISHED', 'DISCARDED', 'RECEIVED', 'CHECKING', 'ON_SITE', 'SETTLED', 'CASE_ASKED', 'PASSED_ON', 'TAKEN_OVER', 'SET_ASIDE', 'MERGED', 'POOL_PUBLISHED', 'DRAWN', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('drafted_by', sa.Uuid(), nullable=False),
    sa.Column('drafted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('agreed_by', sa.Uuid(), nullable=True),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_street_duties_agency_id')),
    sa.ForeignKeyConstraint(['agreed_by'], ['officers.id'], name=op.f('fk_street_duties_agreed_by')),
    sa.ForeignKeyConstraint(['drafted_by'], ['officers.id'], name=op.f('fk_street_duties_drafted_by')),
    sa.ForeignKeyConstraint(['street_id'], ['agencies.id'], name=op.f('fk_street_duties_street_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_street_duties')),
    sa.UniqueConstraint('street_id', 'year', name=op.f('uq_street_duties_street_id_year'))
    )
    with op.batch_alter_table('street_duties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_street_duties_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_street_duties_stage'), ['stage'], unique=False)
        batch_op.create_index(batch_op.f('ix_street_duties_street_id'), ['street_id'], unique=False)

    op.create_table('street_duty_lines',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('duties_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('PATROL_EACH', 'PATROL_ON_TIME', 'REPORT_IN_TIME', 'ANSWER_ON_TIME', 'JOINT', 'PUBLICITY', name='dutykind', native_enum=False, length=40), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['duties_id'], ['street_duties.id'], name=op.f('fk_street_duty_lines_duties_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_street_duty_lines')),
    sa.UniqueConstraint('duties_id', 'kind', name=op.f('uq_street_duty_lines_duties_id_kind'))
    )
    with op.batch_alter_table('street_duty_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_street_duty_lines_duties_id'), ['duties_id'], unique=False)



def downgrade():
    with op.batch_alter_table('street_duty_lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_street_duty_lines_duties_id'))

    op.drop_table('street_duty_lines')
    with op.batch_alter_table('street_duties', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_street_duties_street_id'))
        batch_op.drop_index(batch_op.f('ix_street_duties_stage'))
        batch_op.drop_index(batch_op.f('ix_street_duties_agency_id'))

    op.drop_table('street_duties')
    with op.batch_alter_table('street_deeds', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_street_deeds_street_id'))
        batch_op.drop_index(batch_op.f('ix_street_deeds_done_on'))
        batch_op.drop_index(batch_op.f('ix_street_deeds_agency_id'))

    op.drop_table('street_deeds')
