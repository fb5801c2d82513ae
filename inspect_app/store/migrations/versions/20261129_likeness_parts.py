"""parts of likenesses, by which near copies of a photo are found without looking at all

Revision ID: e41c07b95d28
Revises: 5ac19e7720d8
Create Date: 2026-11-29 16:45:00

"""

import sqlalchemy as sa
from alembic import op

revision = "e41c07b95d28"
down_revision = "5ac19e7720d8"
branch_labels = None
depends_on = None

PARTS = 6
AT_ONCE = 5_000
files = sa.table("photo_files", sa.column("sha256"), sa.column("likeness"))


def upgrade():
    parts = op.create_table(
        "likeness_parts",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["photo_files.sha256"], name=op.f("fk_likeness_parts_sha256_photo_files")),
        sa.PrimaryKeyConstraint("place", "bits", "sha256", name=op.f("pk_likeness_parts")),
    )
    known = op.get_bind().execute(sa.select(files).where(files.c.likeness.is_not(None), files.c.likeness != "")).all()
    rows = [row for file in known for row in _parts(file.sha256, file.likeness)]
    for start in range(0, len(rows), AT_ONCE):
        op.bulk_insert(parts, rows[start : start + AT_ONCE])


def _parts(sha256, likeness):
    bits = f"{int(likeness, 16):064b}"
    edges = [64 * place // PARTS for place in range(PARTS + 1)]
    return [
        {"place": place, "bits": int(bits[edges[place] : edges[place + 1]], 2), "sha256": sha256}
        for place in range(PARTS)
    ]


def downgrade():
    op.drop_table("likeness_parts")
