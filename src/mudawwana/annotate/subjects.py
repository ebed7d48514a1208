"""Who is named before a cue: the subject in front of its verb, the head of a relative clause."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import Cue, find_cue
from mudawwana.annotate.parties import Party, gender_of, kind_of, skip_marked
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set
from mudawwana.annotate.sources import IN_IT, read_after_l, read_statement
from mudawwana.annotate.speakers import read_party
from mudawwana.annotate.wording import is_verb

_ASIDE = 8  # words between a subject and its verb at most
_IN_TURN = key_set("من جانبه جانبها جهته جهتها ناحيته ناحيتها طرفه بدوره بدورها")  # "الوزير من جانبه أشار"
_FARTHEST = 200  # tokens, those in marks counted, between a subject and its verb
_FAR = 40  # tokens of a relative clause
_WHO = frozenset(("الذي", "التي", "الذين"))
_ASKED = key_set("عن وعن عما وعما حول وحول بشأن وبشأن عند وعند عندما وعندما فيما وفيما")
_OPENING = w.CONNECTIVES | w.COMPLEMENTIZERS | COMMAS
_BEFORE_THAT = frozenset(("سبق", "وسبق", "يسبق"))
_CALLED = key_set("ويدعى وتدعى يدعى تدعى واسمه واسمها اسمه اسمها")
_WAS = frozenset(("كان", "كانت", "وكان", "وكانت"))
_NAME = 6  # words of a name at most
_GENERAL = frozenset(
    ("يذكر", "ويذكر", "الجدير", "والجدير", "وجدير", "جدير", "يشار", "ويشار", "تجدر", "وتجدر", "ومعلوم")
)
_BUT = key_set("لكن ولكن فيما بينما كما غير إلا بيد")
_EDGES = COMMAS | w.COMPLEMENTIZERS
_ADVERB = ("\u0627\u064b", "\u064b\u0627")  # "قديما", "لاحقا"


def before_verb(frame: Frame, at: int, cue: Cue) -> Party | None:
    """The subject before its verb: "لكن مسؤولا كبيرا في الوزارة لفت إلى أن", "وكانت كريغ قد حذرت"."""
    tokens, keys = frame.tokens, frame.tokens.keys
    begin = frame.starts[frame.sentence[at]]
    if keys[begin] in _WAS and keys[at - 1] in COMMAS:
        party = read_party(tokens, begin + 1, at)  # "وكان بومبيو، الذي زار بغداد، حذر"
        if party is not None and party.last < at - 1 and keys[party.last] in COMMAS:
            return party
    if at and keys[at - 1] in ("قد", "فقد"):
        for stop in range(at - 2, max(begin - 1, at - 24), -1):
            if keys[stop] in ("كان", "كانت", "وكان", "وكانت"):
                if stop < at - 2 and keys[stop + 1] in w.STATEMENTS:
                    return read_statement(tokens, stop + 1, at - 1)[0]  # "وكان بيان الوزارة، الصادر أمس، قد وصف"
                return read_party(tokens, stop + 1, at - 1) if stop < at - 2 else _ending_at(tokens, stop)
    if cue.form == "present" and (was := _after_was(tokens, max(begin, at - _ASIDE), at)) is not None:
        return was
    is_about = keys[begin] in ("اما", "واما")
    if cue.joined and not (keys[at][0] == "ف" and keys[begin] in ("اما", "واما")):
        return None
    if at > begin + 2 and keys[at - 1] == "ان":
        had = next((n for n in range(at - 2, max(begin - 1, at - _FAR // 2), -1) if keys[n] in _BEFORE_THAT), -1)
        return read_after_l(tokens, had + 1, at - 1) if had >= 0 else None  # "وسبق لفلان أن حذر من"
    if keys[begin] in _ASKED and keys[at - 1] not in COMMAS:
        return None  # "وعن جديده مع الفنان مساري أجاب": the question stands before the verb
    if at > begin + 2 and keys[at - 1] in COMMAS and (apart := _before_aside(tokens, begin, at)) is not None:
        gender = gender_of(tokens, apart)
        return None if gender and gender != cue.agrees and "p" not in (gender, cue.agrees) else apart
    opening = find_cue(keys[begin])
    if cue.form == "present" and kind_of(keys[at - 1]) == "name" and (near := _ending_at(tokens, at)) is not None:
        return near  # "مسؤول أميركي مجهول يقول"
    if begin < at and (opening is not None and opening.form == "past" and opening.agrees == cue.agrees):
        return read_party(tokens, begin + 1, at)  # "وأصدرت الوزارة بيانا قالت فيه إن"
    start = begin
    if keys[begin] in _GENERAL or keys[begin] == "صحيح":
        start = next((n + 1 for n in range(begin, min(begin + 6, at)) if keys[n] in w.COMPLEMENTIZERS), begin)
    while start < at and (keys[start] in w.CONNECTIVES or not tokens.is_word(start) or frame.inside[start]):
        if keys[start] in MARKS and _is_marked_subject(tokens, start, at):
            break
        start += 1
    prefix = "ف" if start < at and keys[start][:3] == "فال" else "و"
    party = read_after_l(tokens, start, at, prefix) if start < at else None
    if party is not None and party.kind == "name" and is_verb(keys[start]):
        party = read_party(tokens, start + 1, at)  # "وعادت نادية تقول"
    if party is None or party.last > at or party.kind == "name":
        edge = next((n for n in range(at - 1, max(start, at - 14), -1) if keys[n] in _EDGES), -1)
        behind = edge
        while edge >= 0 and behind + 1 < at and keys[behind + 1] in _BUT:
            behind += 1  # "…، لكن مصدرا آخر أكد"
        near = read_party(tokens, behind + 1, at) if edge >= 0 else None
        is_sure = near is not None and near.last == at and (near.kind != "name" or keys[edge] not in COMMAS)
        if near is not None and behind > edge and near.kind in ("role", "anonymous") and at - near.last <= _ASIDE // 2:
            is_sure = True  # "لكن ضابطا برتبة عميد فيها أكد"
        if near is not None and near.kind != "name" and keys[edge - 1] in _BUT and at - near.last <= _ASIDE // 2:
            is_sure = True  # "غير أن حساب «فلان» على تليغرام كتب"
        party = near if is_sure else party
    if party is None or party.last > at:
        return None
    if party.kind == "name" and tokens.text[: tokens.ends[party.first]].endswith(_ADVERB):
        return None
    if at - party.last > _FARTHEST:
        return None
    gap = [
        stop
        for stop in range(party.last, at)
        if tokens.is_word(stop) and not frame.inside[stop] and keys[stop] not in _IN_TURN
    ]
    if len(gap) > _ASIDE and _is_set_off(tokens, party.last, at):
        gap = []
    if len(gap) > (_ASIDE if party.kind != "name" or is_about else 0):
        return None
    gender = gender_of(tokens, party)
    return None if gender and gender != cue.agrees and "p" not in (gender, cue.agrees) else party


def _after_was(tokens: Tokens, begin: int, at: int) -> Party | None:
    """The subject between "was" and its verb: "بينما كانت واشنطن تتوعد"."""
    for stop in range(at - 2, begin - 1, -1):
        if tokens.keys[stop].lstrip("وف") in ("كان", "كانت"):
            party = read_party(tokens, stop + 1, at)
            return party if party is not None and party.last == at and party.kind != "name" else None
    return None


def _is_marked_subject(tokens: Tokens, at: int, verb: int) -> bool:
    """Whether a name in marks has a relative clause before its verb: "أن «الكتائب»، التي …، أعلنت"."""
    keys, after = tokens.keys, skip_marked(tokens, at, verb)
    return at < after < verb - 2 and keys[after] in COMMAS and keys[after + 1] in _WHO and keys[verb - 1] in COMMAS


def _before_aside(tokens: Tokens, begin: int, at: int) -> Party | None:
    """The subject before words between commas: "بيد أن مستشارا للسوداني، طلب عدم الكشف عن هويته، قال"."""
    keys = tokens.keys
    for comma in range(at - 2, max(begin, at - _FAR // 2), -1):
        if tokens.keys[comma] in COMMAS:
            if keys[comma + 1] in _CALLED and comma + 2 in tokens.people:  # "أحدهم، ويدعى فلان، يروي"
                last = tokens.people[comma + 2]
                return Party(comma + 2, last, comma + 2, last, "name")
            party = _ending_at(tokens, comma)
            if party is None or party.first <= begin:
                return None
            if (
                keys[party.first][0] != "و"
                and keys[party.first - 1] not in _OPENING
                and keys[begin] not in w.CONNECTIVES
            ):
                return None
            whole = read_party(tokens, party.first, at)  # with a name between the commas
            return whole if whole is not None and whole.has_name else party
    return None


def _is_set_off(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a relative clause between commas parts a subject from its verb: "النائب فلان، الذي …، عدّ"."""
    keys = tokens.keys
    if keys[first] not in COMMAS or keys[at - 1] not in COMMAS:
        return False
    return at - first < (_FAR if keys[first + 1] in _WHO else _FAR // 2)


def before_relative(tokens: Tokens, at: int) -> Party | None:
    """The head of a relative clause that is its subject: "خطاب السيد نصر الله الذي أكد فيه أن"."""
    end = at - 1 - (tokens.keys[at - 2] in COMMAS)
    if (
        tokens.keys[at + 1 : at + 2]
        and tokens.keys[at + 1] in IN_IT
        and (owner := statement_owner(tokens, max(0, end - 14), end))
    ):
        return owner
    return _ending_at(tokens, end) or person_before(tokens, end)


def statement_owner(tokens: Tokens, begin: int, end: int) -> Party | None:
    """Whose statement it is that a clause says something of: "تصريحات فلان على صفحته، التي قال فيها"."""
    for start in range(end - 1, begin - 1, -1):
        key = tokens.keys[start]
        if key[-1] == "ا" and key[:-1] in w.STATEMENTS and tokens.keys[start + 1][:1] != "ل":
            return None  # "أصدرت الكتلة بيانا قالت فيه": whoever issued it
        if start + 1 < end and (key in w.STATEMENTS or key[1:] in w.STATEMENTS):
            party = read_after_l(tokens, start + 1, end) if tokens.keys[start + 1] not in w.RECEIVERS else None
            return party if party is not None and (party.kind == "role" or party.name_first in tokens.people) else None
    return None


def person_before(tokens: Tokens, end: int) -> Party | None:
    """The name of a person that ends right before a token, as far as others found it."""
    for start in range(max(0, end - _NAME), end - 1):
        if tokens.people.get(start) == end:
            return Party(start, end, start, end, "name")
    return None


def _ending_at(tokens: Tokens, end: int) -> Party | None:
    """The longest party with a head word that ends right before a token."""
    for start in range(max(0, end - 10), end):
        key = tokens.keys[start]
        prefix = key[0] if key[0] in "ولب" and kind_of(key) == "name" and kind_of(key[1:]) != "name" else ""
        bare = key.removeprefix(prefix)
        if key[:2] == "لل" and kind_of("ال" + key[2:]) != "name":
            prefix, bare = "ل", "ال" + key[2:]  # "للرئيس فلان الذي قال"
        if kind_of(bare) in ("role", "body", "anonymous"):
            party = read_after_l(tokens, start, end, prefix) if prefix else read_party(tokens, start, end)
            if party is not None and party.last == end and party.kind != "name":
                return party
    return None


def sentence_subject(frame: Frame, at: int) -> Party | None:
    """The first party with a head word in a sentence whose verb is no cue: "استقال نائب الوزير فلان، مجادلا بأن"."""
    begin = frame.starts[frame.sentence[at]]
    for start in range(begin, min(begin + 6, at)):
        if start > begin and frame.tokens.keys[start - 1].removeprefix("و") in w.STOPWORDS:
            break  # "وأمام لجنة في الكونغرس، دافع القائد"
        if kind_of(frame.tokens.keys[start]) in ("role", "body", "anonymous") and not frame.inside[start]:
            return read_party(frame.tokens, start, at)
        if frame.tokens.keys[start] in w.STOPWORDS:
            break
    return None


def opens_with_name(frame: Frame, at: int, cue: Cue) -> bool:
    """Whether the sentence is one of subject and verb: "الحركة تدين …", not "قال الوزير …"."""
    begin = frame.starts[frame.sentence[at]]
    return not cue.joined and begin < at <= begin + _FAR // 2 and kind_of(frame.tokens.keys[begin]) != "name"
