"""Where this server keeps its things and what it may be told from outside (environment)."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

MAX_SYNC_BYTES = 8 * 1024 * 1024
MAX_FORM_BYTES = 12 * 1024 * 1024
MAX_PHOTO_BYTES = 64 * 1024 * 1024
MAX_RESCUE_BYTES = 4 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class Config:
    """`data` holds the database, the photos and the keys; `database_url` overrides the embedded SQLite."""

    data: Path
    database_url: str
    secret_key: str
    is_secure: bool = False
    rate_limits: bool = True
    timestamp_url: str = ""
    timestamp_roots: Path | None = None

    @property
    def photos(self) -> Path:
        return self.data / "photos"

    @property
    def rescues(self) -> Path:
        return self.data / "rescues"


def from_environment() -> Config:
    """DATA (folder), DATABASE_URL, HTTPS=1 when the site is reached by https; TIMESTAMP_URL and TIMESTAMP_ROOTS of a
    trusted timestamp service, if there is one. Makes the folder and the keys."""
    data = Path(os.environ.get("DATA", ".data")).resolve()
    data.mkdir(parents=True, exist_ok=True)
    return Config(
        data=data,
        database_url=_with_driver(os.environ.get("DATABASE_URL", "")) or f"sqlite:///{data / 'inspect.sqlite'}",
        secret_key=kept_secret(data / "secret-key"),
        is_secure=os.environ.get("HTTPS") == "1",
        timestamp_url=os.environ.get("TIMESTAMP_URL", ""),
        timestamp_roots=Path(roots) if (roots := os.environ.get("TIMESTAMP_ROOTS", "")) else None,
    )


def _with_driver(url: str) -> str:
    """postgresql://… is read as psycopg 3, the driver that we ship."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def kept_secret(path: Path) -> str:
    """A random secret, made once, readable by the server's user alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
