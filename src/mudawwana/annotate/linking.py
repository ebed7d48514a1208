"""People within one article: a surname leads to the full name, and a name to the office that stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.mentions import Mention
from mudawwana.annotate.ner.words import Words, without_clitics
from mudawwana.annotate.quote_tokens import key_of
from mudawwana.arabic.fold import fold

_JOINTS = frozenset(fold("عبد أبو أبي أبا بن ابن آل أم ذو يار سيف نور علاء نصر").split())
_LONGEST_ROLE = 10
_LONGEST_APPOSED = 4  # words of a name between commas
_RARE = 9000  # place of a word among the most frequent ones
KnownWord = Callable[[str], tuple[bool, int] | None]  # whether of people, and the place among frequent words
_RARE_SURNAME = 8000  # the same, for a surname that is taken for one wherever it stands
_DEFINITE = ("ال", "لل", "بال", "وال")
_COMMAS = frozenset("،,")
_JOINED = ("و", "ف", "ل", "ب")
_NO_NAMES = w.STOPWORDS | w.ROLES | w.BODIES | {key_of("أو")}
_PLURALS = frozenset(("قادة", "زعماء", "وزراء", "نواب", "اعضاء", "مستشارو"))
_LINKS = frozenset(("باسم", "لشؤون", "لشئون", "شؤون", "للشؤون"))


def link_people(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those of people with the full name and id that the article gives the same surname.

    Of two people with one surname the one named in full last is meant, or the one named next where none was before.
    """
    full = [mention for mention in mentions if mention.label == "PER" and _size(words, mention) > 1]
    by_surname: dict[str, list[Mention]] = {}
    for mention in full:
        for key in _surnames(words, mention):
            by_surname.setdefault(key, []).append(mention)
    linked = []
    for mention in mentions:
        if mention.label == "PER" and not mention.id:
            mention = _linked(words, mention, by_surname)
        linked.append(mention)
    return linked


def _size(words: Words, mention: Mention) -> int:
    """How many names a name has; what belongs together counts as one."""
    return sum(key not in _JOINTS for key in words.keys[mention.first : mention.last])


def _keys(words: Words, mention: Mention) -> list[str]:
    return [words.keys[mention.first][mention.cut :], *words.keys[mention.first + 1 : mention.last]]


def _surnames(words: Words, mention: Mention) -> list[str]:
    """The words by which a person may be named later: the last name, with and without its article."""
    keys = _keys(words, mention)
    start = len(keys) - 1
    while start > 1 and keys[start - 1] in _JOINTS:
        start -= 1
    last = " ".join(keys[start:])
    return [last, last[2:] if last.startswith("ال") else "ال" + last]


def _linked(words: Words, mention: Mention, by_surname: dict[str, list[Mention]]) -> Mention:
    text = words.text
    if _size(words, mention) > 1:
        others = [other for key in _surnames(words, mention) for other in by_surname.get(key, ()) if other.id]
        same = next((other for other in others if _may_be_one(_keys(words, mention), _keys(words, other))), None)
        if same:
            return mention._replace(id=same.id, name=same.name)
        return mention._replace(name=text[words.place(mention.first, mention.cut) : words.ends[mention.last - 1]])
    key = " ".join(_keys(words, mention))
    for form, cut in [(key, mention.cut), *without_clitics(key)]:
        meant = _meant(mention, by_surname.get(form, []))
        if meant:
            name = meant.name or text[words.place(meant.first, meant.cut) : words.ends[meant.last - 1]]
            return mention._replace(cut=cut, id=meant.id, name=name)
    return mention


def _meant(mention: Mention, others: list[Mention]) -> Mention | None:
    before = [other for other in others if other.first < mention.first]
    return before[-1] if before else others[0] if others else None


