"""Quotations with their speakers: words in marks, words of an unclosed mark, and clauses that report speech."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.attribution import Event, Frame, find_events, sentence_frame
from mudawwana.annotate.marks import CLITICS, Pair, pair_marks
from mudawwana.annotate.quote_tokens import COMMAS, FAMILY, MARKS, Tokens, key_set, tokenize
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.scare import Setting, is_verb, judge, names_something
from mudawwana.annotate.speakers import read_party
from mudawwana.records import Entity, Paragraph, Quote, Sentence, Speaker

_FEWEST_UNCLOSED = 3  # words: fewer after a mark that never closes are a stray mark
_FEWEST_REPORTED = 3
_PREPOSITIONS = key_set("إلى على عن من ب في")
_SUBJECT = 5  # words of the subject of such a clause at most
_COMPLEMENT = 3  # words between a verb and the marks that are its complement: "طالب الحكومة بـ«…»"
_FEELINGS = frozenset(("أعرب", "عبر"))  # أعرب عن «القلق البالغ»: always somebody's words
_OBJECT = 2  # words of the thing described, between a verb of describing and the description
_PARTLY = 0.6  # a reported clause that stands in marks to more than this part is not reported once more
_SOURCES = frozenset(("وفق", "وفقا", "بحسب", "حسب", "حسبما", "طبقا", "وذلك", "نقلا", "بحسبما"))
_BETWEEN = frozenset(("كما", "هكذا", "وذلك", "ذلك", "على", "بهذه", "هذا", "ما", "بهذا", "الكلمات", "و"))


class _Credit(NamedTuple):
    cue: str | None = None
    stance: str | None = None
    speaker: Speaker | None = None
    event: Event | None = None


def find_quotes(
    text: str,
    *,
    paragraphs: Sequence[Paragraph] = (),
    sentences: Sequence[Sentence] = (),
    entities: Sequence[Entity] = (),
) -> list[Quote]:
    """All quotations of a text, ordered; spans lie inside the marks. Nothing but the text is needed.

    `paragraphs` and `sentences` add borders that the text does not show, names of `entities` help to complete surnames.

    >>> text = 'قالت المتحدثة جين ساكي في بيان: "نتطلع إلى تجديد الحوار".'
    >>> quote = find_quotes(text)[0]
    >>> quote.kind, quote.of(text), quote.cue, quote.speaker.name
    ('direct', 'نتطلع إلى تجديد الحوار', 'قالت', 'جين ساكي')
    """
    tokens = tokenize(text)
    if not tokens.keys:
        return []
    pairs = [_until_sentence_end(tokens, pair) if pair.close is None else pair for pair in pair_marks(tokens)]
    pairs = [pair for pair in pairs if pair.close is not None or _is_quotation(tokens, pair)]
    frame = sentence_frame(tokens, _cover(tokens, pairs), [span.start for span in (*paragraphs, *sentences)])
    registry = Registry()
    registry.add_people(tokens, (text[e.start : e.end] for e in entities if e.label == "PER"))
    events = find_events(frame, registry)
    marked = _marked_quotes(frame, registry, events, pairs)
    reported = _reported_quotes(frame, events, [pair for pair, _ in marked])
    return sorted([*(quote for _, quote in marked), *reported], key=lambda quote: (quote.start, -quote.end))


def _until_sentence_end(tokens: Tokens, pair: Pair) -> Pair:
    """Where words of a mark that never closes end: at a full stop, or before the source that follows them."""
    keys = tokens.keys
    following = pair.last
    while following < len(keys) and keys[following] == "\n":
        following += 1
    if pair.last < following < len(keys) and FAMILY.get(keys[following]) == FAMILY[keys[pair.open]]:
        return pair  # the next paragraph opens anew: the quotation goes on
    stop = pair.first
    while stop < pair.last:
        key = keys[stop]
        if key in ("؟", "!", "?") or (
            key == "." and keys[stop + 1 : stop + 2] != ["."] and not _in_number(tokens, stop)
        ):
            return pair._replace(last=stop)
        if key in _SOURCES and stop > pair.first + 2 and keys[stop - 1] in COMMAS:
            return pair._replace(last=stop - 1)
        stop += 1
    return pair._replace(last=stop)


def _in_number(tokens: Tokens, at: int) -> bool:
    return at + 1 < len(tokens.keys) and tokens.glued(at + 1) and tokens.keys[at + 1][:1].isdigit()


def _is_quotation(tokens: Tokens, pair: Pair) -> bool:
    """Whether a mark without a partner opens words of a clause, and no name."""
    if not tokens.glued(pair.first):
        return False  # a mark with a space on both sides may as well have been a closing one
    return pair.last - pair.first >= _FEWEST_UNCLOSED and not names_something(tokens, pair.open)


def _cover(tokens: Tokens, pairs: Iterable[Pair]) -> bytearray:
    """1 for every token inside marks."""
    inside = bytearray(len(tokens.keys))
    done = 0
    for pair in pairs:
        first = max(pair.first, done)
        if first < pair.last:
            inside[first : pair.last] = b"\x01" * (pair.last - first)
            done = pair.last
    return inside


def _marked_quotes(
    frame: Frame, registry: Registry, events: list[Event], pairs: list[Pair]
) -> list[tuple[Pair, Quote]]:
    """The quotations among the words in marks."""
    tokens = frame.tokens
    found: list[tuple[Pair, Quote]] = []
    places = [event.at for event in events]
    counts = Counter(_content(tokens, pair) for pair in pairs)
    outer_end, outer_is_speech = 0, False
    last_credit, last_close = _Credit(), -9
    for pair in pairs:
        nested = pair.open < outer_end
        credit = _Credit() if nested else _credit(frame, registry, events, places, pair)
        if credit.cue is None and credit.speaker is None and not nested and _follows(tokens, last_close, pair.open):
            credit = last_credit
        setting = _setting(frame, pair, credit, counts[_content(tokens, pair)] > 1, nested and outer_is_speech)
        kind = judge(tokens, pair, setting)
        if kind is not None and pair.close is None:
            kind = "unclosed"
        if not nested:
            outer_end, outer_is_speech = pair.last, kind is not None
        if kind is None:
            continue
        if not nested:
            last_credit, last_close = credit, pair.last
        start, end = tokens.starts[pair.first], tokens.ends[pair.last - 1]
        quote = Quote(start=start, end=end, kind=kind, cue=credit.cue, stance=credit.stance, speaker=credit.speaker)
        found.append((pair, quote))
    return found


def _content(tokens: Tokens, pair: Pair) -> tuple[str, ...]:
    return tuple(tokens.keys[pair.first : min(pair.last, pair.first + 5)])


def _follows(tokens: Tokens, close: int, at: int) -> bool:
    """Whether a quotation comes right after another one, with no more than a comma, a stop or "و" between."""
    return 0 <= close < at <= close + 4 and all(
        key in COMMAS or key in ("و", ".", "\n", "..") or key in MARKS for key in tokens.keys[close + 1 : at]
    )


def _credit(frame: Frame, registry: Registry, events: list[Event], places: list[int], pair: Pair) -> _Credit:
    """Who said the words of a pair and by which cue: before them, after them, or by a name with a colon."""
    number = bisect_left(places, pair.open)
    before = events[number - 1] if number else None
    if before is not None and before.sentence != frame.sentence[pair.open]:
        before = None
    is_loose = before is not None and before.last < pair.open and (before.link < 0 or before.is_marks)
    if before is not None and number > 1 and is_loose and (before.is_relative or before.is_inner):
        outer = events[number - 2]  # "قال إن القرار الذي أقر الاتفاق «…»": the first verb governs
        before = outer if outer.sentence == before.sentence and outer.is_clause else before
    after = _event_after(frame, events, number, pair)
    if before is not None and (after is None or _is_strong(before, pair)):
        return _Credit(before.words, before.cue.stance, before.speaker, before)
    if after is not None:
        return _Credit(after.words, after.cue.stance, after.speaker, after)
    tokens = frame.tokens
    if pair.open and tokens.keys[pair.open - 1] == ":":
        start = frame.starts[frame.sentence[pair.open - 1]]
        party = read_party(tokens, start, pair.open)
        if party is not None and party.last == pair.open - 1 and party.last - party.first <= 8 and party.kind != "mark":
            return _Credit(None, None, registry.speaker(tokens, party))
    return _Credit()


def _is_strong(event: Event, pair: Pair) -> bool:
    """Whether the words hang on the cue by أنّ or a colon, or touch it."""
    return event.last == pair.open or (-1 < event.link < pair.open and not event.is_marks)


def _event_after(frame: Frame, events: list[Event], number: int, pair: Pair) -> Event | None:
    """The attribution right after a quotation that looks back at it: "…"، وفق بيان."""
    keys = frame.tokens.keys
    at = pair.last + (1 if pair.close is not None else 0)
    while at < len(keys) and keys[at] in COMMAS:
        at += 1
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
    forward = event.link >= 0 and (event.is_clause or keys[event.link] == ":" or event.link == event.last)
    return None if forward and event.link - event.last < 12 else event


def _setting(frame: Frame, pair: Pair, credit: _Credit, repeated: bool, nested: bool) -> Setting:
    tokens, keys, event = frame.tokens, frame.tokens.keys, credit.event
    before = keys[pair.open - 1] if pair.open else ""
    described = event is not None and event.cue.stance == "described"
    near = event is not None and pair.open - event.last <= 12
    is_predicate = (
        event is not None
        and described
        and near
        and (
            before in w.COMPLEMENTIZERS
            or before in CLITICS
            or (event.is_marks and (1 - event.cue.has_object) <= pair.open - event.last <= _OBJECT)
        )
    )
    if event is not None and event.cue.lemma in _FEELINGS and before == "عن":
        is_predicate = True
    is_prep = before in CLITICS or before in _PREPOSITIONS
    return Setting(
        has_cue=_has_cue(credit),
        after_colon=before == ":",
        touches=event is not None and event.last == pair.open,
        in_clause=event is not None and event.is_clause and event.link < pair.open,
        is_whole_clause=before in w.COMPLEMENTIZERS and _ends_clause(tokens, pair),
        is_sentence=pair.open == frame.starts[frame.sentence[pair.open]],
        is_predicate=is_predicate,
        repeated=repeated,
        completes_cue=event is not None
        and 0 < pair.open - event.last <= _COMPLEMENT
        and not event.is_clause
        and is_prep,
        is_near=event is not None and not event.is_clause and 0 <= pair.open - event.last <= _COMPLEMENT,
        completes_clause=event is not None and event.is_clause and _completes_clause(tokens, event.link, pair),
        source_follows=event is not None and event.at > pair.open,
        follows_preposition=is_prep,
        names_speaker=_names_speaker(tokens, pair, event),
        nested=nested,
    )


def _has_cue(credit: _Credit) -> bool:
    """Whether somebody is said to have said something; a nickname or an act is no saying."""
    event = credit.event
    if event is not None and (event.is_weak or event.cue.stance == "called"):
        return False
    return credit.cue is not None or credit.speaker is not None


def _ends_clause(tokens: Tokens, pair: Pair) -> bool:
    """Whether the clause ends with the marks: a comma, a stop or a source follows."""
    after = pair.last + (pair.close is not None)
    return after >= len(tokens.keys) or not (tokens.is_word(after) or tokens.keys[after] in MARKS)


def _completes_clause(tokens: Tokens, link: int, pair: Pair) -> bool:
    """Whether words in marks are all the predicate of a short clause of nouns: "أن الحوار «مضيعة للوقت»"."""
    between = tokens.keys[link + 1 : pair.open]
    if not 1 <= len(between) <= _SUBJECT or not _ends_clause(tokens, pair):
        return False
    is_definite = between[-1][:2] == "ال" or between[-1] in w.PLACES or between[-1].endswith(("ه", "ها", "هم"))
    return is_definite and not any(is_verb(key) for key in between)


def _names_speaker(tokens: Tokens, pair: Pair, event: Event | None) -> bool:
    """Whether words in marks belong to the speaker's own name or office: قال فلان «مدير المركز»: …"""
    after = pair.last + 1
    while after < len(tokens.keys) and tokens.keys[after] in COMMAS:
        after += 1
    if event is None or event.last < pair.open or pair.close is None or after >= len(tokens.keys):
        return False
    return tokens.keys[after] == ":" or tokens.keys[after] in w.COMPLEMENTIZERS


