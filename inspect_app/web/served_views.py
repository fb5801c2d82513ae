"""What a decision's page shows of it once it was served: its fine, its supplements, where it was published."""

from collections.abc import Mapping

from flask_wtf import FlaskForm

from inspect_app import clock
from inspect_app.rules.statutes import SIMPLE_NOT_PUBLISHED, WITHDRAW_PUBLICATION
from inspect_app.store.decisions import Decision
from inspect_app.store.fines import Fine
from inspect_app.store.publications import publications_of
from inspect_app.store.record import steps_of
from inspect_app.store.supplements import supplements_of
from inspect_app.web.fine_views import fine_view
from inspect_app.web.forms.boxes import empty
from inspect_app.web.forms.supplements import CorrectionForm, PublicationForm, ServiceForm, TakingBackForm

SERVED_FORMS: dict[str, type[FlaskForm]] = {
    "correction": CorrectionForm,
    "service": ServiceForm,
    "publication": PublicationForm,
    "taking_back": TakingBackForm,
}
"""What may be noted of a decision that was served. A form that was refused comes back as it was filled in."""


def once_served(decision: Decision, fine: Fine | None, filled: Mapping[str, FlaskForm]) -> dict[str, object]:
    return {
        "withdrawn": any(step.step == "withdraw" for step in steps_of(decision.id)),
        "fine": fine_view(fine, on=clock.today()) if fine else None,
        "supplements": supplements_of(decision.id),
        "publications": publications_of(decision.id),
        "laws": {"take_back": WITHDRAW_PUBLICATION, "not_published": SIMPLE_NOT_PUBLISHED},
        "served_forms": {name: filled.get(name) or empty(name, kind) for name, kind in SERVED_FORMS.items()},
    }
