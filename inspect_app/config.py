"""Where this server keeps its things and what it may be told from outside (environment)."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

MAX_SYNC_BYTES = 8 * 1024 * 1024
MAX_FORM_BYTES = 12 * 1024 * 1024
MAX_PHOTO_BYTES = 64 * 1024 * 1024
MAX_PARCEL_BYTES = 32 * 1024 * 1024
MAX_RESCUE_BYTES = 4 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class Tiles:
    """Pictures of the ground under the office's map. Without addresses none are drawn, and no other host is asked.

    `addresses` = templates with {x}, {y}, {z} and, where there are several hosts, {s}; `is_shifted` = drawn in GCJ-02.
    """

    addresses: tuple[str, ...] = ()
    attribution: str = ""
    is_shifted: bool = False

    @property
    def hosts(self) -> tuple[str, ...]:
        """Whom the map page may ask for pictures."""
        found = [urlsplit(address.replace("{s}", one)) for address in self.addresses for one in SUBDOMAINS]
        return tuple(dict.fromkeys(f"{one.scheme}://{one.netloc}" for one in found))


SUBDOMAINS = "01234567"
TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)


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
    tiles: Tiles = Tiles()
    exchange_roots: Path | None = None

    @property
    def photos(self) -> Path:
        return self.data / "photos"

    @property
    def rescues(self) -> Path:
        return self.data / "rescues"


def from_environment() -> Config:
    """DATA (folder), DATABASE_URL, HTTPS=1 when the site is reached by https; TIMESTAMP_URL and TIMESTAMP_ROOTS of a
    trusted timestamp service, if there is one; EXCHANGE_ROOTS (certificates of other offices' servers, where no public
    authority issued them); TIANDITU_KEY, or MAP_TILES with MAP_ATTRIBUTION and MAP_DATUM, for pictures
    under the map. Makes the folder and the keys."""
    data = Path(os.environ.get("DATA", ".data")).resolve()
    data.mkdir(parents=True, exist_ok=True)
    return Config(
        data=data,
        database_url=_with_driver(os.environ.get("DATABASE_URL", "")) or f"sqlite:///{data / 'inspect.sqlite'}",
        secret_key=kept_secret(data / "secret-key"),
        is_secure=os.environ.get("HTTPS") == "1",
        timestamp_url=os.environ.get("TIMESTAMP_URL", ""),
        timestamp_roots=Path(roots) if (roots := os.environ.get("TIMESTAMP_ROOTS", "")) else None,
        tiles=tiles_from(os.environ),
        exchange_roots=Path(roots) if (roots := os.environ.get("EXCHANGE_ROOTS", "")) else None,
    )


def tiles_from(environment: Mapping[str, str]) -> Tiles:
    """Tianditu (CGCS2000, which is WGS-84 within a metre) by its key; any other source by its addresses, one a line or space."""
    attribution = environment.get("MAP_ATTRIBUTION", "")
    if key := environment.get("TIANDITU_KEY", ""):
        addresses = tuple(TIANDITU.format(layer=layer, key=quote(key, safe="")) for layer in ("vec", "cva"))
        return Tiles(addresses, attribution or "天地图")
    addresses = tuple(environment.get("MAP_TILES", "").split())
    for address in addresses:
        if not address.startswith("https://") or not all(part in address for part in ("{x}", "{y}", "{z}")):
            raise ValueError(f"MAP_TILES: {address} is no https address with {{x}}, {{y}} and {{z}}")
    if addresses and not attribution:
        raise ValueError("MAP_TILES needs MAP_ATTRIBUTION: whose map it is must stand on it")
    return Tiles(addresses, attribution, environment.get("MAP_DATUM", "WGS-84") == "GCJ-02")


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
