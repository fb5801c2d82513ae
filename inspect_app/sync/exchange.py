"""One exchange with a phone: take in what it sends, tell what it has yet to hear, and what is still missing."""

from datetime import datetime
from typing import Any

from inspect_app.store.base import read_afresh
from inspect_app.store.journal import seqs_received
from inspect_app.store.officers import Device
from inspect_app.store.photos import photo_files
from inspect_app.store.settings import latest_rulebook_number
from inspect_app.sync.answers import Answer
from inspect_app.sync.feed import Page, page_for
from inspect_app.sync.holding import is_news
from inspect_app.sync.inbox import Inbox
from inspect_app.sync.overdue import retry_overdue
from inspect_app.sync.seals import ServerSeal
from inspect_app.sync.senders import read_by_sender
from inspect_app.sync.wire import Holding, SyncRequest

Reply = dict[str, Any]
MOST_RANGES = 50
FARTHEST = 10_000


def exchange(request: SyncRequest, device: Device, *, seal: ServerSeal, at: datetime) -> Reply:
    """Answers first, then changes read afterwards: they reflect every event up to `head`."""
    inbox = Inbox(device.id, seal=seal, received_at=at, holding=request.holding)
    answers: list[Answer] = []
    if request.events:
        own, others = read_by_sender(request.events, device)
        for earlier, theirs in others:
            answers += Inbox(earlier.id, seal=seal, received_at=at).take_in(theirs)
        answers += inbox.take_in(own)
    has_news = not inbox.has_noted and bool(answers or is_news(device, request.holding, at=at))
    if has_news:
        inbox.note()
    if retry_overdue(device.officer_id, at=at, with_failed=has_news and not request.events) or inbox.has_noted:
        read_afresh()
    return _reply(request, device, answers, seal=seal, at=at)


def _reply(request: SyncRequest, device: Device, answers: list[Answer], *, seal: ServerSeal, at: datetime) -> Reply:
    """In the shape of `SyncReply`, which tests hold it to: it is all our own, and answers are given word for word."""
    page: Page = page_for(device.officer, request.cursor)
    kept = set(photo_files(set(request.holding.photos)))
    seq, sha256 = device.head_seq, device.head_sha256
    return {
        "cursor": page.cursor,
        "more": page.more,
        "reset": page.reset,
        "answers": answers,
        "changes": [{"kind": kind, "id": subject, "value": value} for kind, subject, value in page.changes],
        "kept": sorted(kept),
        "missing": {
            "events": missing_ranges(device, request.holding),
            "photos": [one for one in request.holding.photos if one not in kept],
        },
        "head": {"seq": seq, "sha256": sha256},
        "rulebook": latest_rulebook_number(),
        "time": seal.time_token(at, device_id=device.id, seq=seq, sha256=sha256),
        "backed_up_until": page.backed_up_until.isoformat() if page.backed_up_until else None,
    }


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
