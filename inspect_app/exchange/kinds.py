"""Every kind of message that this version knows: its shape, since which schema version, what it says, and an example."""

from dataclasses import dataclass, field
from typing import Any

from inspect_app.exchange import example_bodies
from inspect_app.exchange.shapes_figures import FigureSampleAsked, FigureSampleGiven, FiguresReported
from inspect_app.exchange.shapes_hello import Hello
from inspect_app.exchange.shapes_keys import KeysChanged
from inspect_app.exchange.shapes_leads import (
    LeadAccepted,
    LeadGiven,
    LeadReturned,
    LeadUrged,
    LeadWithdrawn,
    StageReported,
    TakeoverAnswered,
)
from inspect_app.exchange.shapes_questions import AnswerGiven, AnswerWithdrawn, QuestionAskedUp, RemarkMade
from inspect_app.exchange.shapes_standards import StandardAdopted, StandardPublished
from inspect_app.sync.wire import Wire

SCHEMA_VERSION = 2
"""Grows by one whenever a kind is added or a shape gets a field. 2: leads may be withdrawn, cases offered up."""


@dataclass(frozen=True)
class Kind:
    """`since` = the schema version that brought it; `sentence` = Chinese, what the message says; `example` = a body in full."""

    shape: type[Wire]
    since: int
    sentence: str
    example: dict[str, Any] = field(default_factory=dict)


JWK = {"kty": "EC", "crv": "P-256", "x": "uL2ZEv0QRvV...", "y": "p1cQ0w3rX9k..."}
HELLO = {
    "software": "inspect-app",
    "schema_version": SCHEMA_VERSION,
    "kinds": ["hello"],
    "address": "https://exchange.example",
}
KEYS_CHANGED = {"sign_jwk": JWK, "seal_jwk": JWK, "proof": "eyJhbGciOiJFUzI1NiJ9.eyJraWQiOiIuLi4ifQ..."}
KINDS: dict[str, Kind] = {
    "hello": Kind(Hello, 1, "通报本机关系统的版本", HELLO),
    "keys_changed": Kind(KeysChanged, 1, "更换本机关的钥匙", KEYS_CHANGED),
    "standard_published": Kind(StandardPublished, 1, "发布全市标准", example_bodies.PUBLISHED),
    "figures_reported": Kind(FiguresReported, 1, "上报数字", example_bodies.REPORTED),
    "figure_sample_asked": Kind(FigureSampleAsked, 1, "抽查上报的数字", example_bodies.ASKED),
    "figure_sample_given": Kind(FigureSampleGiven, 1, "提供抽查的行", example_bodies.GIVEN),
    "standard_adopted": Kind(StandardAdopted, 1, "答复全市标准", example_bodies.ADOPTED),
    "lead_handed_down": Kind(LeadGiven, 1, "交办案源", example_bodies.LEAD),
    "lead_handed_up": Kind(LeadGiven, 1, "上报案源", example_bodies.LEAD),
    "takeover_asked": Kind(LeadGiven, 1, "提请管辖", example_bodies.LEAD),
    "lead_transferred": Kind(LeadGiven, 1, "移送案源", example_bodies.LEAD),
    "lead_copied": Kind(LeadGiven, 1, "抄送案源", example_bodies.LEAD),
    "lead_accepted": Kind(LeadAccepted, 1, "受理案源", example_bodies.LEAD_ACCEPTED),
    "lead_returned": Kind(LeadReturned, 1, "退回案源", example_bodies.LEAD_RETURNED),
    "takeover_answered": Kind(TakeoverAnswered, 1, "答复提请管辖", example_bodies.TAKEOVER_ANSWERED),
    "lead_stage_reported": Kind(StageReported, 1, "报告案源进展", example_bodies.STAGE),
    "lead_urged": Kind(LeadUrged, 1, "催办案源", example_bodies.URGED),
    "lead_withdrawn": Kind(LeadWithdrawn, 2, "撤回案源", example_bodies.LEAD_WITHDRAWN),
    "question_asked_up": Kind(QuestionAskedUp, 1, "上报难题", example_bodies.QUESTION),
    "question_answered": Kind(AnswerGiven, 1, "解答难题", example_bodies.ANSWER),
    "answer_published": Kind(AnswerGiven, 1, "发布示范解答", example_bodies.ANSWER),
    "answer_withdrawn": Kind(AnswerWithdrawn, 1, "撤回解答", example_bodies.WITHDRAWN),
    "remark_made": Kind(RemarkMade, 1, "发表意见", example_bodies.REMARK),
}
