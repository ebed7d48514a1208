"""Who speaks: the words for a speaker, where they begin and end, and whose name is meant."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import find_cue
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Remembered, Tokens, key_set

_LONGEST = 22  # tokens in the words for one speaker
_LONG_WORD = 5
_EVENTS = w.OCCASIONS - w.STATEMENTS
_LONGEST_NAME = 7
_TANWIN = "\u064b"
_AGENCIES = [[word] for word in ("غوث", "الطاقة", "الاستخبارات", "المخابرات", "الفضاء")]  # they give no news
_TITLE_DOT = frozenset("دأم")
_ELECTED = key_set("محافظة مدينة دائرة الدائرة ولاية الولاية قائمة المكون كتلة")
_ONE_PERSON = key_set("أمين مطران فنان سلطان قبطان أمينا فنانا")  # no plurals, no duals
_PLURAL_THINGS = key_set("دول شعوب أطراف كتل أحزاب صحف مواقع قنوات مجالس هيئات وكالات تقارير")
_SHORT_PLACES = w.PLACES - w.LONG_PLACES
_NAMES_IN_IN = key_set("العابدين الياسين الشاهين الحسنين")
# What somebody does or will not do, behind the words for him: "رفض المسؤول | الخوض في".
_INFINITIVES = key_set(
    """الخوض الكشف الرد البوح الحديث الإفصاح التعليق الجزم البت السماح القبول التوقيع الإدلاء الدخول الخروج الرضوخ
    التفاوض المشاركة الإجابة التحدث التطرق الكلام الإقرار الاعتراف الإشارة التدخل العودة المثول التخلي الإفراج
    الانسحاب الانضمام الالتزام التعاون التعامل التنازل التراجع الانجرار المساس الزج القول التصريح"""
)
_NAME_PARTS = w.NAME_JOINTS | w.ALSO_NAMES
_OF_SOMETHING = key_set("وزير وزيرة رئيس رئيسة مدير مديرة نائب نائبة قائد وكيل وزيرا")
_MEMBERS = key_set("النائب النائبة نائب نائبة المرشح المرشحة مرشح مرشحة العضو العضوة عضو عضوة")
_SPOKEN_OF = key_set("كشف تحدث أعلن عبر أعرب أفصح دافع")
_PREACHERS = frozenset(("خطيب", "امام"))
_MINISTRIES = key_set("خارجية دفاع داخلية مالية نفط حكومة برلمان جيش")
_NISBA = ("ي", "ى", "ية", "يين")
_NOT_FOR = ("لل", "ليبي", "لبنان", "لاتيني", "لندن", "لاجئ")
_ADJECTIVE_ENDS = ("ي", "ية", "يع", "ير", "يرة", "يعة", "لع")  # "رفيع", "كبير", "مطلع"
_ONE_MARKED = 3  # tokens: a word and its two marks


class Party(NamedTuple):
    """The words for a speaker, as tokens first..last-1, with the person's name in them (an empty range: no name)."""

    first: int
    last: int
    name_first: int
    name_last: int
    kind: str  # "role" (a person by office), "anonymous", "body", "place", "name"
    skip: int = 0  # letters of the first token that are a prefix ("لوزارة": 1)

    @property
    def has_name(self) -> bool:
        """Whether a person's name is among the words."""
        return self.name_last > self.name_first


def read_party(tokens: Tokens, at: int, end: int) -> Party | None:
    """The words for a speaker that begin at a token, None where none do.

    >>> from mudawwana.annotate.quote_tokens import tokenize
    >>> found = tokenize("وزير الخارجية فؤاد حسين في بيان")
    >>> read_party(found, 0, 6)
    Party(first=0, last=4, name_first=2, name_last=4, kind='role', skip=0)
    """
    end = min(end, at + _LONGEST)
    if tokens.parties is None:
        return _read_party(tokens, at, end)
    if at not in tokens.parties:
        tokens.parties[at] = _read_party(tokens, at, min(at + _LONGEST, len(tokens.keys)))
    found: Party | None = tokens.parties[at]
    if found is None or (
        found.last + 1 < end and not (tokens.keys[found.last] in COMMAS and end < found.last + _LONGEST_NAME)
    ):
        return found
    return _read_party(tokens, at, end)  # it ends earlier here


