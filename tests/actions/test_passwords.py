"""The lock against guessing: ten wrong ones in a row, for names with and without an account alike."""

from datetime import timedelta

import pytest

from inspect_app.actions.passwords import locked_until, note_try, verify_password
from inspect_app.problems import Problem
from inspect_app.store.base import transaction
from tests.conftest import MONDAY
from tests.make import PASSWORD


def tried(login, times, *, at=MONDAY, is_right=False):
    refusals = []
    for _ in range(times):
        with transaction():
            refusals.append(note_try(login, is_right=is_right, at=at))
    return [refusal.problem if refusal else None for refusal in refusals]


@pytest.mark.parametrize("login", ["jia", "nobody-has-this-name"])
def test_the_tenth_wrong_password_in_a_row_locks_the_name(office, login):
    assert tried(login, 10) == [Problem.SIGN_IN_FAILED] * 9 + [Problem.ACCOUNT_LOCKED]
    assert tried(login, 1, is_right=True) == [Problem.ACCOUNT_LOCKED]


def test_a_right_password_begins_the_count_anew(office):
    assert tried("jia", 9) == [Problem.SIGN_IN_FAILED] * 9
    assert tried("jia", 1, is_right=True) == [None]
    assert tried("jia", 9) == [Problem.SIGN_IN_FAILED] * 9


@pytest.mark.parametrize(("minutes", "problem"), [(14, Problem.ACCOUNT_LOCKED), (15, None)])
def test_the_lock_ends_after_fifteen_minutes(office, minutes, problem):
    tried("jia", 10)
    later = MONDAY + timedelta(minutes=minutes)
    assert (locked_until("jia", at=later) is None) is (problem is None)
    assert tried("jia", 1, at=later, is_right=True) == [problem]


def test_one_locked_name_does_not_lock_another(office):
    tried("jia", 10)
    assert tried("yi", 1, is_right=True) == [None]


def test_a_wrong_password_of_the_day_before_is_forgotten(office):
    tried("jia", 9)
    assert tried("jia", 1, at=MONDAY + timedelta(days=1, minutes=1)) == [Problem.SIGN_IN_FAILED]


def test_only_the_right_password_of_an_open_account_is_right(office):
    assert verify_password("jia", PASSWORD).id == office.jia.id
    assert verify_password("jia", "something else") is None
    assert verify_password("nobody-has-this-name", PASSWORD) is None
    with transaction():
        office.jia.disabled_at = MONDAY
    assert verify_password("jia", PASSWORD) is None
