"""The headline of a page, without the name of the site and the section, in the spelling the reader sees."""

from __future__ import annotations

import re

from mudawwana.arabic.fold import fold_word
from mudawwana.extract.blocks import HEADINGS
from mudawwana.extract.container import weight
from mudawwana.extract.layout import Block, Layout
from mudawwana.extract.lines import classify
from mudawwana.extract.metadata import Head
from mudawwana.extract.names import likeness
from mudawwana.extract.site_names import SEPARATOR, WORD, is_site_name, plain, strip_site

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
_CLOSING_DAY = re.compile(r"(?<=\w)[\s:|–-]+\d{1,2}([/-])\d{1,2}\1(?:19|20)\d\d\s*$")


def find_title(head: Head, layout: Layout, names: set[str]) -> tuple[str | None, set[int]]:
    """The headline, and the orders of the blocks that show it; adds to `names` what the title element adds to it."""
    declared = [
        strip_site(text, names)
        for text in (head.first("og:title", "twitter:title"), *head.said("headline")[:1])
        if text
    ]
    window = strip_site(_CLOSING_DAY.sub("", head.title), names, guess=True) if head.title else ""
    whole = [plain(text) for text in (*declared, head.title, window, head.first("og:title")) if text]
    said = [plain(text) for text in declared if not is_site_name(text, names)]
    parts = [plain(part) for part in SEPARATOR.split(head.title)[::2] if part.count(" ") > 1 and not said]
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
        if 0 < rest.count(" ") + 1 <= 5 and likeness(rest) < 2:  # an author stands there too
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
        if found := WORD.search(fold_word(token)):
            return found[0]
    return plain(text).split(" ", 1)[0]


def _outlets_in(window: str) -> set[str]:
    """The parts of a window's title that are an outlet's name by their first word: "جريدة الفجر الجديد"."""
    parts = [plain(part) for part in SEPARATOR.split(window)[::2]]
    return {part for part in parts if part.split(" ", 1)[0] in _OUTLET_STARTS and part.count(" ") < 4}


def says_nothing(title: str, names: set[str]) -> bool:
    """Whether all parts of a title are names of the site, or words of another script than the page's.

    >>> says_nothing("Wamdha TV | News Details", set()), says_nothing("جولة في بغداد", set())
    (True, False)
    """
    return all(not _ARABIC.search(part) or is_site_name(part, names) for part in SEPARATOR.split(title)[::2])


def _run(title: str, wanted: str) -> str:
    """The parts of a title between separators that together are the wanted text."""
    parts = SEPARATOR.split(title[:1000].strip())[:15]
    for start in range(0, len(parts), 2):
        for end in range(len(parts), start, -2):
            text = "".join(parts[start:end]).strip()
            if plain(text) == wanted:
                return text
    return ""


LOGO_WORDS = 4
"""A heading of so few words that is all a link, and far shorter than the title, is the name of the site."""


def _shown(layout: Layout, whole: list[str], parts: list[str], names: set[str]) -> Block | None:
    """The block that shows what the head of the page calls the title: a heading first, the longest first."""
    best: tuple[tuple[int, int], Block] | None = None
    longest = max((text.count(" ") for text in whole), default=0) + 4
    shortest = 0.4 * min((len(text) for text in whole), default=0)
    for block in layout.blocks:
        if not 2 <= block.words <= longest or block.node.zone in ("nav", "footer", "comments"):
            continue
        heading = block.tag == "h1" or block.node.item == "headline" or block.node.role == "title"
        heading = heading and not (block.linked == block.words <= LOGO_WORDS and len(block.text) < shortest * 2)
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
