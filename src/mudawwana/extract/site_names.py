"""The names of the site that a page belongs to, and titles without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mudawwana.arabic.fold import fold
from mudawwana.extract.metadata import Head

SEPARATOR = re.compile(
    r"(\s+[-–—:•·~/\\<>»›]+\s+|\s*(?:\||::+)+\s*|\s+[-–—]|[-–—]\s+|\s+_+\s+|(?<=[\u0621-\u064a])_(?=[A-Za-z]))"
)
WORD = re.compile(r"\w+")
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
    return " ".join(WORD.findall(fold(text[:2000])))


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
    parts = SEPARATOR.split(title.strip())
    start, end = 0, len(parts)
    while end - start > 2 and is_site_name(parts[end - 1], names):
        end -= 2
    while end - start > 2 and is_site_name(parts[start], names):
        start += 2
    if guess and start == 0 and end == len(parts) and len(parts) >= 3:
        first, last = len(parts[0].split()), len(parts[-1].split())
        strong = parts[-2].strip() in ("|", "::", "»", "-", "–", "—", "_")
        if strong and last <= 3 and sum(len(p.split()) for p in parts[:-2:2]) >= 4:
            end -= 2
        elif parts[1].strip() in ("|", "::", "»") and first <= 3 and last >= 4:
            start += 2
    return "".join(parts[start:end]).strip(" \t|")
