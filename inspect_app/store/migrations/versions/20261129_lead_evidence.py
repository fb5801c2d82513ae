"""the patrol from which a lead was raised, with its photos

Revision ID: 9205bfeab986
Revises: b3367784343e
Create Date: 2026-11-29 08:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = '9205bfeab986'
down_revision = 'b3367784343e'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('leads', schema=None) as batch_op:
        batch_op.add_column(sa.Column('patrol_id', sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f('ix_leads_patrol_id'), ['patrol_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_leads_patrol_id'), 'visits', ['patrol_id'], ['id'])
    op.create_table('lead_evidence',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('photo_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_lead_evidence_lead_id')),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.id'], name=op.f('fk_lead_evidence_photo_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lead_evidence')),
    sa.UniqueConstraint('lead_id', 'photo_id', name=op.f('uq_lead_evidence_lead_id_photo_id'))
    )
    with op.batch_alter_table('lead_evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lead_evidence_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_lead_evidence_photo_id'), ['photo_id'], unique=False)



def downgrade():
    with op.batch_alter_table('lead_evidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lead_evidence_photo_id'))
        batch_op.drop_index(batch_op.f('ix_lead_evidence_lead_id'))

    op.drop_table('lead_evidence')
    with op.batch_alter_table('leads', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_leads_patrol_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_leads_patrol_id'))
        batch_op.drop_column('patrol_id')
