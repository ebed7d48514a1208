"""Who speaks: the words for a speaker, where they begin and end, and whose name is meant."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.offices import read_role
from mudawwana.annotate.parties import (
    Party,
    has_article,
    is_definite,
    is_link_word,
    is_verbal_noun,
    kind_of,
    may_start,
    plain,
    skip_marked,
    stops,
)
from mudawwana.annotate.person_names import LONGEST_NAME, person_end, read_name
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set

_LONGEST = 22  # tokens in the words for one speaker
_MINISTRIES = key_set("خارجية دفاع داخلية مالية نفط حكومة برلمان جيش")
_NISBA = ("ي", "ى", "ية", "يين")


def read_party(tokens: Tokens, at: int, end: int) -> Party | None:
    """The words for a speaker that begin at a token, None where none do.

    >>> from mudawwana.annotate.quote_tokens import tokenize
    >>> found = tokenize("وزير الخارجية فؤاد حسين في بيان")
    >>> read_party(found, 0, 6)
    Party(first=0, last=4, name_first=2, name_last=4, kind='role', skip=0)
    """
    end = min(end, at + _LONGEST)
    if tokens.parties is None:
        return _read_party(tokens, at, end)
    if at not in tokens.parties:
        tokens.parties[at] = _read_party(tokens, at, min(at + _LONGEST, len(tokens.keys)))
    found: Party | None = tokens.parties[at]
    if found is None or (
        found.last + 1 < end and not (tokens.keys[found.last] in COMMAS and end < found.last + LONGEST_NAME)
    ):
        return found
    return _read_party(tokens, at, end)  # it ends earlier here


def _read_party(tokens: Tokens, at: int, end: int) -> Party | None:
    if at >= end or not may_start(tokens, at):
        return None
    key = tokens.keys[at]
    kind = kind_of(key)
    if key in _MINISTRIES and at + 1 < end and tokens.keys[at + 1] in w.PLACES:
        return plain(at, at + 2, "body")  # "خارجية بغداد"
    if kind in ("role", "anonymous") or key in w.NUMBERS or key.isdigit():
        party = read_role(tokens, at, end, kind if kind == "anonymous" else "role")
        if key in w.KIN or key in w.NUMBERS or (kind == "anonymous" and key[:2] != "ال"):
            party = plain(at, party.last, party.kind)  # "والد الشهيد أحمد": not Ahmad speaks
    elif kind in ("body", "place", "mark"):
        party = plain(at, _read_chain(tokens, at, end, kind), "body" if kind == "mark" else kind)
    elif has_article(tokens, at) and at + 1 in tokens.people and at not in tokens.people:
        last = person_end(tokens, at + 1, end)
        party = Party(at, last, at + 1, last, "role")  # "المستثمر | مبارك علي المنصوري"
    else:
        last = person_end(tokens, at, end) if at in tokens.people else read_name(tokens, at, end)
        party = Party(at, last, at, last, "name")
    if party.last <= at:
        return None
    return _with_apposition(tokens, party, end)


def _read_chain(tokens: Tokens, at: int, end: int, kind: str) -> int:
    """The end of construct nouns and their adjectives ("وزارة الدفاع الأميركية"); no name is among them."""
    is_closed = False
    stop = at
    while stop < end:
        key = tokens.keys[stop]
        if key in MARKS:
            after = skip_marked(tokens, stop, end)
            if after == stop or (is_closed and stop > at + 1 and kind != "body"):
                break
            stop, is_closed = after, True
            following = tokens.keys[stop] if stop < end else ""
            if kind == "mark" and following[:2] == "ال" and not following.endswith(_NISBA):
                break  # "«العصائب» | الإعلان"
            continue
        if key in ("في", "فى") and kind == "body" and stop > at and stop + 1 < end:
            if tokens.keys[stop + 1] not in w.PLACES:
                break
            stop += 2
            if stop < end and tokens.keys[stop][:2] == "ال" and not tokens.keys[stop].endswith(_NISBA):
                break  # "المقاومة في العراق | الاحتلال"
            continue
        if stop > at + 1 and (is_verbal_noun(key) or key[:3] == "بال"):
            break
        if key == "من" and stop > at and stop + 1 < len(tokens.keys) and tokens.keys[stop + 1] in w.STOPWORDS:
            break  # "حذرت فصائل موالية لإيران | من أن"
        if stop > at and stops(tokens, stop, has_name=False, is_closed=is_closed):
            if not (key[:1].isdigit() and tokens.keys[stop - 1].endswith("القناة")):
                break
        elif (is_closed and not is_definite(tokens, stop) and key[0] != "و" and not key.startswith(("ل", "ب"))) or (
            is_closed and kind == "place" and key[:2] != "ال" and key[0] != "و"
        ):
            break
        is_closed = is_closed or is_definite(tokens, stop)
        stop += 1
        if kind == "place" and stop < end and not _joins_place(tokens.keys, stop):
            break
    return stop


def _joins_place(keys: list[str], at: int) -> bool:
    """Whether a word goes on with places that speak: "بغداد | وواشنطن", "العراق والولايات | المتحدة"."""
    key, before = keys[at], keys[at - 1]
    if key in w.PLACES or key[0] == "و":
        return True
    return before[:3] == "وال" and key[:2] == "ال" and (key == "المتحدة" or key.endswith(_NISBA))


def _with_apposition(tokens: Tokens, party: Party, end: int) -> Party:
    """A name after an office, or an office after a name, between commas: "رئيس الأركان، فلان، أن"."""
    comma = party.last
    keys = tokens.keys
    if comma + 2 < end and keys[comma] == "(" and party.kind == "role" and not party.has_name:
        comma = next((n + 1 for n in range(comma + 2, min(comma + 5, end - 1)) if keys[n] == ")"), comma)
    if comma + 1 >= end or keys[comma] not in COMMAS or party.kind in ("place",):
        return party
    is_person = comma + 1 in tokens.people
    if not is_person and (not may_start(tokens, comma + 1) or keys[comma + 1] in MARKS or keys[comma + 1][0] == "و"):
        return party
    kind = kind_of(keys[comma + 1]) if not is_person else "name"
    if kind in ("role", "anonymous"):
        other = read_role(tokens, comma + 1, end, "role")
    elif (
        kind == "name"
        and not party.has_name
        and party.kind in ("role", "anonymous")
        and tokens.keys[party.first] not in w.KIN
    ):
        last = person_end(tokens, comma + 1, end) if is_person else read_name(tokens, comma + 1, end)
        other = Party(comma + 1, last, comma + 1, last, "name")
    else:
        return party
    if other.last < end and keys[other.last] not in COMMAS and not is_link_word(keys[other.last]):
        return party
    if party.has_name:
        return party._replace(last=other.last)
    if other.has_name:
        return party._replace(last=other.last, name_first=other.name_first, name_last=other.name_last)
    return party
