"""The order of a case file, what it lacks, and its contents."""

from inspect_app.rules.case_files import (
    ON_THE_SPOT_FILE,
    CaseFile,
    FileEntry,
    in_order,
    lacking,
    lines_of_contents,
    photos_in,
)
from inspect_app.rules.paper_blocks import Picture, Words


def entry(form, title="", **more):
    return FileEntry(title or form, "2026年6月12日", (Words("甲"),), form, **more)


PHOTO = FileEntry("证据照片（1）", "2026年5月15日", (Picture("a" * 64, ()),), note="门")


def test_papers_stand_as_the_order_names_them_then_others_then_evidence():
    mixed = [PHOTO, entry("correction_order"), entry("service_record"), entry("on_the_spot_decision")]
    titles = [one.title for one in in_order(mixed, ON_THE_SPOT_FILE)]
    assert titles == ["on_the_spot_decision", "service_record", "correction_order", "证据照片（1）"]


def test_what_the_file_lacks_is_named_by_its_title():
    assert lacking([entry("on_the_spot_decision"), PHOTO], ON_THE_SPOT_FILE) == ["现场检查笔录", "送达回证"]
    assert lacking([entry(form) for form in ON_THE_SPOT_FILE], ON_THE_SPOT_FILE) == []


def test_contents_number_the_entries_and_photos_are_known_by_hash():
    case_file = CaseFile(
        "案", "沪1号", "民防办", (), (entry("on_the_spot_decision", "决定书", number="沪1号"), PHOTO), ()
    )
    assert [tuple(line.values()) for line in lines_of_contents(case_file)] == [
        ("1", "沪1号", "决定书", "2026年6月12日", ""),
        ("2", "", "证据照片（1）", "2026年5月15日", "门"),
    ]
    assert photos_in(case_file) == {"a" * 64}
