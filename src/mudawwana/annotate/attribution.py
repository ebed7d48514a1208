"""Every place where a text attributes something to somebody, in order: the cue, the speaker, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

from mudawwana.annotate.addressed import is_addressed, is_its_object, is_plural
from mudawwana.annotate.attributed import (
    REACH,
    Event,
    actor,
    inherit,
    last_person,
    person_before,
    sets_off,
    spoke_here,
    subject_in_clause,
)
from mudawwana.annotate.cue_sense import AFTER_ON, RELATIVES, is_cue, phased
from mudawwana.annotate.cues import Cue, event_table, prefixed_table
from mudawwana.annotate.hanging import SAYING, find_link, is_attribution, is_inner, opens_clause, says_more
from mudawwana.annotate.parties import gender_of, kind_of
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import MARKS
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.sources import IN_IT, read_speaker
from mudawwana.annotate.statements import has_statement, is_outlet, statement, statement_at
from mudawwana.annotate.subjects import before_relative, before_verb, sentence_subject, statement_owner
from mudawwana.records import Speaker

_FRESH = 6  # sentences, line ends counted: a statement is that of who spoke so shortly before
_TO_IT = frozenset(("على", "عليه", "عليها", "عليهم"))


def find_events(frame: Frame, registry: Registry, places: Iterable[int]) -> list[Event]:
    """All attributions outside of marks, their speakers known as far as the text tells; `places` are those of cues."""
    tokens, table = frame.tokens, event_table()
    found = [(at, phased(tokens, at, table[tokens.keys[at]])) for at in places if not frame.inside[at]]
    cues = [(at, cue) for at, cue in found if is_cue(frame, at, cue)]
    events: list[Event] = []
    for number, (at, cue) in enumerate(cues):
        if events and at < events[-1].last and (events[-1].is_explicit or events[-1].cue.form == "phrase"):
            continue  # a name that looks like a verb: "فرد دياز"
        following = next(
            (place for place, _ in cues[number + 1 : number + 3] if tokens.keys[place] not in SAYING), len(tokens.keys)
        )  # "خاطبهم بالقول إن": the clause hangs on both
        event = _read_event(frame, registry, events, at, cue, following)
        if event is not None:
            events.append(event)
    return events


def _read_event(
    frame: Frame, registry: Registry, events: list[Event], at: int, cue: Cue, following: int
) -> Event | None:
    tokens, end = frame.tokens, frame.end_of(at)
    if cue.lemma == "ورد" and cue.form == "past" and at + 1 < end and tokens.keys[at + 1] in _TO_IT:
        cue = prefixed_table()[tokens.keys[at][1:]]._replace(joined=True)  # "ورد عليه فلان": he answered
    if tokens.keys[at] in SAYING and cue.joined is False and says_more(frame, events, at):
        return None  # "رد فلان بالقول": one attribution, the verb's
    party, first, last, is_inherited = read_speaker(frame, at, cue, end)
    if first < 0:
        return None
    if party is not None and party.first > at and registry.is_receiver(tokens, party):
        party, last, is_inherited = None, first + 1, True  # "بحسب ما قاله لرووداو": to whom he said it
    if party is not None and not registry.is_likely(tokens, party):
        party, last = None, first + 1
    elif party is not None:
        party = registry.trimmed(tokens, party)
        last = min(last, party.last) if last > party.first else last
    if party is not None and party.first > at and is_plural(cue, tokens.keys[at]) and party.kind != "anonymous":
        party, last = None, at + 1  # "قادة الإطار أبلغوا السوداني": a verb before its subject has no plural
    if party is not None and is_its_object(tokens, cue, at, party):
        party = None
    if party is not None and cue.stance in ("urged", "welcomed") and is_addressed(frame, events, at, cue, party):
        party, is_inherited = None, True
        cue = cue._replace(agrees="") if cue.form == "present" and not cue.joined else cue  # "بلاده تحث": he
    link, is_clause = find_link(frame, last, min(end, max(following, last), last + REACH))
    is_weak = False
    if not is_attribution(frame, cue, at, last, (link, is_clause, following), party):
        if cue.form not in ("past", "present"):
            return None
        is_open = not cue.unsure or opens_clause(frame, at)
        if party is None or not is_open:
            party = before_verb(frame, at, cue)
        if party is None or not (is_open or party.last == at):
            return None
        link, is_clause, is_weak = -1, False, True  # "كشف مصدر أمني عن خطة": later "المصدر" and "وأضاف" are he
    is_relative = False
    just_named: Speaker | None = None
    if cue.form in ("past", "present") and not is_inherited:
        is_relative = party is None and at > 1 and tokens.keys[at - 1] in RELATIVES
        if at > 1 and tokens.keys[at - 1] == "قد" and cue.stance != "quoted":
            subject = before_verb(frame, at, cue)
            if subject is not None and registry.is_likely(tokens, subject):
                party, last = subject, at + 1  # "وكان متحدث قد أبلغ وسائل إعلام": those he told
        if party is not None and party.first > at and (subject := subject_in_clause(frame, registry, at, cue)):
            party, last = subject, at + 1  # "فإن الكاظمي أبلغ الوفد أن"
        if is_relative and cue.has_object:
            before, is_relative = sentence_subject(frame, at), False  # "القرار الذي وصفه بأنه": not the decision
        elif is_relative and events and events[-1].last >= at - 2:
            before, is_relative = None, False  # "وفقا للسوداني، الذي أكد": he
            just_named = events[-1].speaker if party is None else None
        elif is_relative:
            before, is_inherited = before_relative(tokens, at), True
        elif party is None or (_opens_with_name(frame, at, cue) and cue.lemma not in ("نقل", "نسب")):
            before = before_verb(frame, at, cue)
        else:
            before = None
        if before is not None and registry.is_likely(tokens, before) and (party is None or before.last >= at - 1):
            party, last = before, at + 1 if party is not None else last
    if party is None and cue.form == "participle" and at > 2 and tokens.keys[at - 2] in RELATIVES:
        party = before_relative(tokens, at - 1)  # "بومبيو، الذي اكتفى بالقول"
    if party is None and cue.form == "participle" and not any(e.sentence == frame.sentence[at] for e in events[-3:]):
        party = sentence_subject(frame, at)
    if party is None and not is_relative and tokens.keys[at + 1 : at + 2] and tokens.keys[at + 1] in IN_IT:
        party = statement_owner(tokens, frame.starts[frame.sentence[at]], at)
    if party is None and not is_relative and just_named is None:
        party = actor(frame, registry, events, at, cue)
        party = registry.trimmed(tokens, party) if party is not None else None
    if party is None and cue.form == "participle" and cue.agrees != "p" and not spoke_here(events, frame.sentence[at]):
        party = last_person(frame, at)
    if party is None and cue.form == "phrase" and is_inherited and not statement_at(tokens, at, last):
        party = person_before(frame, registry, events, frame.sentence[at])
    speaker: Speaker | None = None
    agrees = cue.agrees
    if party is not None:
        speaker = registry.speaker(tokens, party)
        if registry.points_back(tokens, party):  # "المسؤول ذاته", "الرجل"
            speaker = inherit(events, cue, frame.sentence[at]) or speaker
        elif registry.is_somebody_of(tokens, party) and (
            him := person_before(frame, registry, events, frame.sentence[at])
        ):
            speaker = registry.speaker(tokens, him)  # "صرح المسؤول العراقي"
        if cue.lemma not in ("نقل", "نسب") and has_statement(tokens, at, party):
            registry.issuer = speaker
        gender = gender_of(tokens, party)
        agrees = gender if gender == "p" or party.last <= at or not cue.agrees else cue.agrees
    else:
        speaker = None if is_relative else just_named or inherit(events, cue, frame.sentence[at])
        if (
            cue.lemma in ("جاء", "ورد")
            and tokens.keys[last - 1] in IN_IT
            and not spoke_here(events, frame.sentence[at])
        ):
            speaker = None
        if is_inherited and statement_at(tokens, at, last):
            if registry.issuer is not None:
                speaker = registry.issuer  # "وأضاف البيان": who issued it
            elif not is_outlet(speaker) or events[-1].sentence < frame.sentence[at] - _FRESH:
                speaker = None  # "طبقا للبيان المشترك": nobody's own
        begin = frame.starts[frame.sentence[at]]
        if (
            cue.form == "participle"
            and not cue.agrees
            and (place := statement_at(tokens, max(begin, at - REACH), at - 1))
        ):
            speaker = registry.issuer or statement(tokens, place)  # "اكتفى البيان بالتأكيد أن"
        if speaker is None and not is_relative and (place := statement_at(tokens, at, last)):
            speaker = statement(tokens, place)  # nobody else is named
    if speaker is not None:
        registry.spoke = speaker.name
    prefix = 1 if cue.joined else 0
    begin = at - 1 if cue.lemma in AFTER_ON else at
    words = tokens.text[tokens.starts[begin] + prefix : tokens.ends[first]]
    return Event(
        at,
        last,
        cue,
        words,
        speaker,
        agrees or "m",
        link,
        is_clause,
        link >= 0 and tokens.keys[link] in MARKS,
        at > 0 and tokens.keys[at - 1] in RELATIVES,
        is_weak,
        is_inner(events, cue, frame.sentence[at], link) and not (at > 0 and sets_off(frame, at - 1)),
        frame.sentence[at],
        party is not None,
    )


def _opens_with_name(frame: Frame, at: int, cue: Cue) -> bool:
    """Whether the sentence is one of subject and verb: "الحركة تدين …", not "قال الوزير …"."""
    begin = frame.starts[frame.sentence[at]]
    return not cue.joined and begin < at <= begin + REACH // 2 and kind_of(frame.tokens.keys[begin]) != "name"
