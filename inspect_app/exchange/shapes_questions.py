"""What two offices say to each other about hard questions. `about` of each message = the question's id on both sides."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from inspect_app.exchange.shapes_leads import FILE, FileOfLead
from inspect_app.sync.wire import Instant, Short, Text, Wire

Long = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Named = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Citation = Annotated[str, StringConstraints(max_length=300)]


class QuestionAskedUp(Wire):
    """With the case file as far as it was released; the party's name is masked by the sender."""

    text: Long
    asked_at: Instant | None = None
    case_number: Short = ""
    case_stage: Short = ""
    case_act: Short = ""
    case_party_kind: Short = ""
    case_party: Short = ""
    case_facts: Text = ""
    case_act_on: Short = ""
    case_found_on: Short = ""
    findings: Annotated[tuple[Text, ...], Field(max_length=100)] = ()
    files: Annotated[tuple[FileOfLead, ...], Field(max_length=60)] = ()


class AnswerGiven(Wire):
    """`question_answered` to the office that asked; `answer_published` to every district."""

    answer_id: UUID
    title: Named
    text: Long
    articles: Annotated[tuple[Citation, ...], Field(max_length=50)] = ()
    answered_at: Instant
    is_model: bool = False


class AnswerWithdrawn(Wire):
    answer_id: UUID
    reason: Text = ""


class RemarkMade(Wire):
    remark_id: UUID
    text: Long
    who: Short = ""


ASKED = {
    "text": "人防门由前任物业拆除的，责令谁改正？",
    "asked_at": "2026-11-20T09:00:00+08:00",
    "case_number": "2026-0012",
    "case_stage": "调查中",
    "case_act": "RF49-3",
    "case_party_kind": "单位",
    "case_party": "某××",
    "case_facts": "车库的人防门被拆除",
    "case_act_on": "2026-11-01",
    "case_found_on": "2026-11-20",
    "findings": ["车库的人防门被拆除"],
    "files": [FILE],
}
ANSWERED = {
    "answer_id": "01890a5d-ac96-774b-bcce-b302099a8057",
    "title": "人防门由前任物业拆除的，责令谁改正？",
    "text": "责令现在负有维护责任的一方。",
    "articles": ["《中华人民共和国行政处罚法》第二十八条第一款"],
    "answered_at": "2026-11-21T09:00:00+08:00",
    "is_model": True,
}
WITHDRAWN = {"answer_id": "01890a5d-ac96-774b-bcce-b302099a8057", "reason": "法律已经修改"}
REMARK = {"remark_id": "01890a5d-ac96-774b-bcce-b302099a8058", "text": "先查维护协议", "who": "检查员甲"}
