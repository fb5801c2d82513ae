"""Reading one message as it came: its signature, its envelope, its body. Nothing here touches the record."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from pydantic import ValidationError

from inspect_app.exchange.keys import content_signed_by, header_of
from inspect_app.exchange.kinds import KINDS
from inspect_app.exchange.wire import Message
from inspect_app.problems import Problem, Refusal
from inspect_app.store.peers import Peer
from inspect_app.sync.seals import sha256_of
from inspect_app.sync.wire import Wire

UNREADABLE = UUID("3f6a1c52-90d7-4a0e-8c55-0a4e9b7d2c11")


@dataclass(frozen=True)
class ReadMessage:
    """`envelope` None = no message of this peer at all. `refusal` = why its body cannot be taken further."""

    token: str
    sha256: str
    envelope: Message | None
    body: Wire | None
    refusal: Refusal | None

    @property
    def id(self) -> UUID:
        return self.envelope.id if self.envelope else self.other_id

    @property
    def other_id(self) -> UUID:
        """Made from the bytes: under it lies what came under the id or number of something else."""
        return uuid5(UNREADABLE, self.sha256)

    @property
    def seq(self) -> int:
        return self.envelope.seq if self.envelope else 0


def read_message(token: str, peer: Peer, our_code: str) -> ReadMessage:
    """A message that does not say that it is from this office to ours is none."""
    sha256, key = sha256_of(token), peer.key(str(header_of(token).get("kid", "")))
    content = content_signed_by(token, key.sign_jwk) if key else None
    try:
        envelope = Message.model_validate(content) if content is not None else None
    except ValidationError:
        envelope = None
    if envelope is None or (envelope.sender, envelope.recipient) != (peer.agency.code, our_code):
        return ReadMessage(
            token, sha256, None, None, Refusal(Problem.PEER_MESSAGE_MALFORMED, facts={"where": "JWS"})
        )
    body, refusal = _body_of(envelope)
    return ReadMessage(token, sha256, envelope, body, refusal)


def _body_of(envelope: Message) -> tuple[Wire | None, Refusal | None]:
    kind = KINDS.get(envelope.kind)
    if kind is None:
        return None, Refusal(Problem.PEER_KIND_UNKNOWN, facts={"kind": envelope.kind})
    try:
        return kind.shape.model_validate(envelope.body), None
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"]) or "JSON"
        return None, Refusal(Problem.PEER_MESSAGE_MALFORMED, facts={"where": where[:200]})
