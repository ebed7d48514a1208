"""The headline of a page, without the name of the site and the section, in the spelling the reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mudawwana.arabic.fold import fold, fold_word
from mudawwana.extract.blocks import HEADINGS, Block, Layout
from mudawwana.extract.container import weight
from mudawwana.extract.lines import classify
from mudawwana.extract.metadata import Head

_SEPARATOR = re.compile(r"(\s+[-–—:•·~/\\<>»›]+\s+|\s*(?:\||::+)+\s*|\s+[-–—]|[-–—]\s+)")
_WORD = re.compile(r"\w+")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…)\s*$")
# A window's title that begins so and has few words is the outlet's name.
_OUTLET_STARTS = (
    "صحيفه",
    "جريده",
    "وكاله",
    "موقع",
    "قناه",
    "شبكه",
    "مجله",
    "بوابه",
    "منصه",
    "منتديات",
    "منتدي",
    "مدونه",
)
_ARABIC = re.compile("[\u0620-\u064a]")
_NAME_NOISE = re.compile(
    r"\b(?:صحيف[ةه]|جريد[ةه]|موقع|وكال[ةه]|قنا[ةه]|شبك[ةه]|بواب[ةه]|مجل[ةه]|[أا]خبار|ال[إا]خباري[ةه]|لل[أا]نباء|نيوز|news|tv|arabic|عربي|العربي[ةه])\b",
    re.I,
)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The words of a text, folded: what two spellings of one headline have in common.

    >>> plain("«أميركا»: 50 ألفاً") == plain("اميركا 50 الفا")
    True
    """
    return " ".join(_WORD.findall(fold(text[:2000])))


_GENERIC = frozenset(
    map(
        plain,
        (
            "الرئيسية",
            "الصفحة الرئيسية",
            "اخبار",
            "الاخبار",
            "موقع",
            "home",
            "news",
            "مقالات",
            "تقارير",
            "بالفيديو والصور",
            "arabic",
            "تفاصيل",
            "تفاصيل الخبر",
            "عرض الخبر",
            "تفاصيل المقال",
            "عرض المقال",
            "خبر",
            "مقال",
            "news details",
            "details",
            "article",
            "untitled",
            "untitled document",
            "صفحة جديدة 1",
            "مستند جديد",
            "new page 1",
            "index",
            "الرئيسة",
            "home page",
            "الصفحة الاولى",
        ),
    )
)


def site_names(head: Head, url: str | None, known: Iterable[str] = ()) -> set[str]:
    """The names a page gives its site, folded."""
    names = [
        *known,
        *head.all(
            "og:site_name",
            "application-name",
            "apple-mobile-web-app-title",
            "publisher",
            "dc.publisher",
            "al:android:app_name",
            "al:ios:app_name",
        ),
    ]
    names += head.said("publisher", "name")
    for item in head.items:
        names += (
            [str(item.data.get("name"))]
            if item.rank < 7 and isinstance(item.data.get("name"), str) and "WebSite" in str(item.data.get("@type"))
            else []
        )
    host = re.sub(r"^(?:https?:)?//(?:www\.|m\.|amp\.|ar(?:abic)?\.)?", "", url or "").split("/", 1)[0].lower()
    if host:
        names += [host, host.rsplit(".", 1)[0], host.split(".", 1)[0]]
    found = {name for name in map(plain, names) if len(name) > 1}
    return found | {name for name in map(_short_name, found) if len(name) > 3}


_DESCRIBED = re.compile(r"\b(?:جريده|صحيفه|موقع|وكاله|قناه|شبكه|مجله|بوابه|منصه)\s.*$")


def _short_name(name: str) -> str:
    """A site's name in Arabic without what describes it: "jiha press جهة بريس جريدة إلكترونية" is "جهة بريس".

    >>> _short_name(plain("Nahr Press - نهر بريس جريدة إلكترونية"))
    'نهر بريس'
    """
    return _DESCRIBED.sub("", re.sub(r"^[a-z0-9 ]+(?=[\u0621-\u064a])", "", name)).strip()


def is_site_name(part: str, names: set[str]) -> bool:
    """Whether a part of a title is the site's name, in full or without words such as "صحيفة".

    >>> is_site_name("صحيفة النهار", {plain("النهار")}), is_site_name("النهار يطلع على بغداد", {plain("النهار")})
    (True, False)
    """
    bare = plain(part)
    if not bare or bare in names or bare in _GENERIC:
        return True
    short = plain(_NAME_NOISE.sub(" ", part))
    if not short:
        return True
    tight = short.replace(" ", "")
    return any(tight == _tight_name(name) for name in names)


@lru_cache(maxsize=512)
def _tight_name(name: str) -> str:
    """A site's name without blanks and words such as "صحيفة"."""
    return (plain(_NAME_NOISE.sub(" ", name)) or name).replace(" ", "")


