"""Data for training the names model: labelled sentences, vectors and clusters of words of news, lists of names."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from mudawwana.annotate.ner.features import (
    CLUSTERS,
    UNLISTED,
    Index,
    Lexicon,
    features_of_clusters,
    features_of_lists,
    model_key,
    number_of,
)
from mudawwana.annotate.ner.words import read_words
from mudawwana.arabic.fold import fold

LABELS = ["O", *(f"{part}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for part in "BI")]
_SAME = {"PERS": "PER", "MIS": "MISC"}
_TEXT_FIELDS = ("text", "content", "full_text")
_BREAK = re.compile("\n+|(?<=[.؟!])\\s+|(?<=[\u0621-\u064a]{2}[.؟!])(?=[\u0621-\u064a])")
_DIACRITICS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+")
_ARABIC_NAME = re.compile("[\u0621-\u064a ]+")
_LENGTH = 3.0  # of every word vector, so that its parts are about as large as those of the other inputs
_CLUSTERED = 40_000  # words, the most frequent ones, that the clusters are made of

Tagged = tuple[list[str], list[int]]


def read_tagged(path: Path) -> list[list[tuple[str, str]]]:
    """The sentences of a file with one "token TAG" a line."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            token, _, tag = line.rpartition(" ")
            sentences[-1].append((token.strip(), tag))
        elif sentences[-1]:
            sentences.append([])
    return [rows for rows in sentences if rows]


def as_words(rows: list[tuple[str, str]]) -> Tagged:
    """A sentence in the words that the model sees, with the indices of their labels.

    Signs at the edge of a labelled token ("(د") are left out of the name.
    """
    words: list[str] = []
    tags: list[str] = []
    before = ""
    for token, tag in rows:
        part, _, kind = tag.replace("_", "-", 1).partition("-")
        kind = _SAME.get(kind, kind)
        found = read_words(token)
        first = part == "B" or kind != before
        signs = [not found.is_word(at) for at in range(len(found.keys))]
        for at, key in enumerate(found.keys):
            edge = signs[at] and not all(signs) and ((at == 0 and first) or at == len(signs) - 1)
            words.append(model_key(key))
            tags.append("O" if not kind or edge else ("B-" if first else "I-") + kind)
            first = first and (not kind or edge)
        before = kind
    for at, tag in enumerate(tags):
        if tag[0] == "I" and (at == 0 or tags[at - 1][2:] != tag[2:]):
            tags[at] = "B" + tag[1:]
    return words, [LABELS.index(tag) for tag in tags]


