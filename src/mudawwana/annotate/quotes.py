"""Quotations with their speakers: words in marks, words of an unclosed mark, and clauses that report speech."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.attributed import Event
from mudawwana.annotate.attribution import find_events
from mudawwana.annotate.credits import Credit, find_credit
from mudawwana.annotate.glued import part_glued
from mudawwana.annotate.marks import Pair, pair_marks
from mudawwana.annotate.naming import names_something
from mudawwana.annotate.quote_frame import Frame, sentence_frame
from mudawwana.annotate.quote_tokens import COMMAS, FAMILY, MARKS, Tokens, tokenize
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.reported import reported_quotes
from mudawwana.annotate.scare import judge
from mudawwana.annotate.setting import setting_of
from mudawwana.annotate.spots import find_spots
from mudawwana.records import Entity, Paragraph, Quote, Sentence

_FEW = 4
_FEWEST_UNCLOSED = 3  # words: fewer after a mark that never closes are a stray mark
_SOURCES = frozenset(("وفق", "وفقا", "بحسب", "حسب", "حسبما", "طبقا", "وذلك", "نقلا", "بحسبما"))

_THAT = w.COMPLEMENTIZERS - {"ان"}
_NO_NAME = frozenset(("في", "فى", "من", "على"))  # no name begins so, whoever found it
_MARKS = frozenset('"“”„«»')


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
    tokens = part_glued(tokenize(text))
    if not tokens.keys:
        return []
    tokens = tokens._replace(people=_people(tokens, entities), parties={})
    spots = find_spots(tokens)
    pairs = pair_marks(tokens, spots.turns)
    pairs = [_until_sentence_end(tokens, pair) if pair.close is None else pair for pair in pairs]
    pairs = [pair for pair in pairs if pair.close is not None or _is_quotation(tokens, pair)]
    breaks = [span.start for span in (*paragraphs, *sentences)]
    frame = sentence_frame(tokens, _cover(tokens, pairs), spots, breaks)
    registry = Registry(entities)
    registry.add_people(tokens, spots.roles)
    events = find_events(frame, registry, spots.cues)
    marked = _marked_quotes(frame, registry, events, pairs)
    reported = reported_quotes(frame, events, [pair for pair, _ in marked])
    inner = (_within_marks(quote, text) for _, quote in marked)
    return sorted([*inner, *reported], key=lambda quote: (quote.start, -quote.end))


def _within_marks(quote: Quote, text: str) -> Quote:
    """A quote without marks of its own at both ends: one that is all of another's words is the same quotation.

    >>> _within_marks(Quote(start=1, end=8, kind="direct"), '"«كفانا»"').of('"«كفانا»"')
    'كفانا'
    """
    start, end = quote.start, quote.end
    while end - start > 2 and text[start] in _MARKS and text[end - 1] in _MARKS:
        start, end = start + 1, end - 1
        inside = text[start:end]
        start, end = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
    return quote if start >= end or start == quote.start else quote.model_copy(update={"start": start, "end": end})


def _people(tokens: Tokens, entities: Iterable[Entity]) -> dict[int, int]:
    """The tokens that names of people of two words or more begin and end with, offices and "in Tabuk" left out."""
    keys, found = tokens.keys, {}
    for entity in entities:
        if entity.label != "PER":
            continue
        first = bisect_left(tokens.starts, entity.start)
        last = bisect_left(tokens.starts, entity.end)
        if first >= len(keys) or tokens.starts[first] != entity.start:
            continue
        while last - first > 1 and (
            (keys[first] in w.ROLES and keys[first] not in w.ALSO_NAMES)
            or keys[first] in w.PLACES
            or keys[first][1:] in w.PLACES
        ):
            first += 1
        if keys[first] in w.STOPWORDS or keys[first] in _NO_NAME or keys[last - 1] in _THAT:
            continue
        while last - first > 1 and keys[last - 1] in w.STOPWORDS:
            last -= 1
        if last - first > 1:
            found[first] = last
    return found


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
    contents = [_content(tokens, pair) for pair in pairs]
    counts = Counter(contents)
    outer_end, outer_is_speech = 0, False
    last_name = -9
    last_credit, last_close = Credit(), -9
    for pair, content in zip(pairs, contents, strict=True):
        nested = pair.open < outer_end
        if len(content) == 1 and content[0] in w.PLACES:  # "إسرائيل"
            last_name = pair.last
            if not nested:
                outer_end, outer_is_speech = pair.last, False
            continue
        credit = Credit() if nested else find_credit(frame, registry, events, places, pair)
        if credit.cue is None and credit.speaker is None and not nested and _follows(tokens, last_close, pair.open):
            credit = last_credit
        repeated = counts[content] > 1
        is_named = registry.covers(tokens.starts[pair.first], tokens.ends[pair.last - 1])
        setting = setting_of(frame, pair, credit, repeated, nested and outer_is_speech, is_named)
        kind = judge(tokens, pair, setting)
        if kind is not None and pair.close is None:
            kind = "unclosed" if setting.has_cue else None
        is_short = len(content) < _FEW and not setting.is_predicate
        if is_short and _follows(tokens, last_name, pair.open):
            kind = None  # in a row of names: "مسكاف عام" و"مرغليوت"
        if kind is None:
            last_name = pair.last
        if not nested:
            outer_end, outer_is_speech = pair.last, kind is not None
        if kind is None:
            continue
        if not nested:
            last_credit, last_close = credit, pair.last
        if nested:  # in marks that nobody closed: the words are still his
            credit = find_credit(frame, registry, events, places, pair)
        pair = _without_breaks(tokens, pair)
        start, end = tokens.starts[pair.first], tokens.ends[pair.last - 1]
        speaker = credit.speaker or credit.likely
        quote = Quote(start=start, end=end, kind=kind, cue=credit.cue, stance=credit.stance, speaker=speaker)
        found.append((pair, quote))
    return found


def _without_breaks(tokens: Tokens, pair: Pair) -> Pair:
    """The words alone, where a mark stands on a line of its own."""
    first, last = pair.first, pair.last
    while first < last - 1 and tokens.keys[first] == "\n":
        first += 1
    while last > first + 1 and tokens.keys[last - 1] == "\n":
        last -= 1
    return pair._replace(open=first - 1, last=last)


def _content(tokens: Tokens, pair: Pair) -> tuple[str, ...]:
    return tuple(tokens.keys[pair.first : min(pair.last, pair.first + 5)])


def _follows(tokens: Tokens, close: int, at: int) -> bool:
    """Whether a quotation comes right after another one, with no more than a comma, a stop or "و" between."""
    return 0 <= close < at <= close + 4 and all(
        key in COMMAS or key in ("و", ".", "\n", "..") or key in MARKS for key in tokens.keys[close + 1 : at]
    )
