"""phones hear of their colleagues anew: of which department each is, by its id, and the keys of their phones

Revision ID: c4a8e07d51f3
Revises: 9205bfeab986
Create Date: 2026-11-29 08:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'c4a8e07d51f3'
down_revision = '9205bfeab986'
branch_labels = None
depends_on = None


def upgrade():
    """What is told of an officer has more fields now: these lines move to the end of the feed, so that phones ask again."""
    connection = op.get_bind()
    position = connection.scalar(sa.text("SELECT position FROM feed_head WHERE id = 1"))
    lines = connection.execute(sa.text("SELECT audience_id, subject_id FROM feed_lines WHERE kind = 'officer'")).all()
    move = sa.text(
        "UPDATE feed_lines SET position = :position WHERE kind = 'officer' AND audience_id = :audience AND subject_id = :subject"
    )
    for audience, subject in lines:
        position += 1
        connection.execute(move, {"position": position, "audience": audience, "subject": subject})
    if lines:
        connection.execute(sa.text("UPDATE feed_head SET position = :position WHERE id = 1"), {"position": position})


def downgrade():
    pass
