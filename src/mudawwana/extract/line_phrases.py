"""Lines that are known by their words: buttons, menus, leads to other articles, slogans."""

from __future__ import annotations

import re

from mudawwana.extract.line_tables import Group, Verdict, begins, key, line_tables

_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+(?:[.,:/٫٬]\d+)*")


def by_phrase(text: str, words: str) -> Verdict | None:
    """What a line is by its words, given as `key` makes them; None where they tell nothing."""
    tables = line_tables()
    group = tables.whole.get(words)
    if group is None and _DIGIT.search(words):
        group = tables.whole.get(" ".join(_DIGITS.sub(" ", words).split()))
        group = None if group and group.kind == "section" else group  # with a date beside it
    if group:
        return Verdict(group.kind, group.name)
    count = words.count(" ") + 1
    for start, within, group in tables.starts.get(words.split(" ", 1)[0], ()):
        if count <= within and begins(words, start):
            return Verdict(group.kind, group.name)
    return _by_words(words) or related_link(text) or (Verdict("chrome", "slogan") if _is_slogan(words) else None)


_MENU_NAMES = 4
_MENU_SHARE = 0.5
_STOPS = re.compile('[:.،؟!«"”]')


def is_menu(text: str, words: str) -> bool:
    """Whether most of a line is the names of sections: "الرئيسية سياسة اقتصاد رياضة صوت وصورة"."""
    parts = words.split()
    if not _MENU_NAMES < len(parts) <= 60 or _STOPS.search(text):
        return False
    whole = line_tables().whole
    names = at = covered = 0
    while at < len(parts):
        size = next((n for n in (3, 2, 1) if _leads_on(whole.get(" ".join(parts[at : at + n])))), 0)
        names, covered, at = names + bool(size), covered + size, at + (size or 1)
    return names >= _MENU_NAMES and covered > _MENU_SHARE * len(parts)


def _leads_on(group: Group | None) -> bool:
    return group is not None and group.kind in ("section", "related")


def _by_words(words: str) -> Verdict | None:
    """A line all of whose words are of one box: a share bar, a row of prayer times, a counter."""
    plain = (_DIGITS.sub(" ", words) if _DIGIT.search(words) else words).split()
    if not plain:
        return Verdict("chrome", "number_only") if len(words) <= 12 else None
    if len(plain) <= 3 and len(words) <= 120 and line_tables().glued.fullmatch(words.replace(" ", "")):
        return Verdict("chrome", "share_bar")
    for group in line_tables().sets:
        if group.words.isdisjoint(plain) or not all(word in group.words or word in group.fill for word in plain):
            continue
        has_digit = len(plain) < len(words.split())
        if has_digit or group.need_digit.isdisjoint(plain):
            return Verdict("chrome", group.name)
    return None


_AFTER_LEAD = re.compile(r"\s*(?:[:|\u203a\u00bb\u2190\u27a4>-]|\.\.+|…)+\s*(?=\S)")


def related_link(text: str) -> Verdict | None:
    """A lead such as "اقرأ أيضا" before the headline of another article."""
    found = _AFTER_LEAD.search(text[:60])
    if not found or key(text[: found.start()]) not in line_tables().leads:
        return None
    return Verdict("related", "related_inline", text[found.end() :])


def _is_slogan(words: str) -> bool:
    parts, table = words.split(), line_tables().slogan
    if not 3 <= len(parts) <= 16 or parts[0] not in table["first"]:
        return False
    traits = sum(part in table["traits"] or part.removeprefix("و") in table["traits"] for part in parts[1:])
    return traits >= 2 or (
        traits == 1 and (len(parts) <= 4 or not table["connect"].isdisjoint(parts)) and _nominal(parts)
    )


def _nominal(parts: list[str]) -> bool:
    return parts[-1] not in ("قال", "تعلن", "تكشف") and not any(part.startswith(("ست", "سي")) for part in parts)
