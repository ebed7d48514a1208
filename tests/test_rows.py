"""Rows of already-extracted articles: entities undone, markup taken off, dateline and credit read, dates believed or not."""

from __future__ import annotations

import pytest

from mudawwana.extract.rows import from_row, published_of
from mudawwana.records import Extracted, RawDocument


def read(**fields: object) -> Extracted | None:
    """The article of a row."""
    return from_row(RawDocument("a.jsonl", 0, "application/json", "0" * 64, b"", dict(fields)))


def test_entities_are_undone_and_markup_taken_off() -> None:
    page = read(
        title="مسلسل &#8220;سيلفي&#8221;", text="<p>أعلنت الوزارة &laquo;أمرا&raquo;</p><p>وانتهى الاجتماع.</p>"
    )
    assert page is not None
    assert page.title == "مسلسل “سيلفي”"
    assert page.text == "أعلنت الوزارة «أمرا»\n\nوانتهى الاجتماع."


@pytest.mark.parametrize(
    ("text", "dateline", "credit"),
    [
        ("بغداد - واع: أعلنت الوزارة أمرا.", "بغداد - واع", ("واع",)),
        ("أعلنت الوزارة أمرا.\nوانتهى الاجتماع.--(بترا)", None, ("بترا",)),
        ("بغداد تستضيف الجولة: ماذا بعد؟", None, ()),
    ],
)
def test_dateline_and_credit(text: str, dateline: str | None, credit: tuple[str, ...]) -> None:
    page = read(text=text)
    assert page is not None
    assert (page.dateline, page.credit) == (dateline, credit)


@pytest.mark.parametrize("text", ["", "<br>", None, 5])
def test_no_text_no_article(text: object) -> None:
    assert read(text=text) is None


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2015-07-21 02:51:32", "2015-07-21"),
        ("21 تموز 2015", "2015-07-21"),
        ("2015-02-30T25:61:00", None),
        ("0000-00-00", None),
    ],
)
def test_dates_are_believed_or_kept_as_rejected(value: str, published: str | None) -> None:
    date, precision, evidence = published_of(value)
    assert (date, precision) == (published, "day" if published else None)
    assert evidence is not None
    assert bool(evidence.rejected) == (published is None)
