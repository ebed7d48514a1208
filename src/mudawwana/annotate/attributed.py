"""One attribution, and who spoke or acted before a verb that names nobody."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.actors import actor_in
from mudawwana.annotate.cues import Cue
from mudawwana.annotate.parties import Party, gender_of, has_article, kind_of
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import Tokens
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.sources import IN_IT
from mudawwana.annotate.speakers import read_party
from mudawwana.records import Speaker

SUBJECT = 20  # tokens after a verbal noun in which its subject and clause are looked for
_NAME = 4  # words of a name before one that looks like a verb
_FEWEST_WORDS = 4  # tokens: a shorter sentence is an empty line or a heading
REACH = 40  # tokens between a verb and the clause or the marks that hang on it


class Event(NamedTuple):
    """One attribution: tokens at..last-1 are the cue and the words for its speaker; `link` is where the clause or
    the colon begins that hangs on it (-1: none)."""

    at: int
    last: int
    cue: Cue
    words: str
    speaker: Speaker | None
    agrees: str
    link: int
    is_clause: bool
    is_marks: bool
    is_relative: bool
    is_weak: bool
    is_inner: bool
    sentence: int
    is_explicit: bool


def actor(frame: Frame, registry: Registry, events: list[Event], at: int, cue: Cue) -> Party | None:
    """The subject of a verb that is no cue, where nobody spoke since: "افتخرت شيرمان بدورها، وقالت"."""
    if cue.form == "phrase" and cue.stance == "according_to":
        return None
    contrast = next(
        (n for n in range(at - 1, max(frame.starts[frame.sentence[at]], at - REACH), -1) if sets_off(frame, n)), -1
    )
    if cue.form == "participle" and contrast > 0 and not (events and events[-1].at > contrast):
        actor = actor_in(frame, registry, contrast + 1, at)  # "…، فيما قلل المستشار من شأنه، معتبرا"
        if actor is not None and cue.agrees in (actor.agrees, "p"):
            return actor.party
    told = next((event for event in events[-12:][::-1] if event.speaker and not only_reports(event)), None)
    number = frame.sentence[at]
    if told is not None and told.sentence == number:
        return None
    actor = actor_in(frame, registry, frame.starts[number], at)
    if actor is None and cue.stance != "added" and cue.form in ("past", "present") and number > 0:
        before = number - 1
        while before > 0 and frame.starts[before + 1] - frame.starts[before] < _FEWEST_WORDS:
            before -= 1
        if told is None or told.sentence < before:
            actor = actor_in(frame, registry, frame.starts[before], frame.starts[before + 1])
    if actor is None or (told is not None and actor.at < told.at):
        return None
    return actor.party if cue.agrees in (actor.agrees, "p", "") or actor.agrees in ("", "p") else None


def sets_off(frame: Frame, at: int) -> bool:
    """Whether a word sets what follows against what was said: "فيما", "بينما", outside of marks."""
    return frame.tokens.keys[at] in ("فيما", "بينما") and not frame.inside[at]


def spoke_here(events: list[Event], sentence: int) -> bool:
    """Whether somebody spoke in a sentence already."""
    return bool(events) and events[-1].sentence == sentence


def last_person(frame: Frame, at: int) -> Party | None:
    """The person named last in a sentence: "شاطره الرأي زميله فلان بقوله"."""
    people, begin = frame.tokens.people, frame.starts[frame.sentence[at]]
    first = next((n for n in range(at - 1, max(begin, at - REACH) - 1, -1) if n in people and not frame.inside[n]), -1)
    return Party(first, people[first], first, people[first], "name") if first >= 0 and people[first] <= at else None


def person_before(frame: Frame, registry: Registry, events: list[Event], number: int) -> Party | None:
    """Who the sentence before is about, where nobody spoke since: "لا يبدو فلان مقتنعا. فالقوات، بحسبه، …"."""
    before = number - 1
    while before > 0 and frame.starts[before + 1] - frame.starts[before] < _FEWEST_WORDS:
        before -= 1
    if before < 0 or (events and events[-1].sentence >= before):
        return None
    people, span = frame.tokens.people, range(frame.starts[before], frame.starts[before + 1])
    first = next((n for n in span if n in people and not frame.inside[n]), -1)
    for at in range(span[0], min(span[-1], span[0] + SUBJECT) if first < 0 else 0):
        party = read_party(frame.tokens, at, span[-1]) if kind_of(frame.tokens.keys[at]) == "role" else None
        if party is not None and party.has_name and not frame.inside[at]:
            return party
    if first < 0 and registry.knows(frame.tokens.keys[span[0]]) and has_article(frame.tokens, span[0]):
        return Party(span[0], span[0] + 1, span[0], span[0] + 1, "name")  # "الكاظمي، الذي …، بدا مرتاحا"
    return Party(first, people[first], first, people[first], "name") if first >= 0 else None


def subject_in_clause(frame: Frame, registry: Registry, at: int, cue: Cue) -> Party | None:
    """Who stands between أنّ and the verb, if all the words there name him."""
    tokens, keys = frame.tokens, frame.tokens.keys
    if cue.joined or cue.stance == "quoted":
        return None
    start = next((n + 1 for n in range(at - 2, max(0, at - SUBJECT // 2), -1) if keys[n] in w.COMPLEMENTIZERS), 0)
    party = read_party(tokens, start, at) if start else None
    if party is None or party.last != at:
        return None
    is_sure = party.kind != "name" or registry.is_named(tokens, party)
    return party if is_sure and gender_of(tokens, party) in ("", cue.agrees) else None


def only_reports(event: Event) -> bool:
    """Whether a source like "بحسب بيان" tells where the words of another stand."""
    return event.cue.form == "phrase" and event.cue.lemma not in ("نقلا", "لسان")


def is_in_name(tokens: Tokens, at: int) -> bool:
    """Whether a word that looks like a verb is of a person's name: "السياسي المستقل عزت الشابندر", "محمد عزت"."""
    if at in tokens.people:
        return at > 0 and has_article(tokens, at - 1)
    return bool(tokens.people) and any(tokens.people.get(first, 0) > at for first in range(max(0, at - _NAME), at))


