"""Which attribution words in marks belong to, and how closely it governs them."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.actors import actor_in
from mudawwana.annotate.attributed import Event
from mudawwana.annotate.marks import CLITICS, Pair
from mudawwana.annotate.parties import Party
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.scare import Setting
from mudawwana.annotate.sources import read_after_l
from mudawwana.annotate.speakers import read_party
from mudawwana.annotate.subjects import person_before
from mudawwana.annotate.wording import is_verb
from mudawwana.records import Speaker

_PREPOSITIONS = key_set("إلى على عن من ب في")
_SUBJECT = 5  # words of the subject of such a clause at most
_COMPLEMENT = 3  # words between a verb and the marks that are its complement: "طالب الحكومة بـ«…»"
_FEELINGS = frozenset(("أعرب", "عبر"))  # أعرب عن «القلق البالغ»: always somebody's words
_BLAMING = frozenset(("اتهم", "توعد", "هدد", "تعهد", "وعد"))  # "اتهم الحكومة بـ«المماطلة»": the word is his
_OBJECT_FAR = 10  # words between such a verb and the marks
_OF_IT = frozenset(key for key in w.COMPLEMENTIZERS if key[-1] in "هام")  # "بأنه", "أنها", not bare "أن"
_AS_WHAT = key_set("بوصفه بوصفها بوصفهم باعتباره باعتبارها باعتبارهم بصفته بصفتها")  # whatever verb stands before
_OBJECT = 2  # words of the thing described, between a verb of describing and the description
_SHOUTED = frozenset(("ردد", "هتف"))
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


_STRESSING = frozenset(("stressed", "announced", "promised"))
_JUDGING = frozenset(("rejected", "criticised", "welcomed", "denied"))
_PRONOUNS = frozenset(("هو", "هي", "وهو", "وهي"))


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
        outer = events[number - 2]  # "وقال فلان - حسب وكالة -: «…»": the source of the report stands aside
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
    return event.cue.form == "phrase" and event.cue.lemma not in ("نقلا", "لسان")


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


def setting_of(
    frame: Frame, pair: Pair, credit: Credit, repeated: bool, nested: bool, is_named: bool = False
) -> Setting:
    tokens, keys, event = frame.tokens, frame.tokens.keys, credit.event
    before = keys[pair.open - 1] if pair.open else ""
    described = event is not None and event.cue.stance == "described"
    near = event is not None and pair.open - event.last <= 12
    is_predicate = (
        event is not None
        and described
        and near
        and (
            before in _OF_IT
            or before in CLITICS
            or (event.is_marks and (1 - event.cue.has_object) <= pair.open - event.last <= _OBJECT)
        )
    )
    if event is not None and event.cue.lemma == "رأى" and event.is_marks and 1 <= pair.open - event.last <= _OBJECT:
        is_predicate = keys[pair.first][:2] != "ال" and keys[pair.open - 1][:2] == "ال"  # "رأى القرار «هزيلا»"
    if event is not None and event.cue.lemma in _FEELINGS and before == "عن":
        is_predicate = True
    if before in _AS_WHAT:
        is_predicate = near
    if event is not None and event.cue.lemma in _BLAMING and before == "ب" and not is_named:
        is_predicate = not event.is_clause and pair.open - event.last <= _OBJECT_FAR
    is_prep = before in CLITICS or before in _PREPOSITIONS
    return Setting(
        has_cue=_has_cue(credit),
        after_colon=before == ":",
        touches=event is not None and event.last == pair.open,
        in_clause=event is not None and _is_in_report(event, pair),
        is_whole_clause=before in w.COMPLEMENTIZERS and _ends_clause(tokens, pair),
        is_sentence=pair.open == frame.starts[frame.sentence[pair.open]],
        is_predicate=is_predicate,
        repeated=repeated,
        completes_cue=event is not None
        and 0 < pair.open - event.last <= _COMPLEMENT
        and not event.is_clause
        and is_prep,
        is_near=event is not None and not event.is_clause and 0 <= pair.open - event.last <= _COMPLEMENT,
        follows_subject=event is not None and event.is_clause and -1 < event.link < pair.open - 1 and not is_prep,
        completes_clause=event is not None and event.is_clause and _completes_clause(tokens, event.link, pair),
        source_follows=event is not None and event.at > pair.open,
        follows_preposition=is_prep,
        names_speaker=_names_speaker(tokens, pair, event),
        nested=nested,
        is_judged=event is not None and event.is_explicit and event.cue.stance in _JUDGING and not event.is_clause,
        is_named=is_named,
        is_chant=event is not None and event.cue.lemma in _SHOUTED and event.cue.agrees == "p",
        after_pronoun=before in _PRONOUNS,
        is_stressed=event is not None and _is_stressed(event),
    )


def _is_stressed(event: Event) -> bool:
    """Whether a verb takes what stands behind it for its object, as its subject is elsewhere."""
    if event.cue.stance not in _STRESSING or event.speaker is None:
        return False
    return event.cue.form == "participle" or (event.is_explicit and event.cue.form in ("past", "present"))


def _is_in_report(event: Event, pair: Pair) -> bool:
    """Whether words stand in a clause of أنّ, or in a sentence that is all his: "فالحكومة، بحسبه، تريد «…»"."""
    is_his = event.cue.form == "phrase" and not event.is_explicit and event.speaker is not None
    return (event.is_clause and event.link < pair.open) or (is_his and event.last < pair.open)


def _has_cue(credit: Credit) -> bool:
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
    is_definite = (
        between[0] == "ما"
        or between[-1][:2] == "ال"
        or between[-1] in w.PLACES
        or between[-1].endswith(("ه", "ها", "هم"))
    )
    return is_definite and not any(is_verb(key) for key in between)


def _names_speaker(tokens: Tokens, pair: Pair, event: Event | None) -> bool:
    """Whether words in marks belong to the speaker's own name or office: قال فلان «مدير المركز»: …"""
    after = pair.last + 1
    while after < len(tokens.keys) and tokens.keys[after] in COMMAS:
        after += 1
    if (
        event is None
        or (event.last < pair.open and event.link != after)
        or pair.close is None
        or after >= len(tokens.keys)
    ):
        return False
    return tokens.keys[after] == ":" or tokens.keys[after] in w.COMPLEMENTIZERS
