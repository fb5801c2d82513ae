"""Numbers of pre-numbered forms: how they are written and which block may give one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.statutes import ON_THE_SPOT_FORM


class FormKind(StrEnum):
    ON_THE_SPOT_DECISION = "当场行政处罚决定书"
    CORRECTION_ORDER = "责令改正通知书"


@dataclass(frozen=True)
class Block:
    """A lease of consecutive serials of one kind and year; nobody else holds them."""

    kind: FormKind
    year: int
    first: int
    last: int
    template: str

    def number(self, serial: int) -> str:
        return form_number(self.template, self.year, serial)


def form_number(template: str, year: int, serial: int) -> str:
    """`template` names {year} and {serial}: 沪松民防当罚〔{year}〕第{serial}号 -> 第0007号 (four digits at least)."""
    return template.replace("{year}", str(year)).replace("{serial}", f"{serial:04d}")


def number_from_block(block: Block | None, serial: int, *, on: date) -> Refusal | None:
    """编有号码的行政处罚决定书：the number must come from a block leased to this device for this year."""
    if block is None or not block.first <= serial <= block.last:
        number = block.number(serial) if block else str(serial)
        return Refusal(Problem.NUMBER_NOT_LEASED, ON_THE_SPOT_FORM, {"number": number})
    if block.year != on.year:
        facts = {"number": block.number(serial), "year": on.year}
        return Refusal(Problem.NUMBER_OF_ANOTHER_YEAR, ON_THE_SPOT_FORM, facts)
    return None