def _read_party(tokens: Tokens, at: int, end: int) -> Party | None:
    if at >= end or not _may_start(tokens, at):
        return None
    key = tokens.keys[at]
    kind = kind_of(key)
    if key in _MINISTRIES and at + 1 < end and tokens.keys[at + 1] in w.PLACES:
        return _plain(at, at + 2, "body")  # "خارجية بغداد"
    if kind in ("role", "anonymous") or key in w.NUMBERS or key.isdigit():
        party = _read_role(tokens, at, end, kind if kind == "anonymous" else "role")
        if key in w.KIN or key in w.NUMBERS or (kind == "anonymous" and key[:2] != "ال"):
            party = _plain(at, party.last, party.kind)  # "والد الشهيد أحمد": not Ahmad speaks
    elif kind in ("body", "place", "mark"):
        party = _plain(at, _read_chain(tokens, at, end, kind), "body" if kind == "mark" else kind)
    elif has_article(tokens, at) and at + 1 in tokens.people and at not in tokens.people:
        last = _person_end(tokens, at + 1, end)
        party = Party(at, last, at + 1, last, "role")  # "المستثمر | مبارك علي المنصوري"
    else:
        last = _person_end(tokens, at, end) if at in tokens.people else _read_name(tokens, at, end)
        party = Party(at, last, at, last, "name")
    if party.last <= at:
        return None
    return _with_apposition(tokens, party, end)


def _kind_of(key: str) -> str:
    """What kind of speaker a word is the head of.

    >>> kind_of("وزارة"), kind_of("المتحدثة"), kind_of("واشنطن"), kind_of("ساكي")
    ('body', 'role', 'place', 'name')
    """
    if key in w.ANONYMOUS:
        return "anonymous"
    if key in w.BODIES:
        return "body"
    if key in w.ROLES:
        return "role"
    if key in w.PLACES:
        return "place"
    return "mark" if key in MARKS else "name"


kind_of = Remembered(_kind_of).__getitem__


def _plain(first: int, last: int, kind: str) -> Party:
    return Party(first, last, last, last, kind)


def _may_start(tokens: Tokens, at: int) -> bool:
    key = tokens.keys[at]
    if key in MARKS:
        return True
    if not tokens.is_word(at) or key in w.STOPWORDS or key in w.RECEIVERS or key in ("في", "فى", "من"):
        return False
    if kind_of(key) == "name" and (find_cue(key) is not None or (key[0] == "و" and key[1:] in w.STOPWORDS)):
        return False
    if key.isdigit():
        return at + 1 < len(tokens.keys) and tokens.keys[at + 1] in w.ANONYMOUS
    if kind_of(key) == "name" and (key in w.JOINED or key in _EVENTS or _is_owned(key)):
        return False
    if key[0] == "ل" and key[1:2].isascii() and key[1:2].isalpha():
        return False  # "قال لـRT": whom he told
    return not (len(key) > 2 and key.startswith(("لل", "بال", "كال")))


_ALEF_LAM = key_set(
    """الكسندر الكسندرا اليكس اليخاندرو الفريد الفريدو البرت البرتو الياس اليزابيث الينا الكسي الكسيس التون الن
    اليوت الفارو الفونسو البير الينور اليسون الدين"""
) - key_set("الدين")


def has_article(tokens: Tokens, at: int) -> bool:
    """Whether a word has the article; "ألفريدو" and "إلياس" only look so without their hamza."""
    key = tokens.keys[at]
    return key[:2] == "ال" and key not in _ALEF_LAM and tokens.text[tokens.starts[at]] not in "أإآ"


