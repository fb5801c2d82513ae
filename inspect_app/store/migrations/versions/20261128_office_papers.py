"""Word templates, and papers that the office issued as Word files

Revision ID: ea8ebaab2cbc
Revises: de27e45aaa5c
Create Date: 2026-11-28 17:14:29.034924

"""
from alembic import op
import sqlalchemy as sa


revision = 'ea8ebaab2cbc'
down_revision = 'de27e45aaa5c'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('word_files',
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_word_files'))
    )
    op.create_table('office_papers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('subject', sa.Enum('VISIT', 'ORDER', 'DECISION', name='subject', native_enum=False, length=40), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=True),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('file_sha256', sa.String(), nullable=False),
    sa.Column('template_sha256', sa.String(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('served_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('served_by', sa.Uuid(), nullable=True),
    sa.Column('served_to', sa.String(), nullable=False),
    sa.Column('served_how', sa.String(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.Uuid(), nullable=True),
    sa.Column('void_reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_office_papers_agency_id')),
    sa.ForeignKeyConstraint(['file_sha256'], ['word_files.sha256'], name=op.f('fk_office_papers_file_sha256')),
    sa.ForeignKeyConstraint(['made_by'], ['officers.id'], name=op.f('fk_office_papers_made_by')),
    sa.ForeignKeyConstraint(['served_by'], ['officers.id'], name=op.f('fk_office_papers_served_by')),
    sa.ForeignKeyConstraint(['template_sha256'], ['word_files.sha256'], name=op.f('fk_office_papers_template_sha256')),
    sa.ForeignKeyConstraint(['voided_by'], ['officers.id'], name=op.f('fk_office_papers_voided_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office_papers'))
    )
    with op.batch_alter_table('office_papers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_office_papers_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_office_papers_document_id'), ['document_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_office_papers_file_sha256'), ['file_sha256'], unique=False)
        batch_op.create_index(batch_op.f('ix_office_papers_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_office_papers_sha256'), ['sha256'], unique=False)
        batch_op.create_index(batch_op.f('ix_office_papers_subject_id'), ['subject_id'], unique=False)

    op.create_table('paper_templates',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('DRAFT', 'PUBLISHED', 'RETIRED', name='versionstate', native_enum=False, length=40), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('file_sha256', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('uploaded_by', sa.Uuid(), nullable=False),
    sa.Column('uploaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by', sa.Uuid(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_paper_templates_agency_id')),
    sa.ForeignKeyConstraint(['file_sha256'], ['word_files.sha256'], name=op.f('fk_paper_templates_file_sha256')),
    sa.ForeignKeyConstraint(['published_by'], ['officers.id'], name=op.f('fk_paper_templates_published_by')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['officers.id'], name=op.f('fk_paper_templates_uploaded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_templates')),
    sa.UniqueConstraint('agency_id', 'form', 'number', name=op.f('uq_paper_templates_agency_id_form_number'))
    )
    with op.batch_alter_table('paper_templates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_templates_agency_id'), ['agency_id'], unique=False)



def downgrade():
    with op.batch_alter_table('paper_templates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_paper_templates_agency_id'))

    op.drop_table('paper_templates')
    with op.batch_alter_table('office_papers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_office_papers_subject_id'))
        batch_op.drop_index(batch_op.f('ix_office_papers_sha256'))
        batch_op.drop_index(batch_op.f('ix_office_papers_number'))
        batch_op.drop_index(batch_op.f('ix_office_papers_file_sha256'))
        batch_op.drop_index(batch_op.f('ix_office_papers_document_id'))
        batch_op.drop_index(batch_op.f('ix_office_papers_agency_id'))

    op.drop_table('office_papers')
    op.drop_table('word_files')
