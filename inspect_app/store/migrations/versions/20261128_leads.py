"""leads of every source, plates, construction projects, milestones

Revision ID: 809d1a01a162
Revises: c4a7e1f0b2d9
Create Date: 2026-11-28 20:06:33.678674

"""
from datetime import timedelta

from alembic import op
import sqlalchemy as sa


revision = '809d1a01a162'
down_revision = 'c4a7e1f0b2d9'
branch_labels = None
depends_on = None


def _fill_in():
    """What was noted before: in the order of its day; what a case came from has ended in that case."""
    leads = sa.table(
        'leads', sa.column('id', sa.Uuid()), sa.column('agency_id', sa.Uuid()), sa.column('number', sa.String()),
        sa.column('stage', sa.String()), sa.column('came_on', sa.Date()), sa.column('due_on', sa.Date()),
        sa.column('made_at', sa.DateTime(timezone=True)),
    )
    cases = sa.table('cases', sa.column('lead_id', sa.Uuid()))
    rows = op.get_bind()
    filed = {row.lead_id for row in rows.execute(sa.select(cases.c.lead_id).where(cases.c.lead_id.is_not(None)))}
    counts = {}
    for row in rows.execute(sa.select(leads.c.id, leads.c.agency_id, leads.c.made_at).order_by(leads.c.made_at)).all():
        day = (row.made_at + timedelta(hours=8)).date()
        counts[row.agency_id, day.year] = serial = counts.get((row.agency_id, day.year), 0) + 1
        is_filed = row.id in filed
        rows.execute(leads.update().where(leads.c.id == row.id).values(
            number=f'沪松民防源〔{day.year}〕第{serial:04d}号', stage='CASE_ASKED' if is_filed else 'RECEIVED',
            came_on=day, due_on=day + timedelta(days=7 if is_filed else 5),
        ))


