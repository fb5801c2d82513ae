"""what the papers of an office call it, as settings of the office

Revision ID: 5ac19e7720d8
Revises: b7d04e6a19c3
Create Date: 2026-11-29 15:10:00

"""

import re
import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "5ac19e7720d8"
down_revision = "b7d04e6a19c3"
branch_labels = None
depends_on = None

PREFIXES = {"SH": "沪民防", "SH-SJ": "沪松民防"}
settings = sa.table(
    "settings", sa.column("id", sa.Uuid()), sa.column("agency_id", sa.Uuid()), sa.column("name"), sa.column("value")
)
instances = sa.table("instances", sa.column("agency_id", sa.Uuid()))
blocks = sa.table(
    "form_blocks", sa.column("agency_id", sa.Uuid()), sa.column("device_id", sa.Uuid()), sa.column("template"),
    sa.column("withdrawn_at", sa.DateTime(timezone=True)),
)  # fmt: skip
agencies = sa.table("agencies", sa.column("id", sa.Uuid()), sa.column("code"), sa.column("name"))


def upgrade():
    """Whoever printed another office's word prints none until their own is set; Songjiang goes on as before."""
    found = sa.select(agencies).join(instances, instances.c.agency_id == agencies.c.id)
    for office in op.get_bind().execute(found).all():
        if office.code != "SH-SJ":
            _withdraw_numbers_of_songjiang(office.id)
        named = re.match(r"(.+[市区县])(?:民防|人防|人民防空|国防动员|国动)", office.name)
        _set(office.id, "NUMBER_PREFIX", PREFIXES.get(office.code, ""))
        _set(office.id, "RECONSIDERATION_BODY", f"{named[1]}人民政府" if named else "")


def _withdraw_numbers_of_songjiang(agency_id):
    """Those that lie at the desk; what phones hold is used up or voided there."""
    at_desk = (blocks.c.agency_id == agency_id) & blocks.c.device_id.is_(None)
    theirs = at_desk & blocks.c.template.like("沪松民防%") & blocks.c.withdrawn_at.is_(None)
    op.get_bind().execute(blocks.update().where(theirs).values(withdrawn_at=datetime.now(UTC)))


def _set(agency_id, name, value):
    own = (settings.c.agency_id == agency_id) & (settings.c.name == name)
    is_there = op.get_bind().execute(sa.select(settings.c.id).where(own)).first()
    if value and not is_there:
        op.get_bind().execute(settings.insert().values(id=uuid.uuid4(), agency_id=agency_id, name=name, value=value))


def downgrade():
    op.get_bind().execute(settings.delete().where(settings.c.name == "NUMBER_PREFIX"))
