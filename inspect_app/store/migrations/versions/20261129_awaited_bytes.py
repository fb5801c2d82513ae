"""photos and recordings whose bytes nobody has seen yet

Revision ID: 4c7a90e1d8b6
Revises: 9e41b7d2c05f
Create Date: 2026-11-29 12:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "4c7a90e1d8b6"
down_revision = "9e41b7d2c05f"
branch_labels = None
depends_on = None


def upgrade():
    for table in ("photos", "recordings"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("is_awaited", sa.Boolean(), server_default=sa.true(), nullable=False))
        here = f"exists (select * from photo_files where photo_files.sha256 = {table}.sha256)"
        op.execute(sa.text(f"update {table} set is_awaited = false where {here}"))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(
                f"ix_{table}_awaited",
                ["visit_id"],
                sqlite_where=sa.text("is_awaited = 1"),
                postgresql_where=sa.text("is_awaited"),
            )


def downgrade():
    for table in ("photos", "recordings"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_awaited")
            batch_op.drop_column("is_awaited")
