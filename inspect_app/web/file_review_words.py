"""What a page of a case-file review shows of the file beside its questions: its facts, and where each answer can be looked up."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext

from inspect_app.actions.file_reviews import party_of
from inspect_app.actions.files_of_cases import TABLE
from inspect_app.actions.law import law_now
from inspect_app.rules.acts import Procedure
from inspect_app.rules.file_checks import CHECKS
from inspect_app.rules.file_findings import Shown
from inspect_app.rules.stages import Stage
from inspect_app.store.cases import Case
from inspect_app.store.decisions import Decision
from inspect_app.store.fines import fine_of
from inspect_app.store.orders import orders_of_visits
from inspect_app.web.errors import in_words
from inspect_app.web.wording import in_language

Link = tuple[str, str]
FINE = frozenset({"paid", "cash_handed_over", "receipt_given"})
EVIDENCE = frozenset({"evidence_collected", "evidence_intact", "facts_proved", "site_recorded"})
FILE = frozenset({"papers_complete", "binding", "wording", "hashes_intact"})
ORDERS = frozenset({"correction_ordered", "correction_followed"})


def shown_words(shown: Shown) -> str:
    """In the reader's language where the sentence is still one of ours, else as it was kept."""
    return in_words(shown.sentence, shown.facts)


def question_words(code: str, question: str) -> str:
    """A question that was put in other words since stands as it was asked."""
    return str(gettext(question)) if code in CHECKS and CHECKS[code].question == question else question


def facts_of(thing: Decision | Case) -> list[tuple[str, str]]:
    """(label, text), short: what a reviewer wants before the eyes while answering."""
    act = law_now().by_code.get(thing.act)
    yuan = thing.fine_yuan
    return [
        (gettext("当事人"), party_of(thing)),
        (gettext("工程"), f"{thing.work.number} {thing.work.name}"),
        (gettext("违法行为"), in_language(act[-1].title) if act else thing.act),
        (gettext("违法事实"), str(thing.claims.get("facts", "")) if isinstance(thing, Decision) else thing.facts),
        (gettext("罚款"), gettext("%(yuan)s 元", yuan=f"{yuan:,}") if yuan else gettext("未罚款")),
        (gettext("阶段"), _stage(thing.stage)),
        *_days(thing),
    ]


def _stage(stage: Stage) -> str:
    return str(gettext(stage.value))


def _days(thing: Decision | Case) -> list[tuple[str, str]]:
    if isinstance(thing, Decision):
        return [(gettext("决定日期"), thing.decided_on.isoformat())]
    wanted = ("approve_filing", "give_notice", "decide", "decide_no_penalty", "serve", "close", "archive")
    last = {one.step: one.happened_on for one in thing.entries}
    return [(str(gettext(TABLE[step].label)), last[step].isoformat()) for step in wanted if step in last]


def links_of(thing: Decision | Case) -> list[Link]:
    """(label, address) of everything that belongs to the file, the file's own page first."""
    if isinstance(thing, Case):
        return [(gettext("案件"), _page(thing))]
    visit = [(gettext("检查"), url_for("visits.show", visit_id=thing.visit_id))] if thing.visit_id else []
    fine = fine_of(thing.id, Procedure.ON_THE_SPOT)
    orders = orders_of_visits(thing.visit_id) if thing.visit_id else []
    return [
        (gettext("处罚决定"), _page(thing)),
        (gettext("案卷"), url_for("case_files.show", decision_id=thing.id)),
        (gettext("文书原样"), url_for("decisions.print_view", decision_id=thing.id)),
        *visit,
        *([(gettext("罚款"), url_for("fines.show", fine_id=fine.id))] if fine else []),
        *((gettext("责令改正 %(number)s", number=one.number), url_for("orders.show", order_id=one.id)) for one in orders),
    ]  # fmt: skip


def _page(thing: Decision | Case) -> str:
    if isinstance(thing, Case):
        return url_for("cases.show", case_id=thing.id)
    return url_for("decisions.show", decision_id=thing.id)


def places_of(thing: Decision | Case) -> Mapping[str, str]:
    """Code of a question -> the page on which its facts lie; the file's own page where no other has them."""
    page = _page(thing)
    found = dict.fromkeys(CHECKS, page)
    if isinstance(thing, Case):
        return found
    found |= dict.fromkeys(FILE, url_for("case_files.show", decision_id=thing.id))
    if fine := fine_of(thing.id, Procedure.ON_THE_SPOT):
        found |= dict.fromkeys(FINE, url_for("fines.show", fine_id=fine.id))
    if thing.visit_id:
        found |= dict.fromkeys(EVIDENCE, url_for("visits.show", visit_id=thing.visit_id))
        if orders := orders_of_visits(thing.visit_id):
            found |= dict.fromkeys(ORDERS, url_for("orders.show", order_id=orders[0].id))
    return found
