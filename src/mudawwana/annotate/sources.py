"""Who is named after a cue: the subject of a verb, the source after "وفق", the one behind a statement."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import Cue, find_cue
from mudawwana.annotate.marks import CLITICS
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set
from mudawwana.annotate.speakers import Party, has_article, kind_of, read_party, skip_marked

_LIKE_ADJECTIVES = key_set(
    """المشترك الصادر الرسمي الختامي الصحفي الصحافي المذكور رسمي صحفي صحافي مشترك له لها لهم صادر صدر نشر نشره
    نشرته أصدره أصدرته اصدره اصدرته مقتضب خاص مكتوب"""
)
_PRONOUNS = frozenset(("له", "لها", "لهم", "لهما"))
_TIMES = key_set(
    """الأسبوع الشهر عنه عنها فيه فيها اليوم امس مساء صباح الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت
    ايضا الماضي قد يوم ليل ظهر له لها"""
)
OWN_WORDS = key_set(
    """بيانه بيانها بيانهم تصريحاته تصريحاتها تقريره تقريرها كلامه كلامها قوله قولها قولهم تعبيره تعبيرها
    تعبيرهم وصفه وصفها وصفهم زعمه زعمها زعمهم ادعائه ادعائها رايه رايها"""
)
_MEASURES = key_set(
    """الطلب القانون الأصول الحاجة الظروف المعايير النظام الخطة الجدول القدرة الإمكان المطلوب الترتيب"""
)
_LATTER = frozenset(("الاخير", "الاخيرة", "الاخيران", "نفسه", "نفسها"))
LONG_NAME = 12  # tokens, marks included
_AFTER_NAME = w.COMPLEMENTIZERS | {"الى", "إلى", "على", "عن", "من"}
_ADDRESSED = key_set(
    """الحكومة البرلمان الأطراف الجميع الدول القيادة السلطات الجهات الفصائل الكتل القوى الإدارة الأجهزة"""
)
_ADJECTIVES = key_set(
    """المتحدة الأبيض العام العامة الأعلى العليا المسلحة الأسبق السابق السابقة الأول المشتركة الكبرى الأحمر
    الخاص الخاصة المركزي"""
)
_CALLED = key_set("أسماه أسمته أسموه سماه سمته سموه أسماها سماها وصفه وصفته اعتبره اعتبرته عده عدته")
_AS = key_set("بأنه بأنها بأنهم بأنهما بكونه بكونها")
_WORDS_OF = key_set("""قول تعبير وصف زعم راي ادعاء""")


def read_speaker(frame: Frame, at: int, cue: Cue, end: int) -> tuple[Party | None, int, int, bool]:
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
    if party is not None and keys[party.first] in MARKS and not _is_name_in_marks(frame, party, cue):
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


def _is_name_in_marks(frame: Frame, party: Party, cue: Cue) -> bool:
    """Whether marks right after a verb hold a name that is its subject: a definite one of few words."""
    keys = frame.tokens.keys
    if party.first + 1 >= party.last or (keys[party.first - 1] in _CALLED and keys[party.last - 1] in MARKS):
        return False
    inner = keys[party.first + 1]
    if has_article(frame.tokens, party.first + 1) or kind_of(inner) != "name":
        return party.last - party.first <= LONG_NAME
    after = keys[party.last] if party.last < len(keys) else ""
    if cue.stance == "described" and after[:2] == "ال":
        return party.last - party.first <= LONG_NAME // 2  # "اعتبرت «العصائب» الإعلان «التفافا»"
    return party.last - party.first <= LONG_NAME // 2 and after in _AFTER_NAME


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
    if keys[start] in OWN_WORDS or keys[start] in _PRONOUNS:
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
    if party is not None and keys[party.last - 1] in _MEASURES and party.last - party.first == 1:
        return None, -1, at, False  # "بحسب الطلب"
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