def _may_be_one(one: list[str], other: list[str]) -> bool:
    """Whether two full names of one surname may be spellings of one: the first names are alike.

    >>> _may_be_one(["جين", "بساكي"], ["جيم", "بساكي"]), _may_be_one(["جين", "بساكي"], ["كارين", "بساكي"])
    (True, False)
    """
    first, second = one[0], other[0]
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < 3:
        return False
    short, long = sorted((first, second), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def role_of(words: Words, first: int, last: int, named: Mapping[int, str] | None = None) -> str | None:
    """The office that stands before or after a person's name; `named` has the label of each word that is in a name.

    >>> from mudawwana.annotate.ner.words import read_words
    >>> role_of(read_words("قالت نائبة المتحدثة باسم وزارة الدفاع سابرينا سينغ"), 6, 8)
    'نائبة المتحدثة باسم وزارة الدفاع'
    """
    named = named or {}
    return _role_before(words, first, named) or _role_after(words, last, named)


def people_in_apposition(words: Words, mentions: Sequence[Mention], known: KnownWord) -> list[Mention]:
    """Names between commas after an office, where no name was found: "رئيس الوزراء البريطاني، ريشي سوناك، إن".

    All words between must be rare ones, or ones of people.
    """
    found = []
    named: dict[int, str] = {}
    for comma, following in pairwise([at for at, key in enumerate(words.keys) if key in _COMMAS]):
        between = range(comma + 1, following)
        if not 2 <= len(between) <= _LONGEST_APPOSED or not all(_may_be_name(words, at, known) for at in between):
            continue
        named = named or {at: mention.label for mention in mentions for at in range(mention.first, mention.last)}
        if not any(at in named for at in between) and _role_before(words, comma + 1, named):
            found.append(Mention(comma + 1, following, "PER"))
    return found


def without_and(words: Words, mention: Mention, known: KnownWord) -> Mention:
    """A full name without the "و" before it, where the rest is a word of people and the whole is none: "ودان فلان"."""
    key = words.keys[mention.first]
    if (
        key[:1] != "و"
        or len(key) <= 2
        or mention.cut
        or mention.last - mention.first == 1
        or _surface(words, mention.first) in w.ROOT_WAW
    ):
        return mention
    if key[1] == "و":  # "ووليد فياض", not "وودي ألن"
        return mention._replace(cut=1) if key[1:] in w.ROOT_WAW else mention
    whole, rest = known(key), known(key[1:])
    is_and = rest is not None and rest[0] and not (whole is not None and whole[0])
    return mention._replace(cut=1) if is_and else mention


def _may_be_name(words: Words, at: int, known: KnownWord) -> bool:
    if not words.is_word(at) or not words.keys[at].isalpha() or _surface(words, at) in _NO_NAMES:
        return False
    what = known(words.keys[at])
    return what is None or what[0] or what[1] > _RARE


def _is_rare(what: tuple[bool, int] | None) -> bool:
    if what is None:
        return True
    of_people, place = what
    return of_people if place < 0 else place > _RARE_SURNAME


def surnames_again(words: Words, mentions: Sequence[Mention], known: KnownWord) -> list[Mention]:
    """The mentions, and the rare surnames of people named in full where the model saw no name: "وقال البرادعي"."""
    forms: dict[str, int] = {}
    for mention in mentions:
        surname = words.keys[mention.last - 1]
        in_full = mention.label == "PER" and not mention.id and _size(words, mention) > 1
        if in_full and len(surname) > 3 and surname.isalpha() and _is_rare(known(surname)):
            forms |= {surname: 0, **{letter + surname: 1 for letter in _JOINED}}
    if not forms:
        return list(mentions)
    named = {at for mention in mentions for at in range(mention.first, mention.last)}
    places = [at for at, key in enumerate(words.keys) if key in forms and at not in named]
    again = [Mention(at, at + 1, "PER", forms[words.keys[at]]) for at in places]
    return sorted([*mentions, *again], key=lambda mention: mention.first)


def _surface(words: Words, at: int) -> str:
    return key_of(words.text[words.starts[at] : words.ends[at]])


def _role_before(words: Words, first: int, named: Mapping[int, str]) -> str | None:
    end = first
    if end > 0 and words.keys[end - 1] in _COMMAS:
        end -= 1
    head = None
    for at in range(end - 1, max(-1, end - 1 - _LONGEST_ROLE), -1):
        key = _surface(words, at)
        if not words.is_word(at) or key in w.STOPWORDS or named.get(at) == "PER":
            break
        if _is_head(key):
            head = at
        elif not (_may_qualify(words, at, key, named) if head is None else _goes_on(_surface(words, head), key)):
            break
    if head is None or (head > 0 and _surface(words, head - 1) in w.BODIES):  # "المكتب الإعلامي" is no office
        return None
    start = words.starts[head]
    text = words.text[start : words.ends[end - 1]]
    return text if _surface(words, head) in w.ROLES else text[1:]


def _is_head(key: str) -> bool:
    rest = key[1:] if key[:1] in _JOINED and len(key) > 3 and key not in w.ROLES else key
    return rest in w.ROLES and rest.removeprefix("ال") not in _PLURALS


def _goes_on(head: str, before: str) -> bool:
    """Whether an office begins left of a head: "المستشار | لرئيس الوزراء", "نائب رئيس الوزراء | وزير التخطيط"."""
    return before == "باسم" or before.removeprefix("ال") in _PLURALS or (head[0] == "ل" and head not in w.ROLES)


def _may_qualify(words: Words, at: int, key: str, named: Mapping[int, str]) -> bool:
    """Whether a word can stand between the head of an office and the name."""
    if (
        key.startswith(("ال", "لل", "بال", "وال"))
        or key in _LINKS
        or key in w.PLACES
        or key in w.BODIES
        or key in w.JOINED
    ):
        return True
    return at > 0 and _is_head(_surface(words, at - 1)) and not _surface(words, at - 1).startswith("ال")


def _role_after(words: Words, last: int, named: Mapping[int, str]) -> str | None:
    at = last + 1
    if at >= len(words.keys) or words.keys[last] not in _COMMAS or _surface(words, at) not in w.ROLES:
        return None
    end = at + 1
    while end < len(words.keys) and end - at < _LONGEST_ROLE and words.is_word(end):
        key = _surface(words, end)
        if key in w.STOPWORDS or not (_may_qualify(words, end, key, named) or _is_head(key)):
            break
        end += 1
    following = end + 1 if end < len(words.keys) and words.keys[end] in _COMMAS else end
    if named.get(following) == "PER":  # the office of the next: "X، وزير الدفاع، Y"
        return None
    return words.text[words.starts[at] : words.ends[end - 1]]
