"""Every place where a text attributes something to somebody, in order: the cue, the speaker, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

from mudawwana.annotate.addressed import answers, is_addressed, is_its_object, is_plural
from mudawwana.annotate.attributed import (
    REACH,
    Event,
    actor,
    inherit,
    is_in_name,
    is_just_named,
    last_person,
    person_before,
    sets_off,
    spoke_here,
    subject_in_clause,
)
from mudawwana.annotate.cue_sense import AFTER_ON, RELATIVES, is_cue, phased
from mudawwana.annotate.cues import Cue, event_table, prefixed_table
from mudawwana.annotate.hanging import SAYING, find_link, is_attribution, is_inner, opens_clause, says_more
from mudawwana.annotate.parties import Party, gender_of
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import MARKS, key_set
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.sources import IN_IT, read_speaker
from mudawwana.annotate.statements import has_statement, is_outlet, statement, statement_at, statement_before
from mudawwana.annotate.subjects import (
    before_relative,
    before_verb,
    opens_with_name,
    sentence_subject,
    statement_owner,
)
from mudawwana.records import Speaker

_FRESH = 6  # sentences, line ends counted: a statement is that of who spoke so shortly before
_INFORMATION = key_set("معلومات معطيات أرقام إحصاءات إحصائيات تسريبات أنباء")


def find_events(frame: Frame, registry: Registry, places: Iterable[int]) -> list[Event]:
    """All attributions outside of marks, their speakers known as far as the text tells; `places` are those of cues."""
    tokens, table = frame.tokens, event_table()
    found = [(at, phased(tokens, at, table[tokens.keys[at]])) for at in places if not frame.inside[at]]
    cues = [(at, cue) for at, cue in found if not is_in_name(tokens, at) and is_cue(frame, at, cue)]
    events: list[Event] = []
    for number, (at, cue) in enumerate(cues):
        if events and at < events[-1].last and (events[-1].is_explicit or events[-1].cue.form == "phrase"):
            continue  # a name that looks like a verb: "فرد دياز"
        following = next(
            (place for place, _ in cues[number + 1 : number + 3] if tokens.keys[place] not in SAYING), len(tokens.keys)
        )  # "خاطبهم بالقول إن": the clause hangs on both
        event = _Reading(frame, registry, events, at, cue).read(following)
        if event is not None:
            events.append(event)
    return events


class _Reading:
    """One cue while its attribution is read: who is named for it so far, and up to where."""

    def __init__(self, frame: Frame, registry: Registry, events: list[Event], at: int, cue: Cue) -> None:
        self.frame, self.registry, self.events, self.at, self.cue = frame, registry, events, at, cue
        self.tokens, self.sentence = frame.tokens, frame.sentence[at]
        self.party: Party | None = None
        self.first = self.last = at
        self.link, self.is_clause, self.is_weak = -1, False, False
        self.is_inherited = self.is_relative = self.is_nobody = False
        self.just_named: Speaker | None = None

    def read(self, following: int) -> Event | None:
        """The attribution, None where the word is none here; `following` is the next cue."""
        if not self._named_behind() or not self._attributes(following):
            return None
        is_past_perfect = self.at > 0 and self.tokens.keys[self.at - 1] == "قد"  # "كان البيان قد وصف القرار بأنه"
        if self.cue.form in ("past", "present") and (is_past_perfect or not self.is_inherited):
            self._named_before()
        if self.party is None:
            self.party = self._named_elsewhere()
        speaker = self._unnamed() if self.party is None else self._speaker(self.party)
        if speaker is not None:
            self.registry.spoke = speaker.name
        return self._event(speaker)

    def _named_behind(self) -> bool:
        """Read who is named behind the cue; False where the word attributes nothing."""
        tokens, registry, at, end = self.tokens, self.registry, self.at, self.frame.end_of(self.at)
        cue = self.cue
        if cue.lemma == "ورد" and cue.form == "past" and at + 1 < end and answers(tokens, at):
            cue = prefixed_table()[tokens.keys[at][1:]]._replace(joined=True)  # "ورد عليه فلان": he answered
        if tokens.keys[at] in SAYING and cue.joined is False and says_more(self.frame, self.events, at):
            return False  # "رد فلان بالقول": one attribution, the verb's
        party, first, last, is_inherited = read_speaker(self.frame, at, cue, end)
        if first < 0:
            return False
        if party is not None and party.first > at and registry.is_receiver(tokens, party):
            party, last, is_inherited = None, first + 1, True  # "بحسب ما قاله لرووداو": to whom he said it
        if party is not None and cue.stance == "according_to" and tokens.keys[party.first] in _INFORMATION:
            self.is_nobody, party, last = True, None, first + 1  # "بحسب معلومات «الأخبار»"
        if party is not None and not registry.is_likely(tokens, party):
            party, last = None, first + 1
        elif party is not None:
            party = registry.trimmed(tokens, party)
            last = min(last, party.last) if last > party.first else last
        if party is not None and party.first > at and is_plural(cue, tokens.keys[at]) and party.kind != "anonymous":
            party, last = None, at + 1  # "قادة الإطار أبلغوا السوداني": a verb before its subject has no plural
        if party is not None and is_its_object(tokens, cue, at, party):
            party = None
        if (
            party is not None
            and cue.stance in ("urged", "welcomed")
            and is_addressed(self.frame, self.events, at, cue, party)
        ):
            party, is_inherited = None, True
            cue = cue._replace(agrees="") if cue.form == "present" and not cue.joined else cue  # "بلاده تحث": he
        self.cue, self.party, self.first, self.last, self.is_inherited = cue, party, first, last, is_inherited
        return True

    def _attributes(self, following: int) -> bool:
        """Find what hangs on the cue; False where something must and nothing does."""
        frame, cue, at, last = self.frame, self.cue, self.at, self.last
        reach = min(frame.end_of(at), max(following, last), last + REACH)
        self.link, self.is_clause = find_link(frame, last, reach, cue.stance == "described")
        if is_attribution(frame, cue, at, last, (self.link, self.is_clause, following), self.party):
            return True
        if cue.form not in ("past", "present"):
            return False
        is_open = not cue.unsure or opens_clause(frame, at)
        if self.party is None or not is_open:
            self.party = before_verb(frame, at, cue)
        if self.party is None or not (is_open or self.party.last == at):
            return False
        # "كشف مصدر أمني عن خطة": later "المصدر" and "وأضاف" are he
        self.link, self.is_clause, self.is_weak = -1, False, True
        return True

    def _named_before(self) -> None:
        """Read who is named before a verb, where that is its subject."""
        frame, tokens, registry, at, cue = self.frame, self.tokens, self.registry, self.at, self.cue
        is_relative = self.party is None and at > 1 and tokens.keys[at - 1] in RELATIVES
        if at > 1 and tokens.keys[at - 1] == "قد" and cue.stance != "quoted":
            subject = before_verb(frame, at, cue)
            if subject is not None and registry.is_likely(tokens, subject):
                self.party, self.last = subject, at + 1  # "وكان متحدث قد أبلغ وسائل إعلام": those he told
        party = self.party
        if party is not None and party.first > at and (subject := subject_in_clause(frame, registry, at, cue)):
            self.party, self.last = subject, at + 1  # "فإن الكاظمي أبلغ الوفد أن"
            if self.link < 0 and tokens.keys[at + 1] in MARKS:
                self.link = at + 1  # "أن السيسي أكد «الدعم الكامل»"
        before: Party | None = None
        if is_relative and cue.has_object:
            before, is_relative = sentence_subject(frame, at), False  # "القرار الذي وصفه بأنه": not the decision
        elif is_relative and self.events and is_just_named(frame, self.events[-1], at):
            is_relative = False  # "وفقا للسوداني، الذي أكد": he
            self.just_named = self.events[-1].speaker if party is None else None
        elif is_relative:
            before, self.is_inherited = before_relative(tokens, at), True
        elif party is None or (opens_with_name(frame, at, cue) and cue.lemma not in ("نقل", "نسب")):
            before = before_verb(frame, at, cue)
        if before is not None and registry.is_likely(tokens, before) and (party is None or before.last >= at - 1):
            self.party, self.last = before, at + 1 if party is not None else self.last
        self.is_relative = is_relative

    def _named_elsewhere(self) -> Party | None:
        """Who is meant where nobody is named beside the cue: the subject of the sentence, who acted before it."""
        frame, tokens, at, cue = self.frame, self.tokens, self.at, self.cue
        party: Party | None = None
        if cue.form == "participle" and at > 2 and tokens.keys[at - 2] in RELATIVES:
            party = before_relative(tokens, at - 1)  # "بومبيو، الذي اكتفى بالقول"
        if party is None and cue.form == "participle" and all(e.sentence != self.sentence for e in self.events[-3:]):
            party = sentence_subject(frame, at)
        if party is None and not self.is_relative and tokens.keys[at + 1 : at + 2] and tokens.keys[at + 1] in IN_IT:
            party = statement_owner(tokens, frame.starts[self.sentence], at)
        if party is None and not self.is_relative and self.just_named is None:
            party = actor(frame, self.registry, self.events, at, cue)
            party = self.registry.trimmed(tokens, party) if party is not None else None
        if party is None and cue.form == "participle" and cue.agrees != "p" and not self._spoke_here():
            party = last_person(frame, at)
        if party is None and cue.form == "phrase" and self.is_inherited and not statement_at(tokens, at, self.last):
            party = person_before(frame, self.registry, self.events, self.sentence)
        return party

    def _spoke_here(self) -> bool:
        return spoke_here(self.events, self.sentence)

    def _speaker(self, party: Party) -> Speaker:
        """The speaker whom words name."""
        tokens, registry = self.tokens, self.registry
        speaker = registry.speaker(tokens, party)
        if registry.points_back(tokens, party):  # "المسؤول ذاته", "الرجل"
            speaker = inherit(self.events, self.cue, self.sentence) or speaker
        elif registry.is_somebody_of(tokens, party) and (
            him := person_before(self.frame, registry, self.events, self.sentence)
        ):
            speaker = registry.speaker(tokens, him)  # "صرح المسؤول العراقي"
        if self.cue.lemma not in ("نقل", "نسب") and has_statement(tokens, self.at, party):
            registry.issuer = speaker
        return speaker

    def _unnamed(self) -> Speaker | None:
        """The speaker where no words name one: who spoke before, or the statement itself."""
        tokens, at, cue, issuer = self.tokens, self.at, self.cue, self.registry.issuer
        if self.is_nobody:
            return None
        speaker = None if self.is_relative else self.just_named or inherit(self.events, cue, self.sentence)
        if cue.lemma in ("جاء", "ورد") and tokens.keys[self.last - 1] in IN_IT and not self._spoke_here():
            speaker = None
            begin = self.frame.starts[self.sentence]
            if issuer is None and (place := statement_before(tokens, begin, at)) >= 0:
                speaker = statement(tokens, place)
        named = statement_at(tokens, at, self.last)
        if self.is_inherited and named:
            if issuer is not None:
                speaker = issuer  # "وأضاف البيان": who issued it
            elif not is_outlet(speaker) or self.events[-1].sentence < self.sentence - _FRESH:
                speaker = None  # "طبقا للبيان المشترك": nobody's own
        if cue.form == "participle" and not cue.agrees:
            begin = max(self.frame.starts[self.sentence], at - REACH)
            if place := statement_at(tokens, begin, at - 1):
                speaker = issuer or statement(tokens, place)  # "اكتفى البيان بالتأكيد أن"
        if speaker is None and not self.is_relative and named:
            speaker = statement(tokens, named)  # nobody else is named
        return speaker

    def _event(self, speaker: Speaker | None) -> Event:
        frame, tokens, at, cue, party = self.frame, self.tokens, self.at, self.cue, self.party
        agrees = cue.agrees
        if party is not None:
            gender = gender_of(tokens, party)
            is_told = gender == "p" or party.last <= at or not cue.agrees
            agrees = gender if gender and is_told else cue.agrees
        begin = at - 1 if cue.lemma in AFTER_ON else at
        return Event(
            at,
            self.last,
            cue,
            tokens.text[tokens.starts[begin] + cue.joined : tokens.ends[self.first]],
            speaker,
            agrees or "m",
            self.link,
            self.is_clause,
            is_marks=self.link >= 0 and tokens.keys[self.link] in MARKS,
            is_relative=at > 0 and tokens.keys[at - 1] in RELATIVES,
            is_weak=self.is_weak,
            is_inner=is_inner(self.events, cue, self.sentence, self.link) and not (at > 0 and sets_off(frame, at - 1)),
            sentence=self.sentence,
            is_explicit=party is not None,
        )
