"""Case-file reviews and how files were drawn

Revision ID: 914f6eed574d
Revises: 9193f852eac2
Create Date: 2026-11-28 20:06:23.625016

"""
from alembic import op
import sqlalchemy as sa


revision = '914f6eed574d'
down_revision = '9193f852eac2'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('file_draws',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('how', sa.Enum('ALL', 'AT_RANDOM', name='choosing', native_enum=False, length=40), nullable=False),
    sa.Column('procedure', sa.Enum('ON_THE_SPOT', 'GENERAL', 'NONE', name='procedure', native_enum=False, length=40), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('team_name', sa.String(), nullable=False),
    sa.Column('seed', sa.String(), nullable=False),
    sa.Column('found', sa.Integer(), nullable=False),
    sa.Column('wanted', sa.Integer(), nullable=True),
    sa.Column('drawn_by', sa.Uuid(), nullable=False),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_file_draws_agency_id')),
    sa.ForeignKeyConstraint(['drawn_by'], ['officers.id'], name=op.f('fk_file_draws_drawn_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file_draws'))
    )
    with op.batch_alter_table('file_draws', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_draws_agency_id'), ['agency_id'], unique=False)

    op.create_table('file_reviews',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('procedure', sa.Enum('ON_THE_SPOT', 'GENERAL', 'NONE', name='procedure', native_enum=False, length=40), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('party_name', sa.String(), nullable=False),
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('team_name', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('draw_id', sa.Uuid(), nullable=True),
    sa.Column('reviewer_id', sa.Uuid(), nullable=False),
    sa.Column('assigned_by', sa.Uuid(), nullable=False),
    sa.Column('assigned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('conclusion', sa.String(), nullable=False),
    sa.Column('excellent_from', sa.Integer(), nullable=True),
    sa.Column('passed_from', sa.Integer(), nullable=True),
    sa.Column('score', sa.Integer(), nullable=True),
    sa.Column('grade', sa.Enum('EXCELLENT', 'PASSED', 'FAILED', name='grade', native_enum=False, length=40), nullable=True),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_by', sa.Uuid(), nullable=True),
    sa.Column('cancel_reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_file_reviews_agency_id')),
    sa.ForeignKeyConstraint(['assigned_by'], ['officers.id'], name=op.f('fk_file_reviews_assigned_by')),
    sa.ForeignKeyConstraint(['cancelled_by'], ['officers.id'], name=op.f('fk_file_reviews_cancelled_by')),
    sa.ForeignKeyConstraint(['draw_id'], ['file_draws.id'], name=op.f('fk_file_reviews_draw_id')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['officers.id'], name=op.f('fk_file_reviews_reviewer_id')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_file_reviews_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file_reviews'))
    )
    with op.batch_alter_table('file_reviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_reviews_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_reviews_draw_id'), ['draw_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_reviews_reviewer_id'), ['reviewer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_reviews_signed_at'), ['signed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_reviews_subject_id'), ['subject_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_reviews_team_id'), ['team_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_reviews_year'), ['year'], unique=False)

    op.create_table('file_review_lines',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('review_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('law', sa.String(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('is_fatal', sa.Boolean(), nullable=False),
    sa.Column('software', sa.Enum('KEPT', 'BROKEN', 'NOT_APPLICABLE', 'UNKNOWN', name='answer', native_enum=False, length=40), nullable=False),
    sa.Column('shows', sa.JSON(), nullable=False),
    sa.Column('answer', sa.Enum('KEPT', 'BROKEN', 'NOT_APPLICABLE', 'UNKNOWN', name='answer', native_enum=False, length=40), nullable=True),
    sa.Column('remark', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['review_id'], ['file_reviews.id'], name=op.f('fk_file_review_lines_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file_review_lines')),
    sa.UniqueConstraint('review_id', 'position', name=op.f('uq_file_review_lines_review_id_position'))
    )
    with op.batch_alter_table('file_review_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_review_lines_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_review_lines_review_id'), ['review_id'], unique=False)



def downgrade():
    with op.batch_alter_table('file_review_lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_review_lines_review_id'))
        batch_op.drop_index(batch_op.f('ix_file_review_lines_code'))

    op.drop_table('file_review_lines')
    with op.batch_alter_table('file_reviews', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_reviews_year'))
        batch_op.drop_index(batch_op.f('ix_file_reviews_team_id'))
        batch_op.drop_index(batch_op.f('ix_file_reviews_subject_id'))
        batch_op.drop_index(batch_op.f('ix_file_reviews_signed_at'))
        batch_op.drop_index(batch_op.f('ix_file_reviews_reviewer_id'))
        batch_op.drop_index(batch_op.f('ix_file_reviews_draw_id'))
        batch_op.drop_index(batch_op.f('ix_file_reviews_agency_id'))

    op.drop_table('file_reviews')
    with op.batch_alter_table('file_draws', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_draws_agency_id'))

    op.drop_table('file_draws')
