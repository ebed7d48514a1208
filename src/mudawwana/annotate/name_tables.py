"""The names of a topic pack in every spelling, ready for looking up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple, Protocol

from mudawwana.annotate.ner.words import CLITICS, read_words
from mudawwana.arabic.bulk import fold_plain
from mudawwana.arabic.fold import fold
from mudawwana.arabic.told import Told
from mudawwana.records import EntityLabel
from mudawwana.topics import Topic

_JOINED = frozenset("وفبلك")
_JOINED_TWICE = frozenset(clitic for clitic in CLITICS if len(clitic) == 2)


class Named(Protocol):
    """What has names: an entity of a topic, or a name of the lists of well-known ones."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> EntityLabel: ...
    @property
    def name(self) -> str: ...
    @property
    def safe(self) -> tuple[str, ...]: ...
    @property
    def short(self) -> tuple[str, ...]: ...
    @property
    def needs(self) -> tuple[str, ...]: ...


def keys_in(words: str) -> frozenset[str]:
    """The keys of the words of a text."""
    return frozenset(fold(words).split())


class Hit(NamedTuple):
    """One name found: words[first:last] of the text, the first one without its first `cut` letters."""

    first: int
    last: int
    cut: int
    entity: Named
    short: bool
    sure: bool = True  # False: a short form that is the entity's only if something else says that it is a name


class Entry(NamedTuple):
    """What a name says of an entity: its kind (safe, short, a need of a short one) and whose it is."""

    kind: int
    entity: Named


class _Own(dict[str, frozenset[str]]):
    """The keys of all words of an entity's safe names, by its id; worked out for entities that a text names."""

    def __init__(self, entities: Iterable[Named]) -> None:
        super().__init__()
        self._entities = {entity.id: entity for entity in entities}

    def get(self, id: str, default: Any = None) -> Any:
        return self[id] if id in self._entities else default

    def __missing__(self, id: str) -> frozenset[str]:
        forms = self._entities[id].safe
        self[id] = frozenset(key for form in forms for name in _variants(key_of_name(form)) for key in name.split(" "))
        return self[id]


class Gazetteer(NamedTuple):
    """The names of a topic, ready for looking up: their keys, words parted by spaces."""

    names: dict[str, list[Entry]]
    longest: dict[str, int]  # the first word of a name -> how many words the longest such name has
    seconds: dict[str, set[str]]  # and what may be its second
    own: dict[str, frozenset[str]]  # entity id -> the keys of all words of its safe names
    demonyms: frozenset[str]  # short forms that are also "of that country": "السوداني"
    homes: dict[str, str]  # such a form -> the country
    starts: Told[list[tuple[str, int]]]  # what a name may begin with at a word


_KEPT: dict[int, tuple[Topic, Gazetteer]] = {}
_MOST_KEPT = 8


def gazetteer_of(topic: Topic) -> Gazetteer:
    """The names of a topic, built once."""
    kept = _KEPT.get(id(topic))
    if kept is None or kept[0] is not topic:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(topic)] = (topic, build(topic.entities))
    return kept[1]


def build(entities: Iterable[Named]) -> Gazetteer:
    """The look-up tables of some entities."""
    entities = tuple(entities)
    names: dict[str, list[Entry]] = {}
    homes: dict[str, str] = {}
    forms = [(entity, (entity.safe, entity.short, entity.needs)) for entity in entities]
    keys = keys_of_names(form for _, kinds in forms for some in kinds for form in some)
    for entity, kinds in forms:
        for kind, some in enumerate(kinds):
            entry = Entry(kind, entity)
            for form in some:
                for key in _variants(keys[form]):
                    entries = names.setdefault(key, [])
                    if not entries or entries[-1] is not entry:
                        entries.append(entry)
        for form in entity.short if entity.label == "PER" else ():
            if home := _country(keys[form]):
                homes[keys[form]] = home
    names.pop("", None)
    longest: dict[str, int] = {}
    seconds: dict[str, set[str]] = defaultdict(set)
    for key in names:
        first, _, rest = key.partition(" ")
        size = rest.count(" ") + 2 if rest else 1
        if rest:
            seconds[first].add(rest.partition(" ")[0])
        if longest.get(first, 0) < size:
            longest[first] = size
    return Gazetteer(
        names, longest, dict(seconds), _Own(entities), frozenset(homes), homes, Told([], partial(_starts_of, longest))
    )