def _is_of_office(tokens: Tokens, at: int, is_closed: bool = False) -> bool:
    """Whether a word with its owner completes an office: "وزير إعلامها محسن بلال", "مدير مكتبه"."""
    return not is_closed and at > 0 and tokens.keys[at - 1] in _OF_SOMETHING and _is_of_somebody(tokens.keys[at])


def _is_definite(tokens: Tokens, at: int) -> bool:
    key = tokens.keys[at]
    if key in w.PLACES or key in w.OWNED or _is_of_office(tokens, at):
        return True
    return len(key) > 3 and (has_article(tokens, at) or key.startswith(("لل", "بال", "وال")))


def _ends_name(key: str) -> bool:
    """Whether a word ends the words for a speaker wherever it stands: a particle, a receiver, a number, a verb."""
    if not key[:1].isalpha() or key in w.STOPWORDS or find_cue(key) is not None:
        return True
    return key in w.RECEIVERS and key != "لوكالة"


def _has_owner(key: str) -> bool:
    return len(key) > 4 and (key.endswith((*w.OWN, "اته")) or (key[-1] == "ه" and key[:-1] in w.STOPWORDS))


_ends_names = Remembered(_ends_name).__getitem__
_is_of_somebody = Remembered(_has_owner).__getitem__


def _stops(tokens: Tokens, at: int, has_name: bool, is_closed: bool = True) -> bool:
    """Whether the words for a speaker end before this token; a chain that is not closed goes on over "و"."""
    key = tokens.keys[at]
    if key == "الجمعة" and at and tokens.keys[at - 1].removeprefix("ال") in _PREACHERS:
        return False
    if key in w.COMPLETING and not is_closed:
        return False  # "وزارة العمل", "لجنة حماية الصحافيين"
    if _ends_names(key):
        return True
    if key == "لوكالة" and tokens.keys[at + 1 : at + 2] not in _AGENCIES:
        return True
    if key[0] == "و" and key not in w.ROOT_WAW and len(key) > 3:
        rest = key[1:]
        if has_name and kind_of(rest) in ("role", "body"):
            return True  # "مارك ميلي | ووزير الدفاع"
        return is_closed and not (
            rest in w.PLACES or kind_of(rest) != "name" or (rest.startswith("ال") and not has_name)
        )
    if is_closed and (_is_verbal_noun(key) or (key in _INFINITIVES and has_article(tokens, at - 1))):
        return True
    if _is_of_somebody(key):
        return key not in w.OWNED and not _is_of_office(tokens, at, is_closed)
    if has_name and key[:2] == "ال" and (key.endswith("يين") or (key.endswith("ين") and len(key) > 6)):
        return key not in _NAMES_IN_IN  # "قاآني | الإسرائيليين"
    if has_name and _TANWIN in tokens.text[tokens.starts[at] : tokens.ends[at]]:
        return True  # an object or adverb: "ضباطا", "غاضبا"
    if key[:2] == "لل" or key[:3] == "بال" or key[1:] in w.STATEMENTS:
        return has_name
    return has_name and key in w.JOINED


def _is_owned(key: str) -> bool:
    """Whether a word is somebody's something ("تصريحاته", "نتائجها") and so nobody's name."""
    is_his = len(key) > _LONG_WORD and key[-1] == "ه" and not key.endswith("لله")
    return is_his or (len(key) >= _LONG_WORD and key.endswith(w.OWN))


def _has_noun_pattern(key: str) -> bool:
    """Whether a word has the pattern of what a statement is about: "اندلاع", "استهداف", "اعتقال"."""
    if len(key) == 5 and key[0] == "ت" and key[3] == "ي":
        return True  # "تحديد", "تقديم"
    bare = key[1:] if key[:2] in ("با", "لا") else key  # "باتخاذ"
    if len(bare) == 7 and bare[:3] == "است" and bare[-2] == "ا":
        return True  # "استشهاد"
    return 5 <= len(bare) <= 6 and bare[0] == "ا" and bare[-2] == "ا" and (bare[1] in "نست" or bare[2] == "ت")


