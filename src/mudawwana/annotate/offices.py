"""People by their office: where its words end, and the name behind it."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import find_cue
from mudawwana.annotate.parties import (
    Party,
    has_article,
    is_definite,
    is_for,
    is_link,
    kind_of,
    plain,
    skip_marked,
    stops,
)
from mudawwana.annotate.person_names import is_ali, is_first_name, person_end, read_name
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set

_RANKS = key_set("الفريق فريق الملازم ملازم")
_OF_RANK = key_set("المستوى الرتبة الاطلاع الصلة المقام")  # "مصدر رفيع المستوى"
_TITLE_DOT = frozenset("دأم")
_ELECTED = key_set("محافظة مدينة دائرة الدائرة ولاية الولاية قائمة المكون كتلة")
_SHORT_PLACES = w.PLACES - w.LONG_PLACES
_MEMBERS = key_set("النائب النائبة نائب نائبة المرشح المرشحة مرشح مرشحة العضو العضوة عضو عضوة")
_CHAMBERS = key_set("النواب البرلمان الشيوخ الكونغرس")
_SPOKEN_OF = key_set("كشف تحدث أعلن عبر أعرب أفصح دافع")
_ADJECTIVE_ENDS = ("ي", "ية", "يع", "ير", "يرة", "يعة", "لع", "لعة")  # "رفيع", "كبير", "مطلع"
_ONE_MARKED = 3  # tokens: a word and its two marks


def read_role(tokens: Tokens, at: int, end: int, kind: str) -> Party:
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
            last = person_end(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if is_closed and key in w.ALSO_NAMES and is_first_name(tokens, stop, end):
            last = read_name(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if key == "(" and is_closed and (after := _after_bracket(tokens, stop, end)):
            stop = after
            continue
        if (
            key == "عن"
            and (stop == at + 1 or tokens.keys[stop - 1] in _CHAMBERS)
            and (_represents(tokens, stop + 1, end) or (kind == "role" and _is_member(tokens, stop + 1, end)))
        ):
            stop, is_closed = stop + 1, False
            continue
        if key in ("باسمه", "باسمها") and stop > at:
            stop, is_closed = stop + 1, True
            continue
        if key == "ل" and kind == "role" and stop > at and stop + 1 < end and tokens.keys[stop + 1] in MARKS:
            after = skip_marked(tokens, stop + 1, end)  # "الأمين العام لـ«منظمة بدر»"
            if (
                after > stop + 1
                and not is_link(tokens, after, end)
                and not (is_closed and _is_told(tokens, stop + 2, after))
            ):
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
        if is_closed and key == "على" and is_ali(tokens, stop, end):
            last = read_name(tokens, stop + 1, end)
            return Party(at, last, stop, last, kind)
        if (key == "." and tokens.keys[stop - 1] in _TITLE_DOT) or (key == "اول" and tokens.keys[stop - 1] in _RANKS):
            stop += 1  # "الفريق أول الركن"
            continue
        if stop > at and stops(tokens, stop, has_name=False, is_closed=is_closed):
            break
        if kind == "anonymous" and stop > at + 1 and not is_closed and _is_object(tokens, stop):
            break  # "أبلغ مسؤولون عراقيون | الوكالة"
        if (
            is_closed
            and not is_definite(tokens, stop)
            and not tokens.text.startswith("لإ", tokens.starts[stop])  # "لإزالة الألغام"
            and key not in w.JOINED
            and key[0] != "و"
            and not is_for(key)
            and kind_of(key) == "name"
        ):
            last = read_name(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if stop in tokens.people and stop > at + 1 and not is_closed and kind_of(tokens.keys[stop - 1]) == "body":
            stop, is_closed = min(tokens.people[stop], end), True  # "المتحدث باسم مؤسسة كوفي أنان"
            continue
        if stop in tokens.people and stop > at + 1 and kind_of(key) == "name":
            last = person_end(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if key in ("عبد", "ابو") and stop > at:
            last = read_name(tokens, stop, end)
            return Party(at, last, stop, last, kind)
        if is_closed and key in w.PLACES and _is_other_place(tokens, stop):
            break
        if is_for(key) and key[1] in "يت" and key not in w.JOINED:
            break  # "عاد رئيس الحزب ليعلق"
        is_construct = (
            (key in w.JOINED or (is_closed and is_for(key)))
            and key[1:] not in w.PLACES
            and not key.startswith(("لل", "بال"))
        )
        if key[0] == "و" and stop > at and kind_of(key[1:]) in ("role", "body"):
            is_construct = True  # "رئيس الاتحاد ورئيس هيئة"
        is_closed = not is_construct and (is_closed or is_definite(tokens, stop))  # "المدير لإدارة استعادة الرهائن"
        stop += 1
    return _role_end(tokens, at, stop, kind)


def _is_object(tokens: Tokens, at: int) -> bool:
    """Whether a definite word follows an adjective without the article, which it cannot complete: "عراقيون", "كبير"."""
    before = tokens.keys[at - 1]
    is_adjective = len(before) > 2 and before.endswith((*_ADJECTIVE_ENDS, "يون", "يين"))
    is_whole = is_adjective and not has_article(tokens, at - 1) and has_article(tokens, at)
    return is_whole and tokens.keys[at] not in _OF_RANK


def _is_told(tokens: Tokens, at: int, after: int) -> bool:
    """Whether marks hold whom somebody told: "قال المتحدث باسم الحركة | لـ«العربي الجديد»، مفضلا عدم ذكر اسمه"."""
    keys, aside = tokens.keys, after + 1
    if aside >= len(keys) or keys[after] not in COMMAS or aside in tokens.people:
        return False
    return kind_of(keys[at]) == kind_of(keys[aside]) == "name" and keys[aside][-1] == "ا"


def _is_other_place(tokens: Tokens, at: int) -> bool:
    """Whether a place is what a verb is about: "خصوم إيران | بغداد", "حذر اللواء العاطفي | واشنطن من"."""
    following = tokens.keys[at + 1] if at + 1 < len(tokens.keys) else ""
    return tokens.keys[at - 1] in _SHORT_PLACES or following in ("من", "على", "الى", "عن", "ب")


def _after_bracket(tokens: Tokens, at: int, end: int) -> int:
    """The token after a short bracket that stands within an office: "القيادة المركزية (سنتكوم) | مايكل كوريلا"."""
    for stop in range(at + 2, min(at + 5, end - 1)):
        if tokens.keys[stop] == ")":
            following = tokens.keys[stop + 1]
            is_name = stop + 1 in tokens.people or kind_of(following) == "role"
            return stop + 1 if is_name else 0
    return 0


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
    return not stops(tokens, stop, has_name=False) and read_name(tokens, stop, end) > stop + 1


def _names_office(tokens: Tokens, at: int, after: int, end: int) -> bool:
    """Whether marks repeat by another name what was said before them: "وزارة الدفاع «البنتاغون» الجنرال رايدر"."""
    following = tokens.keys[after] if after < end else ""
    return after - at == _ONE_MARKED and (kind_of(following) == "role" or following in ("عبد", "ابو"))


def _role_end(tokens: Tokens, at: int, stop: int, kind: str) -> Party:
    """The last definite word after a bare title is a surname: "الرئيس الأسد", "النائب الفتلاوي"."""
    while stop > at + 1 and tokens.keys[stop - 1] in ("في", "فى", "من", "لدى", "باسم"):
        stop -= 1
    return plain(at, stop, kind)
