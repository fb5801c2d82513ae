"""What can be wrong with kept evidence: altered, missing, or not verifiable; and whether a chain of events is whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Three words that are never mixed: somebody changed it, it is gone, or nobody can tell."""

    ALTERED = "被改动"
    MISSING = "缺失"
    NOT_VERIFIABLE = "无法核验"


class Part(StrEnum):
    """Which kind of evidence a flaw was found in."""

    EVENT = "手机记录"
    CHAIN = "手机记录链"
    FILE = "证据文件"
    DOCUMENT = "文书"
    SIGNATURE = "文书签名"
    AUDIT = "操作日志"
    STAMP = "时间戳"
    EXHIBIT = "案件证据"


class Flaw(StrEnum):
    """What exactly; the verdict that follows is in `VERDICTS`."""

    HASH_DIFFERS = "内容与记录的校验值不符"
    SIGNATURE_FAILS = "签名与设备公钥不符"
    KEY_UNREADABLE = "设备公钥无法读取"
    COLUMN_DIFFERS = "登记的内容与签名的内容不一致"
    ANSWER_DIFFERS = "答复与登记的状态不一致"
    DOES_NOT_JOIN = "与前一条记录不相接"
    NUMBER_ABSENT = "缺少这一序号的记录"
    END_ABSENT = "末尾的记录缺失"
    END_DIFFERS = "链的末端与登记不一致"
    ANCHOR_UNREADABLE = "服务器时间凭证无法核验"
    ANCHOR_DISAGREES = "服务器当时确认的链与现有记录不一致"
    TIME_DIFFERS = "登记的时间与时间凭证推算的不一致"
    ROW_ABSENT = "签名记录所说的内容没有登记"
    ROW_DIFFERS = "登记的内容与签名记录不一致"
    FILE_ABSENT = "文件不在"
    NEVER_FITTED = "文书交来时内容与校验值就不一致"
    LINE_ABSENT = "缺少这一行"
    LINE_DIFFERS = "这一行被改动"
    STAMPED_STATE_DIFFERS = "盖时间戳时的状态与现有记录不一致"
    STAMPED_STATE_ABSENT = "盖时间戳时已有的记录不在了"
    TOKEN_FAILS = "时间戳与内容不符"
    TOKEN_UNTRUSTED = "没有可信的时间戳根证书"
    ISSUER_UNPROVED = "时间戳的签发者无法核验"


V = Verdict
VERDICTS = {
    Flaw.KEY_UNREADABLE: V.NOT_VERIFIABLE,
    Flaw.ANCHOR_UNREADABLE: V.NOT_VERIFIABLE,
    Flaw.NEVER_FITTED: V.NOT_VERIFIABLE,
    Flaw.TOKEN_UNTRUSTED: V.NOT_VERIFIABLE,
    Flaw.ISSUER_UNPROVED: V.NOT_VERIFIABLE,
    Flaw.NUMBER_ABSENT: V.MISSING,
    Flaw.END_ABSENT: V.MISSING,
    Flaw.ROW_ABSENT: V.MISSING,
    Flaw.FILE_ABSENT: V.MISSING,
    Flaw.LINE_ABSENT: V.MISSING,
    Flaw.STAMPED_STATE_ABSENT: V.MISSING,
}
"""Every other flaw means that something was changed after it had been received."""


@dataclass(frozen=True)
class Doubt:
    """One thing that does not prove itself. `where` names it: a device and number, a hash, a document's number."""

    part: Part
    flaw: Flaw
    where: str

    @property
    def verdict(self) -> Verdict:
        return VERDICTS.get(self.flaw, Verdict.ALTERED)

    @property
    def line(self) -> str:
        """For whoever runs the server, in both languages: code words first."""
        words = [one.name.lower().replace("_", " ") for one in (self.verdict, self.part, self.flaw)]
        return f"{words[0].upper():<15}{words[1]:<10} {self.where}: {words[2]} ({self.flaw.value})"


@dataclass(frozen=True)
class Link:
    """One event in its place. `sha256` as computed from its text now; `prev` as it says itself."""

    seq: int
    sha256: str
    prev: str


def chain_doubts(
    links: Iterable[Link], *, head: tuple[int, str], device: str, let_pass: frozenset[int] = frozenset()
) -> Iterator[Doubt]:
    """Numbers without gaps, each naming the hash of the one before, up to the head.

    `let_pass` = events that a person in the office applied in spite of a gap before them: that gap is on record.
    """
    last = Link(0, "", "")
    for link in links:
        for seq in range(last.seq + 1, link.seq) if link.seq not in let_pass else ():
            yield Doubt(Part.CHAIN, Flaw.NUMBER_ABSENT, f"{device} #{seq}")
        if link.seq == last.seq or (link.seq == last.seq + 1 and link.prev != last.sha256):
            yield Doubt(Part.CHAIN, Flaw.DOES_NOT_JOIN, f"{device} #{link.seq}")
        last = link
    if head[0] > last.seq:
        yield Doubt(Part.CHAIN, Flaw.END_ABSENT, f"{device} #{last.seq + 1}-{head[0]}")
    elif head != (last.seq, last.sha256):
        yield Doubt(Part.CHAIN, Flaw.END_DIFFERS, f"{device} #{last.seq}")


def counts(doubts: Sequence[Doubt]) -> dict[Verdict, int]:
    return {verdict: sum(doubt.verdict is verdict for doubt in doubts) for verdict in Verdict}
