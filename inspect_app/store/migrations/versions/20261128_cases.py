"""cases of the general procedure

Revision ID: b342d7f8c481
Revises: e6a40d17b2c9
Create Date: 2026-11-28 17:31:08.615546

"""
from alembic import op
import sqlalchemy as sa


revision = 'b342d7f8c481'
down_revision = 'e6a40d17b2c9'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('calendar_feeds',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('token_sha256', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_calendar_feeds_officer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feeds')),
    sa.UniqueConstraint('token_sha256', name=op.f('uq_calendar_feeds_token_sha256'))
    )
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_feeds_officer_id'), ['officer_id'], unique=False)

    op.create_table('cases',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('work_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('stage', sa.Enum('PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTICE_GIVEN', 'HEARING_ASKED', 'HEARD', 'DECIDED', 'SERVED', 'DEMANDED', 'IN_COURT', 'TRANSFERRED', 'ENDED', 'CLOSED', 'ARCHIVED', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=True),
    sa.Column('lead_id', sa.Uuid(), nullable=True),
    sa.Column('act', sa.String(), nullable=False),
    sa.Column('party_kind', sa.Enum('CITIZEN', 'ORGANISATION', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('party', sa.JSON(), nullable=False),
    sa.Column('facts', sa.String(), nullable=False),
    sa.Column('act_on', sa.Date(), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('proposed_by', sa.Uuid(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rulebook', sa.Integer(), nullable=False),
    sa.Column('fine_yuan', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_cases_agency_id')),
    sa.ForeignKeyConstraint(['finding_id'], ['findings.id'], name=op.f('fk_cases_finding_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_cases_lead_id')),
    sa.ForeignKeyConstraint(['proposed_by'], ['officers.id'], name=op.f('fk_cases_proposed_by')),
    sa.ForeignKeyConstraint(['work_id'], ['works.id'], name=op.f('fk_cases_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('agency_id', 'number', name=op.f('uq_cases_agency_id_number'))
    )
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cases_act'), ['act'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_stage'), ['stage'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_work_id'), ['work_id'], unique=False)

    op.create_table('case_entries',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('enters', sa.Enum('PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTICE_GIVEN', 'HEARING_ASKED', 'HEARD', 'DECIDED', 'SERVED', 'DEMANDED', 'IN_COURT', 'TRANSFERRED', 'ENDED', 'CLOSED', 'ARCHIVED', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('taken_by', sa.Uuid(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_entries_case_id')),
    sa.ForeignKeyConstraint(['taken_by'], ['officers.id'], name=op.f('fk_case_entries_taken_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_entries')),
    sa.UniqueConstraint('case_id', 'position', name=op.f('uq_case_entries_case_id_position'))
    )
    with op.batch_alter_table('case_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_entries_case_id'), ['case_id'], unique=False)



def downgrade():
    with op.batch_alter_table('case_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_entries_case_id'))

    op.drop_table('case_entries')
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cases_work_id'))
        batch_op.drop_index(batch_op.f('ix_cases_stage'))
        batch_op.drop_index(batch_op.f('ix_cases_lead_id'))
        batch_op.drop_index(batch_op.f('ix_cases_finding_id'))
        batch_op.drop_index(batch_op.f('ix_cases_agency_id'))
        batch_op.drop_index(batch_op.f('ix_cases_act'))

    op.drop_table('cases')
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calendar_feeds_officer_id'))

    op.drop_table('calendar_feeds')
