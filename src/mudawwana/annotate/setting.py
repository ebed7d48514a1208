"""What surrounds words in marks, from which `scare` tells speech from names."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.attributed import Event
from mudawwana.annotate.credits import Credit
from mudawwana.annotate.cue_sense import BLAME
from mudawwana.annotate.marks import CLITICS, Pair
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set
from mudawwana.annotate.wording import is_verb

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
_STRESSING = frozenset(("stressed", "announced", "promised"))
_JUDGING = frozenset(("rejected", "criticised", "welcomed", "denied"))
_PRONOUNS = frozenset(("هو", "هي", "وهو", "وهي"))


class Setting(NamedTuple):
    """What surrounds words in marks: how closely a cue governs them."""

    has_cue: bool = False
    after_colon: bool = False
    touches: bool = False  # the cue or its speaker stands right before the mark
    in_clause: bool = False  # a clause of أنّ lies between
    is_whole_clause: bool = False  # the marks hold all that أنّ must be followed by: subject and predicate
    is_sentence: bool = False  # the marks open a sentence
    is_predicate: bool = False  # the words are what something is called or described as
    repeated: bool = False  # the same words stand in the text once more
    nested: bool = False
    completes_cue: bool = False  # a preposition joins the words to the cue: دعا إلى «الخروج الفوري»
    is_near: bool = False  # few words stand between the cue and the marks
    follows_subject: bool = False  # a noun of the reported clause stands before the words, no preposition
    completes_clause: bool = False  # the words are the predicate of a clause of nouns: أن الحوار «مضيعة للوقت»
    source_follows: bool = False
    follows_preposition: bool = False
    names_speaker: bool = False  # the words stand between a cue and its clause
    is_judged: bool = False  # what somebody condemns, welcomes or calls for: أدان «الاعتداء الإرهابي»
    is_named: bool = False  # a name found by others covers the words
    is_chant: bool = False  # what many people shout: رددوا «كلا كلا»
    after_pronoun: bool = False  # "هو" or "هي" stands before the mark
    is_stressed: bool = False  # what somebody stresses or announces, himself named before: مؤكدا «الشراكة الدائمة»


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
            or (before in CLITICS and before[-1] in "بكو")
            or (event.is_marks and (1 - event.cue.has_object) <= pair.open - event.last <= _OBJECT)
        )
    )
    if event is not None and event.cue.lemma == "رأى" and event.is_marks and 1 <= pair.open - event.last <= _OBJECT:
        is_predicate = keys[pair.first][:2] != "ال" and keys[pair.open - 1][:2] == "ال"  # "رأى القرار «هزيلا»"
    if event is not None and event.cue.lemma in _FEELINGS and before == "عن":
        is_predicate = True
    if before in _AS_WHAT:
        is_predicate = near
    if event is not None and event.cue.lemma == "حمل" and not BLAME.isdisjoint(keys[pair.first : pair.first + 3]):
        is_predicate = True  # "حمل النواب الحكومة «كامل المسؤولية»"
    if event is not None and event.cue.lemma in _BLAMING and before == "ب" and not is_named:
        is_predicate = not event.is_clause and pair.open - event.last <= _OBJECT_FAR
    is_prep = before in CLITICS or before in _PREPOSITIONS
    gap = _gap(keys, event.last, pair.open) if event is not None else 0
    return Setting(
        has_cue=_has_cue(credit),
        after_colon=before == ":" or (event is not None and _is_opinion(event, pair)),
        touches=event is not None and event.last == pair.open,
        in_clause=event is not None and _is_in_report(event, pair),
        is_whole_clause=before in w.COMPLEMENTIZERS and _ends_clause(tokens, pair),
        is_sentence=pair.open == frame.starts[frame.sentence[pair.open]],
        is_predicate=is_predicate,
        repeated=repeated,
        completes_cue=event is not None and 0 < gap <= _COMPLEMENT and not event.is_clause and is_prep,
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


def _is_opinion(event: Event, pair: Pair) -> bool:
    """Whether a sentence is somebody's opinion: "وبرأيه، «القرار خاطئ»"."""
    return event.cue.form == "phrase" and event.cue.stance == "believed" and event.link == pair.open


def _gap(keys: list[str], last: int, at: int) -> int:
    """The tokens between an attribution and marks, an aside between commas left out: "دعا، في تغريدة، إلى «…»"."""
    if keys[last : last + 1] and keys[last] in COMMAS and last < at:
        last = next((stop + 1 for stop in range(last + 2, at) if keys[stop] in COMMAS), last)
    return at - last


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
    if after < len(tokens.keys) and tokens.keys[after][0] == "و" and tokens.keys[after][1:] in w.COMPLEMENTIZERS:
        return True  # "على أن «البعثات في حماية الدولة» وأن …"
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
