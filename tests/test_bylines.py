"""Who signed a page and what its pictures show: lines and elements as newspapers' systems print them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mudawwana.extract.names import likeness
from mudawwana.extract.page import extract_html
from mudawwana.extract.scrape import extract_text
from mudawwana.extract.signatures import PLAIN, opening_signature, read_signature
from mudawwana.records import Extracted

CASES = Path(__file__).parent / "cases"
TITLE = "موعد الجولة المقبلة من مباحثات الطاقة"
BODY = [
    "أعلنت وزارة الخارجية أن الجولة المقبلة من المباحثات ستعقد في العاصمة بغداد، وأن الوفد الفني سيصل قبلها بيومين.",
    "وقال المتحدث باسم الوزارة إن جدول الأعمال يشمل ملفات الطاقة والتعليم والمياه، وإن البيان الختامي سيعلن لاحقا.",
    "وأضاف أن اللجان الفرعية ستجتمع في الأسبوع المقبل لمناقشة مسودة الاتفاق قبل عرضها على مجلس الوزراء.",
]
SITE = frozenset(("نهر الاخبار",))


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


LINES, ELEMENTS = read("byline_lines.jsonl"), read("byline_pages.jsonl")
CAPTIONS = json.loads((CASES / "captions.json").read_text(encoding="utf-8"))


def page(head: str = "", above: str = "", top: str = "", pre: str = "", bottom: str = "", below: str = "") -> Extracted:
    text = "".join(f"<p>{line}</p>" for line in (pre + BODY[0], *BODY[1:]))
    found = extract_html(
        f'<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset="utf-8"><title>{TITLE} - نهر الأخبار</title>'
        f'<meta property="og:site_name" content="نهر الأخبار">{head}</head><body><div class="hd"><a href="/">نهر الأخبار</a>'
        '<ul class="mn"><li><a href="/a">سياسة</a></li><li><a href="/k">كتاب وآراء</a></li></ul></div>'
        f'<div class="wrap"><div class="col"><h1>{TITLE}</h1>{above}<div class="pic"><img src="/p.jpg"></div>'
        f'<div class="cnt">{top}{text}{bottom}</div>{below}</div><div class="side"><h4>الأكثر قراءة</h4>'
        '<a href="/1">أسعار الذهب تتراجع في بغداد اليوم</a></div></div>'
        '<div class="ft">جميع الحقوق محفوظة © نهر الأخبار 2024</div></body></html>',
        url="https://nahr.example/politics/123",
    )
    assert found is not None
    return found


def texts(found: Extracted) -> list[str]:
    return [paragraph.of(found.text) for paragraph in found.paragraphs]


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"])
def test_signature_line(case: dict[str, Any]) -> None:
    found = read_signature(case["line"], SITE)
    assert list(found.people if found else ()) == case["authors"]


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"])
def test_line_on_a_page(case: dict[str, Any]) -> None:
    dated = "" if "2024" in case["line"] else "<div>27 يناير 2024</div>"
    above = page(above=f'<div class="x">{case["line"]}</div>{dated}')
    assert list(above.authors) == case["authors"]
    assert texts(above) == BODY
    if dated:
        within = page(top=f"<p><strong>{case['line']}</strong></p>")
        assert list(within.authors) == case["authors"]
        assert texts(within) == BODY


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"])
def test_line_in_a_pasted_page(case: dict[str, Any]) -> None:
    dated = "" if "2024" in case["line"] else "27 يناير 2024\n"
    menu, tail = "الرئيسية\nسياسة\nبحث\n", "شارك\nFacebook\nاقرأ أيضا\nجميع الحقوق محفوظة © نهر الأخبار 2024\n"
    found = extract_text(f"{menu}{TITLE}\n{case['line']}\n{dated}\n{chr(10).join(BODY)}\n{tail}")
    assert found is not None
    assert list(found.authors) == case["authors"]
    assert (found.title, found.published, texts(found)) == (TITLE, "2024-01-27", BODY)


@pytest.mark.parametrize("case", ELEMENTS, ids=lambda case: case["name"])
def test_element(case: dict[str, Any]) -> None:
    given = {name: text for name, text in case.items() if name not in ("name", "authors", "credit")}
    found = page(**given)
    assert list(found.authors) == case["authors"]
    assert found.title == TITLE
    if "credit" in case:
        assert list(found.credit) == case["credit"]


@pytest.mark.parametrize("caption", CAPTIONS["captions"])
@pytest.mark.parametrize("form", CAPTIONS["forms"])
def test_caption_below_its_picture(form: str, caption: str) -> None:
    box = CAPTIONS["forms"][form].format(c=caption)
    for found in (page(above=f"<div>27 يناير 2024</div>{box}"), page(top=f"<p>{BODY[0][:-1]} أيضا.</p>{box}")):
        kinds = {paragraph.of(found.text): paragraph.kind for paragraph in found.paragraphs}
        assert kinds.pop(caption) == "caption"
        assert set(kinds.values()) == {"body"}
        assert found.authors == ()


@pytest.mark.parametrize("form", ["imgcap", "divdesc"])
def test_a_name_below_a_picture_within_the_text_is_its_caption(form: str) -> None:
    found = page(top=f"<p>{BODY[0][:-1]} أيضا.</p>" + CAPTIONS["forms"][form].format(c="سعاد الراوي"))
    assert [p.of(found.text) for p in found.paragraphs if p.kind == "caption"] == ["سعاد الراوي"]
    assert found.authors == ()


def test_a_span_that_says_it_is_a_caption_names_no_author() -> None:
    found = page(above=CAPTIONS["forms"]["imgcap"].format(c="سعاد الراوي"))
    assert (texts(found), found.authors) == (["سعاد الراوي", *BODY], ())


@pytest.mark.parametrize(
    "line",
    [
        "العراق والولايات المتحدة: شراكة",
        "رئيس الوزراء محمد شياع السوداني",
        "سلام عادل، وزير النفط",
        "الحوار الثنائي - محمد حسن",
        "أحمد الملا طلال: العراق بلا سيادة",
        "ت: رفيق صالح",
        "ملف الطاقة",
        "أزمة الكهرباء",
    ],
)
def test_no_signature(line: str) -> None:
    found = read_signature(line)
    assert found is None or not found.people or found.sure < PLAIN


def test_the_article_s_own_people_are_no_authors() -> None:
    assert (
        page(
            above='<div class="x">فؤاد سالم</div>',
            bottom="<p>وقال فؤاد سالم، رئيس الوفد، إن الجولة مهمة جدا للبلدين.</p>",
        ).authors
        == ()
    )
    assert opening_signature("بغداد – النهر: أعلنت سعاد الراوي موعد الجولة") is None


def test_likeness_of_long_and_odd_texts() -> None:
    assert likeness("سعاد " * 50_000) == 0
    assert likeness("") == likeness("سعاد") == likeness("سعاد 2024") == 0
