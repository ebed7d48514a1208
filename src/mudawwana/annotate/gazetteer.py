"""Names of a topic pack in running text: which entity is meant, in any spelling, with particles written onto them."""

from __future__ import annotations

from collections import defaultdict

from mudawwana.annotate.name_tables import Entry, Gazetteer, Hit, Named, keys_in
from mudawwana.annotate.ner.words import Words, without_clitics

_SAFE, _SHORT, _NEED = 0, 1, 2
_NEAR = 15  # words on either side of a short form within which one of its `needs` counts
_GIVEN_NEAR = 3  # the same for a need that is a part of the person's own name: it stands right before the surname
Needs = dict[str, list[tuple[int, int]]]  # entity id -> where the words that speak for its short forms stand


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


def _scan(words: Words, names: Gazetteer) -> tuple[list[tuple[Hit, list[Named]]], Needs]:
    """All names, each with the entities that it may mean, and where the needs of each entity stand."""
    found: list[tuple[Hit, list[Named]]] = []
    needs: Needs = defaultdict(list)
    free = 0
    begun = list(names.starts.of(words.keys, words.types))
    for at in [at for at, starts in enumerate(begun) if starts]:
        best = _longest_name(words.keys, at, begun[at], names, needs)
        if best is None or at < free:
            continue
        last, cut, named = best
        sure = [entry for entry in named if entry.kind == _SAFE] or named
        found.append((Hit(at, last, cut, sure[0].entity, sure[0].kind == _SHORT), [entry.entity for entry in sure]))
        free = last
    return found, needs


def _longest_name(
    keys: list[str], at: int, starts: list[tuple[str, int]], names: Gazetteer, needs: Needs
) -> tuple[int, int, list[Entry]] | None:
    """The longest name that begins at a word: the word after its last, letters cut off, entries. Notes the needs."""
    best: tuple[int, int, list[Entry]] | None = None
    for name, cut in starts:
        end = min(at + names.longest[name], len(keys))
        if end > at + 1 and keys[at + 1] not in names.seconds[name]:
            end = at + 1
        for last in range(at + 1, end + 1):
            if entries := names.names.get(name):
                named = [entry for entry in entries if entry.kind != _NEED]
                if len(named) < len(entries):
                    for entry in entries:
                        if entry.kind == _NEED:
                            needs[entry.entity.id].append((at, last))
                if named and (best is None or last > best[0]):
                    best = (last, cut, named)
            if last < end:
                name += " " + keys[last]
    return best


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


_OFFICES = keys_in("الوزراء الحكومة الرئيس الجمهورية النواب البرلمان الخارجية الداخلية الدفاع")
_TITLES = keys_in("السيد الدكتور الأستاذ الشيخ النائب المهندس المستشار القاضي السيدة الحاج الأخ الزعيم")