def is_just_named(frame: Frame, event: Event, at: int) -> bool:
    """Whether a clause is about who was just named: "وفقا للسوداني، الذي أكد", "أدلى بها فلان، والتي ادعى فيها"."""
    if event.last >= at - 2:
        return True
    is_his = event.cue.lemma == "أدلى" and event.is_explicit and event.sentence == frame.sentence[at]
    return is_his and any(key in IN_IT for key in frame.tokens.keys[at + 1 : at + 2])


def _cuts_in(event: Event) -> bool:
    """Whether somebody only cuts another short: "قال فلان الذي قاطعه النواب"."""
    return event.is_relative and event.cue.lemma == "قاطع"


def inherit(events: list[Event], cue: Cue, sentence: int) -> Speaker | None:
    """The speaker of the attribution before: in the same sentence any, further back one that the verb agrees with."""
    recent = [event for event in events[-12:][::-1] if not event.is_inner and not _cuts_in(event)]
    told = {event.sentence for event in recent if event.is_explicit and event.cue.form in ("past", "present")}
    recent = [event for event in recent if not only_reports(event) or event.sentence not in told]
    if cue.form in ("participle", "noun", "phrase"):
        here = [event for event in recent if event.sentence == sentence and event.speaker]
        agreeing = [event for event in here if event.agrees == cue.agrees]
        for event in [event for event in agreeing if not event.is_relative] or agreeing or here:
            return event.speaker
    for event in recent:
        if event.speaker and event.agrees == cue.agrees:
            return event.speaker
    return next((event.speaker for event in recent if event.speaker), None) if cue.form != "past" else None
