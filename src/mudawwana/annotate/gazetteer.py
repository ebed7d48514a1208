"""Names of a topic pack in running text: which entity is meant, in any spelling, with particles written onto them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from mudawwana.annotate.ner.words import Words, read_words, without_clitics
from mudawwana.arabic.fold import fold
from mudawwana.topics import Topic, TopicEntity

_SAFE, _SHORT, _NEED = 0, 1, 2
_NEAR = 15  # words on either side of a short form within which one of its `needs` counts
_GIVEN_NEAR = 3  # the same for a need that is a part of the person's own name: it stands right before the surname
_JOINED = frozenset("وفبلك")
_END = ""  # the key under which a node keeps its entries

Node = dict[str, Any]
Needs = dict[str, list[tuple[int, int]]]  # entity id -> where the words that speak for its short forms stand


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


class Hit(NamedTuple):
    """One name found: words[first:last] of the text, the first one without its first `cut` letters."""

    first: int
    last: int
    cut: int
    entity: TopicEntity
    short: bool
    sure: bool = True  # False: a short form that is the entity's only if something else says that it is a name


class _Entry(NamedTuple):
    kind: int
    entity: TopicEntity


class Gazetteer(NamedTuple):
    """The names of a topic, ready for looking up."""

    root: Node
    own: dict[str, frozenset[str]]  # entity id -> the keys of all words of its safe names
    demonyms: frozenset[str]  # short forms that are also "of that country": "السوداني"
    homes: dict[str, str]  # such a form -> the country


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


def build(entities: Iterable[TopicEntity]) -> Gazetteer:
    """The look-up tables of some entities."""
    root: Node = {}
    own: dict[str, frozenset[str]] = {}
    homes: dict[str, str] = {}
    for entity in entities:
        for forms, kind in ((entity.safe, _SAFE), (entity.short, _SHORT), (entity.needs, _NEED)):
            for form in forms:
                for keys in _spellings(form):
                    _add(root, keys, _Entry(kind, entity))
        own[entity.id] = frozenset(key for form in entity.safe for keys in _spellings(form) for key in keys)
        for form in entity.short if entity.label == "PER" else ():
            if home := _country(read_words(form).keys):
                homes["".join(read_words(form).keys)] = home
    return Gazetteer(root, own, frozenset(homes), homes)


def _add(root: Node, keys: tuple[str, ...], entry: _Entry) -> None:
    node = root
    for key in keys:
        node = node.setdefault(key, {})
    entries = node.setdefault(_END, [])
    if entry not in entries:
        entries.append(entry)


def _spellings(form: str) -> Iterator[tuple[str, ...]]:
    """The keys of a name; "عبد الله" is also written in one word."""
    keys = tuple(key for key in read_words(form).keys if key.isalnum())
    if not keys:
        return
    yield keys
    joined: list[str] = []
    for key in keys:
        if joined and joined[-1] == "عبد" and key.startswith("ال"):
            joined[-1] += key
        else:
            joined.append(key)
    parted = [part for key in keys for part in (("عبد", key[3:]) if key.startswith("عبدال") else (key,))]
    for other in (tuple(joined), tuple(parted)):
        if other != keys:
            yield other


def _country(keys: list[str]) -> str | None:
    """The country whose people a one-word surname also means, as a key.

    >>> _country(["السوداني"]), _country(["الكاظمي"])
    ('السودان', None)
    """
    if len(keys) != 1 or not keys[0].startswith("ال") or not keys[0].endswith("ي"):
        return None
    stem = keys[0][:-1]
    return next(
        (place for place in (stem, stem[2:], stem + "ا", stem[2:] + "ا", stem[2:] + "ه") if place in _LANDS), None
    )


# Countries and peoples whose adjective is a common surname too, as keys: "المصري", "التركي", "البصري".
_LANDS = _set(
    """السودان العراق مصر سوريا لبنان الاردن فلسطين اليمن عمان الكويت البحرين قطر ليبيا تونس الجزائر المغرب الصومال
    تركيا ايران روسيا الصين الهند المانيا فرنسا ايطاليا اسبانيا اليونان كرد كردستان عرب بغداد البصره الموصل كركوك الكوفه
    مكه حلب دمشق حمص حماه القدس غزه نابلس الخليل بيروت طرابلس بعلبك صيدا القاهره الاسكندريه صنعاء عدن الحجاز نجد
    الشام فارس"""
)


def find_names(words: Words, names: Gazetteer) -> list[Hit]:
    """The names of a gazetteer in a text, the longest at each place; short forms only where it is sure who is meant."""
    found, needs = _scan(words, names)
    safe = {hit.entity.id for hit, _ in found if not hit.short}
    last_named: dict[str, int] = {}
    hits: list[Hit] = []
    for hit, others in found:
        if hit.short:
            able = [hit._replace(entity=entity) for entity in others]
            sure = [one for one in able if _is_sure(words, one, names, safe, needs)]
            if not sure:
                if len(able) == 1 and hit.entity.label != "PER":
                    hits.append(hit._replace(sure=False))
                continue
            # Two people of one surname: the one named last is meant.
            hit = max(sure, key=lambda one: last_named.get(one.entity.id, -1))
        last_named[hit.entity.id] = hit.first
        hits.append(hit)
    return hits


def _scan(
    words: Words, names: Gazetteer
) -> tuple[list[tuple[Hit, list[TopicEntity]]], dict[str, list[tuple[int, int]]]]:
    """All names, each with the entities that it may mean, and where the needs of each entity stand."""
    found: list[tuple[Hit, list[TopicEntity]]] = []
    needs: Needs = defaultdict(list)
    free = 0
    keys, root = words.keys, names.root
    for at, key in enumerate(keys):
        best: tuple[int, int, list[_Entry]] | None = None
        for start, cut in _starts(key, root):
            for last, entries in _walk(keys, at, start, root):
                for entry in entries:
                    if entry.kind == _NEED:
                        needs[entry.entity.id].append((at, last))
                named = [entry for entry in entries if entry.kind != _NEED]
                if named and (best is None or last > best[0]):
                    best = (last, cut, named)
        if best is None or at < free:
            continue
        last, cut, named = best
        sure = [entry for entry in named if entry.kind == _SAFE] or named
        found.append((Hit(at, last, cut, sure[0].entity, sure[0].kind == _SHORT), [entry.entity for entry in sure]))
        free = last
    return found, needs


def _starts(key: str, root: Node) -> Iterator[tuple[str, int]]:
    if key in root:
        yield key, 0
    if key[:1] in _JOINED:
        for rest, cut in without_clitics(key):
            if rest in root:
                yield rest, cut


def _walk(keys: list[str], at: int, start: str, root: Node) -> Iterator[tuple[int, list[_Entry]]]:
    """Every name that begins at a word, as (the word after its last, entries)."""
    node = root[start]
    last = at + 1
    while True:
        if _END in node:
            yield last, node[_END]
        if last >= len(keys) or keys[last] not in node or not keys[last]:
            return
        node = node[keys[last]]
        last += 1


def _is_sure(words: Words, hit: Hit, names: Gazetteer, safe: set[str], needs: Needs) -> bool:
    """Whether a short form means its entity here."""
    key = words.keys[hit.first][hit.cut :] if hit.last == hit.first + 1 else ""
    if key in names.demonyms and _qualifies(words, hit.first, hit.entity.id in safe):
        return False
    if hit.entity.id in safe:
        return True
    if key in names.demonyms and any(home == words_key for home in (names.homes[key],) for words_key in words.keys):
        return False
    own = names.own[hit.entity.id]
    for first, last in needs.get(hit.entity.id, ()):
        given = all(key in own for key in words.keys[first:last])
        if given and 0 < hit.first - last + 1 <= _GIVEN_NEAR and hit.first >= last:
            return True
        if not given and hit.first - last < _NEAR and first - hit.last < _NEAR:
            return True
    return False


def _qualifies(words: Words, at: int, named: bool) -> bool:
    """Whether a word such as "السوداني" is an adjective of the noun before it: "الجيش السوداني", "الرئيس السوداني".

    After "رئيس الوزراء" it is the man where he is named in full in the article, else the Sudanese prime minister.
    """
    if at == 0 or not words.is_word(at - 1):
        return False
    before = words.keys[at - 1]
    if before in _OFFICES:
        return not named
    if before in _TITLES:
        return False
    return any(
        key.startswith("ال") and len(key) > 4 for key in (before, *(rest for rest, _ in without_clitics(before)))
    )


_OFFICES = _set("الوزراء الحكومة الرئيس الجمهورية النواب البرلمان الخارجية الداخلية الدفاع")
_TITLES = _set("السيد الدكتور الأستاذ الشيخ النائب المهندس المستشار القاضي السيدة الحاج الأخ الزعيم")
