"""cases of the general procedure

Revision ID: 03ef075115c8
Revises: e6a40d17b2c9
Create Date: 2026-11-28 17:51:52.096295

"""
from alembic import op
import sqlalchemy as sa


revision = '03ef075115c8'
down_revision = 'e6a40d17b2c9'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('calendar_feeds',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('secret_sha256', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_calendar_feeds_officer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feeds')),
    sa.UniqueConstraint('secret_sha256', name=op.f('uq_calendar_feeds_secret_sha256'))
    )
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_feeds_officer_id'), ['officer_id'], unique=False)

    op.create_table('cases',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('work_id', sa.Uuid(), nullable=True),
    sa.Column('lead_id', sa.Uuid(), nullable=True),
    sa.Column('stage', sa.Enum('REGISTERED', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTIFIED', 'HEARING_ASKED', 'HEARING_CALLED', 'HEARING_HELD', 'TO_DECIDE', 'DECIDED', 'NOT_PUNISHED', 'SERVED', 'DEMANDED', 'IN_COURT', 'CRIME_REPORTED', 'REFERRAL_APPROVED', 'REFERRED', 'POLICE_FILED', 'TO_CLOSE', 'CLOSED', 'ARCHIVED', 'PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('serial', sa.Integer(), nullable=True),
    sa.Column('source', sa.Enum('INSPECTION', 'HANDED_DOWN', 'COMPLAINT', 'HANDED_OVER', 'PATROL', 'OTHER', name='casesource', native_enum=False, length=40), nullable=False),
    sa.Column('source_note', sa.String(), nullable=False),
    sa.Column('act', sa.String(), nullable=False),
    sa.Column('act_on', sa.Date(), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('limitation', sa.Enum('ORDINARY', 'HARM', name='limitation', native_enum=False, length=40), nullable=False),
    sa.Column('facts', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('party', sa.Enum('CITIZEN', 'ORGANISATION', name='party', native_enum=False, length=40), nullable=False),
    sa.Column('party_name', sa.String(), nullable=False),
    sa.Column('identifier', sa.String(), nullable=False),
    sa.Column('representative', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_cases_agency_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_cases_lead_id')),
    sa.ForeignKeyConstraint(['made_by'], ['officers.id'], name=op.f('fk_cases_made_by')),
    sa.ForeignKeyConstraint(['work_id'], ['works.id'], name=op.f('fk_cases_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('agency_id', 'year', 'serial', name=op.f('uq_cases_agency_id_year_serial'))
    )
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cases_act'), ['act'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_stage'), ['stage'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_work_id'), ['work_id'], unique=False)

    op.create_table('case_findings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_findings_case_id')),
    sa.ForeignKeyConstraint(['finding_id'], ['findings.id'], name=op.f('fk_case_findings_finding_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_findings')),
    sa.UniqueConstraint('case_id', 'finding_id', name=op.f('uq_case_findings_case_id_finding_id'))
    )
    with op.batch_alter_table('case_findings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_findings_finding_id'), ['finding_id'], unique=False)

    op.create_table('case_officers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('assigned_on', sa.Date(), nullable=False),
    sa.Column('released_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_officers_case_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_case_officers_officer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_officers')),
    sa.UniqueConstraint('case_id', 'position', name=op.f('uq_case_officers_case_id_position'))
    )
    with op.batch_alter_table('case_officers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_officers_officer_id'), ['officer_id'], unique=False)

    op.create_table('case_steps',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('enters', sa.Enum('REGISTERED', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTIFIED', 'HEARING_ASKED', 'HEARING_CALLED', 'HEARING_HELD', 'TO_DECIDE', 'DECIDED', 'NOT_PUNISHED', 'SERVED', 'DEMANDED', 'IN_COURT', 'CRIME_REPORTED', 'REFERRAL_APPROVED', 'REFERRED', 'POLICE_FILED', 'TO_CLOSE', 'CLOSED', 'ARCHIVED', 'PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('starts', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('taken_by', sa.Uuid(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_steps_case_id')),
    sa.ForeignKeyConstraint(['taken_by'], ['officers.id'], name=op.f('fk_case_steps_taken_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_steps')),
    sa.UniqueConstraint('case_id', 'position', name=op.f('uq_case_steps_case_id_position'))
    )
    with op.batch_alter_table('case_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_steps_case_id'), ['case_id'], unique=False)

    op.create_table('case_announcements',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('medium', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_announcements_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_announcements_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_announcements')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_announcements_step_id'))
    )
    with op.batch_alter_table('case_announcements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_announcements_case_id'), ['case_id'], unique=False)

    op.create_table('case_commissions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('expert', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_commissions_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_commissions_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_commissions')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_commissions_step_id'))
    )
    with op.batch_alter_table('case_commissions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_commissions_case_id'), ['case_id'], unique=False)

    op.create_table('case_correction_orders',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('requirement', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_correction_orders_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_correction_orders_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_correction_orders')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_correction_orders_step_id'))
    )
    with op.batch_alter_table('case_correction_orders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_correction_orders_case_id'), ['case_id'], unique=False)

    op.create_table('case_corrections',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('outcome', sa.Enum('CORRECTED', 'PARTLY', 'NOT_YET', name='correctionoutcome', native_enum=False, length=40), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_corrections_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_corrections_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_corrections')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_corrections_step_id'))
    )
    with op.batch_alter_table('case_corrections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_corrections_case_id'), ['case_id'], unique=False)

    op.create_table('case_court_applications',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('court', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_court_applications_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_court_applications_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_court_applications')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_court_applications_step_id'))
    )
    with op.batch_alter_table('case_court_applications', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_court_applications_case_id'), ['case_id'], unique=False)

    op.create_table('case_deliberations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('attendants', sa.String(), nullable=False),
    sa.Column('opinion', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_deliberations_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_deliberations_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_deliberations')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_deliberations_step_id'))
    )
    with op.batch_alter_table('case_deliberations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_deliberations_case_id'), ['case_id'], unique=False)

    op.create_table('case_demands',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('amount_yuan', sa.Integer(), nullable=False),
    sa.Column('way', sa.Enum('HANDED', 'LEFT', 'POST', 'ELECTRONIC', 'ENTRUSTED', 'ANNOUNCED', name='serviceway', native_enum=False, length=40), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_demands_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_demands_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_demands')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_demands_step_id'))
    )
    with op.batch_alter_table('case_demands', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_demands_case_id'), ['case_id'], unique=False)

    op.create_table('case_disposals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_disposals_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_disposals_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_disposals')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_disposals_step_id'))
    )
    with op.batch_alter_table('case_disposals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_disposals_case_id'), ['case_id'], unique=False)

    op.create_table('case_evidence',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('kind', sa.Enum('DOCUMENT', 'OBJECT', 'AUDIO_VIDEO', 'DIGITAL', 'WITNESS', 'PARTY_SAYS', 'EXPERT', 'SITE_RECORD', name='evidencekind', native_enum=False, length=40), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('proves', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=True),
    sa.Column('thing_id', sa.Uuid(), nullable=True),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_evidence_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_evidence_step_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_case_evidence_visit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_evidence')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_evidence_step_id'))
    )
    with op.batch_alter_table('case_evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_evidence_case_id'), ['case_id'], unique=False)

    op.create_table('case_extensions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_extensions_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_extensions_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_extensions')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_extensions_step_id'))
    )
    with op.batch_alter_table('case_extensions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_extensions_case_id'), ['case_id'], unique=False)

    op.create_table('case_filings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('officer_ids', sa.JSON(), nullable=False),
    sa.Column('opinion', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_filings_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_filings_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_filings')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_filings_step_id'))
    )
    with op.batch_alter_table('case_filings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_filings_case_id'), ['case_id'], unique=False)

    op.create_table('case_hearing_calls',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('chair_id', sa.Uuid(), nullable=False),
    sa.Column('openness', sa.Enum('PUBLIC', 'CLOSED', name='openness', native_enum=False, length=40), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_hearing_calls_case_id')),
    sa.ForeignKeyConstraint(['chair_id'], ['officers.id'], name=op.f('fk_case_hearing_calls_chair_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_hearing_calls_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_hearing_calls')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_hearing_calls_step_id'))
    )
    with op.batch_alter_table('case_hearing_calls', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_hearing_calls_case_id'), ['case_id'], unique=False)

    op.create_table('case_hearing_reports',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('opinion', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_hearing_reports_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_hearing_reports_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_hearing_reports')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_hearing_reports_step_id'))
    )
    with op.batch_alter_table('case_hearing_reports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_hearing_reports_case_id'), ['case_id'], unique=False)

    op.create_table('case_hearings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('attendance', sa.Enum('CAME', 'ABSENT', 'LEFT', name='attendance', native_enum=False, length=40), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_hearings_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_hearings_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_hearings')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_hearings_step_id'))
    )
    with op.batch_alter_table('case_hearings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_hearings_case_id'), ['case_id'], unique=False)

    op.create_table('case_interviews',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('part', sa.Enum('PARTY', 'STAFF', 'WITNESS', 'OTHER', name='interviewee', native_enum=False, length=40), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_interviews_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_interviews_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_interviews')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_interviews_step_id'))
    )
    with op.batch_alter_table('case_interviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_interviews_case_id'), ['case_id'], unique=False)

    op.create_table('case_material_requests',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('materials', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_material_requests_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_material_requests_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_material_requests')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_material_requests_step_id'))
    )
    with op.batch_alter_table('case_material_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_material_requests_case_id'), ['case_id'], unique=False)

    op.create_table('case_no_penalty_decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('ground', sa.Enum('MINOR', 'FIRST', 'NO_FAULT', 'NOT_PROVEN', 'TOO_OLD', name='nopenaltyground', native_enum=False, length=40), nullable=False),
    sa.Column('reasons', sa.String(), nullable=False),
    sa.Column('education', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_no_penalty_decisions_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_no_penalty_decisions_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_no_penalty_decisions')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_no_penalty_decisions_step_id'))
    )
    with op.batch_alter_table('case_no_penalty_decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_no_penalty_decisions_case_id'), ['case_id'], unique=False)

    op.create_table('case_notices',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('way', sa.Enum('HANDED', 'LEFT', 'POST', 'ELECTRONIC', 'ENTRUSTED', 'ANNOUNCED', name='serviceway', native_enum=False, length=40), nullable=False),
    sa.Column('receiver', sa.String(), nullable=False),
    sa.Column('facts', sa.String(), nullable=False),
    sa.Column('penalty', sa.Enum('WARNING', 'FINE', 'WARNING_AND_FINE', name='penaltykind', native_enum=False, length=40), nullable=False),
    sa.Column('fine_yuan', sa.Integer(), nullable=False),
    sa.Column('statement_until_on', sa.Date(), nullable=False),
    sa.Column('change', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_notices_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_notices_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_notices')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_notices_step_id'))
    )
    with op.batch_alter_table('case_notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_notices_case_id'), ['case_id'], unique=False)

    op.create_table('case_officer_changes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('officer_ids', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_officer_changes_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_officer_changes_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_officer_changes')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_officer_changes_step_id'))
    )
    with op.batch_alter_table('case_officer_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_officer_changes_case_id'), ['case_id'], unique=False)

    op.create_table('case_party_statements',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('kind', sa.Enum('STATED', 'WAIVED', 'HEARING_WAIVED', name='statementkind', native_enum=False, length=40), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('outcome', sa.Enum('NOTHING_TO_CHECK', 'ACCEPTED', 'PARTLY', 'REJECTED', name='statementoutcome', native_enum=False, length=40), nullable=False),
    sa.Column('review', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_party_statements_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_party_statements_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_party_statements')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_party_statements_step_id'))
    )
    with op.batch_alter_table('case_party_statements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_party_statements_case_id'), ['case_id'], unique=False)

    op.create_table('case_payments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('amount_yuan', sa.Integer(), nullable=False),
    sa.Column('receipt_number', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_payments_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_payments_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_payments')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_payments_step_id'))
    )
    with op.batch_alter_table('case_payments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_payments_case_id'), ['case_id'], unique=False)

    op.create_table('case_penalty_decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('penalty', sa.Enum('WARNING', 'FINE', 'WARNING_AND_FINE', name='penaltykind', native_enum=False, length=40), nullable=False),
    sa.Column('fine_yuan', sa.Integer(), nullable=False),
    sa.Column('mitigation', sa.Enum('REMEDIED', 'COERCED', 'CONFESSED', 'HELPED', 'BY_OTHER_LAW', name='mitigation', native_enum=False, length=40), nullable=True),
    sa.Column('reasons', sa.String(), nullable=False),
    sa.Column('correct_by_on', sa.Date(), nullable=True),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_penalty_decisions_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_penalty_decisions_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_penalty_decisions')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_penalty_decisions_step_id'))
    )
    with op.batch_alter_table('case_penalty_decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_penalty_decisions_case_id'), ['case_id'], unique=False)

    op.create_table('case_recusal_decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('outcome', sa.Enum('GRANTED', 'REFUSED', name='recusaloutcome', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_recusal_decisions_case_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_case_recusal_decisions_officer_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_recusal_decisions_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_recusal_decisions')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_recusal_decisions_step_id'))
    )
    with op.batch_alter_table('case_recusal_decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_recusal_decisions_case_id'), ['case_id'], unique=False)

    op.create_table('case_recusal_requests',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('asked_by', sa.Enum('SELF', 'PARTY', name='askedby', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_recusal_requests_case_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_case_recusal_requests_officer_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_recusal_requests_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_recusal_requests')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_recusal_requests_step_id'))
    )
    with op.batch_alter_table('case_recusal_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_recusal_requests_case_id'), ['case_id'], unique=False)

    op.create_table('case_registrations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('goods', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_registrations_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_registrations_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_registrations')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_registrations_step_id'))
    )
    with op.batch_alter_table('case_registrations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_registrations_case_id'), ['case_id'], unique=False)

    op.create_table('case_reports',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('facts', sa.String(), nullable=False),
    sa.Column('penalty', sa.Enum('WARNING', 'FINE', 'WARNING_AND_FINE', name='penaltykind', native_enum=False, length=40), nullable=True),
    sa.Column('fine_yuan', sa.Integer(), nullable=False),
    sa.Column('reasons', sa.String(), nullable=False),
    sa.Column('weights', sa.JSON(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_reports_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_reports_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_reports')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_reports_step_id'))
    )
    with op.batch_alter_table('case_reports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_reports_case_id'), ['case_id'], unique=False)

    op.create_table('case_reviews',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('outcome', sa.Enum('PASSED', 'AMENDED', 'NOT_PASSED', name='reviewoutcome', native_enum=False, length=40), nullable=False),
    sa.Column('opinion', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_reviews_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_reviews_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_reviews')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_reviews_step_id'))
    )
    with op.batch_alter_table('case_reviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_reviews_case_id'), ['case_id'], unique=False)

    op.create_table('case_samples',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('goods', sa.String(), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_samples_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_samples_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_samples')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_samples_step_id'))
    )
    with op.batch_alter_table('case_samples', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_samples_case_id'), ['case_id'], unique=False)

    op.create_table('case_services',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('way', sa.Enum('HANDED', 'LEFT', 'POST', 'ELECTRONIC', 'ENTRUSTED', 'ANNOUNCED', name='serviceway', native_enum=False, length=40), nullable=False),
    sa.Column('receiver', sa.String(), nullable=False),
    sa.Column('refusal', sa.String(), nullable=False),
    sa.Column('witness', sa.String(), nullable=False),
    sa.Column('consent', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_services_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_services_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_services')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_services_step_id'))
    )
    with op.batch_alter_table('case_services', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_services_case_id'), ['case_id'], unique=False)

    op.create_table('case_suspensions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_suspensions_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_suspensions_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_suspensions')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_suspensions_step_id'))
    )
    with op.batch_alter_table('case_suspensions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_suspensions_case_id'), ['case_id'], unique=False)

    op.create_table('case_transfers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('receiver', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_transfers_case_id')),
    sa.ForeignKeyConstraint(['step_id'], ['case_steps.id'], name=op.f('fk_case_transfers_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_transfers')),
    sa.UniqueConstraint('step_id', name=op.f('uq_case_transfers_step_id'))
    )
    with op.batch_alter_table('case_transfers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_transfers_case_id'), ['case_id'], unique=False)



