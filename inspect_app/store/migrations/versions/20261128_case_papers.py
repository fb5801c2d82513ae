"""one name for each procedure; the files of archived cases

Revision ID: c4a7e1f0b2d9
Revises: 914f6eed574d
Create Date: 2026-11-28 20:05:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'c4a7e1f0b2d9'
down_revision = '914f6eed574d'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('fine_waivers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fine_id', sa.Uuid(), nullable=False),
    sa.Column('agreed_on', sa.Date(), nullable=False),
    sa.Column('amount', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('agreement', sa.String(), nullable=False),
    sa.Column('measures', sa.String(), nullable=False),
    sa.Column('approved_by', sa.Uuid(), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['approved_by'], ['officers.id'], name=op.f('fk_fine_waivers_approved_by')),
    sa.ForeignKeyConstraint(['fine_id'], ['fines.id'], name=op.f('fk_fine_waivers_fine_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fine_waivers'))
    )
    with op.batch_alter_table('fine_waivers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fine_waivers_fine_id'), ['fine_id'], unique=False)
    op.create_table('case_archives',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('file_sha256', sa.String(), nullable=False),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.Column('kept_by', sa.Uuid(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_archives_case_id')),
    sa.ForeignKeyConstraint(['file_sha256'], ['word_files.sha256'], name=op.f('fk_case_archives_file_sha256')),
    sa.ForeignKeyConstraint(['kept_by'], ['officers.id'], name=op.f('fk_case_archives_kept_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_archives')),
    sa.UniqueConstraint('case_id', name=op.f('uq_case_archives_case_id'))
    )
    with op.batch_alter_table('case_archives', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_archives_file_sha256'), ['file_sha256'], unique=False)
    op.execute(sa.text("UPDATE fines SET procedure = 'ON_THE_SPOT' WHERE procedure = 'SIMPLE'"))


def downgrade():
    op.drop_table('fine_waivers')
    op.drop_table('case_archives')
    op.execute(sa.text("UPDATE fines SET procedure = 'SIMPLE' WHERE procedure = 'ON_THE_SPOT'"))
