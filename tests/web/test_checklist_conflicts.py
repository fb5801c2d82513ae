"""Two people at one draft: nobody's work is covered unseen, and nothing that was typed is lost."""

from tests.checklist_drafts import address, content, fields, order
from tests.desk import text_of


def test_an_item_changed_by_somebody_else_is_not_covered_unseen(desk, head, draft):
    opened = fields(text_zh="我写的", text_en="Mine")
    head.send(address(draft, "/items/item-1"), **fields(text_zh="别人写的", text_en="Theirs"))
    response = desk.send(address(draft, "/items/item-1"), **opened)
    assert response.status_code == 409
    said = text_of(response)
    assert "内容已被他人修改" in said
    assert "别人写的" in said
    assert "我写的" in said
    assert content().items["item-1"].text.zh == "别人写的"
    again = {
        **opened,
        "stamp": response.get_data(as_text=True).split('name="stamp" type="hidden" value="')[1].split('"')[0],
    }
    assert desk.send(address(draft, "/items/item-1"), **again).status_code == 302
    assert content().items["item-1"].text.zh == "我写的"


def test_two_people_at_different_items_do_not_disturb_each_other(desk, head, draft):
    mine, theirs = fields("item-1", text_zh="甲"), fields("item-2", text_zh="乙")
    assert head.send(address(draft, "/items/item-2"), **theirs).status_code == 302
    assert desk.send(address(draft, "/items/item-1"), **mine).status_code == 302
    assert [content().items[code].text.zh for code in ("item-1", "item-2")] == ["甲", "乙"]


def test_what_was_typed_survives_a_draft_published_meanwhile(desk, head, draft):
    opened = fields(text_zh="写到一半")
    head.send(address(draft, "/publication"), sha256=draft.sha256)
    response = desk.send(address(draft, "/items/item-1"), **opened)
    assert response.status_code == 409
    assert "已发布的检查表不能修改" in text_of(response)
    assert "写到一半" in response.get_data(as_text=True)


def test_an_item_removed_meanwhile_can_be_put_back_on_purpose(desk, head, draft):
    opened = fields(text_zh="我写的")
    head.send(address(draft, "/items/item-1/removal"), stamp=opened["stamp"])
    assert desk.send(address(draft, "/items/item-1"), **opened).status_code == 409
    assert desk.send(address(draft, "/items/item-1"), **{**opened, "stamp": ""}).status_code == 302
    assert order() == ["item-2", "item-3", "registered", "item-1"]
