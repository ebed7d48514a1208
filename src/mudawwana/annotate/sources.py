"""Who is named after a cue: the subject of a verb, the source after "وفق", the one behind a statement."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import Cue, find_cue
from mudawwana.annotate.marks import CLITICS
from mudawwana.annotate.objects import (
    AS,
    INANIMATE,
    THINGS,
    has_things,
    is_manner,
    is_name_in_marks,
    is_oblique,
    says_how,
    without_object,
    without_things,
)
from mudawwana.annotate.parties import Party, kind_of, skip_marked
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set
from mudawwana.annotate.speakers import read_party

_LIKE_ADJECTIVES = key_set(
    """الرسمية الصحفية الصحافية المشتركة الأخيرة الصادرة المشترك الصادر الرسمي الختامي الصحفي الصحافي المذكور رسمي
    صحفي صحافي مشترك له لها لهم صادر صدر نشر نشره
    نشرته أصدره أصدرته اصدره اصدرته مقتضب خاص مكتوب"""
)
OF_STATEMENTS = key_set(
    """المشترك الختامي الرسمي الصحفي الصحافي المذكور الأميركي الأمريكي العراقي الجديد الأخير السنوي
    مشترك ختامي رسمي صحفي صحافي"""
)
_PRONOUNS = frozenset(("له", "لها", "لهم", "لهما"))
_TIMES = key_set(
    """الأسبوع الشهر عنه عنها فيه فيها اليوم امس مساء صباح الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت
    ايضا بالحرف حرفيا بالضبط بالنص كذلك الماضي قد يوم ليل ظهر له لها لي لنا بشدة بقوة بوضوح صراحة مجددا رسميا علنا سريعا
    فورا بحزم بحدة"""
)
OWN_WORDS = key_set(
    """بيانه بيانها بيانهم تصريحاته تصريحاتها تقريره تقريرها كلامه كلامها قوله قولها قولهم تعبيره تعبيرها
    تعبيرهم وصفه وصفها وصفهم زعمه زعمها زعمهم ادعائه ادعائها رايه رايها"""
)
_MEASURES = key_set(
    """الطلب القانون الأصول الحاجة الظروف المعايير النظام الخطة الجدول القدرة الإمكان المطلوب الترتيب"""
)
_LATTER = frozenset(("الاخير", "الاخيرة", "الاخيران", "نفسه", "نفسها"))
_ADDRESSED = key_set(
    """الحكومة البرلمان الأطراف الجميع الدول القيادة السلطات الجهات الفصائل الكتل القوى الإدارة الأجهزة"""
)
IN_IT = frozenset(("فيه", "فيها", "خلاله", "خلالها"))
_WITH_IT = frozenset(("به", "بها", "عنه", "عنها", "اليه", "اليها"))
_WHAT = frozenset(("ما", "بما", "مما", "عما", "لما"))
_ABOUT = frozenset(("criticised", "rejected", "warned", "denied", "urged", "welcomed", "regretted"))
_DIVINE = key_set("صلى عليه تعالى سبحانه عز جل الله رسول")
_ABOUT_IT = frozenset(("في", "فى", "على", "عن", "من", "الى"))
_OPINIONS = frozenset(("برأي", "بنظر", "بتقدير", "رأي", "نظر"))  # whose they are is told behind them
_MEETINGS = key_set("جولة اجتماع لقاء مؤتمر قمة محادثات مباحثات حوار زيارة جلسة")
_WORDS_OF = key_set("""قول تعبير وصف زعم راي ادعاء""")


def read_speaker(frame: Frame, at: int, cue: Cue, end: int) -> tuple[Party | None, int, int, bool]:
    """(speaker, last token of the cue, token after cue and speaker, whether it must be inherited)."""
    tokens, keys = frame.tokens, frame.tokens.keys
    is_his = cue.form == "phrase" and keys[at].endswith(("سبه", "سبها", "سبهم"))
    is_his = is_his or (cue.stance == "believed" and cue.lemma not in _OPINIONS)
    if cue.form == "phrase" and (is_his or cue.lemma[:3] in ("مفا", "فحو", "مضم")):
        return None, at, at + 1, True  # "من وجهة نظره", "رسالة مفادها أن"
    if cue.form == "phrase":
        return _read_phrase(tokens, at, end)
    if cue.form == "noun" and not cue.agrees:
        party = read_party(tokens, at + 1, end)
        return party, at, party.last if party else at + 1, party is None
    if cue.form in ("participle", "noun"):
        return None, at, at + 1, True
    if cue.lemma in ("جاء", "ورد") and at + 1 < end and keys[at + 1] in IN_IT:
        return None, at, at + 2, True  # "بتغريدة جاء فيها أن"
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
        return _read_carrier(tokens, at, end) if cue.lemma == "نقل" else (None, -1, at, False)
    start = at + 1
    if cue.stance == "answered" and start < end and keys[start] in ("عليه", "عليها", "عليهم"):
        start += 1  # "ورد عليه القيادي"
    if cue.lemma == "قال" and _is_divine(tokens, start, end):
        return None, -1, at, False  # "قال صلى الله عليه وسلم", "قال تعالى": no speaker of the news
    if cue.lemma == "أدلى" and start < end and keys[start] in ("به", "بها"):
        start += 1  # "تصريحات أدلى بها السفير"
    if start < end and keys[start] in _WITH_IT and at and keys[at - 1] in _WHAT:
        start += 1  # "هذا ما خلص إليه دبلوماسي"
    start = _skip_times(tokens, start, end)
    if start < end and keys[start] in _LATTER:
        return None, at, start + 1, True
    party = read_party(tokens, start, end)
    if party is not None and party.kind == "name" and is_manner(tokens, party):
        return None, at, at + 1, False  # "وأضاف مازحاً"
    if party is not None and cue.form in ("past", "present") and is_oblique(tokens, party):
        return None, at, party.last, False  # "وخاطب المجتمعين": whom he addressed
    if party is not None and keys[party.first] in w.STATEMENTS:
        if cue.stance == "described" and not cue.has_object:
            return None, at, party.first + 1, False  # "عدّ البيان «إعادة تسمية للاحتلال»": that is what he describes
        source, last = read_statement(tokens, party.first, end)
        return source, at, max(last, party.first + 1), source is None
    if (
        party is not None
        and cue.stance == "urged"
        and keys[party.last - 1] in _ADDRESSED
        and party.last - party.first > 1
    ):
        party = party._replace(last=party.last - 1, name_last=min(party.name_last, party.last - 1))
    is_what = cue.has_object and cue.stance in ("described", "called") and keys[at - 1] in _WHAT
    if party is not None and is_what and keys[party.first] not in MARKS and not says_how(tokens, party.last, end):
        return None, at, party.last, True  # "ما أسماه الاحتلال": that is what he called it
    if party is not None and has_things(cue) and keys[party.first] in INANIMATE:
        return None, at, at + 1, False  # "رأى القرار «هزيلا»"
    if party is not None and (cue.stance in _ABOUT or has_things(cue)):
        party = without_things(tokens, party, INANIMATE if has_things(cue) else THINGS)
    if party is not None and cue.stance in ("described", "called") and not cue.has_object:
        whole, party = party, without_object(tokens, party)
        if party == whole and party.last < end and (keys[party.last] in AS or keys[party.last] in CLITICS):
            return None, at, party.last, True  # "ووصف القرار بأنه": that is what he described
    if party is not None and keys[party.first] in MARKS and not is_name_in_marks(frame, party, cue):
        party = None
    return (party, at, party.last, False) if party else (None, at, at + 1, False)


def _read_carrier(tokens: Tokens, at: int, end: int) -> tuple[Party | None, int, int, bool]:
    """Who carries news that is nobody else's: "نقلت الوكالة أن", not "نقل الجيش الجرحى"."""
    party = read_party(tokens, at + 1, end)
    if party is None or party.kind == "name":
        return None, -1, at, False
    is_news = any(key in w.COMPLEMENTIZERS for key in tokens.keys[party.last : party.last + 2])
    return (party, at, party.last, False) if is_news else (None, -1, at, False)