_is_verbal_noun = Remembered(_has_noun_pattern).__getitem__


def skip_marked(tokens: Tokens, at: int, end: int) -> int:
    """The token after a short name in marks, `at` itself where none stands there."""
    for stop in range(at + 2, min(at + 7, end)):
        if tokens.keys[stop] in MARKS:
            return stop + 1
    return at


def _read_chain(tokens: Tokens, at: int, end: int, kind: str) -> int:
    """The end of construct nouns and their adjectives ("وزارة الدفاع الأميركية"); no name is among them."""
    is_closed = False
    stop = at
    while stop < end:
        key = tokens.keys[stop]
        if key in MARKS:
            after = skip_marked(tokens, stop, end)
            if after == stop or (is_closed and stop > at + 1 and kind != "body"):
                break
            stop, is_closed = after, True
            following = tokens.keys[stop] if stop < end else ""
            if kind == "mark" and following[:2] == "ال" and not following.endswith(_NISBA):
                break  # "«العصائب» | الإعلان"
            continue
        if key in ("في", "فى") and kind == "body" and stop > at and stop + 1 < end:
            if tokens.keys[stop + 1] not in w.PLACES:
                break
            stop += 2
            if stop < end and tokens.keys[stop][:2] == "ال" and not tokens.keys[stop].endswith(_NISBA):
                break  # "المقاومة في العراق | الاحتلال"
            continue
        if stop > at + 1 and (_is_verbal_noun(key) or key[:3] == "بال"):
            break
        if stop > at and _stops(tokens, stop, has_name=False, is_closed=is_closed):
            if not (key[:1].isdigit() and tokens.keys[stop - 1].endswith("القناة")):
                break
        elif (is_closed and not _is_definite(tokens, stop) and key[0] != "و" and not key.startswith(("ل", "ب"))) or (
            is_closed and kind == "place" and key[:2] != "ال" and key[0] != "و"
        ):
            break
        is_closed = is_closed or _is_definite(tokens, stop)
        stop += 1
        if kind == "place" and stop < end and tokens.keys[stop] not in w.PLACES and tokens.keys[stop][0] != "و":
            break
    return stop