def downgrade():
    with op.batch_alter_table('case_transfers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_transfers_case_id'))

    op.drop_table('case_transfers')
    with op.batch_alter_table('case_suspensions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_suspensions_case_id'))

    op.drop_table('case_suspensions')
    with op.batch_alter_table('case_services', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_services_case_id'))

    op.drop_table('case_services')
    with op.batch_alter_table('case_samples', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_samples_case_id'))

    op.drop_table('case_samples')
    with op.batch_alter_table('case_reviews', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_reviews_case_id'))

    op.drop_table('case_reviews')
    with op.batch_alter_table('case_reports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_reports_case_id'))

    op.drop_table('case_reports')
    with op.batch_alter_table('case_registrations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_registrations_case_id'))

    op.drop_table('case_registrations')
    with op.batch_alter_table('case_recusal_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_recusal_requests_case_id'))

    op.drop_table('case_recusal_requests')
    with op.batch_alter_table('case_recusal_decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_recusal_decisions_case_id'))

    op.drop_table('case_recusal_decisions')
    with op.batch_alter_table('case_penalty_decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_penalty_decisions_case_id'))

    op.drop_table('case_penalty_decisions')
    with op.batch_alter_table('case_payments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_payments_case_id'))

    op.drop_table('case_payments')
    with op.batch_alter_table('case_party_statements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_party_statements_case_id'))

    op.drop_table('case_party_statements')
    with op.batch_alter_table('case_officer_changes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_officer_changes_case_id'))

    op.drop_table('case_officer_changes')
    with op.batch_alter_table('case_notices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_notices_case_id'))

    op.drop_table('case_notices')
    with op.batch_alter_table('case_no_penalty_decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_no_penalty_decisions_case_id'))

    op.drop_table('case_no_penalty_decisions')
    with op.batch_alter_table('case_material_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_material_requests_case_id'))

    op.drop_table('case_material_requests')
    with op.batch_alter_table('case_interviews', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_interviews_case_id'))

    op.drop_table('case_interviews')
    with op.batch_alter_table('case_hearings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_hearings_case_id'))

    op.drop_table('case_hearings')
    with op.batch_alter_table('case_hearing_reports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_hearing_reports_case_id'))

    op.drop_table('case_hearing_reports')
    with op.batch_alter_table('case_hearing_calls', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_hearing_calls_case_id'))

    op.drop_table('case_hearing_calls')
    with op.batch_alter_table('case_filings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_filings_case_id'))

    op.drop_table('case_filings')
    with op.batch_alter_table('case_extensions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_extensions_case_id'))

    op.drop_table('case_extensions')
    with op.batch_alter_table('case_evidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_evidence_case_id'))

    op.drop_table('case_evidence')
    with op.batch_alter_table('case_disposals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_disposals_case_id'))

    op.drop_table('case_disposals')
    with op.batch_alter_table('case_demands', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_demands_case_id'))

    op.drop_table('case_demands')
    with op.batch_alter_table('case_deliberations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_deliberations_case_id'))

    op.drop_table('case_deliberations')
    with op.batch_alter_table('case_court_applications', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_court_applications_case_id'))

    op.drop_table('case_court_applications')
    with op.batch_alter_table('case_corrections', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_corrections_case_id'))

    op.drop_table('case_corrections')
    with op.batch_alter_table('case_correction_orders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_correction_orders_case_id'))

    op.drop_table('case_correction_orders')
    with op.batch_alter_table('case_commissions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_commissions_case_id'))

    op.drop_table('case_commissions')
    with op.batch_alter_table('case_announcements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_announcements_case_id'))

    op.drop_table('case_announcements')
    with op.batch_alter_table('case_steps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_steps_case_id'))

    op.drop_table('case_steps')
    with op.batch_alter_table('case_officers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_officers_officer_id'))

    op.drop_table('case_officers')
    with op.batch_alter_table('case_findings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_findings_finding_id'))

    op.drop_table('case_findings')
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cases_work_id'))
        batch_op.drop_index(batch_op.f('ix_cases_stage'))
        batch_op.drop_index(batch_op.f('ix_cases_lead_id'))
        batch_op.drop_index(batch_op.f('ix_cases_agency_id'))
        batch_op.drop_index(batch_op.f('ix_cases_act'))

    op.drop_table('cases')
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calendar_feeds_officer_id'))

    op.drop_table('calendar_feeds')
