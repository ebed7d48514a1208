"""Who acts in sentences whose verb is no cue: "افتخرت شيرمان بدورها، وقالت", "زار الوزير بغداد. وقال"."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import find_cue
from mudawwana.annotate.parties import Party, gender_of, has_article, kind_of
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Remembered, Tokens, key_set
from mudawwana.annotate.registry import Registry
from mudawwana.annotate.sources import read_after_l
from mudawwana.annotate.speakers import read_party
from mudawwana.annotate.wording import is_verb, is_verb_in_t

_FAR = 60  # tokens of a sentence that are looked through
_OPENING = 8  # tokens of a sentence before its verb: "وفي واشنطن هنأ الرئيس"
_NAMES = 4  # words of a name
_SHORT, _LONG = 3, 8  # letters of a verb
# What verbs stand behind inside a sentence: "…، واستقبل", "عندما زار".
_BEFORE_VERBS = COMMAS | key_set("ثم حيث إذ إذا عندما حين حينما بعدما فيما بينما كما وقد قد لكن")
# Past tenses that have no pattern of their own and that people in the news are subjects of.
_ACTS = key_set(
    """يذهب يمضي
    التفت التقى التحق وجه بعث سئل اتفق اتصل اتجه اتخذ اطلع قلل كان زار وصل بحث ناقش شارك حضر غادر عاد توجه دخل
    خرج قدم
    وقع وقّع أجرى عقد تلقى
    ترأس قام حمل سافر ظهر بدأ أنهى
    أثار أعاد أرسل ألقى تسلم سلم عين تولى قاد رافق تفقد دشن عرض واجه بدا وقف نال فاز خسر لعب سجل تلا ذهب جاء أتى نزل
    مثل تبنى أبدى أوقف أمضى قضى عمل حاول حضّر تناول تطرق حرص أحضر أقام أدى غيّر رأى صار ظل بات أصبح أمسى واصل لم ليس
    لا
    تراجع تعرض توصل تمكن تقدم تعاون تبادل تداول تواصل دافع هنأ عزى ودع صافح شاهد وافق صوّت صادق هاتف"""
) - key_set("لا")
_SPEECH = key_set("كلام تصريح تصريحات حديث موقف تعليق")  # "جاء كلام الوزير خلال لقاء، إذ شدد": it is he
_NO_VERBS = key_set("""يوم يمن يدا بيت وقت صوت موت بنت تحت أخت ذات وقت منذ مساعد نائب وزير رئيس مدير اليوم امس""")


# What stands before the subject that opens a sentence: "ومع أن رئيس الوزراء", "بيد أن".
_OPENERS = w.CONNECTIVES | key_set("قبل وقبل بعد وبعد مع ومع رغم ورغم بيد إلا أن بالمقابل لا سيما خصوصا")
_ADJECTIVES = key_set("العام العامة الأعلى العليا الأول الأسبق السابق السابقة الخاص الخاصة الأبيض الأحمر الدولة الراحل")


class Actor(NamedTuple):
    """Somebody who does something: the token of the verb, the words for him, and the gender of the verb."""

    at: int
    party: Party
    agrees: str


def actor_in(frame: Frame, registry: Registry, begin: int, end: int) -> Actor | None:
    """The last subject with a verb of its own between two tokens of one sentence, quotations left out."""
    tokens, keys, found = frame.tokens, frame.tokens.keys, None
    opens = True
    for at in range(begin, min(end - 1, begin + _FAR)):
        key = keys[at]
        if key in w.COMPLEMENTIZERS and not opens and at > begin + 1:
            break  # what somebody reports
        if opens and (topic := _topic(tokens, registry, at, end)):
            found, opens = topic, False
            continue
        is_place = opens or key[0] in "وف" or keys[at - 1] in _BEFORE_VERBS
        if not frame.inside[at] and (is_place or (at < begin + _OPENING and found is None and _is_known_act(key))):
            found = _acting(tokens, registry, at, end) or found
        opens = opens and (key in _OPENERS or key in COMMAS or key == "\n")
    return found


def _topic(tokens: Tokens, registry: Registry, at: int, end: int) -> Actor | None:
    """Who opens a sentence before its verb: "السفيرة فلانة، التي …، حرصت على", "فالنائب", "أما الرئيس"."""
    key = tokens.keys[at]
    prefix = key[0] if key[0] in "وف" and key not in w.ROOT_WAW and kind_of(key) == "name" else ""
    bare = key.removeprefix(prefix)
    kind = kind_of(bare)
    if kind == "name" and (person := _behind_adjectives(tokens, at, end)) is not None:
        return Actor(at, person, "")
    if at not in tokens.people and not (kind in ("role", "body") and (bare[:2] == "ال" or kind == "role")):
        return None
    if at in tokens.people:
        is_joined = key[0] == "و" and key not in w.ROOT_WAW and len(key) > _SHORT
        return Actor(at, Party(at, tokens.people[at], at, tokens.people[at], "name", int(is_joined)), "")
    party = read_after_l(tokens, at, end, prefix) if prefix else _somebody(tokens, registry, at, end)
    if party is None or (not party.has_name and bare[:2] != "ال"):
        return None
    return Actor(at, party, gender_of(tokens, party))


def _behind_adjectives(tokens: Tokens, at: int, end: int) -> Party | None:
    """Somebody by definite words that no table of offices has, and his name: "السياسي السني البارز خميس الخنجر"."""
    if not has_article(tokens, at) or at in tokens.people or kind_of(tokens.keys[at]) != "name":
        return None
    first = next((n for n in range(at + 1, min(at + _NAMES, end)) if not has_article(tokens, n)), end)
    last = tokens.people.get(first)
    return Party(at, last, first, last, "role") if last is not None else None


def _acting(tokens: Tokens, registry: Registry, at: int, end: int) -> Actor | None:
    """Who acts where a verb stands at a token."""
    gender = _verb_gender(tokens.keys[at])
    if gender and tokens.keys[at + 1] in _SPEECH and (owner := read_party(tokens, at + 2, end)) is not None:
        return Actor(at, owner, "")
    if gender and (party := _with_office(tokens, at + 1, end)) is not None:
        return Actor(at, party, gender)
    if gender and (person := _behind_adjectives(tokens, at + 1, end)) is not None:
        return Actor(at, person, gender)
    if gender and _is_somebody(tokens, registry, at + 1):
        party = _somebody(tokens, registry, at + 1, end)
        if party is not None and _agree(gender_of(tokens, party), gender):
            return Actor(at, party, gender)
    return None


def _with_office(tokens: Tokens, at: int, end: int) -> Party | None:
    """A name that nobody found, with the office behind it: "ذهب فلان، المسؤول الأمني للحزب، إلى"."""
    key = tokens.keys[at]
    if at in tokens.people or kind_of(key) != "name" or key in w.STOPWORDS or find_cue(key) is not None:
        return None
    party = read_party(tokens, at, end)
    return party if party is not None and party.kind == "name" and party.last > party.name_last + 1 else None


def _somebody(tokens: Tokens, registry: Registry, at: int, end: int) -> Party | None:
    """The words for a subject, without the object that may follow: "أغضبت شيرمان | الإيرانيين"."""
    keys = tokens.keys
    if at in tokens.people:
        return Party(at, tokens.people[at], at, tokens.people[at], "name")
    if kind_of(keys[at]) == "name":
        last = at + 1
        while last < end and last < at + _NAMES and registry.knows(keys[last]):
            last += 1
        return Party(at, last, at, last, "name")
    party = read_party(tokens, at, end)
    if party is None or party.has_name:
        return party
    last = next((n + 1 for n in range(at, party.last) if _closes(keys[n])), party.last)
    while last < party.last and (_leads_on(keys[last - 1]) or _leads_on(keys[last]) or _is_adjective(keys[last])):
        last += 1
    return party._replace(last=last, name_first=last, name_last=last)


def _closes(key: str) -> bool:
    return (key[:2] in ("ال", "لل") and len(key) > 2) or key in w.PLACES  # a word with the article, not "آل"


def _leads_on(key: str) -> bool:
    """Whether an office that is closed goes on with a word and the one after it: "باسم", "في", a word in "ل" or "و"."""
    return key in ("باسم", "في", "فى", "عن") or key in w.JOINED


def _is_adjective(key: str) -> bool:
    """Whether a word goes on with an office that is closed."""
    return key[:2] == "ال" and (key.endswith(("ي", "ى", "ية", "يين")) or key[2:3] == "م" or key in _ADJECTIVES)


def _is_known_act(key: str) -> bool:
    return key in _ACTS or (key[-1] == "ت" and key[:-1] in _ACTS)


def _agree(subject: str, verb: str) -> bool:
    return not subject or subject == "p" or subject == verb


def _gender(key: str) -> str:
    """ "m" or "f" where a word is a verb of the third person that is no cue, "" where it is none."""
    if key[:1] in ("و", "ف") and len(key) > _SHORT and key not in w.ROOT_WAW:
        key = key[1:]
    if key in _ACTS:
        return "m"
    if key[-1:] == "ت" and key[:-1] in _ACTS:
        return "f"
    is_article = key[:2] == "ال" and key[:4] != "التق"  # "التقت"
    if not _SHORT <= len(key) <= _LONG or key in w.STOPWORDS or key in _NO_VERBS or is_article:
        return ""
    if kind_of(key) != "name" or find_cue(key) is not None:
        return ""
    if key.endswith("ت") and not key.endswith("ات"):
        return "f" if is_verb(key) or key[:-1] in _ACTS else ""
    if is_verb_in_t(key):
        return "f"
    if key[0] == "ي" and (is_verb(key) or (len(key) == _SHORT and key not in _NO_VERBS)):
        return "m"
    is_derived = key[0] == "ا" and len(key) > 4 and key[-2] != "ا" and (key[2] == "ت" or key[1] in "ستن")
    return "m" if is_derived and not key.endswith(("ة", "ي", "ين", "ا")) else ""


_verb_gender = Remembered(_gender).__getitem__


def _is_somebody(tokens: Tokens, registry: Registry, at: int) -> bool:
    """Whether a person or an institution is named: by an office, a body with its article, or a known name."""
    key = tokens.keys[at]
    if key in MARKS or key in w.STATEMENTS:
        return False
    if at in tokens.people or registry.knows(key):
        return True
    kind = kind_of(key)
    return kind in ("role", "body") and not key.endswith(("ا",))