def _is_divine(tokens: Tokens, at: int, end: int) -> bool:
    """Whether scripture is quoted: "قال تعالى", "قال رسول الله"; رسول alone is a surname."""
    keys = tokens.keys
    return at < end and keys[at] in _DIVINE and (keys[at] != "رسول" or (at + 1 < end and keys[at + 1] == "الله"))


def _skip_times(tokens: Tokens, at: int, end: int) -> int:
    """The token after time words and asides that stand between a verb and its subject ("وقال أمس، من جهته، …")."""
    keys, stop = tokens.keys, at
    stop += stop < end and keys[stop] == "ذلك"  # "أكد ذلك أيضا النائب"
    while stop < min(end, at + 8) and (keys[stop] in _TIMES or (keys[stop] in COMMAS and stop > at)):
        stop += 1
    if stop + 2 < end and keys[stop] in _ABOUT_IT and keys[stop + 1] == "ذلك":
        stop += 2 + (keys[stop + 2] in ("كله", "ايضا", "الامر"))  # "شكك في ذلك كله النائب"
        while stop < end and keys[stop] in _TIMES:
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
        if verb is None and find_cue(keys[start + 1]) is None and keys[min(start + 2, end - 1)] not in _WITH_IT:
            return None, -1, at, False
        if keys[min(start + 2, end - 1)] == "عن" or keys[min(start + 2, end - 1)] in _WITH_IT:
            start += 1  # "وفق ما أسر به مسؤول", "وفق ما صرح به الوزير"
        party = read_party(tokens, _skip_times(tokens, start + 2, end), end)
        if (
            party is not None
            and verb is not None
            and verb.lemma == "نقل"
            and keys[party.last : party.last + 1] == ["عن"]
        ):
            party = read_party(tokens, party.last + 1, end) or party  # "بحسب ما نقلته الوكالة عن مسؤول"
        return party, min(start + 1, end - 1), party.last if party else start + 2, party is None
    is_bare = keys[at].endswith(("ق", "ب", "حد", "لسان", "راي", "نظر", "تقدير"))
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
        if key == "ل" and keys[stop + 1 : stop + 2] and (after := skip_marked(tokens, stop + 1, end)) > stop + 1:
            return Party(stop + 1, after, after, after, "body"), after  # "بيان لـ«خلية الإعلام الأمني»"
        if key[:1] == "ل" and key not in w.RECEIVERS and len(key) > 3:
            if key.removeprefix("لل") in _MEETINGS:
                return None, stop  # "البيان الختامي للجولة الثانية"
            party = read_after_l(tokens, stop, end)
            return party, party.last if party else stop
        if key in _LIKE_ADJECTIVES or key in _TIMES:
            stop += 1
            continue
        if key in ("في", "فى") and stop + 1 < end and kind_of(keys[stop + 1]) == "body":
            stop += 1  # "تقرير في مجلة «إيكونوميست»"
        party = read_party(tokens, stop, end)
        if party is not None and (party.kind != "name" or stop > at + 1):
            return party, party.last
        return None, stop
    return None, stop
