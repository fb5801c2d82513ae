"""What the papers of a case are begun from: the case as its record tells it, its papers and its fine, the office's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from inspect_app.rules import case_entries as e
from inspect_app.rules.acts import Act, Sanction
from inspect_app.rules.cases import CaseRecord, Entry
from inspect_app.rules.clocks import CLOCKS
from inspect_app.rules.decisions import PartyOfCase
from inspect_app.rules.documents import sanction_in_words
from inspect_app.rules.fines import Instalment
from inspect_app.rules.papers import Row, Values
from inspect_app.rules.writing import day_in_words, fine_in_words, number_in_words

DECISIONS = {"decide": "penalty_decision", "decide_no_penalty": "no_penalty_decision"}
"""Step by which the head decides -> the paper that says so."""


@dataclass(frozen=True)
class MadePaper:
    """A paper of the case that stands (not voided). `values` = what it says."""

    form: str
    title: str
    number: str
    made_on: date
    served_on: date | None = None
    served_to: str = ""
    served_how: str = ""
    values: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Debt:
    """The fine of the case on a day. `plan` and the words of the newest deferral that was approved."""

    amount_yuan: int
    unpaid_yuan: int
    surcharge_owed: Decimal = Decimal(0)
    is_settled: bool = False
    stage: str = ""
    applied_on: date | None = None
    hardship: str = ""
    plan: tuple[Instalment, ...] = ()


@dataclass(frozen=True)
class CaseFacts:
    """`people` = everybody of the office by key: (name, badge). `words` = the office's wording of papers.

    `factors` = reasons of discretion by code. `may_be_heard`: the fine that is intended reaches the hearing's threshold.
    `about` = the paper of which another speaks: the one that a receipt or a supplement belongs to.
    """

    number: str
    source: str
    facts: str
    party: PartyOfCase
    act: Act | None
    work: str
    work_number: str
    place: str
    agency: str
    payment_place: str
    found_on: date
    today: date
    proposer: str
    record: CaseRecord
    people: Mapping[str, tuple[str, str]]
    words: Mapping[str, str]
    factors: Mapping[str, str] = field(default_factory=dict)
    may_be_heard: bool = False
    papers: tuple[MadePaper, ...] = ()
    debt: Debt | None = None
    about: MadePaper | None = None

    @property
    def cause(self) -> str:
        return f"{self.act.title.zh}案" if self.act else "涉嫌违法案"

    @property
    def breaks(self) -> str:
        return "、".join(one.text for one in self.act.duties) if self.act else ""

    @property
    def basis(self) -> str:
        return self.act.penalty.text if self.act and self.act.penalty else ""

    def text(self, name: str, **more: object) -> str:
        """The office's wording, with periods from the table of clocks."""
        lengths = {code: number_in_words(one.length) for code, one in CLOCKS.items() if one.length < 100}
        return self.words[f"case_{name}"].format(
            **{**lengths, "agency": self.agency, "people": self.handlers, **more}
        )

    def name_of(self, key: str) -> str:
        return self.people.get(key, ("", ""))[0]

    @property
    def handlers(self) -> str:
        return "、".join(self.name_of(key) for key in self.record.investigators)

    @property
    def officers(self) -> list[Row]:
        found = [self.people[key] for key in self.record.investigators if key in self.people]
        return [{"name": name, "badge_number": badge} for name, badge in found]

    @property
    def decision(self) -> Entry | None:
        """The newest decision of the head, whichever it was."""
        made = [one for one in self.record.entries if one.step in DECISIONS]
        return made[-1] if made else None

    def paper(self, form: str) -> MadePaper | None:
        """The newest of this form."""
        return next((one for one in reversed(self.papers) if one.form == form), None)

    @property
    def decision_paper(self) -> MadePaper | None:
        return self.paper(DECISIONS[self.decision.step]) if self.decision else None

    @property
    def factors_in_words(self) -> str:
        codes = self.record.conclusion.factors if self.record.conclusion else ()
        return "；".join(self.factors.get(code, code) for code in codes)

    @property
    def told_facts(self) -> str:
        """The facts as the newest step of the record states them."""
        newest = self.newest("decide", "give_notice", "close_investigation")
        if newest is None:
            return self.facts
        said = newest.facts
        return str(said.finding if isinstance(said, e.Conclusion) else said.facts)

    def newest(self, *steps: str) -> Entry | None:
        """Whichever was taken last: what was told before the case was investigated anew holds no longer."""
        return next((one for one in reversed(self.record.entries) if one.step in steps), None)

    def sanction(self, sanction: Sanction, fine_yuan: int) -> str:
        if self.act:
            return sanction_in_words(self.act, sanction, fine_yuan)
        return f"罚款{fine_in_words(fine_yuan)}" if sanction is Sanction.FINE else "警告"

    def day_of(self, step: str) -> str:
        entry = self.record.last(step)
        return day_in_words(entry.happened_on) if entry else ""


def numbered(rows: Sequence[Row]) -> list[Row]:
    return [{"no": str(number), **row} for number, row in enumerate(rows, 1)]


def evidence_of(record: CaseRecord) -> list[Row]:
    """Every piece with all that any list of evidence asks for; a form takes the columns that it has."""
    return numbered([row for entry in record.entries for row in _evidence(entry)])


def _evidence(entry: Entry) -> list[Row]:
    one = entry.facts
    if isinstance(one, e.Evidence):
        source = one.source + (f"（SHA-256 {one.sha256}）" if one.sha256 else "")
        return [{"name": one.title, "kind": one.kind.value, "source": source, "proves": one.proves, "pages": ""}]
    if isinstance(one, e.Interview):
        kind = e.EvidenceKind.PARTY.value
        name = f"询问笔录（{one.person}）"
        return [{"name": name, "kind": kind, "source": "询问", "proves": "被询问人陈述的情况", "pages": ""}]
    if entry.step in ("take_sample", "commission_expert"):
        kind = e.EvidenceKind.OBJECT if entry.step == "take_sample" else e.EvidenceKind.EXPERT
        return [{"name": one.things, "kind": kind.value, "source": one.place, "proves": one.note, "pages": ""}]
    return []
