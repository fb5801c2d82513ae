"""questions between offices

Revision ID: 8bf4f6efae08
Revises: 619659b26b08
Create Date: 2026-11-29 09:15:29.613577

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '8bf4f6efae08'
down_revision = '619659b26b08'
branch_labels = None
depends_on = None


def upgrade():

    op.create_table('question_advisers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('named_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('named_by', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['named_by'], ['officers.id'], name=op.f('fk_question_advisers_named_by')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_question_advisers_officer_id')),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_question_advisers_question_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_advisers')),
    sa.UniqueConstraint('question_id', 'officer_id', name=op.f('uq_question_advisers_question_id_officer_id'))
    )
    op.create_table('question_remarks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('said_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_question_remarks_question_id')),
    sa.ForeignKeyConstraint(['said_by'], ['officers.id'], name=op.f('fk_question_remarks_said_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_remarks'))
    )
    with op.batch_alter_table('question_remarks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_remarks_question_id'), ['question_id'], unique=False)

    op.create_table('sent_questions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('with_agency_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('side', sa.Enum('SENDER', 'RECEIVER', name='side', native_enum=False, length=40), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_sent_questions_agency_id')),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_sent_questions_question_id')),
    sa.ForeignKeyConstraint(['sent_by'], ['officers.id'], name=op.f('fk_sent_questions_sent_by')),
    sa.ForeignKeyConstraint(['with_agency_id'], ['agencies.id'], name=op.f('fk_sent_questions_with_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_questions')),
    sa.UniqueConstraint('question_id', name=op.f('uq_sent_questions_question_id'))
    )
    with op.batch_alter_table('sent_questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_questions_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sent_questions_with_agency_id'), ['with_agency_id'], unique=False)

    op.create_table('sent_question_files',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('shared_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('file_sha256', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('MATERIAL', 'PHOTO', name='attachmentkind', native_enum=False, length=40), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['file_sha256'], ['kept_files.sha256'], name=op.f('fk_sent_question_files_file_sha256')),
    sa.ForeignKeyConstraint(['shared_id'], ['sent_questions.id'], name=op.f('fk_sent_question_files_shared_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_question_files')),
    sa.UniqueConstraint('shared_id', 'position', name=op.f('uq_sent_question_files_shared_id_position'))
    )
    with op.batch_alter_table('question_answers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('from_agency_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('published_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('published_by', sa.Uuid(), nullable=True))
        batch_op.alter_column('answered_by',
               existing_type=sa.Uuid(),
               nullable=True)
        batch_op.create_foreign_key(batch_op.f('fk_question_answers_from_agency_id'), 'agencies', ['from_agency_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_question_answers_published_by'), 'officers', ['published_by'], ['id'])

    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.alter_column('asked_by',
               existing_type=sa.Uuid(),
               nullable=True)




def downgrade():

    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.alter_column('asked_by',
               existing_type=sa.Uuid(),
               nullable=False)

    with op.batch_alter_table('question_answers', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_question_answers_published_by'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_question_answers_from_agency_id'), type_='foreignkey')
        batch_op.alter_column('answered_by',
               existing_type=sa.Uuid(),
               nullable=False)
        batch_op.drop_column('published_by')
        batch_op.drop_column('published_at')
        batch_op.drop_column('from_agency_id')

    op.drop_table('sent_question_files')
    with op.batch_alter_table('sent_questions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sent_questions_with_agency_id'))
        batch_op.drop_index(batch_op.f('ix_sent_questions_agency_id'))

    op.drop_table('sent_questions')
    with op.batch_alter_table('question_remarks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_remarks_question_id'))

    op.drop_table('question_remarks')
    op.drop_table('question_advisers')

