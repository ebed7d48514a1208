"""Names in a text: people, organisations, places and other names, with ids where the topic knows them."""

from __future__ import annotations

from collections.abc import Mapping

from mudawwana.annotate.gazetteer import find_names
from mudawwana.annotate.linking import link_people, role_of, surnames_again
from mudawwana.annotate.marked_names import with_marked, with_ministries
from mudawwana.annotate.mentions import Mention
from mudawwana.annotate.name_tables import Hit, gazetteer_of
from mudawwana.annotate.ner.words import Words
from mudawwana.annotate.tagging import read_text, tag, tagger
from mudawwana.records import Entity
from mudawwana.topics import Topic


def find_entities(text: str, *, topic: Topic | None = None, backend: str = "model") -> list[Entity]:
    """The names in a text, in their order; no two of them overlap.

    `backend`: "model" is the model that ships with the package and, on top of it, the names of the topic;
    "gazetteer" the names of the topic alone; "camel" camel-tools in place of the model.

    >>> [(found.of("زار أوباما بغداد"), found.label) for found in find_entities("زار أوباما بغداد")]
    [('أوباما', 'PER'), ('بغداد', 'LOC')]
    """
    words, tags = read_text(text)
    hits = find_names(words, gazetteer_of(topic)) if topic else []
    own = gazetteer_of(topic).own if topic else {}
    mentions = merge(words, hits, tag(words, backend, tags), own)
    if topic:
        mentions = with_ministries(words, mentions)
        mentions = with_marked(words, mentions, gazetteer_of(topic))
    if backend == "model":
        mentions = surnames_again(words, mentions, tagger().known)
    mentions = link_people(words, mentions)
    named = {at: mention.label for mention in mentions for at in range(mention.first, mention.last)}
    return [_entity(words, mention, named) for mention in mentions]


def merge(words: Words, hits: list[Hit], tagged: list[Mention], own: dict[str, frozenset[str]]) -> list[Mention]:
    """One list of names: the topic's win, except inside a longer name of the model's."""
    said = {(mention.first, mention.last, mention.label) for mention in tagged}
    hits = [hit for hit in hits if hit.sure or (hit.first, hit.last, hit.entity.label) in said]
    kept: list[Mention] = []
    place = 0
    for mention in tagged:
        inside: list[Hit] = []
        while place < len(hits) and hits[place].last <= mention.first:
            kept.append(_known(hits[place]))
            place += 1
        at = place
        while at < len(hits) and hits[at].first < mention.last:
            inside.append(hits[at])
            at += 1
        if mention.label == "PER" and inside and inside[-1].cut and inside[-1].first > mention.first:
            mention = mention._replace(last=inside.pop().first)  # "قال أحمد عباس | لرووداو"
        if not inside:
            kept.append(mention)
        elif _is_longer_name(words, mention, inside, own):
            known = inside[0].entity if len(inside) == 1 and _is_same(words, mention, inside[0], own) else None
            kept.append(mention._replace(id=known.id, name=known.name) if known else mention)
            place = at
    kept += map(_known, hits[place:])
    return kept


def _known(hit: Hit) -> Mention:
    entity = hit.entity
    return Mention(hit.first, hit.last, entity.label, hit.cut, entity.id, entity.name)


def _is_longer_name(words: Words, mention: Mention, inside: list[Hit], own: dict[str, frozenset[str]]) -> bool:
    """Whether the model's name has the topic's names inside it and is to be kept in their place."""
    if any(hit.first < mention.first or hit.last > mention.last for hit in inside):
        return False
    if all(hit.first == mention.first and hit.last == mention.last for hit in inside):
        return False
    if mention.label == "PER":
        return all(hit.short or hit.entity.label != "PER" for hit in inside) or all(
            _is_same(words, mention, hit, own) for hit in inside
        )
    return all(hit.last - hit.first == 1 for hit in inside)


def _is_same(words: Words, mention: Mention, hit: Hit, own: dict[str, frozenset[str]]) -> bool:
    """Whether all words of the model's name belong to the topic's person."""
    return (
        mention.label == hit.entity.label == "PER"
        and mention.last - mention.first > hit.last - hit.first
        and all(key in own.get(hit.entity.id, ()) for key in words.keys[mention.first : mention.last])
    )


def _entity(words: Words, mention: Mention, named: Mapping[int, str]) -> Entity:
    start = words.place(mention.first, mention.cut)
    return Entity(
        start=start,
        end=words.ends[mention.last - 1],
        label=mention.label,
        id=mention.id,
        name=mention.name,
        role=role_of(words, mention.first, mention.last, named) if mention.label == "PER" else None,
    )
