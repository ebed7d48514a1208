"""Names that a model finds in a text: the one that ships with the package, or camel-tools'."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mudawwana.annotate.linking import people_in_apposition, without_and
from mudawwana.annotate.mentions import Mention
from mudawwana.annotate.name_tables import keys_in
from mudawwana.annotate.ner.words import Words, read_words
from mudawwana.annotate.well_known import with_well_known
from mudawwana.arabic.fold import fold
from mudawwana.errors import Missing
from mudawwana.records import EntityLabel

if TYPE_CHECKING:
    from mudawwana.annotate.ner.tagger import Tagger
    from mudawwana.annotate.ner.viterbi import Ints

_MODEL = Path(__file__).parent / "ner" / "names.bin"
_STOPS = frozenset("\n.!?؟…")
_NO_NAMES = frozenset(fold("إن أن فإن وإن وأن بأن لأن من عن في هو هي الذي التي قال وقال قد لقد مع").split())
_TITLES = keys_in("السيد السيدة الشيخ الدكتور الأستاذ الفريق اللواء العميد الجنرال الحاج المهندس")
_DATED = 2  # words of a day and a month
BACKENDS = ("model", "gazetteer", "camel")


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
    tags = tagger().tag([key for _, words in read for key in words.keys], places)
    for (text, words), (first, last) in zip(read, pairwise(edges), strict=True):
        _AHEAD[text] = words, tags[first:last]


def read_text(text: str) -> tuple[Words, Ints | None]:
    """The words of a text, and their labels where `tag_ahead` found them."""
    return _AHEAD.pop(text) if text in _AHEAD else (read_words(text), None)


def tag(words: Words, backend: str, tags: Ints | None = None) -> list[Mention]:
    """The names that a backend finds; the gazetteer by itself has none."""
    if backend == "model":
        return tag_with_model(words, tags)
    if backend == "camel":
        return tag_with_camel(words)
    if backend != "gazetteer":
        raise Missing(f"no backend {backend!r} for entities: set `[annotate] entities` to one of {', '.join(BACKENDS)}")
    return []


def tagger() -> Tagger:
    """The model that ships with the package, read once."""
    from mudawwana.annotate.ner.tagger import load_tagger

    return load_tagger(_MODEL)


def tag_with_model(words: Words, tags: Ints | None = None) -> list[Mention]:
    """The names that the shipped model finds; `tags` are the labels of the words, where they are known."""
    model = tagger()
    if tags is None:
        tags = model.tag(words.keys, sentences_of(words))
    named = tags.nonzero()[0]
    mentions = _mentions(zip(named.tolist(), [model.labels[label] for label in tags[named].tolist()], strict=True))
    found = [mention for one in mentions if (mention := _without_signs(words, one))]
    found = with_well_known(words, found)
    found = sorted(found + people_in_apposition(words, found, model.known))
    return [without_and(words, one, model.known) if one.label == "PER" else one for one in found]


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