def strip_site(title: str, names: set[str], *, guess: bool = False) -> str:
    """Take the site's name off both ends of a title; with `guess` also a short last part of unknown meaning.

    >>> strip_site("المدينة نيوز - أميركا: 50 ألفا حصيلة الوفيات", {plain("المدينة نيوز")})
    'أميركا: 50 ألفا حصيلة الوفيات'
    """
    parts = _SEPARATOR.split(title.strip())
    start, end = 0, len(parts)
    while end - start > 2 and is_site_name(parts[end - 1], names):
        end -= 2
    while end - start > 2 and is_site_name(parts[start], names):
        start += 2
    if guess and start == 0 and end == len(parts) and len(parts) >= 3:
        first, last = len(parts[0].split()), len(parts[-1].split())
        strong = parts[-2].strip() in ("|", "::", "»", "-", "–", "—")
        if strong and last <= 3 and sum(len(p.split()) for p in parts[:-2:2]) >= 4:
            end -= 2
        elif parts[1].strip() in ("|", "::", "»") and first <= 3 and last >= 4:
            start += 2
    return "".join(parts[start:end]).strip(" \t|")


_CLOSING_DAY = re.compile(r"(?<=\w)[\s:|–-]+\d{1,2}([/-])\d{1,2}\1(?:19|20)\d\d\s*$")


def find_title(head: Head, layout: Layout, names: set[str]) -> tuple[str | None, set[int]]:
    """The headline, and the orders of the blocks that show it; adds to `names` what the title element adds to it."""
    declared = [
        strip_site(text, names)
        for text in (head.first("og:title", "twitter:title"), *head.said("headline")[:1])
        if text
    ]
    window = strip_site(_CLOSING_DAY.sub("", head.title), names, guess=True) if head.title else ""
    whole = [plain(text) for text in (*declared, head.title, head.first("og:title")) if text]
    said = [plain(text) for text in declared if not is_site_name(text, names)]
    parts = [plain(part) for part in _SEPARATOR.split(head.title)[::2] if part.count(" ") > 1 and not said]
    shown = _shown(layout, [plain(head.first("og:title")), *said] if said else whole, parts, names)
    title = next((text for text in declared if not is_site_name(text, names)), "")
    names |= _outlets_in(head.title) if not shown else set()
    if shown:
        # The head's spelling, cut where the shown headline ends; what the head cuts short the page shows in full.
        run = _run(head.first("og:title", "twitter:title"), plain(shown.text))
        if run and any(mark in shown.text and mark not in run for mark in "«“"):
            run = shown.text  # marks that the head has lost
        title = run or (title if plain(title) == plain(shown.text) else shown.text)
        rest = plain(head.title).replace(plain(shown.text), "").strip()
        if 0 < rest.count(" ") + 1 <= 5:
            names.add(rest)
    else:
        heading = _lone_heading(layout, names)
        title = title or next(
            (t for t in (*head.all("dc.title", "itemprop:headline"), window) if t and not is_site_name(t, names)), ""
        )
        if heading and (not title or (_CUT_SHORT.search(title) and _overlap(heading.text, title) >= 0.8)):
            title = heading.text
    if not title:
        return None, set()
    title = " ".join(strip_site(title, names).split())[:500]
    same = {plain(title), *(plain(text) for text in declared)}
    sizes = [len(text) for text in same if text] or [0]
    least, most = min(sizes) * 0.85 - 4, max(sizes) * 1.2 + 12  # longer by its marks, shorter by nothing much
    firsts = {text.split(" ", 1)[0] for text in same}
    orders = {
        block.order
        for block in layout.blocks
        if least <= len(block.text) <= most and first_word(block.text) in firsts and plain(block.text) in same
    }
    return title, orders


def first_word(text: str) -> str:
    """The first word of a text in its plain form, without folding all of it."""
    for token in text.split(None, 4)[:4]:
        if found := _WORD.search(fold_word(token)):
            return found[0]
    return plain(text).split(" ", 1)[0]


def _outlets_in(window: str) -> set[str]:
    """The parts of a window's title that are an outlet's name by their first word: "جريدة الفجر الجديد"."""
    parts = [plain(part) for part in _SEPARATOR.split(window)[::2]]
    return {part for part in parts if part.split(" ", 1)[0] in _OUTLET_STARTS and part.count(" ") < 4}


def says_nothing(title: str, names: set[str]) -> bool:
    """Whether all parts of a title are names of the site, or words of another script than the page's.

    >>> says_nothing("Wamdha TV | News Details", set()), says_nothing("جولة في بغداد", set())
    (True, False)
    """
    return all(not _ARABIC.search(part) or is_site_name(part, names) for part in _SEPARATOR.split(title)[::2])