def _read_role(tokens: Tokens, at: int, end: int, kind: str) -> Party:
    """An office and the name after it: "المتحدثة باسم البيت الأبيض | جين ساكي"."""
    stop, is_closed = at, False
    while stop < end:
        key = tokens.keys[stop]
        if key in ("في", "فى", "لدى", "من") and stop > at:
            following = tokens.keys[stop + 1] if stop + 1 < end else ""
            is_name = following[:1].isalpha() or following in MARKS
            if following in w.OCCASIONS or not is_name or following in w.STOPWORDS:
                break
            stop, is_closed = stop + 1, False
            continue
        if stop in tokens.people and stop > at and (is_closed or stop == at + 1):
            last = _person_end(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if is_closed and key in w.ALSO_NAMES and _is_first_name(tokens, stop, end):
            last = _read_name(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if key == "(" and is_closed and (after := _after_bracket(tokens, stop, end)):
            stop = after
            continue
        if (
            key == "عن"
            and stop == at + 1
            and (_represents(tokens, stop + 1, end) or (kind == "role" and _is_member(tokens, stop + 1, end)))
        ):
            stop, is_closed = stop + 1, False
            continue
        if key in ("باسمه", "باسمها") and stop > at:
            stop, is_closed = stop + 1, True
            continue
        if key == "ل" and kind == "role" and stop > at and stop + 1 < end and tokens.keys[stop + 1] in MARKS:
            after = skip_marked(tokens, stop + 1, end)  # "الأمين العام لـ«منظمة بدر»"
            if after > stop + 1 and not is_link(tokens, after, end):
                stop, is_closed = after, True
                continue
        if key == "باسم" and "باسم" not in tokens.keys[at:stop]:
            stop, is_closed = stop + 1, False
            continue
        if key in MARKS:
            after = skip_marked(tokens, stop, end)
            before = tokens.keys[stop - 1]
            is_office = kind_of(before) == "role" and before[:2] != "ال"  # not "اعتبرها المتحدث «ضرورية»"
            is_head = before in ("في", "فى", "باسم") or before in w.JOINED or kind_of(before) == "body" or is_office
            is_head = is_head or (not is_closed and not before.endswith(_ADJECTIVE_ENDS))
            if after == stop or (not is_head and not _names_office(tokens, stop, after, end)):
                break  # "أبلغ مسؤول رفيع | «العربي»"
            stop, is_closed = after, True
            continue
        if is_closed and key == "على" and _is_ali(tokens, stop, end):
            last = _read_name(tokens, stop + 1, end)
            return Party(at, last, stop, last, kind)
        if key == "." and tokens.keys[stop - 1] in _TITLE_DOT:
            stop += 1
            continue
        if stop > at and _stops(tokens, stop, has_name=False, is_closed=is_closed):
            break
        if (
            is_closed
            and not _is_definite(tokens, stop)
            and not tokens.text.startswith("لإ", tokens.starts[stop])  # "لإزالة الألغام"
            and key not in w.JOINED
            and key[0] != "و"
            and not _is_for(key)
            and kind_of(key) == "name"
        ):
            last = _read_name(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if stop in tokens.people and stop > at + 1 and not is_closed and kind_of(tokens.keys[stop - 1]) == "body":
            stop, is_closed = min(tokens.people[stop], end), True  # "المتحدث باسم مؤسسة كوفي أنان"
            continue
        if stop in tokens.people and stop > at + 1 and kind_of(key) == "name":
            last = _person_end(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if key in ("عبد", "ابو") and stop > at:
            last = _read_name(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if is_closed and key in w.PLACES and _is_other_place(tokens, stop):
            break
        if _is_for(key) and key[1] in "يت" and key not in w.JOINED:
            break  # "عاد رئيس الحزب ليعلق"
        is_construct = (
            (key in w.JOINED or (is_closed and _is_for(key)))
            and key[1:] not in w.PLACES
            and not key.startswith(("لل", "بال"))
        )
        if key[0] == "و" and stop > at and kind_of(key[1:]) in ("role", "body"):
            is_construct = True  # "رئيس الاتحاد ورئيس هيئة"
        is_closed = not is_construct and (is_closed or _is_definite(tokens, stop))  # "المدير لإدارة استعادة الرهائن"
        stop += 1
    return _role_end(tokens, at, stop, kind)


def _person_end(tokens: Tokens, at: int, end: int) -> int:
    """The end of a name that others found, or of the longer one up to the comma or the clause that follows."""
    last = min(tokens.people[at], end)
    longer = _read_name(tokens, at, end)
    following = tokens.keys[longer] if longer < len(tokens.keys) else "،"
    is_whole = following in COMMAS or following == ":" or following in w.COMPLEMENTIZERS or following in MARKS
    return longer if longer > last and is_whole and not has_article(tokens, last) else last


def _is_other_place(tokens: Tokens, at: int) -> bool:
    """Whether a place is what a verb is about: "خصوم إيران | بغداد", "حذر اللواء العاطفي | واشنطن من"."""
    following = tokens.keys[at + 1] if at + 1 < len(tokens.keys) else ""
    return tokens.keys[at - 1] in _SHORT_PLACES or following in ("من", "على", "الى", "عن", "ب")


def _is_first_name(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a word that is an office too is a first name: "المراسل العسكري أمير بوخبوط", not "أمير الكويت"."""
    return (
        at + 1 < end
        and tokens.is_word(at + 1)
        and not _stops(tokens, at + 1, has_name=True)
        and (kind_of(tokens.keys[at + 1]) == "name" and not has_article(tokens, at + 1))
    )


def _after_bracket(tokens: Tokens, at: int, end: int) -> int:
    """The token after a short bracket that stands within an office: "القيادة المركزية (سنتكوم) | مايكل كوريلا"."""
    for stop in range(at + 2, min(at + 5, end - 1)):
        if tokens.keys[stop] == ")":
            following = tokens.keys[stop + 1]
            is_name = stop + 1 in tokens.people or kind_of(following) == "role"
            return stop + 1 if is_name else 0
    return 0


def _is_for(key: str) -> bool:
    """Whether "ل" is written onto a word that no name begins with: "الأمين العام لعصائب أهل الحق"."""
    return key[0] == "ل" and len(key) >= _LONG_WORD and not key.startswith(_NOT_FOR) and key not in w.NAMES_IN_L


def _is_ali(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "على" is the name Ali without its dots: a definite name, then the clause, near other such spellings."""
    keys = tokens.keys
    if at + 2 >= end or not has_article(tokens, at + 1) or not (_is_link(keys[at + 2]) or keys[at + 2] in COMMAS):
        return False
    is_egyptian = any(
        key in ("فى", "التى") or (len(key) > 5 and key[-2:] == "قى") for key in keys[max(0, at - 40) : at + 40]
    )
    return is_egyptian and not _is_verbal_noun(keys[at + 1][2:])


def _represents(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "عن" tells whom somebody represents: "النائب عن كتلة الفتح", "المرشح عن محافظة ديالى"."""
    key = tokens.keys[at] if at < end else ""
    return kind_of(key) in ("body", "place", "mark") or key in _ELECTED


def _is_member(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a name follows the list that somebody is elected for: "النائب عن الإطار التنسيقي حيدر السلامي"."""
    stop = at
    while stop < min(end, at + 4) and has_article(tokens, stop) and stop not in tokens.people:
        stop += 1
    if stop in tokens.people or stop == at or stop >= end:
        return stop > at and stop in tokens.people
    verb = find_cue(tokens.keys[at - 3]) if at > 2 else None
    if tokens.keys[at - 2] not in _MEMBERS or (verb is not None and verb.lemma in _SPOKEN_OF):
        return False  # "كشف النائب عن الخطة"
    return not _stops(tokens, stop, has_name=False) and _read_name(tokens, stop, end) > stop + 1


def _names_office(tokens: Tokens, at: int, after: int, end: int) -> bool:
    """Whether marks repeat by another name what was said before them: "وزارة الدفاع «البنتاغون» الجنرال رايدر"."""
    following = tokens.keys[after] if after < end else ""
    return after - at == _ONE_MARKED and (kind_of(following) == "role" or following in ("عبد", "ابو"))


def _role_end(tokens: Tokens, at: int, stop: int, kind: str) -> Party:
    """The last definite word after a bare title is a surname: "الرئيس الأسد", "النائب الفتلاوي"."""
    while stop > at + 1 and tokens.keys[stop - 1] in ("في", "فى", "من", "لدى", "باسم"):
        stop -= 1
    return _plain(at, stop, kind)


def _read_name(tokens: Tokens, at: int, end: int) -> int:
    """The end of a person's name, or of another name that no head word tells."""
    stop = at + 1
    closed = has_article(tokens, at)
    starts_closed = closed
    limit = min(end, at + _LONGEST_NAME)
    while stop < limit and (not _stops(tokens, stop, has_name=True) or _goes_on(tokens, at, stop, limit)):
        if tokens.keys[stop - 1] in ("عبد", "ابو", "ابي", "بن") and tokens.is_word(stop):
            closed, stop = False, stop + 1
            continue
        key, before = tokens.keys[stop], tokens.keys[stop - 1]
        if (
            (kind_of(key) != "name" and key not in _NAME_PARTS)
            or key in w.STATEMENTS
            or key in w.NUMBERS
            or _is_owned(key)
        ):
            break
        if key in ("في", "فى", "من"):
            break
        is_definite = has_article(tokens, stop)
        if closed and not is_definite and before not in w.NAME_JOINTS and key not in w.NAME_JOINTS:
            break
        if closed and is_definite and not starts_closed and before not in w.NAME_JOINTS and key[-2:] != "ية":
            break
        closed = is_definite and before not in w.NAME_JOINTS
        stop += 1
    return stop


def _goes_on(tokens: Tokens, at: int, stop: int, limit: int) -> bool:
    """Whether a name goes on over a hyphen ("أرندت-براور") or with a word that only looks joined ("سوزان ورال،")."""
    keys = tokens.keys
    if stop + 1 >= limit:
        return False
    if keys[stop] == "-":
        return tokens.glued(stop) and tokens.glued(stop + 1)
    if keys[stop] in ("لو", "لا", "فان") and tokens.is_word(stop + 1):
        return keys[stop + 1] not in w.STOPWORDS and not has_article(tokens, stop + 1)  # "ستيفان لو فول"
    is_last = keys[stop + 1] in COMMAS or _is_link(keys[stop + 1])
    if find_cue(keys[stop]) is not None:
        return False  # "نشر مقطعا وعلق:"
    return keys[stop][0] == "و" and stop == at + 1 and is_last and tokens.is_word(stop) and keys[stop][1:3] != "ال"


def _with_apposition(tokens: Tokens, party: Party, end: int) -> Party:
    """A name after an office, or an office after a name, between commas: "رئيس الأركان، فلان، أن"."""
    comma = party.last
    keys = tokens.keys
    if comma + 2 < end and keys[comma] == "(" and party.kind == "role" and not party.has_name:
        comma = next((n + 1 for n in range(comma + 2, min(comma + 5, end - 1)) if keys[n] == ")"), comma)
    if comma + 1 >= end or keys[comma] not in COMMAS or party.kind in ("place",):
        return party
    is_person = comma + 1 in tokens.people
    if not is_person and (not _may_start(tokens, comma + 1) or keys[comma + 1] in MARKS or keys[comma + 1][0] == "و"):
        return party
    kind = kind_of(keys[comma + 1]) if not is_person else "name"
    if kind in ("role", "anonymous"):
        other = _read_role(tokens, comma + 1, end, "role")
    elif (
        kind == "name"
        and not party.has_name
        and party.kind in ("role", "anonymous")
        and tokens.keys[party.first] not in w.KIN
    ):
        last = _person_end(tokens, comma + 1, end) if is_person else _read_name(tokens, comma + 1, end)
        other = Party(comma + 1, last, comma + 1, last, "name")
    else:
        return party
    if other.last < end and keys[other.last] not in COMMAS and not _is_link(keys[other.last]):
        return party
    if party.has_name:
        return party._replace(last=other.last)
    if other.has_name:
        return party._replace(last=other.last, name_first=other.name_first, name_last=other.name_last)
    return party


def is_link(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a clause or quotation begins at a token: then marks before it held the receiver (قال لـ«المدى»: …)."""
    following = at + (at < end and tokens.keys[at] in COMMAS)
    return following >= end or _is_link(tokens.keys[following])


def _is_link(key: str) -> bool:
    return key == ":" or key in w.COMPLEMENTIZERS or key in MARKS or key in ("في", "لـ", "ل", "إلى", "الى")


def gender_of(tokens: Tokens, party: Party) -> str:
    """ "m", "f" or "p" (several people), by the head word; "" where it does not tell."""
    key = tokens.keys[party.first][party.skip :]
    if key in MARKS:
        return ""
    if key.removeprefix("ال") in _ONE_PERSON:
        return "m"
    if (
        key in w.NUMBERS
        or key.isdigit()
        or (key.endswith(("ون", "ين", "يون", "ان")) and party.kind in ("anonymous", "role"))
    ):
        return "p"
    if key in w.FEMININE_PLACES:
        return "f"
    if party.kind == "name":
        return ""
    if key.removeprefix("ال") in _PLURAL_THINGS:
        return "f"
    if key.endswith(("ة", "ات")) or key in ("مصادر", "المصادر", "وسائل", "قوات", "كتائب", "سرايا", "فصائل", "سلطات"):
        return "f"
    return "m"
