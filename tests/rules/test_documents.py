"""What the law wants to be said in a document, whatever its wording."""

import pytest

from inspect_app.catalogue import shipped_acts, shipped_templates
from inspect_app.rules.statutes import Law

TEMPLATES = shipped_templates()


def test_an_on_the_spot_penalty_goes_to_reconsideration_first():
    """行政复议法第二十三条: a wording that offers a suit at once is wrong, however common it still is."""
    redress = TEMPLATES["redress_on_the_spot"]
    assert redress.index("先向{body}申请行政复议") < redress.index("行政诉讼")
    assert "六十日" in redress
    assert "十五日" in redress
    assert "六个月" not in redress
    assert "或者向人民法院" not in redress


def test_payment_within_fifteen_days_with_the_surcharge_never_above_the_fine():
    payment = TEMPLATES["pay_at_bank"]
    assert "十五日内" in payment
    assert "百分之三" in payment
    assert "不超出罚款的数额" in payment


@pytest.mark.parametrize("act", shipped_acts().values(), ids=lambda act: act.code)
def test_every_article_is_cited_under_the_full_title_of_its_law(act):
    for citation in [*act.duties, *([act.penalty] if act.penalty else [])]:
        assert citation.text.startswith(f"《{citation.law.value}》第")
        assert citation.law in Law


def test_a_row_that_was_never_read_is_not_enabled():
    assert all(act.is_enabled for act in shipped_acts().values() if act.mark.name in ("V", "VX", "I"))
    assert not any(act.is_enabled for act in shipped_acts().values() if act.mark.name == "R")
