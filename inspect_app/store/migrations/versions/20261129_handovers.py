"""leads between offices

Revision ID: 9ca5c8d9f4d4
Revises: 4d1e9c07b3a5
Create Date: 2026-11-29 08:26:02.505627

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '9ca5c8d9f4d4'
down_revision = '4016953d7173'
branch_labels = None
depends_on = None


def upgrade():

    op.create_table('handovers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('with_agency_id', sa.Uuid(), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Enum('DOWN', 'UP', 'TAKEOVER', 'TRANSFER', 'COPY', name='handoverkind', native_enum=False, length=40), nullable=False),
    sa.Column('side', sa.Enum('SENDER', 'RECEIVER', name='side', native_enum=False, length=40), nullable=False),
    sa.Column('stage', sa.Enum('PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', 'OWED', 'WITH_OFFICER', 'HANDED_OVER', 'WITH_AGENCY', 'PAID', 'CALLED_OFF', 'REFUND_DUE', 'REFUNDED', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTICE_GIVEN', 'HEARING_ASKED', 'HEARD', 'DECIDED', 'SERVED', 'DEMANDED', 'IN_COURT', 'TRANSFERRED', 'ENDED', 'CLOSED', 'ARCHIVED', 'DRAFTED', 'SUBMITTED', 'REJECTED', 'PUBLISHED', 'DISCARDED', 'RECEIVED', 'CHECKING', 'ON_SITE', 'SETTLED', 'CASE_ASKED', 'PASSED_ON', 'TAKEN_OVER', 'SET_ASIDE', 'MERGED', 'POOL_PUBLISHED', 'DRAWN', 'GIVEN_BACK', 'HANDED_ON', 'ARRIVED', 'TAKEN_ON', 'SENT_BACK', 'UNDELIVERED', 'CONCLUDED', 'NOTED', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('their_number', sa.String(), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_handovers_agency_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_handovers_lead_id')),
    sa.ForeignKeyConstraint(['sent_by'], ['officers.id'], name=op.f('fk_handovers_sent_by')),
    sa.ForeignKeyConstraint(['with_agency_id'], ['agencies.id'], name=op.f('fk_handovers_with_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handovers'))
    )
    with op.batch_alter_table('handovers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handovers_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_handovers_due_on'), ['due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_handovers_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_handovers_stage'), ['stage'], unique=False)
        batch_op.create_index(batch_op.f('ix_handovers_with_agency_id'), ['with_agency_id'], unique=False)

    op.create_table('handover_files',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('handover_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('file_sha256', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('MATERIAL', 'PHOTO', name='attachmentkind', native_enum=False, length=40), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['file_sha256'], ['kept_files.sha256'], name=op.f('fk_handover_files_file_sha256')),
    sa.ForeignKeyConstraint(['handover_id'], ['handovers.id'], name=op.f('fk_handover_files_handover_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover_files')),
    sa.UniqueConstraint('handover_id', 'position', name=op.f('uq_handover_files_handover_id_position'))
    )
    op.create_table('handover_lines',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('handover_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('enters', sa.Enum('PLANNED', 'UNDER_WAY', 'FINISHED', 'RETURNED', 'APPROVED', 'CANCELLED', 'MADE', 'ORDERED', 'CORRECTED', 'DELIVERED', 'FILED', 'VOIDED', 'WITHDRAWN', 'OWED', 'WITH_OFFICER', 'HANDED_OVER', 'WITH_AGENCY', 'PAID', 'CALLED_OFF', 'REFUND_DUE', 'REFUNDED', 'PROPOSED', 'NOT_FILED', 'INVESTIGATING', 'SUSPENDED', 'INVESTIGATED', 'NOTICE_GIVEN', 'HEARING_ASKED', 'HEARD', 'DECIDED', 'SERVED', 'DEMANDED', 'IN_COURT', 'TRANSFERRED', 'ENDED', 'CLOSED', 'ARCHIVED', 'DRAFTED', 'SUBMITTED', 'REJECTED', 'PUBLISHED', 'DISCARDED', 'RECEIVED', 'CHECKING', 'ON_SITE', 'SETTLED', 'CASE_ASKED', 'PASSED_ON', 'TAKEN_OVER', 'SET_ASIDE', 'MERGED', 'POOL_PUBLISHED', 'DRAWN', 'GIVEN_BACK', 'HANDED_ON', 'ARRIVED', 'TAKEN_ON', 'SENT_BACK', 'UNDELIVERED', 'CONCLUDED', 'NOTED', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('key', sa.String(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['handover_id'], ['handovers.id'], name=op.f('fk_handover_lines_handover_id')),
    sa.ForeignKeyConstraint(['written_by'], ['officers.id'], name=op.f('fk_handover_lines_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover_lines')),
    sa.UniqueConstraint('handover_id', 'key', name=op.f('uq_handover_lines_handover_id_key')),
    sa.UniqueConstraint('handover_id', 'position', name=op.f('uq_handover_lines_handover_id_position'))
    )
    with op.batch_alter_table('recorded_steps', schema=None) as batch_op:
        batch_op.alter_column('taken_by',
               existing_type=sa.Uuid(),
               nullable=True)




def downgrade():

    with op.batch_alter_table('recorded_steps', schema=None) as batch_op:
        batch_op.alter_column('taken_by',
               existing_type=sa.Uuid(),
               nullable=False)

    op.drop_table('handover_lines')
    op.drop_table('handover_files')
    with op.batch_alter_table('handovers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handovers_with_agency_id'))
        batch_op.drop_index(batch_op.f('ix_handovers_stage'))
        batch_op.drop_index(batch_op.f('ix_handovers_lead_id'))
        batch_op.drop_index(batch_op.f('ix_handovers_due_on'))
        batch_op.drop_index(batch_op.f('ix_handovers_agency_id'))

    op.drop_table('handovers')

