"""Targets of a year, and visits by the day on which they began

Revision ID: 1edd95887945
Revises: a51c07e6d2f8
Create Date: 2026-11-28 23:42:51.258005

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '1edd95887945'
down_revision = 'a51c07e6d2f8'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('target_stages',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('measure', sa.Enum('FILED', 'CLOSED', 'VISITS', name='measure', native_enum=False, length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('done_then', sa.Integer(), nullable=False),
    sa.Column('set_by', sa.Uuid(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_target_stages_agency_id')),
    sa.ForeignKeyConstraint(['set_by'], ['officers.id'], name=op.f('fk_target_stages_set_by')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_target_stages_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_target_stages')),
    sa.UniqueConstraint('agency_id', 'team_id', 'year', 'measure', 'position', name=op.f('uq_target_stages_agency_id_team_id_year_measure_position'))
    )
    with op.batch_alter_table('target_stages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_target_stages_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_target_stages_team_id'), ['team_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_target_stages_year'), ['year'], unique=False)

    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.create_index('ix_visits_agency_id_started_at', ['agency_id', 'started_at'], unique=False)
    with op.batch_alter_table('recorded_steps', schema=None) as batch_op:
        batch_op.create_index('ix_recorded_steps_step_taken_at', ['step', 'taken_at'], unique=False)


def downgrade():
    with op.batch_alter_table('recorded_steps', schema=None) as batch_op:
        batch_op.drop_index('ix_recorded_steps_step_taken_at')
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.drop_index('ix_visits_agency_id_started_at')

    with op.batch_alter_table('target_stages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_target_stages_year'))
        batch_op.drop_index(batch_op.f('ix_target_stages_team_id'))
        batch_op.drop_index(batch_op.f('ix_target_stages_agency_id'))

    op.drop_table('target_stages')
