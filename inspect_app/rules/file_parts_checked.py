"""Questions of a review that both procedures ask alike: certificates on the day, hashes, evidence that arrived, payment."""

from collections.abc import Iterable, Sequence
from datetime import date

from inspect_app.rules.file_facts import Debt, Kept
from inspect_app.rules.file_findings import KEPT, Found, broken, cannot_tell, kept, not_applicable
from inspect_app.rules.people import OfficerFacts


def certificates_on(officers: Iterable[OfficerFacts], on: date) -> Found:
    """Today's register is asked about an earlier day: a certificate that begins later may have been renewed since."""
    people = list(officers)
    without = tuple(one.name for one in people if not one.badge_number or one.valid_until is None)
    if without:
        return broken("{names} 没有登记执法证。", names=without)
    expired = tuple(one.name for one in people if one.valid_until and on > one.valid_until)
    if expired:
        return broken("{names} 的执法证在 {day} 已经过期。", names=expired, day=on)
    later = tuple(one.name for one in people if one.valid_from and on < one.valid_from)
    if later:
        return cannot_tell(
            "{names} 现登记的执法证在 {day} 之后才生效，当日是否持有旧证请核对原证。", names=later, day=on
        )
    return KEPT


def two_people(officers: Sequence[OfficerFacts]) -> Found:
    """Two entries of the same badge are one person."""
    count = len({one.badge_number or one.name for one in officers})
    return KEPT if count >= TWO else broken("只有 {count} 名执法人员。", count=count)


TWO = 2


def papers_intact(papers: Sequence[Kept]) -> Found:
    if not papers:
        return cannot_tell("系统中没有电子文书，请核对纸质案卷。")
    altered = tuple(one.title for one in papers if not one.is_intact)
    if altered:
        return broken("这些文书的内容与留存的校验值不符：{titles}。", titles=altered)
    return kept("核对了 {count} 份文书的校验值。", count=len(papers))


def evidence_here(evidence: Sequence[Kept]) -> Found:
    if not evidence:
        return not_applicable("没有电子证据。")
    missing = tuple(one.title for one in evidence if not one.is_here)
    if missing:
        return broken("这些电子证据没有传到：{titles}。", titles=missing)
    altered = tuple(one.title for one in evidence if not one.is_intact)
    if altered:
        return broken("这些电子证据的文件与登记的校验值不符：{titles}。", titles=altered)
    return kept("核对了 {count} 份电子证据的校验值。", count=len(evidence))


def fine_paid(debt: Debt | None, on: date) -> Found:
    """到期不缴的，应当催告、申请强制执行；当事人还在期限以内的，还不能评查。"""
    if debt is None:
        return not_applicable("没有罚款。")
    if debt.unpaid_yuan <= 0:
        return kept("罚款 {yuan} 元已经缴清或者了结。", yuan=debt.amount_yuan)
    if debt.due_on is None:
        return cannot_tell("尚欠 {yuan} 元，缴款期限无法计算。", yuan=debt.unpaid_yuan)
    if on <= debt.due_on:
        return not_applicable("缴款期限 {day} 还没有到。", day=debt.due_on)
    if debt.is_pursued:
        return kept("尚欠 {yuan} 元，已经催告或者申请强制执行。", yuan=debt.unpaid_yuan)
    return broken("尚欠 {yuan} 元，{day} 已经到期，没有催告。", yuan=debt.unpaid_yuan, day=debt.due_on)


def done_by(last: date | None, done: date | None, *, what: str, on: date) -> Found:
    """Done on or before its last day; the last day itself is in time."""
    if last is None:
        return cannot_tell("“{what}”的最后一日无法计算：没有已核对的规定，或者节假日安排尚未公布。", what=what)
    if done is not None:
        found = kept if done <= last else broken
        return found("“{what}”的最后一日是 {last}，办理日期是 {done}。", what=what, last=last, done=done)
    if on <= last:
        return not_applicable("“{what}”的最后一日 {last} 还没有到。", what=what, last=last)
    return broken("“{what}”的最后一日是 {last}，至今没有办理。", what=what, last=last)
