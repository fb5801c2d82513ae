"""Passwords: how they are kept, whether one is right, and the lock against guessing."""

from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from inspect_app.problems import Problem, Refusal
from inspect_app.store.officers import Officer, officer_by_login
from inspect_app.store.wrong_passwords import (
    forget_wrong_passwords,
    forget_wrong_passwords_before,
    wrong_passwords_for_update,
    wrong_passwords_of,
)

LEAST_PASSWORD = 10
MOST_WRONG = 10
LOCKED_FOR = timedelta(minutes=15)
REMEMBERED_FOR = timedelta(days=1)
_hasher = PasswordHasher()


def hash_with(hasher: PasswordHasher) -> None:
    """What new hashes of this process cost from now on. A hash tells its own cost, so all that are kept stay right."""
    global _hasher
    _hasher = hasher
    _nobody.cache_clear()


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    return _hasher.hash(password)


def password_fault(password: str) -> Refusal | None:
    if len(password) >= LEAST_PASSWORD:
        return None
    return Refusal(Problem.WEAK_PASSWORD, facts={"least": LEAST_PASSWORD})


def opens(password: str, kept: str) -> bool:
    """Whether the password is the one that was kept hashed."""
    try:
        return bool(_hasher.verify(kept, password))
    except (VerifyMismatchError, InvalidHashError):
        return False


def verify_password(login: str, password: str) -> Officer | None:
    """The officer, or None. Takes the same time for an unknown name as for a wrong password.

    Reads only, so that slow hashing never holds the database. Whoever asks must then `note_try`, whose answer counts.
    """
    officer, nobody = officer_by_login(login), _nobody()
    is_right = opens(password, officer.password_hash if officer else nobody)
    return officer if is_right and officer and officer.disabled_at is None else None


def note_try(login: str, *, is_right: bool, at: datetime) -> Refusal | None:
    """Count the try; None = come in. Ten wrong ones in a row lock the name for a while, known or not.

    It returns its refusal instead of raising it: the count must be committed all the same.
    """
    forget_wrong_passwords_before(at - REMEMBERED_FOR)
    known = wrong_passwords_of(login)
    if known and known.locked_until and at < known.locked_until:
        return _locked(known.locked_until - at)
    if is_right:
        forget_wrong_passwords(login)
        return None
    known = wrong_passwords_for_update(login, at=at)
    known.in_a_row, known.last_at = known.in_a_row + 1, at
    if known.in_a_row < MOST_WRONG:
        return Refusal(Problem.SIGN_IN_FAILED)
    known.in_a_row, known.locked_until = 0, at + LOCKED_FOR
    return _locked(LOCKED_FOR)


def _locked(left: timedelta) -> Refusal:
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    return Refusal(Problem.ACCOUNT_LOCKED, facts={"tries": MOST_WRONG, "minutes": minutes})


def locked_until(login: str, *, at: datetime) -> datetime | None:
    """The end of the lock, None when there is none now."""
    known = wrong_passwords_of(login)
    return known.locked_until if known and known.locked_until and at < known.locked_until else None
