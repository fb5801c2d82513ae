"""Two who take the next number at the same moment: the second waits for the first and gets the one after it."""

import threading
import time

import pytest

from inspect_app.actions.cases import propose_case
from inspect_app.actions.leads import report_lead
from inspect_app.rules.leads import LeadFacts, LeadSource
from inspect_app.store.base import db, transaction
from inspect_app.store.officers import officer_by_login
from inspect_app.store.works import works_of
from tests.case_walk import proposal_of
from tests.conftest import MONDAY

LONG_ENOUGH = 0.3
"""Seconds in which the second one comes as far as the number."""


def lead():
    facts = LeadFacts(LeadSource.CITIZEN, "防护门被拆除", MONDAY.date())
    return report_lead(facts, "", by=officer_by_login("kezhang"), at=MONDAY)


def case():
    by = officer_by_login("jia")
    [work] = works_of(by.home_id)
    return propose_case(proposal_of(work.id), by=by, at=MONDAY)


@pytest.mark.parametrize("make_one", [lead, case])
def test_two_at_once_get_two_numbers(app, office, make_one):
    begun, numbers, faults = threading.Event(), [], []

    def work(is_first):
        with app.app_context():
            try:
                if not is_first:
                    begun.wait(5)
                with transaction():
                    numbers.append(make_one().number)
                    begun.set()
                    time.sleep(LONG_ENOUGH if is_first else 0)
            except Exception as fault:
                faults.append(fault)
            db.session.remove()

    threads = [threading.Thread(target=work, args=(is_first,)) for is_first in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert [number[-6:] for number in numbers] == ["第0001号"[-6:], "第0002号"[-6:]]
