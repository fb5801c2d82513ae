"""One exchange with a phone: take in what it sends, tell what it has yet to hear, and what is still missing."""

from datetime import datetime, timedelta
from uuid import UUID

from inspect_app.actions.forms import top_up
from inspect_app.rules.calendar import day_of
from inspect_app.store.base import transaction
from inspect_app.store.journal import seqs_received
from inspect_app.store.officers import Device, device_for_update
from inspect_app.store.photos import photo_files
from inspect_app.store.settings import latest_rulebook
from inspect_app.sync.answers import Answer
from inspect_app.sync.feed import Page, page_for
from inspect_app.sync.inbox import Inbox
from inspect_app.sync.seals import ServerSeal
from inspect_app.sync.senders import by_sender
from inspect_app.sync.wire import Change, EventAnswer, Head, Holding, Missing, SyncReply, SyncRequest

MOST_RANGES = 50
FARTHEST = 10_000
SIGN_OF_LIFE = timedelta(minutes=5)


def exchange(request: SyncRequest, device: Device, *, seal: ServerSeal, at: datetime) -> SyncReply:
    """Answers first, then changes read afterwards: they reflect every event up to `head`."""
    answers: list[Answer] = []
    inbox: Inbox | None = None
    if request.events:
        own, others = by_sender(request.events, device)
        for earlier, tokens in others:
            answers += Inbox(earlier.id, seal=seal, received_at=at).take_in(tokens, earlier)
        inbox = Inbox(device.id, seal=seal, received_at=at)
        answers += inbox.take_in(own, device)
    if answers or is_news(device, request.holding, at=at):
        uses_forms = inbox is not None and inbox.uses_forms
        note_holding(device.id, request.holding, at=at, uses_forms=uses_forms)
    return _reply(request, device, answers, seal=seal, at=at)


def is_news(device: Device, holding: Holding, *, at: datetime) -> bool:
    """An exchange with nothing new writes nothing, but for a sign of life now and then."""
    return device.holding != holding.model_dump(mode="json") or at - device.seen_at > SIGN_OF_LIFE


def note_holding(device_id: UUID, holding: Holding, *, at: datetime, uses_forms: bool = False) -> None:
    """What the phone says it still holds, for the office's list of what is to arrive; and new forms in time."""
    with transaction():
        device = device_for_update(device_id)
        if device is None:
            return
        is_first_today = day_of(device.seen_at) != day_of(at)
        device.seen_at = at
        device.holding = holding.model_dump(mode="json")
        if uses_forms or is_first_today:
            top_up(device, at=at)


def _reply(
    request: SyncRequest, device: Device, answers: list[Answer], *, seal: ServerSeal, at: datetime
) -> SyncReply:
    page: Page = page_for(device.officer, request.cursor)
    kept = set(photo_files(set(request.holding.photos)))
    edition = latest_rulebook()
    return SyncReply(
        cursor=page.cursor,
        more=page.more,
        reset=page.reset,
        answers=[EventAnswer.model_validate(answer) for answer in answers],
        changes=[Change(kind=kind, id=subject, value=value) for kind, subject, value in page.changes],
        kept=sorted(kept),
        missing=Missing(
            events=missing_ranges(device, request.holding),
            photos=[sha256 for sha256 in request.holding.photos if sha256 not in kept],
        ),
        head=Head(seq=device.head_seq, sha256=device.head_sha256),
        rulebook=edition.number if edition else 0,
        time=seal.time_token(at, device_id=device.id, seq=device.head_seq, sha256=device.head_sha256),
    )


def missing_ranges(device: Device, holding: Holding) -> list[tuple[int, int]]:
    """Ranges of event numbers that the phone has and we have not, first ones first."""
    first, last = device.head_seq + 1, min(holding.events.last, device.head_seq + FARTHEST)
    if last < first:
        return []
    received = seqs_received(device.id, first, last)
    ranges: list[tuple[int, int]] = []
    for seq in range(first, last + 1):
        if seq in received:
            continue
        if ranges and ranges[-1][1] == seq - 1:
            ranges[-1] = (ranges[-1][0], seq)
        else:
            ranges.append((seq, seq))
    return ranges[:MOST_RANGES]
