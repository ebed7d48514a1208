"""Clauses of أنّ that report what somebody said."""

from __future__ import annotations

from bisect import bisect_left

from mudawwana.annotate.attributed import Event
from mudawwana.annotate.marks import Pair
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens
from mudawwana.records import Quote

_FEWEST_REPORTED = 3
_PARTLY = 0.6  # a reported clause that stands in marks to more than this part is not reported once more


def reported_quotes(frame: Frame, events: list[Event], marked: list[Pair]) -> list[Quote]:
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
            while first < last and tokens.keys[first] == "\n":
                first += 1
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
    if events[number].cue.form == "noun":  # "رغم إعلان الوزارة أن …، شككت": the sentence goes on
        end = next((at for at in range(first, end) if frame.tokens.keys[at] in COMMAS and not frame.inside[at]), end)
    for event in events[number + 1 : number + 6]:
        if event.at >= end:
            break
        if event.at <= first:
            continue
        before = frame.tokens.keys[event.at - 1]
        if before in ("فيما", "بينما") or (event.cue.form == "phrase" and before == "على"):
            return event.at - 1  # "على حد تعبيرها"
        if event.cue.form in ("participle", "phrase") or (event.cue.joined and (before in COMMAS or event.is_clause)):
            return event.at
    return end
