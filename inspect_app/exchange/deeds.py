"""What each kind of message does here. A deed may raise `Refused`; the inbox answers for it exactly once."""

from collections.abc import Callable

from inspect_app.exchange import lead_deeds, question_deeds
from inspect_app.exchange.figure_deeds import take_question_of_sample, take_report, take_sample
from inspect_app.exchange.hello_deeds import take_hello
from inspect_app.exchange.received import Received
from inspect_app.exchange.rotation import take_new_keys
from inspect_app.exchange.standard_deeds import take_standard, take_statement

DEEDS: dict[str, Callable[[Received], None]] = {
    "hello": take_hello,
    "lead_handed_down": lead_deeds.take_lead,
    "lead_handed_up": lead_deeds.take_lead,
    "takeover_asked": lead_deeds.take_lead,
    "lead_transferred": lead_deeds.take_lead,
    "lead_copied": lead_deeds.take_lead,
    "lead_accepted": lead_deeds.take_acceptance,
    "lead_returned": lead_deeds.take_return,
    "takeover_answered": lead_deeds.take_answer_to_takeover,
    "lead_stage_reported": lead_deeds.take_report,
    "lead_urged": lead_deeds.take_urging,
    "lead_withdrawn": lead_deeds.take_withdrawal,
    "question_asked_up": question_deeds.take_question,
    "question_answered": question_deeds.take_answer,
    "answer_published": question_deeds.take_answer,
    "answer_withdrawn": question_deeds.take_withdrawal,
    "remark_made": question_deeds.take_remark,
    "keys_changed": take_new_keys,
    "standard_published": take_standard,
    "figures_reported": take_report,
    "figure_sample_asked": take_question_of_sample,
    "figure_sample_given": take_sample,
    "standard_adopted": take_statement,
}