def as_spelled(rows: list[tuple[str, str]]) -> list[str]:
    """The words of a sentence as they are written, but for diacritics."""
    found = []
    for token, _ in rows:
        words = read_words(token)
        found += [token[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    return [_DIACRITICS.sub("", word) or word for word in found]


def news_sentences(paths: Iterable[Path]) -> tuple[list[list[str]], dict[str, str]]:
    """The words of the sentences of news files (JSON lines), each once, and how each word is mostly spelled."""
    seen: set[tuple[str, ...]] = set()
    sentences = []
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = next((row[field] for field in _TEXT_FIELDS if row.get(field)), "")
                for piece in _BREAK.split(text):
                    found = read_words(piece)
                    words = [model_key(key) for key in found.keys]
                    if len(words) > 3 and (same := tuple(words)) not in seen:
                        seen.add(same)
                        sentences.append(words)
                        for key, start, end in zip(words, found.starts, found.ends, strict=True):
                            spellings[key][piece[start:end]] += 1
    most = {
        key: _DIACRITICS.sub("", min(found, key=lambda form: (-found[form], form))) for key, found in spellings.items()
    }
    return sentences, most


def word_vectors(sentences: list[list[str]]) -> tuple[list[str], Any]:
    """Word vectors of unlabelled sentences, most frequent words first."""
    from gensim.models import Word2Vec

    model = Word2Vec(
        sentences, vector_size=100, window=4, min_count=4, sg=1, negative=8, workers=1, seed=1, epochs=6, sample=1e-4
    )
    vectors = model.wv.vectors.astype(np.float32)
    return list(model.wv.index_to_key), _LENGTH * vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def word_clusters(vectors: Any) -> Any:
    """The cluster of each word vector at each granularity."""
    from sklearn.cluster import MiniBatchKMeans

    columns = []
    for number in CLUSTERS:
        means = MiniBatchKMeans(number, random_state=0, batch_size=4096, n_init=1, max_iter=30)
        columns.append(means.fit(vectors[:_CLUSTERED]).predict(vectors))
    return np.stack(columns, axis=1).astype(np.uint16)


def shortened(vectors: Any, size: int, length: float) -> Any:
    """Vectors with fewer parts, the ones in which they differ most; `length` is their mean length."""
    values = np.asarray(vectors, dtype=np.float64)
    values = values - values.mean(axis=0)
    _, directions = np.linalg.eigh(values.T @ values)
    short = values @ directions[:, ::-1][:, :size]
    return (short * (length / np.linalg.norm(short, axis=1).mean())).astype(np.float32)


def people(path: Path) -> dict[str, int]:
    """How often a word is a given name, a surname, the first and the last of a full name, two bits each."""
    counts = [Counter[str]() for _ in range(4)]
    base = sqlite3.connect(path)
    for key, role, number in base.execute("select arabic_key, role, sum(count) from units group by 1, 2 order by 1, 2"):
        word = fold(key)
        if role in ("given", "surname") and " " not in word and len(word) > 1:
            counts[role == "surname"][word] += number
    for full in sorted({fold(key) for (key,) in base.execute("select distinct arabic_key from full_names")}):
        words = full.split()
        if len(words) > 1:
            counts[2][words[0]] += 1
            counts[3][words[-1]] += 1
    base.close()
    found = {word for column in counts for word in column if _ARABIC_NAME.fullmatch(word)}
    return {word: sum(_size(column[word]) << 2 * at for at, column in enumerate(counts)) for word in sorted(found)}


def _size(number: int) -> int:
    return 0 if number == 0 else 1 if number < 3 else 2 if number < 20 else 3


def places(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Words that are a place (with the digits of its population, 15: a country), and words that begin or end one."""
    from babel import Locale

    sizes: Counter[str] = Counter()
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        for name in city["alternatenames"]:
            sizes[fold(name)] = max(sizes[fold(name)], len(str(city["population"])))
    locale = Locale("ar")
    for zone in locale.time_zones.values():
        if "city" in zone:
            sizes[fold(zone["city"])] = max(sizes[fold(zone["city"])], 7)
    for name in locale.territories.values():
        sizes[fold(name)] = 15
    whole: dict[str, int] = {}
    parts: Counter[str] = Counter()
    for name, size in sorted(sizes.items()):
        words = name.split()
        if not _ARABIC_NAME.fullmatch(name) or len(name) < 3:
            continue
        if len(words) == 1:
            whole[name] = size
        else:
            parts[words[0]] |= 1
            parts[words[-1]] |= 2
    return whole, dict(parts)


def make_lexicon(
    vocabulary: list[str], clusters: Any, names: dict[str, int], lists: tuple[dict[str, int], dict[str, int]]
) -> tuple[Lexicon, dict[str, Any]]:
    """All that the lists say of each word, the words in the order of their check sums; also as arrays of the model."""
    whole, parts = lists
    rows = {word: at for at, word in enumerate(vocabulary)}
    # Of two words with one check sum the more frequent one stays.
    found = {number_of(word): word for word in sorted(names.keys() | whole.keys() | parts.keys())}
    found |= {number_of(word): word for word in reversed(vocabulary)}
    numbers = sorted(found)
    words = [found[number] for number in numbers]
    said = [features_of_lists(names.get(word, 0), whole.get(word, 0), parts.get(word, 0)) for word in words]
    said += [features_of_lists(0, 0, 0), UNLISTED]
    kinds = {one: at for at, one in enumerate(sorted(set(said)))}
    arrays = {
        "words": np.array(numbers, dtype=np.uint32),
        "vector": np.array([*(rows.get(word, len(rows)) for word in words), len(rows), len(rows)], dtype=np.uint16),
        "clusters": features_of_clusters(clusters),
        "listed": np.array([kinds[one] for one in said], dtype=np.uint16),
        "said": np.array(list(kinds), dtype=np.uint16),
    }
    return Lexicon(Index(arrays["words"]), *(arrays[name] for name in Lexicon._fields[1:])), arrays