def _run(title: str, wanted: str) -> str:
    """The parts of a title between separators that together are the wanted text."""
    parts = _SEPARATOR.split(title[:1000].strip())[:15]
    for start in range(0, len(parts), 2):
        for end in range(len(parts), start, -2):
            text = "".join(parts[start:end]).strip()
            if plain(text) == wanted:
                return text
    return ""


def _shown(layout: Layout, whole: list[str], parts: list[str], names: set[str]) -> Block | None:
    """The block that shows what the head of the page calls the title: a heading first, the longest first."""
    best: tuple[tuple[int, int], Block] | None = None
    longest = max((text.count(" ") for text in whole), default=0) + 4
    shortest = 0.4 * min((len(text) for text in whole), default=0)
    for block in layout.blocks:
        if not 2 <= block.words <= longest or block.node.zone in ("nav", "footer", "comments"):
            continue
        heading = block.tag == "h1" or block.node.item == "headline" or block.node.role == "title"
        other = block.linked == block.words or len(block.text) < shortest or (best and best[0][0] == 3)
        if other and not heading:
            continue
        bare = plain(block.text)
        rank = (3 if heading else 2 if block.tag in ("h2", "h3") else 1, len(bare))
        if best and rank <= best[0]:
            continue
        longer = rank[0] > 1 and any(bare.startswith(part + " ") for part in parts)
        if not (longer or any(_is_part(bare, text, heading) for text in whole)) or is_site_name(block.text, names):
            continue
        best = rank, block
    return best[1] if best else None


def _is_part(bare: str, whole: str, heading: bool) -> bool:
    """Whether a text is a title, or all of it but the site's name at one end."""
    if bare == whole:
        return True
    if len(bare) < 8 or (len(bare) * 2 < len(whole) and not heading):
        return False
    return whole.startswith(bare + " ") or whole.endswith(" " + bare)


def _lone_heading(layout: Layout, names: set[str]) -> Block | None:
    """The only first-level heading, or the first that is marked as the headline."""
    ones = [
        block
        for block in layout.blocks
        if block.tag == "h1" and block.node.zone in ("", "header") and not is_site_name(block.text, names)
    ]
    marked = [
        block
        for block in layout.blocks
        if block.node.item == "headline" or (block.node.role == "title" and block.words >= 3 and not block.linked)
    ]
    if len(ones) == 1 and ones[0].words >= 2:
        return ones[0]
    return marked[0] if marked else None


def _overlap(one: str, other: str) -> float:
    left, right = set(plain(one).split()), set(plain(other).split())
    return len(left & right) / max(1, min(len(left), len(right)))


SAME_HEADLINE, OTHER_HEADLINE = 0.8, 0.3
"""What part of their words two spellings of one headline share at least, and those of two articles at most."""


def without_strangers(head: Head, layout: Layout) -> None:
    """Forget JSON-LD about another article, as templates leave it, where the window and a line of the page agree."""
    window = head.title
    if len(window.split()) < 4:
        return
    told = [item for item in head.items if isinstance(item.data.get("headline"), str)]
    if not any(_overlap(str(item.data["headline"]), window) < OTHER_HEADLINE for item in told):
        return
    blocks = (block for block in layout.blocks if block.words >= 4 and not block.linked and not block.node.zone)
    if any(_overlap(block.text, window) >= SAME_HEADLINE for block in blocks if block.words < 30):
        strange = [item for item in told if _overlap(str(item.data["headline"]), window) < OTHER_HEADLINE]
        head.items = [item for item in head.items if item not in strange]


def above_text(title: str | None, layout: Layout, first: int, names: set[str]) -> tuple[str | None, set[int]]:
    """The headline of a page whose head names only the site: the line above the text that looks most like one."""
    empty = title is None or says_nothing(title, names)
    if not empty and title and len(title.split()) > 4:
        return title, set()
    best: tuple[int, Block] | None = None
    marked = {mark.order for mark in layout.marks if mark.what == "title" and not mark.node.zone}
    last = first + 1 if empty and first < len(layout.blocks) and not weight(layout.blocks[first]) else first
    for block in layout.blocks[max(0, first - (25 if empty and marked else 8)) : last]:
        if first - block.order > 8 and block.order not in marked:
            continue
        if not 4 <= block.words <= 25 or block.linked or block.node.zone or block.text.endswith((".", ":", "،")):
            continue
        if (
            classify(block.text) is not None
            or block.node.role in ("date", "author", "caption")
            or block.node.kind == "caption"
        ):
            continue
        titled = block.node.role == "title" or block.order in marked
        rank = 3 if titled else 2 if block.tag in HEADINGS or block.bold else 1
        if best is None or rank > best[0]:
            best = rank, block
    return (best[1].text, {best[1].order}) if best else (title, set())
