"""Who signed an article: the people among all that a page calls its authors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from mudawwana.arabic.fold import fold
from mudawwana.extract.body import Body
from mudawwana.extract.bylines import LATIN_NAMES, SECOND_HANDS, byline, split_authors
from mudawwana.extract.container import weight
from mudawwana.extract.jsonld import strings
from mudawwana.extract.layout import Block, Layout, Mark
from mudawwana.extract.lines import classify
from mudawwana.extract.metadata import Head
from mudawwana.extract.names import likeness
from mudawwana.extract.outlets import name_key, places
from mudawwana.extract.signatures import (
    LABELLED,
    MOST_WORDS,
    PLACED,
    PLAIN,
    Signature,
    opening_signature,
    read_signature,
)
from mudawwana.extract.site_names import is_site_name

_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "itemprop:author",
    "og:author",
    "article:author_name",
    "cxenseparse:author",
    "dable:author",
    "citation_author",
    "article-author",
    "author_name",
    "writer",
    "og:article:author",
)
# What stands behind the name in an author's element: "بغداد: فاضل نُشر: 20:11", "فاضل السبت 27 يناير".
_DATED = re.compile(
    r"\s(?=(?:نُ?شر[:\s]|المصدر|آخر تحديث|تاريخ\s|\d|GMT\b"
    r"|ال(?:سبت|[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة)\s?[،,]?\s\d))"
)
# The outlet stands where the author does: "بغداد: «النهر»".
_OUTLET = re.compile(r":\s*[«\"“][^»\"”]{2,40}[»\"”]\s*$")
_FAR = ("related", "comments", "sidebar", "nav", "author_box")
_FROM = re.compile(r"^([^-–—/|\u0640]{2,40}?)\s*(?:[-–—/|]|\s\u0640)\s*([^-–—/|\d\u0640]{2,40})$")


def find_authors(
    head: Head, layout: Layout, body: Body, names: set[str], title_orders: Collection[int] = ()
) -> list[str]:
    """The people who signed: by JSON-LD, else by what the page shows at the article, else by its meta elements."""
    told = _told(head)
    site = frozenset(names)
    shown = (_shown(layout, body, title_orders), _lines(body), _signed(layout, body, title_orders, site))
    signed = (*shown, _opening(body, site), _below(layout, body), _lines(body, second=True))
    sources: tuple[Iterable[str], ...] = (told, *signed, _declared(head))
    if told and all(map(str.isascii, told)):  # a page in Arabic shows its readers the name in Arabic
        sources = (
            *([text for text in source if not text.isascii()] for source in map(list, sources[:7])),
            told,
            *sources[7:],
        )
    people = next(filter(None, (_people(source, names) for source in sources)), [])  # the first source with anybody
    return _with_others(people, head, layout, body, title_orders, names) if told and people else people


def _people(source: Iterable[str], names: set[str]) -> list[str]:
    """The people of a source, each once, without the site itself."""
    found = [name for text in list(source)[:20] for name in split_authors(text) if not is_site_name(name, names)]
    return list({fold(name): name for name in reversed(found)}.values())[::-1]


def _with_others(
    people: list[str], head: Head, layout: Layout, body: Body, title_orders: Collection[int], names: set[str]
) -> list[str]:
    """The people of JSON-LD and those beside them, where the page and its meta elements name the same more."""
    declared = _people(_declared(head), names)
    if not {*map(fold, people)} < {*map(fold, declared)}:
        return people
    shown = _people(_shown(layout, body, title_orders), names)
    return shown if {*map(fold, shown)} == {*map(fold, declared)} else people


def _told(head: Head) -> list[str]:
    """The authors in JSON-LD, of the article or else of the page; organisations only where their name is a person's."""
    items = [item.data for item in head.items if item.rank >= 7][:1] or [item.data for item in head.items][:3]
    found: list[str] = []
    for data in items:
        for key in ("author", "creator"):
            entries = data.get(key)
            for entry in entries if isinstance(entries, list) else [entries]:
                kind = str(entry.get("@type", "")) if isinstance(entry, dict) else ""
                texts = strings(entry, "name")
                found += [text for text in texts if "Organi" not in kind or likeness(text) == 2]
        if found:
            break
    return found


