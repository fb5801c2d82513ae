"""Trainings as standards: what stands in the city's plan, with its materials, becomes an entry of the district's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from inspect_app.actions.attachments import attach
from inspect_app.actions.trainings import cancel_training, plan_training
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.attachments import AttachmentKind
from inspect_app.rules.calendar import day_of
from inspect_app.rules.plain import NotPlain, from_plain, to_plain
from inspect_app.rules.standards import Offer
from inspect_app.rules.trainings import TrainingFacts, fit_to_plan
from inspect_app.store.attachments import attachments_of, bytes_of
from inspect_app.store.officers import Officer, officers_with
from inspect_app.store.standards import StandardAdoption, StandardEdition, adoption_in_use
from inspect_app.store.trainings import Training, training_with, trainings_of

KIND = "training"
REPLACED = "由全市标准第 {number} 版代替"


def offers(by: Officer) -> list[Offer]:
    """What stands in the plan and was not cancelled, with its materials; photos of who was there stay here."""
    return [_offer(one) for one in trainings_of(by.home_id) if one.cancelled_at is None]


def _offer(training: Training) -> Offer:
    materials = [one for one in attachments_of(training.id) if one.kind is AttachmentKind.MATERIAL]
    files = [{"name": one.name, "sha256": one.file_sha256, "media_type": one.file.media_type} for one in materials]
    return Offer(str(training.id), training.title, to_plain(training.facts()), tuple(files))


def facts_in(edition: StandardEdition) -> TrainingFacts:
    try:
        return from_plain(TrainingFacts, edition.content)
    except NotPlain as wrong:
        raise Refused(Refusal(Problem.STANDARD_UNREADABLE, facts={"where": wrong.where or "."})) from None


def hindrances(edition: StandardEdition, _by: Officer) -> Sequence[Refusal]:
    return [one for one in fit_to_plan(facts_in(edition)) if one]


def put_in_force(adoption: StandardAdoption, at: datetime) -> tuple[UUID, list[str]]:
    """Day and place can be changed in the plan afterwards: a district holds it where and when it can."""
    edition, facts = adoption.edition, facts_in(adoption.edition)
    [by] = officers_with([adoption.decided_by] if adoption.decided_by else [])
    _take_off_earlier(edition, by, at)
    on = day_of(at)
    held_on = facts.held_on if facts.held_on and facts.held_on >= on else on
    training = plan_training(replace(facts, held_on=held_on), by=by, at=at)
    for file in edition.files:
        body, name = bytes_of(str(file["sha256"])), str(file["name"])
        attach("training", training.id, AttachmentKind.MATERIAL, name, body, by=by, at=at)
    return training.id, []


def _take_off_earlier(edition: StandardEdition, by: Officer, at: datetime) -> None:
    """Unless it was held: then both stand in the plan."""
    before = adoption_in_use(KIND, edition.code)
    old = training_with(before.applied_as) if before and before.applied_as else None
    if old and old.cancelled_at is None and not old.attendances:
        cancel_training(old.id, REPLACED.format(number=edition.number), by=by, at=at)
