"""Which attribution words in marks belong to, and how closely it governs them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import NamedTuple

from mudawwana.annotate.actors import actor_in
from mudawwana.annotate.attributed import Event
from mudawwana.annotate.marks import Pair
from mudawwana.annotate.parties import Party
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, key_set
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.sources import read_after_l
from mudawwana.annotate.speakers import read_party
from mudawwana.annotate.subjects import person_before
from mudawwana.records import Speaker

_THUS = frozenset(("بهذه", "بهذا", "هكذا", "بتلك"))
_HIS_OFFICE = key_set("مكتبه مكتبها وزارته وزارتها هيئته حزبه كتلته بيانه بيانها")
_FAR = 60  # tokens before words in marks, where their only speaker is looked for
_NEXT = 2  # line ends between a sentence and a quotation that goes on with it
_BETWEEN = frozenset(
    (
        "كما",
        "هكذا",
        "وذلك",
        "ذلك",
        "على",
        "بهذه",
        "هذا",
        "ما",
        "بهذا",
        "بتلك",
        "الكلمات",
        "العبارة",
        "الجملة",
        "العبارات",
        "و",
    )
)


class Credit(NamedTuple):
    cue: str | None = None
    stance: str | None = None
    speaker: Speaker | None = None
    event: Event | None = None
    likely: Speaker | None = None  # who spoke just before, if the words turn out to be somebody's


def find_credit(frame: Frame, registry: Registry, events: list[Event], places: list[int], pair: Pair) -> Credit:
    """Who said the words of a pair and by which cue: before them, after them, or by a name with a colon."""
    number = bisect_left(places, pair.open)
    before = events[number - 1] if number else None
    if before is not None and before.sentence != frame.sentence[pair.open]:
        before = None
    if before is not None and number > 1 and _stands_aside(before) and before.last < pair.open:
        asides = takewhile(_stands_aside, events[number - 2 : max(number - 4, 0) : -1])
        outer = events[max(number - 2 - len(list(asides)), 0)]  # "وقال فلان - حسب وكالة -: «…»"
        is_told = outer.is_explicit and not outer.is_clause and not _stands_aside(outer)
        if outer.sentence == before.sentence and is_told and outer.last <= before.at:
            before = outer._replace(link=before.link, is_clause=before.is_clause, is_marks=before.is_marks)
    is_loose = before is not None and before.last < pair.open and (before.link < 0 or before.is_marks)
    if before is not None and number > 1 and is_loose and (before.is_relative or before.is_inner):
        outer = events[number - 2]  # "قال إن القرار الذي أقر الاتفاق «…»": the first verb governs
        is_cut = before.cue.stance == "answered" and outer.is_explicit and outer.link < 0  # "الذي قاطعه النواب"
        before = outer if outer.sentence == before.sentence and (outer.is_clause or is_cut) else before
    while (
        before is not None and _is_in_clause(before) and number > 1 and events[number - 2].sentence == before.sentence
    ):
        number -= 1  # "قال فلان إن واشنطن تدرك أن الحرب «طويلة»": his words
        before = events[number - 1]
    after = _event_after(frame, events, bisect_left(places, pair.open), pair)
    is_named = after is not None and after.is_explicit and after.cue.lemma in ("لسان", "حد")
    if before is not None and after is not None and _only_carries(frame, before, after, pair):
        after = None  # "وشدد فلان على «…»، بحسب بيان لمكتبه"
    is_nobodys = before is not None and before.speaker is None and _stands_aside(before)
    if is_nobodys and after is not None and after.is_explicit:
        before = None  # "بحسب معلومات، فإن الوفد «طلب سنتين»، وفق ما يقول مصدر"
    if before is not None and not is_named and (after is None or _is_strong(before, pair)):
        return Credit(before.words, before.cue.stance, before.speaker, before)
    if after is not None:
        return Credit(after.words, after.cue.stance, after.speaker, after)
    tokens = frame.tokens
    if pair.open and tokens.keys[pair.open - 1] == ":":
        start = frame.starts[frame.sentence[pair.open - 1]]
        party = read_party(tokens, start, pair.open)
        if party is not None and party.last == pair.open - 1 and party.last - party.first <= 8 and party.kind != "mark":
            return Credit(None, None, registry.speaker(tokens, party))
        named = person_before(tokens, pair.open - 1)
        if named is not None:
            return Credit(None, None, registry.speaker(tokens, named))  # "لسائق الأجرة عباس كريم: «…»"
        actor = actor_in(frame, registry, start, pair.open - 1)
        if actor is not None and actor.party.kind in ("role", "name"):
            return Credit(None, None, registry.speaker(tokens, actor.party))  # "أم حسين تختصر المشهد: «…»"
        start = max(start, pair.open - _FAR)
        asked = next((at for at in range(start, pair.open - 2) if tokens.keys[at] == "بالنسبة"), -1)
        if asked >= 0 and (party := read_after_l(tokens, asked + 1, pair.open)) is not None and party.kind == "role":
            return Credit(None, None, registry.speaker(tokens, party))  # "والجواب، بالنسبة لشيخ من المدينة، معروف: «…»"
        people = [at for at in range(start, pair.open) if at in tokens.people and not frame.inside[at]]
        if len(people) == 1:
            only = Party(people[0], tokens.people[people[0]], people[0], tokens.people[people[0]], "name")
            return Credit(None, None, registry.speaker(tokens, only))  # "أحدهم، وهو فلان، ينهي شهادته هكذا: «…»"
    return Credit(None, None, None, None, _who_spoke(frame, events, number, pair))


def _who_spoke(frame: Frame, events: list[Event], number: int, pair: Pair) -> Speaker | None:
    """Who spoke in the sentence before a quotation that is a sentence of its own."""
    sentence, keys = frame.sentence[pair.open], frame.tokens.keys
    if pair.open > frame.starts[sentence] or not number:
        return None
    event = events[number - 1]
    between = keys[frame.starts[event.sentence + 1] : pair.open]
    if event.is_weak or len(between) > _NEXT or any(key[:1].isalnum() for key in between):
        return None
    return event.speaker


def _is_in_clause(event: Event) -> bool:
    return event.is_inner and event.cue.form in ("past", "present")


def _stands_aside(event: Event) -> bool:
    """Whether a source only reports what a man said; who is quoted by "نقلا عن" said it himself."""
    is_printed = event.cue.has_object and event.cue.lemma in ("نشر", "أصدر")  # "في بيان نشره المكتب"
    return is_printed or (event.cue.form == "phrase" and event.cue.lemma not in ("نقلا", "لسان"))


def _only_carries(frame: Frame, before: Event, after: Event, pair: Pair) -> bool:
    """Whether a source behind the words tells where a verb before them, which they hang on, is reported."""
    if not (_stands_aside(after) and before.is_explicit and before.cue.form == "past" and before.speaker is not None):
        return False
    keys = frame.tokens.keys
    is_own = any(key.removeprefix("ل") in _HIS_OFFICE for key in keys[after.at + 1 : after.last + 1])
    return is_own and before.link == pair.open


def _is_strong(event: Event, pair: Pair) -> bool:
    """Whether the words hang on the cue by أنّ or a colon, or touch it."""
    return event.last == pair.open or (-1 < event.link < pair.open and not event.is_marks)


def _event_after(frame: Frame, events: list[Event], number: int, pair: Pair) -> Event | None:
    """The attribution right after a quotation that looks back at it: "…"، وفق بيان."""
    keys = frame.tokens.keys
    at = pair.last + (1 if pair.close is not None else 0)
    while at < len(keys) and keys[at] in COMMAS:
        at += 1
    if at + 1 < len(keys) and keys[at] == "." and keys[at + 1] in _THUS:
        at += 1  # «…». بهذه العبارة لخص فلان
    reach = at
    while reach < len(keys) and reach < at + 3 and keys[reach] in _BETWEEN:
        reach += 1
    while number < len(events) and events[number].at < at:
        number += 1
    if number >= len(events) or events[number].at > reach:
        return None
    event = events[number]
    if event.cue.form == "phrase":
        return event
    if event.cue.form not in ("past", "present") or (event.cue.joined and event.at == at):
        return None
    if event.at == pair.last + 1 and event.cue.form == "present" and not event.is_explicit:
        return None  # «أسمنت الخليج» تعلن نتائجها: the marks hold the subject
    forward = event.link >= 0 and (event.is_clause or keys[event.link] == ":" or event.link == event.last)
    return None if forward and event.link - event.last < 12 else event
