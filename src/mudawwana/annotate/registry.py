"""Names met in an article: a bare surname or a bare office leads back to the full name given elsewhere."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.parties import Party, has_article
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_of, key_set
from mudawwana.annotate.sources import read_after_l
from mudawwana.annotate.speakers import read_party
from mudawwana.records import Entity, Speaker

_LONGEST = 6
_WITH_COUNTRY = 2  # words: an office and the country it is of
_SHORT = 4  # letters
_REACH = 16  # tokens of an office before the name
_MOSTLY = 0.6
_SAME = key_set("ذاته ذاتها نفسه نفسها عينه")
_BESIDE = key_set("مستشار مستشارة مبعوث مبعوثة مساعد مساعدة متحدث ناطق نائب محامي")
_OFFICIALS = key_set("المسؤول المسؤولة المسئول")
# Offices that lead back to who spoke last, where nobody is named by them: "ويشير النائب إلى".
_BARE = key_set(
    "النائب النائبة القيادي القيادية الخبير الخبيرة الباحث الباحثة المحلل الكاتب المتحدث المتحدثة الناطق الضابط"
)
_CONTRASTS = frozenset(("فيما", "بينما"))  # "قال الوزير …، فيما أكد النائب": somebody else
_ANYBODY = key_set("الرجل السيدة المرأة الشاب الشابة المسؤول المسؤولة المسئول")


class _Office(NamedTuple):
    """Who held an office: the words that it was named with, and the name given there."""

    at: int
    party: Party
    name: str


class Registry:
    """The full names of an article by each of their words, and who held which office when last named."""

    def __init__(self, entities: Sequence[Entity] = ()) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._offices: dict[str, list[_Office]] = {}
        self._entities = sorted(entities, key=lambda entity: entity.start)
        self._starts = [entity.start for entity in self._entities]
        self._words: frozenset[str] = frozenset()
        self.spoke: str | None = None  # the name of who spoke last
        self.issuer: Speaker | None = None  # of the statement last named with its source

    def add_name(self, keys: tuple[str, ...], name: str) -> None:
        """Remember a name of two words or more."""
        if not 2 <= len(keys) <= _LONGEST:
            return
        for key in {_bare(key) for key in keys}:
            known = self._names.setdefault(key, [])
            if (keys, name) not in known and len(known) < _LONGEST:
                known.append((keys, name))

    def add_people(self, tokens: Tokens, roles: Iterable[int]) -> None:
        """Remember the names that follow an office anywhere in the text, and names found by others."""
        for first, last in tokens.people.items():
            keys = tuple(tokens.keys[first:last])
            self.add_name(keys, tokens.text[tokens.starts[first] : tokens.ends[last - 1]])
        done, party, starts = 0, None, sorted(tokens.people)
        for at in roles:
            near = bisect_right(starts, at)
            if starts and (near == len(starts) or starts[near] > at + _REACH):
                continue  # whoever found the names found none behind this office
            if party is not None and party.has_name and party.first < at < party.name_first and _is_title(tokens, at):
                self._hold(tokens, party._replace(first=at), _name(tokens, party))
            if at >= done or tokens.keys[at - 1] in COMMAS:
                key, end = tokens.keys[at], len(tokens.keys)
                party = read_party(tokens, at, end) if key in w.ROLES else read_after_l(tokens, at, end, key[0])
                done = party.last if party is not None else at + 1
                if party is not None and party.has_name:
                    party = self.trimmed(tokens, party)
                    self.add_name(_name_keys(tokens, party), _name(tokens, party))
                    self._hold(tokens, party, _name(tokens, party))

    def knows(self, key: str) -> bool:
        """Whether a word is part of a person's name that the article gives."""
        return _bare(key) in self._names

    def fullest(self, keys: tuple[str, ...], name: str, has_office: bool = False) -> str:
        """The longest known name that has all words of a name, the name itself where there is none.

        A lone word behind an office is a surname: "اللواء حسن" is not حسن نصر الله.
        """
        if not 1 <= len(keys) <= 2:
            return name
        wanted = {_bare(key) for key in keys}
        best, longest = name, len(keys)
        for known, full in self._names.get(_bare(keys[-1]), ()):
            if has_office and len(keys) == 1 and _bare(known[0]) in wanted:
                continue
            if len(known) > longest and wanted <= {_bare(key) for key in known}:
                best, longest = _up_to(full, known, keys[-1]), len(known)
        return best

    def speaker(self, tokens: Tokens, party: Party) -> Speaker:
        """The speaker that a party is, with the fullest name of the person, or the words themselves."""
        if tokens.keys[party.first] in MARKS and tokens.keys[party.last - 1] in MARKS and party.last - party.first > 2:
            party = party._replace(first=party.first + 1, last=party.last - 1)
        start, end = tokens.starts[party.first] + party.skip, tokens.ends[party.last - 1]
        words = tokens.text[start:end]
        if party.skip == 2:
            words = "ال" + words  # "للصحيفة"
        if party.has_name:
            keys = _name_keys(tokens, party)
            name = self.fullest(keys, _name(tokens, party), party.kind == "role")
            self.add_name(keys, _name(tokens, party))
        else:
            name = self._known_office(tokens, party) or words
        self._hold(tokens, party, name)
        return Speaker(start=start, end=end, name=name)

    def _hold(self, tokens: Tokens, party: Party, name: str) -> None:
        """Remember who holds the office that a party is named by; a bare "المتحدثة" says nothing new."""
        first = _office(party)
        if party.last > first + (0 if party.has_name else 1):
            held = _Office(first, party, name)
            head = tokens.keys[first][party.skip if first == party.first else 0 :]
            insort(self._offices.setdefault(_bare(head), []), held, key=_place)

    def _known_office(self, tokens: Tokens, party: Party) -> str | None:
        """Whose office "المتحدثة", "المصدر" or "الوزير الأميركي" is, by the last one named with all these words."""
        if party.kind not in ("role", "anonymous", "body"):
            return None
        is_bare = party.last - party.first == 1
        if is_bare and not tokens.keys[party.first].startswith("ال"):
            return None
        offices = self._offices.get(_bare(tokens.keys[party.first][party.skip :]), [])
        if not offices or (not is_bare and party.kind != "role"):
            return None  # "وزارة الخارجية" may be that of another country
        wanted = _office_words(tokens, party)
        place = bisect_right(offices, party.first, key=_place)
        offices = offices[max(0, place - _LONGEST) : place]
        names = [office.name for office in offices[::-1] if wanted <= _office_words(tokens, office.party)]
        if not names and party.last - party.first == _WITH_COUNTRY and _is_nisba(tokens.keys[party.first + 1]):
            held = [office for office in offices if office.name == self.spoke]  # "الوزير اليمني" said it before
            names = [office.name for office in held if not any(map(_is_national, _office_words(tokens, office.party)))]
        if not names and party.last - party.first == _WITH_COUNTRY and self._is_of_person(tokens, party):
            holders = {office.name for office in offices}  # "مستشار السوداني", where one adviser is named
            names = list(holders) if len(holders) == 1 else []
        return self.spoke if self.spoke in names else next(iter(names), None)

    def _is_of_person(self, tokens: Tokens, party: Party) -> bool:
        """Whether an office is that of somebody at a person's side: "مستشار السوداني", "مبعوث البارزاني"."""
        head, owner = tokens.keys[party.first], tokens.keys[party.last - 1]
        return head[:2] != "ال" and (self.knows(owner) or (head in _BESIDE and _is_nisba(owner) and owner[-1] == "ي"))

    def points_back(self, tokens: Tokens, party: Party) -> bool:
        """Whether words mean the one who spoke last: "المسؤول ذاته", "المصدر نفسه", "الرجل"."""
        keys = tokens.keys
        is_aged = party.last - party.first == _WITH_COUNTRY and _is_nisba(keys[party.last - 1])  # "المرأة الستينية"
        if is_aged and keys[party.first] in _ANYBODY - _OFFICIALS:
            return self._known_office(tokens, party) is None
        if party.last - party.first > 1 or party.skip or keys[party.first][:2] != "ال":
            return False
        is_same = party.last < len(keys) and keys[party.last] in _SAME
        is_his = keys[party.first] in _BARE and self._spoke_by_name() and keys[party.first - 2] not in _CONTRASTS
        if not is_same and keys[party.first] not in _ANYBODY and not is_his:
            return False
        return self._known_office(tokens, party) is None

    def _spoke_by_name(self) -> bool:
        """Whether who spoke last is a person whose name the article gives."""
        return bool(self.spoke) and self.knows(key_of((self.spoke or "").split()[-1]))

    def is_somebody_of(self, tokens: Tokens, party: Party) -> bool:
        """Whether words mean somebody named before by his country alone: "المسؤول العراقي"."""
        keys = tokens.keys[party.first : party.last]
        is_anybody = len(keys) == _WITH_COUNTRY and keys[0] in _ANYBODY and _is_nisba(keys[1])
        return is_anybody and self._known_office(tokens, party) is None

    def is_likely(self, tokens: Tokens, party: Party) -> bool:
        """Whether words without any head word name somebody, as far as the names found by others tell.

        "قال مرارا", "وأضاف بلسان حال التجار": what follows the verb need not be its subject.
        """
        if party.kind != "name" or not self._entities or has_article(tokens, party.first):
            return True
        keys = _name_keys(tokens, party)
        if any(_bare(key) in self._names for key in keys[:1] + keys[-1:]):
            return True
        if self._entity_in(tokens.starts[party.first], tokens.ends[party.last - 1]) is not None:
            return True
        after = tokens.keys[party.last : party.last + 2]
        is_sure = (
            keys and after[:1] and after[0] in w.COMPLEMENTIZERS and keys[-1][-1] != "ا" and keys[0][0] not in "بل"
        )
        if is_sure and len(keys) == 1 and len(keys[0]) > _SHORT:
            return True  # "أوضحت كالاهان أن", not "قال مرارا إن"
        is_whole = party.last - party.first == _WITH_COUNTRY  # "وترى فلانة الفلانية من مجموعة الأزمات أن"
        return is_whole and len(after) == _WITH_COUNTRY and after[0] == "من" and after[1] in w.BODIES

    def is_receiver(self, tokens: Tokens, party: Party) -> bool:
        """Whether "ل" stands before an outlet or person that the text names without it: "قال لرووداو"."""
        key = tokens.keys[party.first]
        if party.kind != "name" or party.skip or key[0] != "ل" or len(key) <= _SHORT or key in w.NAMES_IN_L:
            return False
        if party.first in tokens.people or self.knows(key):
            return False
        self._words = self._words or frozenset(tokens.keys)
        return key[1:] in self._words

    def trimmed(self, tokens: Tokens, party: Party) -> Party:
        """The words for a speaker without what follows a name known to others: "المقاومة في العراق | الاحتلال"."""
        if party.kind == "role" and party.name_last - party.name_first == 1 and party.last == party.name_last:
            key = tokens.keys[party.name_first]
            if key[-1] == "ا" and self._entities and not self.knows(key) and not self._is_covered(tokens, party):
                party = party._replace(last=party.name_first, name_last=party.name_first)  # "بدا الوزير حذرا"
        if party.has_name and party.last == party.name_last and party.skip == 0:
            party = self._cut_at_known(tokens, party)
        start = tokens.starts[party.name_first if party.has_name else party.first] + party.skip
        place = bisect_right(self._starts, start) - 1
        entity = self._entities[place] if place >= 0 else None
        if entity is None or entity.start != start or entity.label not in ("PER", "ORG"):
            return party
        last = party.first + 1
        while last < party.last and tokens.ends[last - 1] < entity.end:
            last += 1
        if last >= party.last or tokens.ends[last - 1] != entity.end:
            return party
        following = tokens.keys[last]
        if party.has_name and party.last == party.name_last and entity.label == "PER":
            is_new = following[:2] == "ال" and last - party.name_first > 1
            is_name = not is_new and following[0] not in "بل" and following != "اي" and entity.id is None
            return party if is_name else party._replace(last=last, name_last=last)
        is_other = following[:2] == "ال" and not following.endswith(("ي", "ية", "يين", "ى"))
        is_other = is_other or following in w.PLACES  # "اتهمت كتائب حزب الله | واشنطن"
        is_known = entity.id is not None and party.kind == "body" and is_other
        return party._replace(last=last) if is_known else party

    def _is_covered(self, tokens: Tokens, party: Party) -> bool:
        return self._entity_in(tokens.starts[party.name_first], tokens.ends[party.name_last - 1]) is not None

    def is_named(self, tokens: Tokens, party: Party) -> bool:
        """Whether a name found by others stands there, or one that the article gives elsewhere."""
        return self.knows(tokens.keys[party.name_first]) or self._is_covered(tokens, party)

    def _cut_at_known(self, tokens: Tokens, party: Party) -> Party:
        """A name without the words that follow one known from elsewhere: "راغب علامة | أغنية جديدة"."""
        keys = tuple(tokens.keys[party.name_first : party.name_last])
        known = [names for names, _ in self._names.get(_bare(keys[0]), ()) if names == keys[: len(names)]]
        longest = max(map(len, known), default=0)
        if known in ([], [keys]) and len(keys) > 1 and has_article(tokens, party.name_first) and self._are_two(keys):
            return party._replace(last=party.name_first + 1, name_last=party.name_first + 1)  # "خاطب الزيادي | الكاظمي"
        after = tokens.keys[party.last] if party.last < len(tokens.keys) else "،"
        is_whole = after in COMMAS or after in w.COMPLEMENTIZERS or after == ":"
        if longest < len(keys) and keys[longest] in w.NAME_JOINTS:
            return party
        if not 2 <= longest < len(keys) or (is_whole and longest == len(keys) - 1):
            return party
        last = party.name_first + longest
        return party._replace(last=last, name_last=last)

    def _are_two(self, keys: tuple[str, ...]) -> bool:
        """Whether a name is the surname of one known person and, behind it, another definite word."""
        is_surname = any(names[-1] == keys[0] for names, _ in self._names.get(_bare(keys[0]), ()))
        return is_surname and keys[1][:2] == "ال"

    def covers(self, start: int, end: int) -> bool:
        """Whether a name found by others takes up most of a piece of text."""
        entity = self._entity_in(start, end)
        return entity is not None and min(end, entity.end) - max(start, entity.start) >= _MOSTLY * (end - start)

    def _entity_in(self, start: int, end: int) -> Entity | None:
        place = bisect_right(self._starts, start) - 1
        for entity in self._entities[max(place, 0) : place + 3]:
            if entity.start < end and start < entity.end:
                return entity
        return None


