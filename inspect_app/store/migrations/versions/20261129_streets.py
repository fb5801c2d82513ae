"""patrols of the streets: whose patrol a visit is, intervals, matters; their phones hear of their works and of the statutes

Revision ID: b3367784343e
Revises: 2c9d5e7a10b4
Create Date: 2026-11-29 08:05:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'b3367784343e'
down_revision = '2c9d5e7a10b4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('patrol_intervals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('work_id', sa.Uuid(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=True),
    sa.Column('set_by', sa.Uuid(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['set_by'], ['officers.id'], name=op.f('fk_patrol_intervals_set_by')),
    sa.ForeignKeyConstraint(['work_id'], ['works.id'], name=op.f('fk_patrol_intervals_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_patrol_intervals')),
    sa.UniqueConstraint('work_id', name=op.f('uq_patrol_intervals_work_id'))
    )
    op.create_table('street_matters',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('street_id', sa.Uuid(), nullable=False),
    sa.Column('work_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('told_by', sa.Uuid(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agencies.id'], name=op.f('fk_street_matters_agency_id')),
    sa.ForeignKeyConstraint(['answered_by'], ['officers.id'], name=op.f('fk_street_matters_answered_by')),
    sa.ForeignKeyConstraint(['closed_by'], ['officers.id'], name=op.f('fk_street_matters_closed_by')),
    sa.ForeignKeyConstraint(['street_id'], ['agencies.id'], name=op.f('fk_street_matters_street_id')),
    sa.ForeignKeyConstraint(['told_by'], ['officers.id'], name=op.f('fk_street_matters_told_by')),
    sa.ForeignKeyConstraint(['work_id'], ['works.id'], name=op.f('fk_street_matters_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_street_matters'))
    )
    with op.batch_alter_table('street_matters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_street_matters_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_street_matters_street_id'), ['street_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_street_matters_work_id'), ['work_id'], unique=False)

    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.add_column(sa.Column('street_id', sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f('ix_visits_street_id'), ['street_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_visits_street_id'), 'agencies', ['street_id'], ['id'])
    _tell_the_streets(op.get_bind())


def _tell_the_streets(connection):
    """What their phones may hear from now on, as if it had been told them when it was written."""
    position = connection.scalar(sa.text("SELECT position FROM feed_head WHERE id = 1"))
    lines = connection.execute(
        sa.text(
            "SELECT street_id, 'work', works.id FROM works JOIN agencies ON agencies.id = street_id "
            "WHERE agencies.kind = 'STREET' UNION ALL SELECT agencies.id, 'statute', statutes.id "
            "FROM agencies, statutes WHERE agencies.kind = 'STREET'"
        )
    ).all()
    add = sa.text(
        "INSERT INTO feed_lines (audience_id, kind, subject_id, position) VALUES (:audience, :kind, :subject, :position)"
    )
    for audience, kind, subject in lines:
        position += 1
        connection.execute(add, {"audience": audience, "kind": kind, "subject": subject, "position": position})
    if lines:
        connection.execute(sa.text("UPDATE feed_head SET position = :position WHERE id = 1"), {"position": position})


def downgrade():
    op.execute("DELETE FROM feed_lines WHERE audience_id IN (SELECT id FROM agencies WHERE kind = 'STREET') AND kind IN ('work', 'statute')")
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_visits_street_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_visits_street_id'))
        batch_op.drop_column('street_id')

    with op.batch_alter_table('street_matters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_street_matters_work_id'))
        batch_op.drop_index(batch_op.f('ix_street_matters_street_id'))
        batch_op.drop_index(batch_op.f('ix_street_matters_agency_id'))

    op.drop_table('street_matters')
    op.drop_table('patrol_intervals')
