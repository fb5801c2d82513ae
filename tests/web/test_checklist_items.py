"""The editor of a draft: nothing typed is lost, and nobody's work is covered unseen."""

import pytest

from inspect_app.actions.checklists import begin_draft
from inspect_app.rules.acts import Severity, Words
from inspect_app.rules.checklists import AnswerKind, Condition, Option, Verdict
from inspect_app.store.audit import audit_lines
from inspect_app.store.base import transaction
from tests.checklist_drafts import address, content, fields
from tests.conftest import MONDAY
from tests.desk import text_of
from tests.make import checklist, item


def test_every_field_of_an_item_is_saved(desk, draft):
    response = desk.send(
        address(draft, "/items/item-2"),
        **fields(
            "item-2",
            kind="CHOICE",
            guidance_zh="逐扇检查",
            guidance_en="Check each",
            reference="第四十条",
            unit="厘米",
            unit_en="cm",
            least="1.5",
            most="3",
            photo_when_not_met="y",
            acts=["TL43-3", "RF49-3"],
            show_item="item-1",
            show_values=["not_met", "not_applicable"],
            **{
                "phrases-0-zh": "门缺失",
                "phrases-0-en": "Door missing",
                "phrases-1-zh": "",
                "phrases-1-en": "",
                "options-0-code": "good",
                "options-0-zh": "好",
                "options-0-en": "Good",
                "options-0-verdict": "MET",
                "options-1-code": "",
                "options-1-zh": "坏",
                "options-1-en": "Bad",
                "options-1-verdict": "NOT_MET",
            },
        ),
    )
    assert response.status_code == 302
    saved = content().items["item-2"]
    assert saved.kind is AnswerKind.CHOICE
    assert saved.text == Words("防护门完好", "Blast door sound")
    assert saved.guidance == Words("逐扇检查", "Check each")
    assert saved.phrases == (Words("门缺失", "Door missing"),)
    assert (saved.reference, saved.unit, saved.unit_en) == ("第四十条", "厘米", "cm")
    assert (saved.least, saved.most) == (1.5, 3.0)
    assert saved.options == (
        Option("good", Words("好", "Good"), Verdict.MET),
        Option("option-1", Words("坏", "Bad"), Verdict.NOT_MET),
    )
    assert saved.show_when == Condition("item-1", ("not_met", "not_applicable"))
    assert (saved.is_required, saved.photo_when_not_met) == (True, True)
    assert (saved.acts, saved.severity) == (("TL43-3", "RF49-3"), Severity.SERIOUS)
    line = audit_lines(limit=1)[0]
    assert (line.deed, line.details["part"]) == ("save_checklist", "item-2")


def test_a_saved_item_opens_again_as_it_was_saved(desk, draft):
    """Opening and saving without a change changes nothing: no field is left out of the form."""
    desk.send(address(draft, "/items/item-2"), **fields("item-2", show_item="item-1", show_values=["not_met"]))
    before = content()
    page = desk.open(address(draft, "/items/item-2/edit")).get_data(as_text=True)
    assert "防护门完好" in page
    assert 'value="not_met" checked' in page or "checked" in page.split('value="not_met"')[0][-80:]
    desk.send(address(draft, "/items/item-2"), **fields("item-2", show_item="item-1", show_values=["not_met"]))
    assert content() == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "item-2"}, "代码“item-2”已被使用"),
        ({"code": "门 1"}, "只能由字母"),
        ({"least": "很多"}, "有几处没有填对"),
        ({"most": "nan"}, "应当是数字"),
        ({"show_item": "registered"}, "显示条件的答案"),
        ({"text_zh": ""}, "有几处没有填对"),
        ({"section": "gone"}, "有几处没有填对"),
        ({"options-0-zh": "甲", "options-0-code": "a b", "options-0-verdict": "MET"}, "只能由字母"),
    ],
)
def test_a_refused_item_keeps_everything_that_was_typed(desk, draft, wrong, said):
    before = content()
    typed = {"guidance_zh": "写了很久的说明", "phrases-0-zh": "一句表述", "phrases-0-en": "", "acts": ["TL43-3"]}
    response = desk.send(address(draft, "/items/item-1"), **{**fields(), **typed, **wrong})
    assert response.status_code in (409, 422)
    page = response.get_data(as_text=True)
    assert said in text_of(response)
    assert "写了很久的说明" in page
    assert "一句表述" in page
    assert 'checked id="acts-' in page or "checked" in page
    assert content() == before


def test_a_condition_on_a_number_takes_typed_numbers(desk, office):
    body = [item("width", kind="number"), item("note")]
    sections = [{"code": "all", "title": {"zh": "全部", "en": "All"}, "items": body}]
    with transaction():
        made = begin_draft(checklist(sections=sections), "import_checklist", by=office.supervisor, at=MONDAY)
    path = address(made, "/items/note")
    assert desk.send(path, **fields("note", show_item="width", show_text="1.5，2")).status_code == 302
    assert content().items["note"].show_when == Condition("width", (1.5, 2.0))
    refused = desk.send(path, **fields("note", show_item="width", show_text="宽"))
    assert (refused.status_code, "应当是数字" in text_of(refused)) == (422, True)


def test_asking_for_more_rows_or_answers_saves_nothing_and_keeps_all(desk, draft):
    before = content()
    for asked, sign in (
        ("phrases", 'name="phrases-2-zh"'),
        ("options", 'name="options-2-code"'),
        ("answers", 'value="not_met"'),
    ):
        response = desk.send(
            address(draft, "/items/item-2"), **fields("item-2", more=asked, show_item="item-1", text_zh="还没写完")
        )
        assert response.status_code == 200
        page = response.get_data(as_text=True)
        assert sign in page
        assert "还没写完" in page
    assert content() == before


def test_an_act_that_left_the_catalogue_is_not_dropped_by_saving(desk, office):
    body = [item("old", acts=["GONE-1"])]
    sections = [{"code": "all", "title": {"zh": "全部", "en": "All"}, "items": body}]
    with transaction():
        made = begin_draft(checklist(sections=sections), "import_checklist", by=office.supervisor, at=MONDAY)
    assert "GONE-1（不能用，请改选）" in desk.read(address(made, "/items/old/edit"))
    assert "违法行为不在法规库中" in desk.read(address(made))