def _declared(head: Head) -> Iterator[str]:
    """What the meta elements say: names of their own, or the pairs that cards for sharing are made of."""
    yield from head.all(*_META)
    for number in ("1", "2"):
        if byline(f"{head.first('twitter:label' + number)}: x"):
            yield head.first("twitter:data" + number)


def _shown(layout: Layout, body: Body, title_orders: Collection[int]) -> Iterator[str]:
    """What elements marked as author say, from a little above the headline to a little below the text."""
    first = max((order for order in title_orders if order <= body.first), default=body.first - 9) - 6
    teased = _teasers(layout, body)
    for mark in layout.marks:
        boxed = mark.node.zone == "author_box" and mark.order <= body.first
        if (mark.node.zone in _FAR and not boxed) or not first <= mark.order <= min(body.last + 6, teased):
            continue
        if _is_author(mark):
            content = mark.attributes.get("content")
            found = [content] if content else _names_in(mark.element)
            yield from (name for name in found if not _OUTLET.search(name))
        elif mark.what == "author_link" and mark.order <= body.first:
            yield from filter(likeness, _names_in(mark.element))
        elif mark.what == "date" and mark.order <= body.first:
            yield from _beside_date(mark)


def _is_author(mark: Mark) -> bool:
    item = (mark.attributes.get("itemprop") or mark.attributes.get("property") or "").lower()
    return item in ("author", "creator") or mark.what == "author" or "author" in mark.attributes.get("rel", "").split()


def _teasers(layout: Layout, body: Body) -> int:
    """The order of the first headline of another article below the text."""
    below = layout.blocks[body.last + 1 : body.last + 12]
    return next((block.order for block in below if _is_teaser(block)), body.last + 12) - 2


def _is_teaser(block: Block) -> bool:
    return block.linked >= 3 and block.linked * 2 > block.words and not likeness(block.text)


def _names_in(element: Any) -> list[str]:
    """The people in an element of the author: pieces of its text that are names, else what all of it says."""
    texts = list(element.itertext()) or [
        meta.get("content") or "" for meta in element.iter("meta") if meta.get("itemprop") == "name"
    ]
    pieces = [text for piece in texts if (text := " ".join(piece.split()))][:12]
    whole = _DATED.split(" ".join(pieces)[:400], maxsplit=1)[0].strip().removeprefix("من ")
    if len(pieces) > 1:
        found = [name for piece in pieces if (read := read_signature(piece)) and read.people for name in read.people]
        if found:
            return found
    return [whole] if 0 < len(whole) <= 90 else []


def _below(layout: Layout, body: Body) -> Iterator[str]:
    """The author's box below the text: a name in it, not what it says of him."""
    teased = _teasers(layout, body)
    for mark in layout.marks:
        near = body.last - 1 <= mark.order <= teased and (_is_author(mark) or mark.what == "author_link")
        if near and mark.node.zone in ("", "author_box", "header"):
            yield from (name for name in _names_in(mark.element) if likeness(name) == 2)
    for block in layout.blocks[body.last + 1 : min(teased, body.last + 10)]:
        if block.node.zone == "author_box" and block.words <= 5 and likeness(block.text) == 2:
            yield block.text


def _signed(layout: Layout, body: Body, title_orders: Collection[int], site: frozenset[str]) -> Iterator[str]:
    """The names on lines between headline and text, or right below the text, that are nothing but a signature."""
    above = max((order for order in title_orders if order <= body.first), default=None)
    start = above + 1 if above is not None else max(0, body.first - 6)
    head = [block for block in layout.blocks[start : body.first] if _may_sign(block)]
    if above is not None:
        head += [b for b in layout.blocks[max(0, above - 2) : above] if _may_sign(b) and not b.linked and b.tag != "li"]
    links = sum(block.linked == block.words for block in head)
    for block in head:
        read = read_signature(block.text, site)
        if not read or not read.people or (block.linked == block.words and links > 3 and read.sure < LABELLED):
            continue
        if read.sure >= PLACED or (_unheard(read, body) and (read.sure == PLAIN or _beside(layout, block))):
            yield "، ".join(read.people)
    yield from _signed_below(layout, body, site)


