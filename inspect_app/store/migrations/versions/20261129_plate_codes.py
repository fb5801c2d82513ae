"""codes of plates as evidence of place, phones hear of the plates that there are; the order of a day's round

Revision ID: a51c07e6d2f8
Revises: 3f18b3d09fff
Create Date: 2026-11-28 23:50:00

"""

import sqlalchemy as sa
from alembic import op

revision = "a51c07e6d2f8"
down_revision = "3f18b3d09fff"
branch_labels = None
depends_on = None
MATCH = sa.Enum("OWN", "OTHER", "UNKNOWN", name="platematch", native_enum=False, length=40)


def upgrade():
    with op.batch_alter_table("place_fixes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plate", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("plate_match", MATCH, nullable=False, server_default="UNKNOWN"))
    with op.batch_alter_table("place_fixes", schema=None) as batch_op:
        batch_op.alter_column("plate", server_default=None)
        batch_op.alter_column("plate_match", server_default=None)
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("round_position", sa.Integer(), nullable=True))
    _tell_of_plates(op.get_bind())


def _tell_of_plates(connection):
    """Works whose plates were made before: their lines move to the end of the feed, so that phones ask for them again."""
    position = connection.scalar(sa.text("SELECT position FROM feed_head WHERE id = 1"))
    lines = connection.execute(
        sa.text(
            "SELECT audience_id, subject_id FROM feed_lines JOIN plates ON plates.work_id = feed_lines.subject_id "
            "WHERE feed_lines.kind = 'work'"
        )
    ).all()
    move = sa.text(
        "UPDATE feed_lines SET position = :position WHERE kind = 'work' AND audience_id = :audience AND subject_id = :subject"
    )
    for audience, subject in lines:
        position += 1
        connection.execute(move, {"position": position, "audience": audience, "subject": subject})
    if lines:
        connection.execute(sa.text("UPDATE feed_head SET position = :position WHERE id = 1"), {"position": position})


def downgrade():
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_column("round_position")
        batch_op.drop_column("round_on")
    with op.batch_alter_table("place_fixes", schema=None) as batch_op:
        batch_op.drop_column("plate_match")
        batch_op.drop_column("plate")
