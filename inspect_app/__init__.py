"""Field inspection for a civil-defence office: an offline-first phone app and the office behind it."""

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate, upgrade
from flask_wtf.csrf import CSRFProtect

from inspect_app import access, cli, translations
from inspect_app.commands import (
    backups,
    demonstrations,
    draws,
    evidence,
    exchange,
    law,
    ledger,
    reports,
    standards,
    statutes,
)
from inspect_app.config import MAX_FORM_BYTES, MAX_PHOTO_BYTES, Config, from_environment
from inspect_app.exchange import doors as exchange_doors
from inspect_app.exchange.demonstration import play_the_city
from inspect_app.exchange.keys import kept_keys
from inspect_app.exchange.timestamps import TimestampService
from inspect_app.limits import limiter
from inspect_app.store import pairings, photo_bytes  # noqa: F401 - tables
from inspect_app.store.base import db
from inspect_app.sync import (
    digests,
    doors,
    handbook_door,
    held,
    photos,
    recovery,
    recovery_door,
    rescues,
    seals,
    visit_door,
)
from inspect_app.web import (
    document_words,
    errors,
    figure_lists,
    handbook_links,
    large_files,
    menu,
    pages,
    pwa,
    rulebook_words,
    security,
    standard_days,
    wording,
)

ROOT = Path(__file__).parent.parent
COMMANDS = (cli, demonstrations, draws, evidence, backups, ledger, law, reports, standards, statutes, exchange)
csrf = CSRFProtect()
migrate = Migrate()
compress = Compress()


def create_app(config: Config | None = None) -> Flask:
    config = config or from_environment()
    app = Flask(__name__, root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.is_secure,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        SESSION_REFRESH_EACH_REQUEST=False,  # with each sign of life instead (access.py)
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=MAX_PHOTO_BYTES + 1024,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        RATELIMIT_ENABLED=config.rate_limits,
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip", "deflate"],
        COMPRESS_BR_LEVEL=5,  # a twentieth smaller than the level before, in the same time
        COMPRESS_LEVEL=4,  # of gzip, which each reply to a phone waits for: a third faster, three hundredths longer
        COMPRESS_MIN_SIZE=400,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["photo_folder"] = photo_bytes.PhotoFolder(config.photos)
    app.extensions["server_seal"] = seals.kept_seal(config.data / "server-key.json")
    app.extensions["office_key"] = recovery.kept_office_key(config.data / "recovery-key.json")
    app.extensions["exchange_keys"] = kept_keys(config.data / "exchange-keys.json")
    app.extensions["verification_keys"] = seals.verification_keys(app.extensions["server_seal"])
    app.extensions["timestamp_service"] = TimestampService(config.timestamp_url, config.timestamp_roots)
    app.extensions["another_app"] = create_app
    app.extensions["bring_up_to_date"] = upgrade
    app.extensions["batch_turn"] = nullcontext()
    app.extensions["apply_held"] = held.apply_by_person
    app.extensions["take_in_rescue"] = rescues.take_in_rescue
    app.extensions["play_the_city"] = play_the_city
    app.extensions["config"] = config
    db.init_app(app)
    migrate.init_app(app, db, directory=str(Path(__file__).parent / "store" / "migrations"), render_as_batch=True)
    csrf.init_app(app)
    limiter.init_app(app)
    compress.init_app(app)
    compress.compress_mimetypes_set.add("application/wasm")
    access.init_app(app)
    translations.init_app(app)
    csrf.exempt(exchange_doors.door)
    for blueprint in (
        doors.phone,
        exchange_doors.door,
        recovery_door.pages,
        handbook_door.pages,
        visit_door.pages,
        photos.tus,
        *pages.BLUEPRINTS,
    ):
        app.register_blueprint(blueprint)
    for part in (
        errors,
        security,
        standard_days,
        menu,
        large_files,
        wording,
        rulebook_words,
        document_words,
        figure_lists,
        handbook_links,
        pwa,
        digests,
        *COMMANDS,
    ):
        part.init_app(app)
    return app