def _signed_below(layout: Layout, body: Body, site: frozenset[str]) -> Iterator[str]:
    """The name right below the text, in a row with its paragraphs; a reader's name has his comment below it."""
    last = layout.blocks[body.last].node if body.last < len(layout.blocks) else None
    for block in layout.blocks[body.last + 1 : body.last + 4]:
        follows = layout.blocks[block.order + 1] if block.order + 1 < len(layout.blocks) else None
        if last is None or (follows and weight(follows)) or last.parent not in (block.node.parent, block.node):
            return
        read = read_signature(block.text, site) if _may_sign(block) and not block.linked else None
        if read and read.people and read.sure >= PLAIN and _unheard(read, body):
            yield "، ".join(read.people)
        elif not block.node.zone and block.words > 3 and not block.text.startswith("*"):
            return


def _may_sign(block: Block) -> bool:
    return (
        block.words <= MOST_WORDS
        and block.node.zone in ("", "header", "region", "author_box")
        and block.node.kind != "caption"
        and not block.text.startswith(SECOND_HANDS)
    )


def _unheard(read: Signature, body: Body) -> bool:
    """Whether the article does not speak of the people: nobody writes of himself, captions and tags name its actors."""
    text = fold(" ".join(kept.text for kept in body.kept))
    return not any(fold(name) in text for name in read.people)


def _beside(layout: Layout, block: Block) -> bool:
    """Whether a line of the date or the bare label of a byline stands beside a block."""
    near = layout.blocks[max(0, block.order - 2) : block.order + 3]
    found = (classify(other.text) for other in near if other is not block and other.words <= 12)
    return any(verdict is not None and verdict.kind in ("date", "byline") for verdict in found)


def _opening(body: Body, site: frozenset[str]) -> Iterator[str]:
    """The people named in the dateline: "بغداد – سعاد الراوي: أعلنت …"."""
    first = next((kept.text for kept in body.kept if kept.kind == "body"), "")
    if read := opening_signature(first, site):
        yield "، ".join(read.people)


def _beside_date(mark: Mark) -> Iterator[str]:
    """The people named in parts of their own on the line of the date."""
    for part in list(mark.element)[:8]:
        text = _text(part.itertext()) if isinstance(part.tag, str) else ""
        if who := byline(text):
            yield who
        else:
            yield from _with_place(text)


def _with_place(text: str) -> Iterator[str]:
    """The name in "بغداد - سعاد الراوي" or "سعاد الراوي - بغداد"."""
    found = _FROM.match(text)
    if found:
        for place, name in ((found[1], found[2]), (found[2], found[1])):
            if name_key(place) in places() and 1 <= name.strip().count(" ") <= 3:
                yield name


def _lines(body: Body, *, second: bool = False) -> Iterator[str]:
    """What lines such as "بقلم: …" say, a name beside a date, and a name with a place above the text.

    Translators and editors, who are authors only where nobody else is, are left to a `second` look.
    """
    for block, verdict in body.verdicts:
        value = verdict.value or ""
        if block.text.startswith(SECOND_HANDS) is not second:
            continue
        if verdict.kind == "byline":
            read = read_signature(block.text)
            yield "، ".join(read.people) if read and read.people else value
        elif verdict.rule == "date_and_more":
            who = byline(value)
            plain = 1 <= value.count(" ") <= 3 and not value.startswith("ال") and not value.isascii()
            if who is not None or plain or LATIN_NAMES.match(value):
                yield who or value
    for line in () if second else body.heads:
        yield from _with_place(line)


def _text(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())


def signed_agencies(
    head: Head, layout: Layout, body: Body, title_orders: Collection[int], site: frozenset[str]
) -> list[str]:
    """The agencies that stand where the author does: "رويترز", "سعاد الراوي + وكالات"."""
    above = max((order for order in title_orders if order <= body.first), default=max(0, body.first - 6))
    lines = [text for text in head.said("author", "name") if not likeness(text)]
    lines += [block.text for block in layout.blocks[above + 1 : body.first] if _may_sign(block)]
    lines += [block.text for block, verdict in body.verdicts if verdict.kind == "byline"]
    lines += [block.text for block, why in body.cut if why == "signature"]
    for mark in layout.marks:
        if _is_author(mark) and mark.node.zone not in _FAR and above <= mark.order <= body.first:
            lines.append(mark.attributes.get("content") or _text(mark.element.itertext()))
    found = (read_signature(line, site) for line in lines)
    return list(dict.fromkeys(name for read in found if read for name in read.agencies))