def keys_of_names(names: Iterable[str]) -> dict[str, str]:
    """The key of each name, of all names at once: its words in one spelling, without signs, parted by spaces.

    >>> keys_of_names(["الأمم المتّحدة", "أبو غريب (سجن)"])
    {'الأمم المتّحدة': 'الامم المتحده', 'أبو غريب (سجن)': 'ابو غريب سجن'}
    """
    names = dict.fromkeys(names)
    plain = fold_plain(names)
    return {name: plain[name] if name in plain else key_of_name(name) for name in names}


def key_of_name(name: str) -> str:
    """The key of one name."""
    return " ".join(key for key in read_words(name).keys if key.isalnum())


def _variants(key: str) -> tuple[str, ...]:
    """The keys of a name; "عبد الله" is also written in one word.

    >>> _variants("عبد الله غول"), _variants("ملك الاردن")
    (('عبد الله غول', 'عبدالله غول'), ('ملك الاردن',))
    """
    if "عبد" not in key:
        return (key,)
    joined = _PARTED_SERVANT.sub("عبدال", key)
    parted = _JOINED_SERVANT.sub("عبد ", key)
    return tuple(dict.fromkeys((key, joined, parted)))


_PARTED_SERVANT = re.compile("(?<![^ ])عبد ال")
_JOINED_SERVANT = re.compile("(?<![^ ])عبد(?=ال)")


def _country(key: str) -> str | None:
    """The country whose people a one-word surname also means, as a key.

    >>> _country("السوداني"), _country("الكاظمي")
    ('السودان', None)
    """
    if not key.startswith("ال") or not key.endswith("ي") or " " in key:
        return None
    stem = key[:-1]
    return next(
        (place for place in (stem, stem[2:], stem + "ا", stem[2:] + "ا", stem[2:] + "ه") if place in _LANDS), None
    )


# Countries and peoples whose adjective is a common surname too, as keys: "المصري", "التركي", "البصري".
_LANDS = keys_in(
    """السودان العراق مصر سوريا لبنان الاردن فلسطين اليمن عمان الكويت البحرين قطر ليبيا تونس الجزائر المغرب الصومال
    تركيا ايران روسيا الصين الهند المانيا فرنسا ايطاليا اسبانيا اليونان كرد كردستان عرب بغداد البصره الموصل كركوك الكوفه
    مكه حلب دمشق حمص حماه القدس غزه نابلس الخليل بيروت طرابلس بعلبك صيدا القاهره الاسكندريه صنعاء عدن الحجاز نجد
    الشام فارس"""
)


def _starts_of(longest: dict[str, int], keys: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """What a name may begin with at each word, for those that one may begin with."""
    return {key: _starts(key, longest) for key in keys if key[:1] in _JOINED or key in longest}


def _starts(key: str, longest: dict[str, int]) -> list[tuple[str, int]]:
    """What a name may begin with at a word, and how many letters are cut off for it: `without_clitics`, of names alone.

    >>> _starts("وللعراق", {"العراق": 1, "للعراق": 1})
    [('للعراق', 1), ('العراق', 1)]
    """
    found = [(key, 0)] if key in longest else []
    if key[:1] in _JOINED:
        if (rest := key[1:]) in longest and len(key) > 2:
            found.append((rest, 1))
        if key[:2] in _JOINED_TWICE and (rest := key[2:]) in longest and len(key) > 3:
            found.append((rest, 2))
        at = key.find("لل", 0, 3)
        if (
            (at == 0 or (at == 1 and key[0] in "وف"))
            and len(key) > at + 3
            and (rest := "ال" + key[at + 2 :]) in longest
        ):
            found.append((rest, at))
    return found
