"""Each language whole: no English on Chinese pages, no Chinese on English ones but what people and laws have said in it."""

import re

import pytest

from tests.browser.names import CHINESE, Names
from tests.browser.walk import Text, Walked, told

LATIN = re.compile(r"[A-Za-z]{2,}")
LATIN_IN_CHINESE = re.compile(
    r"\b(?:XLSX|CSV|GBK|UTF-8|TOML|JSON|GPS|QR|EXIF|HEIC|SHA-256|WGS-84|GCJ-02|A4|MB|KB|GB|mm|km|px|Esc|IP|iPhone|Safari|Word|Excel)\b"
    r"|\b(?:PPT|PDF|JPG|PNG|WebP|iCalendar|GeoJSON|RFC 7946|BD-09|QGIS|ArcGIS)\b"
    r"|https?://\S+|[\w.-]*\.(?:jpg|pdf|csv|xlsx|docx|inspect|exchange|pairing)\b|\{\w+\}|“[\w.]+”"  # addresses, files, fields
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=\w*\d)[0-9a-fA-F]{7,}\b"  # ids and hashes
    r"|\b[A-Z]{1,9}[-A-Z]*[ -]?\d+(?:-\d+)*\b|\b\d+[A-Z]+\d+\b"  # numbers of works, acts, parties, standards
)
"""What is written in Latin letters in Chinese too."""


def english_in(one: Text, names: Names) -> str:
    """Words in Latin letters that are neither a name nor a code nor one of the few that Chinese writes so."""
    words = one.text
    for device in names.devices:
        words = words.replace(device, " ")
    words = LATIN_IN_CHINESE.sub(" ", words)
    left = [word for word in re.findall(r"[A-Za-z][\w-]*", words) if word not in names.codes]
    return "English" if any(LATIN.search(word) for word in left) else ""


def chinese_in(one: Text, names: Names) -> str:
    """Chinese that is not marked as such. Amid an English sentence a name is let pass; standing alone it is not."""
    if not CHINESE.search(one.text):
        return ""
    words = one.text
    for name in names.chinese:
        words = words.replace(name, "")
    if CHINESE.search(words):
        return "Chinese"
    return "" if LATIN.search(words) or one.lang == "title" else 'a name without lang="zh-CN"'


def leaks(walked: Walked, of: str) -> list[str]:
    """Texts of that language that the page does not say to be in it, each with the place where it was seen first."""
    found: dict[str, str] = {}
    look = chinese_in if of == "zh" else english_in
    for stop in walked.stops:
        for one in stop.words:
            is_marked = one.lang.startswith(of) or one.lang == "page"
            if not is_marked and (what := look(one, walked.names)):
                found.setdefault(f"{what}: {one.text[:120]!r} in {one.where}", stop.name)
    return [f"{fault}   [{place}]" for fault, place in found.items()]


@pytest.mark.parametrize("walk", ["phone_in_chinese", "office_in_chinese"])
def test_there_is_no_english_on_a_chinese_page(request, walk):
    found = leaks(request.getfixturevalue(walk), "en")
    assert not found, told(found)


@pytest.mark.parametrize("walk", ["phone_in_english", "office_in_english"])
def test_there_is_no_chinese_on_an_english_page_but_what_is_marked_as_such(request, walk):
    found = leaks(request.getfixturevalue(walk), "zh")
    assert not found, told(found)


@pytest.mark.parametrize(
    ("walk", "language"),
    [
        ("phone_in_chinese", "zh-CN"),
        ("office_in_chinese", "zh-CN"),
        ("phone_in_english", "en"),
        ("office_in_english", "en"),
    ],
)
def test_every_page_says_in_which_language_it_is(request, walk, language):
    stops = request.getfixturevalue(walk).stops
    pages = {(stop.name, one.text) for stop in stops for one in stop.words if one.lang == "page"}
    assert {said for _name, said in pages} == {language}, sorted(name for name, said in pages if said != language)


NAMES = Names(chinese=["演示一号地下车库"], devices=["X11; Linux x86_64"], codes={"geng"})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("共 3 条", ""),
        ("检查员庚 · geng · X11; Linux x86_64", ""),
        ("文件（XLSX 或 CSV），工程 SJ-YS-0001，TL43-3", ""),
        ("提交 Save", "English"),
        ("Not found", "English"),
        ("answer_given", "English"),
    ],
)
def test_what_counts_as_english_in_chinese(text, fault):
    assert english_in(Text(text, "zh-CN", "p"), NAMES) == fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("3 lines", ""),
        ("Deleted 演示一号地下车库.", ""),
        ("演示一号地下车库", 'a name without lang="zh-CN"'),
        ("演示一号地下车库（in use）", "Chinese"),
        ("保存", "Chinese"),
    ],
)
def test_what_counts_as_chinese_in_english(text, fault):
    assert chinese_in(Text(text, "en", "p"), NAMES) == fault
