"""`extract_text`: the article in the text of a page as a person or a scraper copied it, menus and all."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from mudawwana.extract import facts, text_dates
from mudawwana.extract.assembly import joined
from mudawwana.extract.body import MAX_CUT
from mudawwana.extract.boilerplate import block_key
from mudawwana.extract.bylines import dateline_people
from mudawwana.extract.captions import without_label
from mudawwana.extract.credits import dateline_agencies, find_credit, find_dateline, names_place
from mudawwana.extract.headline import stems
from mudawwana.extract.line_tables import key
from mudawwana.extract.outlets import Outlet, desks, name_key, outlet_for
from mudawwana.extract.pieces import Piece, make_pieces
from mudawwana.extract.urls import canonical_url
from mudawwana.extract.visible_rows import Row, read_rows
from mudawwana.extract.zones import Zones, find_zones, is_title
from mudawwana.records import CutBlock, Extracted

"""Cut blocks that are kept to be shown."""


def extract_text(
    text: str,
    *,
    url: str | None = None,
    fetched: str | None = None,
    outlet: str | None = None,
    boilerplate: Collection[str] = (),
) -> Extracted | None:
    r"""The article of a page's visible text, None where no line reads like a paragraph.

    `fetched` is when the page was fetched (ISO 8601): no article is younger. `outlet` is an id, name or domain.
    `boilerplate` has the keys of blocks that stand on many pages of the outlet.

    >>> page = extract_text("العالم\nبغداد تعلن موعد الجولة\nالسبت 27 يناير 2024\n"
    ...     "أعلنت بغداد يوم السبت موعد الجولة المقبلة من المحادثات مع الجانب الأميركي.\nشارك القصة")
    >>> page.title, page.published, page.text.endswith("الأميركي.")
    ('بغداد تعلن موعد الجولة', '2024-01-27', True)
    """
    rows = read_rows(text)
    if boilerplate:
        rows = [row for row in rows if block_key(row.text) not in boilerplate]
    zones = find_zones(rows)
    if zones is None:
        return None
    title = rows[zones.title].text if zones.title is not None else None
    inner = [row for at, row in enumerate(rows) if zones.start <= at < zones.end and not zones.in_box(at)]
    pieces, cut = make_pieces(inner, title)
    tags = tuple(facts.tags_of(rows, zones, "\n\n".join(piece.text for piece in pieces)))
    known_tags = {key(" ".join(tags)), *map(key, tags)}  # a row of tags may stand where a caption would
    captions = [piece for piece in head_captions(rows, zones) if key(piece.text) not in known_tags]
    return _assemble(
        rows,
        zones,
        [*captions, *pieces],
        cut,
        title,
        tags,
        outlet_for(url=url, name=outlet),
        canonical_url(url),
        fetched,
    )


def head_captions(rows: Sequence[Row], zones: Zones) -> list[Piece]:
    """The captions between the headline and the text: known as such, or lines of the text's words below the date."""
    pieces: list[Piece] = []
    dated = False
    own = set[str]().union(*(stems(row.text) for row in rows[zones.start : zones.end]))
    for row in rows[zones.top : zones.start]:
        dated = dated or row.kind in ("date", "byline")
        words = stems(row.text)
        plain = (
            row.verdict is None
            and not facts.opens_text(row)
            and dated
            and 4 <= row.words <= 25
            and len(words & own) * 2 >= len(words)
        )
        if (row.kind == "caption" and not _only_labels(row)) or (plain and not is_title(row, rows, zones)):
            pieces.append(Piece(without_label(row.text), "caption"))
    return list(dict.fromkeys(pieces))


def _only_labels(row: Row) -> bool:
    return row.verdict is not None and row.verdict.rule in ("picture_label", "picture_source")


def _assemble(
    rows: Sequence[Row],
    zones: Zones,
    pieces: Sequence[Piece],
    cut: Sequence[CutBlock],
    title: str | None,
    tags: tuple[str, ...],
    outlet: Outlet | None,
    address: str | None,
    fetched: str | None,
) -> Extracted:
    """Put together what was found."""
    text, paragraphs = joined([(piece.kind, piece.text) for piece in pieces])
    body = [piece.text for piece in pieces if piece.kind == "body"]
    opener = find_dateline(body[0]) if body else None
    dateline = opener.text if opener else facts.own_dateline(rows, zones)
    dates = text_dates.choose(text_dates.dates_of(rows, zones), outlet, fetched, address)
    dates = text_dates.with_dateline(dates, dateline, fetched)
    return Extracted(
        url=address,
        source=outlet.id if outlet else None,
        title=without_site(title) if title else None,
        subtitle=facts.subtitle_of(rows, zones),
        authors=tuple(facts.authors_of(rows, zones) or dateline_people(dateline or "")),
        credit=_credit(rows, zones, body, dateline, outlet),
        dateline=dateline,
        section=facts.section_of(rows, zones),
        tags=tags,
        language=_language(text),
        text=text,
        paragraphs=paragraphs,
        cut=(*_outside(rows, zones, {piece.text for piece in pieces if piece.kind == "caption"}), *cut)[:MAX_CUT],
        extractor="text",
        **dates._asdict(),
    )


_SITE_MARK = re.compile(r"\s+[-–—:]\s+|\s*[|»«]\s*")


def without_site(title: str) -> str:
    """A headline without the outlet's name behind it, where the outlet is known.

    >>> without_site("بغداد تستضيف الجولة - اليوم السابع"), without_site("بغداد - دمشق")
    ('بغداد تستضيف الجولة', 'بغداد - دمشق')
    """
    marks = list(_SITE_MARK.finditer(title))
    if marks and outlet_for(name=title[marks[-1].end() :]) and marks[-1].start() > 8:
        return title[: marks[-1].start()].strip()
    return title


def _credit(
    rows: Sequence[Row], zones: Zones, body: Sequence[str], dateline: str | None, outlet: Outlet | None
) -> tuple[str, ...]:
    """Who the text is credited to: by a line of its own, at its end, or in a dateline that is not the outlet's."""
    names = facts.credit_of(rows, zones)
    for paragraph in body[-2:]:
        trailer = find_credit(paragraph)
        names += trailer.names if trailer else ()
    if dateline and not names:
        names = dateline_agencies(dateline, (*outlet.names, *outlet.signs) if outlet else ())
        if outlet is None and names_place(dateline):  # an agency in it may be the outlet itself
            names = [name for name in names if name_key(name) in desks()]
    return tuple(dict.fromkeys(names))


def _outside(rows: Sequence[Row], zones: Zones, captions: Collection[str]) -> list[CutBlock]:
    """The lines above and below the text, and why they are not in it."""
    found = []
    for at, row in enumerate(rows):
        if at == zones.title or (zones.start <= at < zones.end and not zones.in_box(at)):
            continue
        if at < zones.start and row.text in captions:
            continue
        place = (
            "title"
            if is_title(row, rows, zones)
            else "above_text"
            if at < zones.start
            else "related"
            if at < zones.end
            else "below_text"
        )
        found.append(CutBlock(text=row.text[:1000], why=row.verdict.rule if row.verdict else place))
    return found


def _language(text: str) -> str | None:
    from mudawwana.arabic.language import identify

    return identify(text)[0]