def upgrade():
    op.create_table('projects',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('developer', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('NOT_BEGUN', 'UNDER_CONSTRUCTION', 'COMPLETED', name='projectstate', native_enum=False, length=40), nullable=False),
    sa.Column('total_m2', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('required_m2', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('built_m2', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('exempt_m2', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('exempt_paper', sa.String(), nullable=False),
    sa.Column('elsewhere_m2', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('elsewhere_paper', sa.String(), nullable=False),
    sa.Column('fee_due_yuan', sa.Numeric(precision=14, scale=2), nullable=False),
    sa.Column('fee_paid_yuan', sa.Numeric(precision=14, scale=2), nullable=False),
    sa.Column('notes', sa.String(), nullable=False),
    sa.Column('gap_m2', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('owed_yuan', sa.Numeric(precision=14, scale=2), nullable=False),
    sa.Column('gap_count', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_projects_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_projects')),
    sa.UniqueConstraint('agency_id', 'number', name=op.f('uq_projects_agency_id_number'))
    )
    with op.batch_alter_table('projects', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_projects_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_projects_gap_count'), ['gap_count'], unique=False)

    op.create_table('milestones',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('work_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('SLAB', 'WALLS', 'INSTALLATION', 'ACCEPTANCE', name='milestonekind', native_enum=False, length=40), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=False),
    sa.Column('reached_on', sa.Date(), nullable=True),
    sa.Column('noted_by', sa.Uuid(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['noted_by'], ['officers.id'], name=op.f('fk_milestones_noted_by')),
    sa.ForeignKeyConstraint(['work_id'], ['works.id'], name=op.f('fk_milestones_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_milestones')),
    sa.UniqueConstraint('work_id', 'kind', name=op.f('uq_milestones_work_id_kind'))
    )
    with op.batch_alter_table('milestones', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_milestones_work_id'), ['work_id'], unique=False)

    op.create_table('plates',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('work_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['officers.id'], name=op.f('fk_plates_made_by')),
    sa.ForeignKeyConstraint(['work_id'], ['works.id'], name=op.f('fk_plates_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plates')),
    sa.UniqueConstraint('code', name=op.f('uq_plates_code')),
    sa.UniqueConstraint('work_id', name=op.f('uq_plates_work_id'))
    )
    op.create_table('lead_photos',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_lead_photos_lead_id')),
    sa.ForeignKeyConstraint(['sha256'], ['photo_files.sha256'], name=op.f('fk_lead_photos_sha256')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lead_photos')),
    sa.UniqueConstraint('lead_id', 'position', name=op.f('uq_lead_photos_lead_id_position'))
    )
    with op.batch_alter_table('lead_photos', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lead_photos_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_lead_photos_sha256'), ['sha256'], unique=False)

    with op.batch_alter_table('leads', schema=None) as batch_op:
        batch_op.add_column(sa.Column('project_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('visit_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('merged_into_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('number', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('source', sa.Enum('FINDING', 'PATROL', 'CITIZEN', 'CITY', 'DEPARTMENT', 'PROJECT', 'SUGGESTED', 'OTHER', name='leadsource', native_enum=False, length=40), nullable=False, server_default='FINDING'))
        batch_op.add_column(sa.Column('stage', sa.Enum('PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', 'OWED', 'WITH_OFFICER', 'HANDED_OVER', 'WITH_AGENCY', 'PAID', 'CALLED_OFF', 'REFUND_DUE', 'REFUNDED', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTICE_GIVEN', 'HEARING_ASKED', 'HEARD', 'DECIDED', 'SERVED', 'DEMANDED', 'IN_COURT', 'TRANSFERRED', 'ENDED', 'CLOSED', 'ARCHIVED', 'DRAFTED', 'SUBMITTED', 'REJECTED', 'PUBLISHED', 'DISCARDED', 'RECEIVED', 'CHECKING', 'ON_SITE', 'SETTLED', 'CASE_ASKED', 'PASSED_ON', 'TAKEN_OVER', 'SET_ASIDE', 'MERGED', name='stage', native_enum=False, length=40), nullable=False, server_default='RECEIVED'))
        batch_op.add_column(sa.Column('place', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('party', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('from_whom', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('reference', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('contact_name', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('contact_phone', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('came_on', sa.Date(), nullable=False, server_default='1970-01-01'))
        batch_op.add_column(sa.Column('due_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('passed_to', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('origin', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('receipt', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('reported_from', sa.Uuid(), nullable=True))
        batch_op.alter_column('work_id',
               existing_type=sa.Uuid(),
               nullable=True)
        batch_op.alter_column('made_by',
               existing_type=sa.Uuid(),
               nullable=True)
        batch_op.create_index(batch_op.f('ix_leads_due_on'), ['due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_leads_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_leads_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_leads_reported_from'), ['reported_from'], unique=False)
        batch_op.create_index(batch_op.f('ix_leads_stage'), ['stage'], unique=False)
        batch_op.create_index(batch_op.f('ix_leads_visit_id'), ['visit_id'], unique=False)

    _fill_in()
    with op.batch_alter_table('leads', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_leads_agency_id_number'), ['agency_id', 'number'])
        batch_op.create_unique_constraint(batch_op.f('uq_leads_agency_id_origin'), ['agency_id', 'origin'])
        batch_op.create_unique_constraint(batch_op.f('uq_leads_receipt'), ['receipt'])
        batch_op.create_foreign_key(batch_op.f('fk_leads_visit_id'), 'visits', ['visit_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_leads_merged_into_id'), 'leads', ['merged_into_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_leads_project_id'), 'projects', ['project_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_leads_reported_from'), 'agencies', ['reported_from'], ['id'])



def downgrade():
    with op.batch_alter_table('leads', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_leads_reported_from'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_leads_project_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_leads_merged_into_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_leads_visit_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_leads_receipt'), type_='unique')
        batch_op.drop_constraint(batch_op.f('uq_leads_agency_id_origin'), type_='unique')
        batch_op.drop_constraint(batch_op.f('uq_leads_agency_id_number'), type_='unique')
        batch_op.drop_index(batch_op.f('ix_leads_visit_id'))
        batch_op.drop_index(batch_op.f('ix_leads_stage'))
        batch_op.drop_index(batch_op.f('ix_leads_reported_from'))
        batch_op.drop_index(batch_op.f('ix_leads_project_id'))
        batch_op.drop_index(batch_op.f('ix_leads_merged_into_id'))
        batch_op.drop_index(batch_op.f('ix_leads_due_on'))
        batch_op.alter_column('made_by',
               existing_type=sa.Uuid(),
               nullable=False)
        batch_op.alter_column('work_id',
               existing_type=sa.Uuid(),
               nullable=False)
        batch_op.drop_column('reported_from')
        batch_op.drop_column('receipt')
        batch_op.drop_column('origin')
        batch_op.drop_column('passed_to')
        batch_op.drop_column('due_on')
        batch_op.drop_column('came_on')
        batch_op.drop_column('contact_phone')
        batch_op.drop_column('contact_name')
        batch_op.drop_column('reference')
        batch_op.drop_column('from_whom')
        batch_op.drop_column('party')
        batch_op.drop_column('place')
        batch_op.drop_column('stage')
        batch_op.drop_column('source')
        batch_op.drop_column('number')
        batch_op.drop_column('merged_into_id')
        batch_op.drop_column('visit_id')
        batch_op.drop_column('project_id')

    with op.batch_alter_table('lead_photos', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lead_photos_sha256'))
        batch_op.drop_index(batch_op.f('ix_lead_photos_lead_id'))

    op.drop_table('lead_photos')
    op.drop_table('plates')
    with op.batch_alter_table('milestones', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_milestones_work_id'))

    op.drop_table('milestones')
    with op.batch_alter_table('projects', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_projects_gap_count'))
        batch_op.drop_index(batch_op.f('ix_projects_agency_id'))

    op.drop_table('projects')
