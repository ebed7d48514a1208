"""Every place where a text attributes something to somebody, in order: the cue, the speaker, and what hangs on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import Cue, find_cue, prefixed_table
from mudawwana.annotate.marks import CLITICS
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, STOPS, Tokens, key_set
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.scare import is_verb
from mudawwana.annotate.speakers import Party, gender_of, has_article, kind_of, read_party, skip_marked
from mudawwana.records import Speaker

_NEAR = 2  # words between a verb that may mean something else and the marks it governs
_NEAR_DESCRIBED = 6
_REACH = 40  # tokens between a verb and the clause or the marks that hang on it
_LIKE_ADJECTIVES = key_set(
    """المشترك الصادر الرسمي الختامي الصحفي الصحافي المذكور رسمي صحفي صحافي مشترك له لها لهم صادر صدر نشر نشره
    نشرته أصدره أصدرته اصدره اصدرته مقتضب خاص مكتوب"""
)
_PRONOUNS = frozenset(("له", "لها", "لهم", "لهما"))
_RELATIVES = frozenset(("الذي", "التي", "الذين", "والتي", "والذي", "ما"))
_TIMES = key_set(
    """عنه عنها فيه فيها اليوم امس مساء صباح الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت ايضا الماضي قد
    يوم ليل ظهر له لها"""
)
_OWN_WORDS = key_set(
    """بيانه بيانها بيانهم تصريحاته تصريحاتها تقريره تقريرها كلامه كلامها قوله قولها قولهم تعبيره تعبيرها
    تعبيرهم وصفه وصفها وصفهم زعمه زعمها زعمهم ادعائه ادعائها رايه رايها"""
)
_SAYING = frozenset(("قائلا", "قائلة", "قائلين", "بالقول", "بقوله"))
_LATTER = frozenset(("الاخير", "الاخيرة", "الاخيران", "نفسه", "نفسها"))
_GENERAL = frozenset(
    ("يذكر", "ويذكر", "الجدير", "والجدير", "وجدير", "جدير", "يشار", "ويشار", "تجدر", "وتجدر", "ومعلوم")
)
_ENDERS = frozenset(("\n", ".", "؟", "?", "!")) | MARKS
_PREPOSITIONS = key_set("على عن في فى من إلى بعد قبل خلال حول بشأن مع دون عدم ضد منذ رغم عند أو")
_EDGES = COMMAS | w.COMPLEMENTIZERS
_LONG_NAME = 12  # tokens, marks included
_AFTER_NAME = w.COMPLEMENTIZERS | {"الى", "إلى", "على", "عن", "من"}
_ADDRESSED = key_set(
    """الحكومة البرلمان الأطراف الجميع الدول القيادة السلطات الجهات الفصائل الكتل القوى الإدارة الأجهزة"""
)
_ADJECTIVES = key_set(
    """المتحدة الأبيض العام العامة الأعلى العليا المسلحة الأسبق السابق السابقة الأول المشتركة الكبرى الأحمر
    الخاص الخاصة المركزي"""
)
_AS = key_set("بأنه بأنها بأنهم بأنهما بكونه بكونها")
_AFTER_ON = frozenset(("حد", "لسان"))  # "على حد قول", "على لسان"
_HIDING = key_set("عدم الكشف كشف ذكر الإفصاح نشر")
_OTHER_HEADS = key_set(
    """أي غير إلا بما رغم الرغم قبل بعد منذ دون لدرجة حد كما شأنه شأنها مع بيد يمكن الممكن المقرر المفترض"""
)
_ADVERB = ("\u0627\u064b", "\u064b\u0627")  # "قديما", "لاحقا"
_WORDS_OF = key_set("""قول تعبير وصف زعم راي ادعاء""")


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


class Frame(NamedTuple):
    """A text cut up: which tokens stand inside marks, and which sentence outside of marks each belongs to."""

    tokens: Tokens
    inside: bytearray
    sentence: list[int]
    starts: list[int]

    def end_of(self, at: int) -> int:
        """The token after the sentence that a token is in."""
        number = self.sentence[at] + 1
        return self.starts[number] if number < len(self.starts) else len(self.tokens.keys)


def find_events(frame: Frame, registry: Registry) -> list[Event]:
    """All attributions outside of marks, their speakers known as far as the text tells."""
    tokens, find = frame.tokens, prefixed_table().get
    cues = [
        (at, cue)
        for at, key in enumerate(tokens.keys)
        if (cue := find(key)) is not None and not frame.inside[at] and _is_possible(tokens, at, cue)
    ]
    events: list[Event] = []
    for number, (at, cue) in enumerate(cues):
        following = cues[number + 1][0] if number + 1 < len(cues) else len(tokens.keys)
        event = _read_event(frame, registry, events, at, cue, following)
        if event is not None:
            events.append(event)
    return events


def _is_possible(tokens: Tokens, at: int, cue: Cue) -> bool:
    """Whether a form that may be another word is a cue here."""
    before = tokens.keys[at - 1] if at else ""
    after = tokens.keys[at + 1] if at + 1 < len(tokens.keys) else ""
    if cue.lemma in _AFTER_ON:
        return before in ("على", "علي", "وعلى")
    if cue.lemma == "بين" and cue.joined and at and before in STOPS and after[:2] == "ال":
        return any(key in w.COMPLEMENTIZERS for key in tokens.keys[at + 2 : at + 6])
    if cue.shadda and cue.form == "past":
        return "\u0651" in tokens.text[tokens.starts[at] : tokens.ends[at]] or after in w.COMPLEMENTIZERS
    if cue.lemma == "ذكر" and cue.form == "present" and after in w.COMPLEMENTIZERS:
        return False  # "يذكر أن": it is worth mentioning that
    if after in _HIDING and cue.lemma in ("طلب", "رفض"):
        return False  # "مسؤول طلب عدم ذكر اسمه": his words come later
    if cue.form in ("past", "participle") and (before in _PREPOSITIONS or (cue.unsure and before in w.OCCASIONS)):
        return False  # "شدد على رفض «…»": the noun; "في مقابلة نشرت أمس أن": of the interview
    return not (cue.form in ("noun", "past") and before in w.ROLES and before[:2] != "ال")


def _read_event(
    frame: Frame, registry: Registry, events: list[Event], at: int, cue: Cue, following: int
) -> Event | None:
    tokens, end = frame.tokens, frame.end_of(at)
    party, first, last, is_inherited = _read_speaker(frame, at, cue, end)
    if first < 0:
        return None
    link, is_clause = _find_link(frame, last, min(end, max(following, last), last + _REACH))
    is_weak = False
    if not _is_attribution(frame, cue, at, last, (link, is_clause, following), party):
        if party is None or cue.form not in ("past", "present"):
            return None
        link, is_clause, is_weak = -1, False, True  # "كشف مصدر أمني عن خطة": later "المصدر" and "وأضاف" are he
    is_relative = False
    if cue.form in ("past", "present") and not is_inherited:
        is_relative = party is None and at > 1 and tokens.keys[at - 1] in _RELATIVES
        if is_relative and cue.has_object:
            before, is_relative = _sentence_subject(frame, at), False  # "القرار الذي وصفه بأنه": not the decision
        elif is_relative and events and events[-1].last >= at - 2:
            before, is_relative = None, False  # "وفقا للسوداني، الذي أكد": he
        elif is_relative:
            before, is_inherited = _before_relative(tokens, at), True
        else:
            before = _before_verb(frame, at, cue) if party is None or _opens_with_name(frame, at, cue) else None
        if before is not None and (party is None or before.last >= at - 1):
            party, last = before, at + 1 if party is not None else last
    if party is None and cue.form == "participle" and not any(e.sentence == frame.sentence[at] for e in events[-3:]):
        party = _sentence_subject(frame, at)
    speaker: Speaker | None = None
    agrees = cue.agrees
    if party is not None:
        speaker = registry.speaker(tokens, party)
        gender = gender_of(tokens, party)
        agrees = gender if gender == "p" or party.last <= at or not cue.agrees else cue.agrees
    else:
        speaker = None if is_relative else _inherit(events, cue, frame.sentence[at])
    prefix = 1 if cue.joined else 0
    begin = at - 1 if cue.lemma in _AFTER_ON else at
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
        at > 0 and tokens.keys[at - 1] in _RELATIVES,
        is_weak,
        _is_inner(events, cue, frame.sentence[at], link),
        frame.sentence[at],
        party is not None,
    )


def _opens_with_name(frame: Frame, at: int, cue: Cue) -> bool:
    """Whether the sentence is one of subject and verb: "الحركة تدين …", not "قال الوزير …"."""
    begin = frame.starts[frame.sentence[at]]
    return not cue.joined and begin < at <= begin + _REACH // 2 and kind_of(frame.tokens.keys[begin]) != "name"


def _is_attribution(
    frame: Frame, cue: Cue, at: int, last: int, hanging: tuple[int, bool, int], party: Party | None
) -> bool:
    """Whether a form that may mean something else has words or a clause hanging on it; others need none."""
    keys = frame.tokens.keys
    link, is_clause, following = hanging
    if cue.form == "noun":
        return 0 <= link - at <= _NEAR + 1
    if cue.lemma in ("نقل", "نسب") and party is not None:
        return True
    if not cue.unsure and cue.form != "participle":
        return True
    if (
        following < len(keys)
        and following <= last + _NEAR + 1
        and (keys[following] in _SAYING or keys[following] in _OWN_WORDS)
    ):
        return True
    if link < 0 or is_clause or keys[link] == ":" or cue.form == "participle":
        return link >= 0
    if cue.stance == "described" and keys[link - 1] in CLITICS:
        return True  # "وصف رئيس الوزراء نتائج الجولة الأولى بـ«الإيجابية»"
    return link - last <= (_NEAR_DESCRIBED if cue.stance in ("described", "urged") else _NEAR)


def _is_inner(events: list[Event], cue: Cue, sentence: int, link: int) -> bool:
    """Whether a verb stands inside a clause that somebody else reports, and nothing hangs on it."""
    if cue.joined or (link >= 0 and not (cue.stance == "described" and cue.form == "present")):
        return False
    return any(event.is_clause for event in events[-3:] if event.sentence == sentence)


def _read_speaker(frame: Frame, at: int, cue: Cue, end: int) -> tuple[Party | None, int, int, bool]:
    """(speaker, last token of the cue, token after cue and speaker, whether it must be inherited)."""
    tokens, keys = frame.tokens, frame.tokens.keys
    if cue.form == "phrase":
        return _read_phrase(tokens, at, end)
    if cue.form in ("participle", "noun"):
        return None, at, at + 1, True
    if cue.lemma in ("جاء", "ورد"):
        for stop in range(at + 2, min(at + 6, end)):
            if keys[stop] in w.STATEMENTS and keys[stop - 1] in ("في", "فى"):
                party, last = read_statement(tokens, stop, end)
                return party, stop, last, party is None
            if keys[stop].removeprefix("ب") in w.STATEMENTS:
                break
        return None, -1, at, False
    if cue.lemma in ("نقل", "نسب"):
        for stop in range(at + 1, min(at + 12, end)):
            if keys[stop] in ("عنه", "عنها", "عنهم"):
                return None, at, stop + 1, True
            if keys[stop] in ("عن", "الى", "إلى") and (keys[stop] == "عن") == (cue.lemma == "نقل"):
                party = read_party(tokens, stop + 1, end)
                return (party, at, party.last, False) if party else (None, at, stop + 1, True)
        return None, -1, at, False
    start = _skip_times(tokens, at + 1, end)
    if start < end and keys[start] in _LATTER:
        return None, at, start + 1, True
    party = read_party(tokens, start, end)
    if party is not None and keys[party.first] in w.STATEMENTS:
        source, last = read_statement(tokens, party.first, end)
        return source, at, max(last, party.first + 1), source is None
    if (
        party is not None
        and cue.stance == "urged"
        and keys[party.last - 1] in _ADDRESSED
        and party.last - party.first > 1
    ):
        party = party._replace(last=party.last - 1, name_last=min(party.name_last, party.last - 1))
    if party is not None and cue.stance in ("described", "called") and not cue.has_object:
        whole, party = party, _without_object(tokens, party)
        if party == whole and party.last < end and (keys[party.last] in _AS or keys[party.last] in CLITICS):
            return None, at, party.last, True  # "ووصف القرار بأنه": that is what he described
    if party is not None and keys[party.first] in MARKS and not _is_name_in_marks(frame, party):
        party = None
    return (party, at, party.last, False) if party else (None, at, at + 1, False)


def _without_object(tokens: Tokens, party: Party) -> Party:
    """The words for a speaker without the thing described: "وصف رئيس الاتحاد | القرار بأنه"."""
    last, keys = party.last - 1, tokens.keys
    after = keys[party.last] if party.last < len(keys) else ""
    is_noun = keys[last][:2] == "ال" and not keys[last].endswith(("ي", "ية", "يين")) and keys[last] not in _ADJECTIVES
    if last <= party.first or not is_noun or after in ("ان", "،") or keys[last - 1] in w.NAME_JOINTS:
        return party
    if keys[last - 1][:2] != "ال":
        return party  # the second half of a construct: "رئيس مجلس النواب"
    return party._replace(last=last, name_last=min(party.name_last, last))


def _is_name_in_marks(frame: Frame, party: Party) -> bool:
    """Whether marks right after a verb hold a name that is its subject: a definite one of few words."""
    keys = frame.tokens.keys
    if party.first + 1 >= party.last:
        return False
    inner = keys[party.first + 1]
    if has_article(frame.tokens, party.first + 1) or kind_of(inner) != "name":
        return party.last - party.first <= _LONG_NAME
    after = keys[party.last] if party.last < len(keys) else ""
    return party.last - party.first <= _LONG_NAME // 2 and after in _AFTER_NAME


def _skip_times(tokens: Tokens, at: int, end: int) -> int:
    """The token after time words and asides that stand between a verb and its subject ("وقال أمس، من جهته، …")."""
    keys, stop = tokens.keys, at
    while stop < min(end, at + 8) and (keys[stop] in _TIMES or (keys[stop] in COMMAS and stop > at)):
        stop += 1
    if stop + 1 < end and keys[stop + 1] in MARKS and (keys[stop] == "ل" or keys[stop] in w.RECEIVERS):
        stop = skip_marked(tokens, stop + 1, end)  # قال لـ«الشرق الأوسط» فلان
    if stop + 1 < end and keys[stop] == "من" and keys[stop + 1][:3] in ("جان", "جهت", "ناح"):
        stop += 2
    if stop < end and keys[stop] in ("بدوره", "بدورها"):
        stop += 1
    return stop


def _read_phrase(tokens: Tokens, at: int, end: int) -> tuple[Party | None, int, int, bool]:
    """The source after "وفق", "بحسب", "نقلا عن", "على حد قول"."""
    keys, start = tokens.keys, at + 1
    if start < end and keys[start] in ("ل", "عن", "الى", "إلى"):
        start += 1
    if start >= end:
        return None, -1, at, False
    if keys[start] in _OWN_WORDS or keys[start] in _PRONOUNS:
        return None, start, start + 1, True
    last_word = at
    if keys[start] in _WORDS_OF:
        last_word, start = start, start + 1
    if keys[at].endswith("ما"):
        start -= 1  # "حسبما" is "حسب ما"
    if (keys[min(start, end - 1)] in ("ما", "لما") or start == at) and start + 1 < end:
        verb = find_cue(keys[start + 1].removesuffix("ه"))
        if verb is None and find_cue(keys[start + 1]) is None:
            return None, -1, at, False
        if keys[min(start + 2, end - 1)] == "عن":
            start += 1
        party = read_party(tokens, _skip_times(tokens, start + 2, end), end)
        return party, min(start + 1, end - 1), party.last if party else start + 2, party is None
    is_bare = keys[at].endswith(("ق", "ب", "حد", "لسان"))
    party = read_party(tokens, start, end) if is_bare else read_after_l(tokens, start, end)
    if party is not None and keys[party.first][party.skip :] in w.STATEMENTS:
        source, last = read_statement(tokens, party.first, end)
        return source, party.first, last, source is None
    if party is None:
        return None, -1, at, False
    return party, last_word, party.last, False


def read_after_l(tokens: Tokens, at: int, end: int, prefix: str = "ل") -> Party | None:
    """A party that "ل" (or "و") may be written onto: "لوزارة الخارجية", "للخارجية"."""
    if at >= end:
        return None
    key = tokens.keys[at]
    if key[:1] != prefix or key in w.ROOT_WAW or len(key) < 4 or kind_of(key) != "name":
        return read_party(tokens, at, end)
    bare = "ال" + key[2:] if key.startswith("لل") else key[1:]
    stop = min(end, at + 30)
    piece = Tokens(tokens.text, [bare, *tokens.keys[at + 1 : stop]], tokens.starts[at:stop], tokens.ends[at:stop])
    party = read_party(piece, 0, stop - at)
    if party is None:
        return None
    first, last, name_first, name_last = (place + at for place in party[:4])
    return Party(first, last, name_first, name_last, party.kind, 2 if key.startswith("لل") else 1)


def read_statement(tokens: Tokens, at: int, end: int) -> tuple[Party | None, int]:
    """Who stands behind a statement: "بيان صادر عن المكتب", "بيان لوزارة الخارجية", "بيان الوزارة"."""
    keys, stop = tokens.keys, at + 1
    while stop < min(end, at + 6):
        key = keys[stop]
        if key == "عن":
            party = read_party(tokens, stop + 1, end)
            return party, party.last if party else stop + 1
        if key[:1] == "ل" and key not in w.RECEIVERS and len(key) > 3:
            party = read_after_l(tokens, stop, end)
            return party, party.last if party else stop
        if key in _LIKE_ADJECTIVES or key in _TIMES:
            stop += 1
            continue
        party = read_party(tokens, stop, end)
        if party is not None and (party.kind != "name" or stop > at + 1):
            return party, party.last
        return None, stop
    return None, stop


def _find_link(frame: Frame, at: int, end: int) -> tuple[int, bool]:
    """Where what hangs on a cue begins, and whether it is a clause: أنّ or a colon, else the first opening mark.

    A short name in marks on the way does not count: كتب الوزير على «تويتر»: «…».
    """
    keys = frame.tokens.keys
    first_mark, stop = -1, at
    while stop < end:
        key = keys[stop]
        if key in w.COMPLEMENTIZERS:
            if stop > at and (keys[stop - 1] in _OTHER_HEADS or is_verb(keys[stop - 1], sure=True)):
                break  # "غير أن", "ينبغي أن": the clause hangs on another word
            return (stop, True) if first_mark < 0 or stop - first_mark < _LONG_NAME else (first_mark, False)
        if key == ":":
            return stop, False
        if key in MARKS and stop + 1 < end and frame.inside[stop + 1]:
            first_mark = stop if first_mark < 0 else first_mark
            after = skip_marked(frame.tokens, stop, end)
            if after == stop:
                break
            stop = after
            continue
        stop += 1
    return first_mark, False


def _before_verb(frame: Frame, at: int, cue: Cue) -> Party | None:
    """The subject before its verb: "لكن مسؤولا كبيرا في الوزارة لفت إلى أن", "وكانت كريغ قد حذرت"."""
    tokens, keys = frame.tokens, frame.tokens.keys
    begin = frame.starts[frame.sentence[at]]
    if at and keys[at - 1] == "قد":
        for stop in range(at - 2, max(begin - 1, at - 24), -1):
            if keys[stop] in ("كان", "كانت", "وكان", "وكانت"):
                return read_party(tokens, stop + 1, at - 1) if stop < at - 2 else _ending_at(tokens, stop)
    if cue.joined and not (keys[at][0] == "ف" and keys[begin] in ("اما", "واما")):
        return None
    opening = find_cue(keys[begin])
    if cue.form == "present" and kind_of(keys[at - 1]) == "name" and (near := _ending_at(tokens, at)) is not None:
        return near  # "مسؤول أميركي مجهول يقول"
    if begin < at and (opening is not None and opening.form == "past" and opening.agrees == cue.agrees):
        return read_party(tokens, begin + 1, at)  # "وأصدرت الوزارة بيانا قالت فيه إن"
    start = begin
    if keys[begin] in _GENERAL:
        start = next((n + 1 for n in range(begin, min(begin + 6, at)) if keys[n] in w.COMPLEMENTIZERS), begin)
    while start < at and (keys[start] in w.CONNECTIVES or not tokens.is_word(start)):
        start += 1
    party = read_after_l(tokens, start, at, "و") if start < at else None
    if party is not None and party.kind == "name" and is_verb(keys[start]):
        party = read_party(tokens, start + 1, at)  # "وعادت نادية تقول"
    if party is None or party.last > at or party.kind == "name":
        edge = next((n for n in range(at - 1, max(start, at - 14), -1) if keys[n] in _EDGES), -1)
        near = read_party(tokens, edge + 1, at) if edge >= 0 else None
        is_sure = near is not None and near.last == at and (near.kind != "name" or keys[edge] not in COMMAS)
        party = near if is_sure else party
    if party is None or party.last > at:
        return None
    if party.kind == "name" and tokens.text[: tokens.ends[party.first]].endswith(_ADVERB):
        return None
    gap = [stop for stop in range(party.last, at) if tokens.is_word(stop) and not frame.inside[stop]]
    if len(gap) > (8 if party.kind != "name" else 0):
        return None
    gender = gender_of(tokens, party)
    return None if gender and gender != cue.agrees and "p" not in (gender, cue.agrees) else party


def _before_relative(tokens: Tokens, at: int) -> Party | None:
    """The head of a relative clause that is its subject: "خطاب السيد نصر الله الذي أكد فيه أن"."""
    return _ending_at(tokens, at - 1 - (tokens.keys[at - 2] in COMMAS))


def _ending_at(tokens: Tokens, end: int) -> Party | None:
    """The longest party with a head word that ends right before a token."""
    for start in range(max(0, end - 10), end):
        key = tokens.keys[start]
        prefix = key[0] if key[0] in "ولب" and kind_of(key) == "name" and kind_of(key[1:]) != "name" else ""
        if kind_of(key.removeprefix(prefix)) in ("role", "body", "anonymous"):
            party = read_after_l(tokens, start, end, prefix) if prefix else read_party(tokens, start, end)
            if party is not None and party.last == end and party.kind != "name":
                return party
    return None


def _sentence_subject(frame: Frame, at: int) -> Party | None:
    """The first party with a head word in a sentence whose verb is no cue: "استقال نائب الوزير فلان، مجادلا بأن"."""
    begin = frame.starts[frame.sentence[at]]
    for start in range(begin, min(begin + 6, at)):
        if kind_of(frame.tokens.keys[start]) in ("role", "body", "anonymous") and not frame.inside[start]:
            return read_party(frame.tokens, start, at)
        if frame.tokens.keys[start] in w.STOPWORDS:
            break
    return None


def _inherit(events: list[Event], cue: Cue, sentence: int) -> Speaker | None:
    """The speaker of the attribution before: in the same sentence any, further back one that the verb agrees with."""
    recent = [event for event in events[-12:][::-1] if not event.is_inner]
    if cue.form in ("participle", "noun", "phrase"):
        for event in recent:
            if event.sentence == sentence and event.speaker:
                return event.speaker
    for event in recent:
        if event.speaker and event.agrees == cue.agrees:
            return event.speaker
    return next((event.speaker for event in recent if event.speaker), None) if cue.form != "past" else None


def sentence_frame(tokens: Tokens, inside: bytearray, breaks: Iterable[int] = ()) -> Frame:
    """Number the sentences; full stops inside marks end none, unless the marks close right after them."""
    keys = tokens.keys
    ends = {at + 1 for at, key in enumerate(keys[:-1]) if key in _ENDERS and _ends_sentence(tokens, inside, at, key)}
    ends.update(
        at for offset in breaks if 0 < (at := bisect_left(tokens.starts, offset)) < len(keys) and not inside[at]
    )
    starts = [0, *sorted(ends)]
    sentence: list[int] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(keys)
        sentence.extend([number] * (end - start))
    return Frame(tokens, inside, sentence, starts)


def _ends_sentence(tokens: Tokens, inside: bytearray, at: int, key: str) -> bool:
    keys = tokens.keys
    if inside[at]:
        return False
    if key == "\n":
        return True
    if key in ("؟", "?", "!"):
        return True
    if key == ".":
        before, after = keys[at - 1] if at else "", keys[at + 1]
        is_initial = len(before) == 1 and before.isalpha()
        return after != "." and before != "." and not is_initial and not (after.isdigit() and tokens.glued(at + 1))
    return key in MARKS and at > 1 and inside[at - 1] and keys[at - 1] in (".", "؟", "!") and keys[at + 1][:1].isalpha()