def _is_title(tokens: Tokens, at: int) -> bool:
    """Whether a second office stands before the name: "قائد العمليات | الفريق الركن فلان"."""
    key, before = tokens.keys[at], tokens.keys[at - 1]
    return key[:2] == "ال" and (before[:2] == "ال" or before in w.PLACES)


def _is_nisba(key: str) -> bool:
    return key[:2] == "ال" and key.endswith(("ي", "ى", "ية"))


def _is_national(word: str) -> bool:
    """Whether a word without its article is a nationality: "رئيس الوزراء العراقي" is not "الرئيس الإيراني"."""
    return word.removesuffix("ة") in w.NATIONALITIES


def _place(office: _Office) -> int:
    return office.at


def _office(party: Party) -> int:
    """The head word of the office, also of one that follows the name ("ساكي، المتحدثة باسم البيت الأبيض")."""
    if party.kind == "name":
        return party.name_last + 1 if party.last > party.name_last + 1 else party.last
    return party.first if party.kind != "place" else party.last


def _office_words(tokens: Tokens, party: Party) -> frozenset[str]:
    """The words of an office, without the name, articles and the ways to spell "American"."""
    first = _office(party)
    last = party.name_first if party.has_name and party.name_first > first else party.last
    keys = (key[party.skip :] if at == 0 else key for at, key in enumerate(tokens.keys[first:last]))
    return frozenset(_bare(key).replace("امريك", "اميرك") for key in keys if key[:1].isalpha())


def _up_to(full: str, keys: tuple[str, ...], surname: str) -> str:
    """A full name up to the surname asked for: what follows it may be the next word of a sentence."""
    place = next((n for n in range(len(keys) - 1, 0, -1) if _bare(keys[n]) == _bare(surname)), 0)
    words = full.split()
    return " ".join(words[: place + 1]) if place and len(words) == len(keys) else full


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def _name(tokens: Tokens, party: Party) -> str:
    skip = party.skip if party.name_first == party.first else 0
    article = "ال" if skip == 2 else ""  # "للسوداني"
    return article + tokens.text[tokens.starts[party.name_first] + skip : tokens.ends[party.name_last - 1]]


def _name_keys(tokens: Tokens, party: Party) -> tuple[str, ...]:
    return tuple(key for key in tokens.keys[party.name_first : party.name_last] if key[:1].isalpha())
