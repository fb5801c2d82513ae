"""What two offices say to each other about hard questions. `about` of each message = the question's id on both sides."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from inspect_app.exchange.shapes_leads import FileOfLead
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
