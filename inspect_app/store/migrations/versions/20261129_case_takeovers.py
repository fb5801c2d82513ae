"""cases that are offered to the office above

Revision ID: b7d04e6a19c3
Revises: b3d9510e7c46
Create Date: 2026-11-29 15:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "b7d04e6a19c3"
down_revision = "b3d9510e7c46"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("case_entries", schema=None) as batch_op:
        batch_op.alter_column("taken_by", existing_type=sa.Uuid(), nullable=True)
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("case_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_handovers_case_id"), "cases", ["case_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_handovers_case_id"), ["case_id"], unique=False)


def downgrade():
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handovers_case_id"))
        batch_op.drop_constraint(batch_op.f("fk_handovers_case_id"), type_="foreignkey")
        batch_op.drop_column("case_id")
    with op.batch_alter_table("case_entries", schema=None) as batch_op:
        batch_op.alter_column("taken_by", existing_type=sa.Uuid(), nullable=False)
