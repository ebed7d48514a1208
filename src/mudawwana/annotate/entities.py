"""Names in a text: people, organisations, places and other names, with ids where the topic knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from mudawwana.annotate.gazetteer import find_names
from mudawwana.annotate.linking import link_people, people_in_apposition, role_of, surnames_again, without_and
from mudawwana.annotate.marked_names import with_marked, with_ministries
from mudawwana.annotate.name_tables import Hit, gazetteer_of, keys_in
from mudawwana.annotate.ner.words import Words, read_words
from mudawwana.annotate.well_known import with_well_known
from mudawwana.arabic.fold import fold
from mudawwana.errors import Missing
from mudawwana.records import Entity, EntityLabel
from mudawwana.topics import Topic

if TYPE_CHECKING:
    from mudawwana.annotate.ner.tagger import Tagger
    from mudawwana.annotate.ner.viterbi import Ints

_MODEL = Path(__file__).parent / "ner" / "names.bin"
_STOPS = frozenset("\n.!?؟…")
_NO_NAMES = frozenset(fold("إن أن فإن وإن وأن بأن لأن من عن في هو هي الذي التي قال وقال قد لقد مع").split())
_TITLES = keys_in("السيد السيدة الشيخ الدكتور الأستاذ الفريق اللواء العميد الجنرال الحاج المهندس")
_DATED = 2  # words of a day and a month
BACKENDS = ("model", "gazetteer", "camel")


class Mention(NamedTuple):
    """words[first:last] of a text, the first one without its first `cut` letters, as a name."""

    first: int
    last: int
    label: EntityLabel
    cut: int = 0
    id: str | None = None
    name: str | None = None


def find_entities(text: str, *, topic: Topic | None = None, backend: str = "model") -> list[Entity]:
    """The names in a text, in their order; no two of them overlap.

    `backend`: "model" is the model that ships with the package and, on top of it, the names of the topic;
    "gazetteer" the names of the topic alone; "camel" camel-tools in place of the model.

    >>> [(found.of("زار أوباما بغداد"), found.label) for found in find_entities("زار أوباما بغداد")]
    [('أوباما', 'PER'), ('بغداد', 'LOC')]
    """
    words, tags = _AHEAD.pop(text) if text in _AHEAD else (read_words(text), None)
    hits = find_names(words, gazetteer_of(topic)) if topic else []
    own = gazetteer_of(topic).own if topic else {}
    mentions = merge(words, hits, _tag(words, backend, tags), own)
    if topic:
        mentions = with_ministries(words, mentions)
        mentions = with_marked(words, mentions, gazetteer_of(topic))
    if backend == "model":
        mentions = surnames_again(words, mentions, _tagger().known)
    mentions = link_people(words, mentions)
    named = {at: mention.label for mention in mentions for at in range(mention.first, mention.last)}
    return [_entity(words, mention, named) for mention in mentions]


_AHEAD: dict[str, tuple[Words, Ints | None]] = {}  # what `tag_ahead` found; each text asks for its own


def tag_ahead(texts: Iterable[str]) -> None:
    """Run the model over several texts at once, each of which `find_entities` will be asked about soon.

    Its products and sums of small arrays cost less for many words than for few.
    """
    _AHEAD.clear()
    read = [(text, read_words(text)) for text in texts]
    edges = list(accumulate((len(words.keys) for _, words in read), initial=0))
    places = [
        (first + edge, last + edge)
        for (_, words), edge in zip(read, edges, strict=False)
        for first, last in sentences_of(words)
    ]
    tags = _tagger().tag([key for _, words in read for key in words.keys], places)
    for (text, words), (first, last) in zip(read, pairwise(edges), strict=True):
        _AHEAD[text] = words, tags[first:last]


def _tag(words: Words, backend: str, tags: Ints | None = None) -> list[Mention]:
    if backend == "model":
        return tag_with_model(words, tags)
    if backend == "camel":
        return tag_with_camel(words)
    if backend != "gazetteer":
        raise Missing(f"no backend {backend!r} for entities: set `[annotate] entities` to one of {', '.join(BACKENDS)}")
    return []


def _tagger() -> Tagger:
    from mudawwana.annotate.ner.tagger import load_tagger

    return load_tagger(_MODEL)


def tag_with_model(words: Words, tags: Ints | None = None) -> list[Mention]:
    """The names that the shipped model finds; `tags` are the labels of the words, where they are known."""
    tagger = _tagger()
    if tags is None:
        tags = tagger.tag(words.keys, sentences_of(words))
    named = tags.nonzero()[0]
    mentions = _mentions(zip(named.tolist(), [tagger.labels[tag] for tag in tags[named].tolist()], strict=True))
    found = [mention for one in mentions if (mention := _without_signs(words, one))]
    found = with_well_known(words, found)
    found = sorted(found + people_in_apposition(words, found, tagger.known))
    return [without_and(words, one, tagger.known) if one.label == "PER" else one for one in found]


def tag_with_camel(words: Words) -> list[Mention]:
    """The names that camel-tools finds; its model is a download of about 540 MB."""
    try:
        from camel_tools.ner import NERecognizer

        recognizer = NERecognizer.pretrained()
    except (ImportError, FileNotFoundError, KeyError, OSError) as problem:
        raise Missing(
            f"camel-tools finds no model for names ({problem}): type `pip install camel-tools` and "
            "`camel_data -i ner-arabert`, or set `[annotate] entities` to model"
        ) from None
    places = sentences_of(words)
    pieces = [[words.text[words.starts[at] : words.ends[at]] for at in range(first, last)] for first, last in places]
    mentions: list[Mention] = []
    for (first, _), tags in zip(places, recognizer.predict(pieces), strict=True):
        mentions += _mentions(enumerate((tag.replace("PERS", "PER") for tag in tags), first))
    return mentions


def sentences_of(words: Words) -> list[tuple[int, int]]:
    """The words of each sentence, roughly: line ends are left out, a stop after a single letter ends nothing."""
    found = []
    start = 0
    for at in [at for at, key in enumerate(words.keys) if key in _STOPS]:
        if words.keys[at] == "\n":
            found.append((start, at))
            start = at + 1
        elif not (at > start and len(words.keys[at - 1]) == 1 and words.is_word(at - 1)):
            found.append((start, at + 1))
            start = at + 1
    found.append((start, len(words.keys)))
    return [(first, last) for first, last in found if last > first]


def _mentions(tags: Iterable[tuple[int, str]]) -> list[Mention]:
    """The names that labels tell of, given with the places of their words."""
    names: list[list[int]] = []
    kinds: list[str] = []
    for at, tag in tags:
        part, _, kind = tag.partition("-")
        if part == "I" and names and names[-1][1] == at and kinds[-1] == kind:
            names[-1][1] = at + 1
        elif kind:
            names.append([at, at + 1])
            kinds.append(kind)
    return [Mention(first, last, cast(EntityLabel, kind)) for (first, last), kind in zip(names, kinds, strict=True)]


def _without_signs(words: Words, mention: Mention) -> Mention | None:
    """A name without signs and particles at its ends, None where nothing is left."""
    first, last = mention.first, mention.last
    while first < last and (not words.is_word(first) or words.keys[first] in _NO_NAMES):
        first += 1
    while first < last and (words.keys[last - 1] in _NO_NAMES or _ends_nothing(words, first, last)):
        last -= 1
    if mention.label == "ORG" and last - first > 1 and words.keys[last - 1] in _TITLES:
        last -= 1  # "القوات المسلحة | السيد فلان"
    if first < last and mention.label in ("PER", "MISC") and _is_no_name(words, first, last, mention.label):
        return None
    if (first, last) == (mention.first, mention.last):
        return mention
    return mention._replace(first=first, last=last) if first < last else None


def _is_no_name(words: Words, first: int, last: int, label: str) -> bool:
    """Whether a person's name ends in a tanwin ("مازحاً"), or another name is a day and a month ("27 سبتمبر")."""
    if label == "PER":
        return last - first == 1 and "\u064b" in words.text[words.starts[first] : words.ends[first]]
    return last - first == _DATED and words.keys[first][0].isdigit()


def _ends_nothing(words: Words, first: int, last: int) -> bool:
    """Whether the last sign of a name is none of its own; ")" is, where "(" is in it."""
    return not words.is_word(last - 1) and not (words.keys[last - 1] == ")" and "(" in words.keys[first:last])


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