def _reported_quotes(frame: Frame, events: list[Event], marked: list[Pair]) -> list[Quote]:
    """Clauses of أنّ that report what somebody said."""
    tokens = frame.tokens
    opens = [pair.open for pair in marked]
    found = []
    for number, event in enumerate(events):
        if not event.is_clause or event.link < 0:
            continue
        first = event.link + 1
        last = _clause_end(frame, events, number, first)
        while last > first and not tokens.is_word(last - 1) and tokens.keys[last - 1] not in MARKS:
            last -= 1
        while first < last and not tokens.is_word(first) and tokens.keys[first] not in MARKS:
            first += 1
        if last - first < _FEWEST_REPORTED:
            continue
        in_marks = sum(
            min(pair.last, last) - pair.open
            for pair in marked[bisect_left(opens, first) : bisect_left(opens, last)][:50]
        )
        if in_marks > _PARTLY * (last - first):
            continue
        if tokens.keys[first] in MARKS or tokens.keys[last - 1] in MARKS:
            first, last = _without_marks(tokens, first, last)
        if last - first >= _FEWEST_REPORTED:
            start, end = tokens.starts[first], tokens.ends[last - 1]
            found.append(
                Quote(
                    start=start,
                    end=end,
                    kind="indirect",
                    cue=event.words,
                    stance=event.cue.stance,
                    speaker=event.speaker,
                )
            )
    return found


def _without_marks(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Leave out marks at both ends at once, so that no reported clause begins and ends with one."""
    if tokens.keys[first] in MARKS and tokens.keys[last - 1] in MARKS:
        return first + 1, last - 1
    return first, last


def _clause_end(frame: Frame, events: list[Event], number: int, first: int) -> int:
    """Where a reported clause ends: with the sentence, or before the next attribution that goes on or looks back."""
    end = frame.end_of(events[number].at)
    for event in events[number + 1 : number + 6]:
        if event.at >= end:
            break
        if event.at <= first:
            continue
        before = frame.tokens.keys[event.at - 1]
        if event.cue.form in ("participle", "phrase") or (event.cue.joined and (before in COMMAS or event.is_clause)):
            return event.at
    return end
