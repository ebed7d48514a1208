"""The model for names: stems, the best path, the same labels however a text is cut into blocks, and the file."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.annotate.entities import find_entities
from mudawwana.annotate.ner import tagger as module
from mudawwana.annotate.ner.features import number_of, stem_of
from mudawwana.annotate.ner.store import read_model
from mudawwana.annotate.ner.tagger import Tagger
from mudawwana.annotate.ner.viterbi import Steps, best_labels
from mudawwana.annotate.ner.words import read_words

MODEL = Path(module.__file__).parent / "names.bin"
TEXT = "زار كوفي عنان أمس بغداد. ثم قال إن مجلس الأمن سيجتمع في نيويورك! وأضاف محمد البرادعي أن الوكالة ستعود"


@pytest.mark.parametrize(
    ("key", "known", "words", "stem"),
    [
        ("وبغداد", False, ["بغداد"], "بغداد"),
        ("وبغداد", True, ["بغداد"], "وبغداد"),
        ("بالعراق", True, ["العراق", "عراق"], "العراق"),
        ("للعراق", True, ["العراق"], "العراق"),
        ("وللعراق", False, ["العراق"], "العراق"),
        ("ولبغداد", False, ["بغداد"], "بغداد"),
        ("السويد", False, ["سويد"], "سويد"),
        ("السويد", True, ["سويد"], "السويد"),
        ("ولد", False, ["لد"], "ولد"),
    ],
)
def test_stems(key: str, known: bool, words: list[str], stem: str) -> None:
    rows = {number_of(word): at for at, word in enumerate(words)}
    assert stem_of(key, rows.get, known)[0] == stem


scores = st.integers(-40, 40)


@given(
    st.lists(st.tuples(scores, scores, scores), min_size=1, max_size=6),
    st.lists(scores, min_size=9, max_size=9),
    st.sets(st.integers(1, 5)),
)
def test_the_best_path_is_the_best_of_all(rows: list[tuple[int, int, int]], after: list[int], cuts: set[int]) -> None:
    emissions = np.array(rows)
    steps = Steps(np.array([0, 3, -5]), np.array(after).reshape(3, 3), 1000)
    begins = [0, *sorted(cut for cut in cuts if cut < len(rows))]
    found = best_labels(emissions, np.array(begins), steps).tolist()
    for first, last in zip(begins, [*begins[1:], len(rows)], strict=True):

        def total(path: tuple[int, ...], first: int = first) -> int:
            score = int(steps.start[path[0]]) + sum(rows[first + at][label] for at, label in enumerate(path))
            return score + sum(int(steps.after[a, b]) for a, b in pairwise(path))

        best = max(map(total, product(range(3), repeat=last - first)))
        assert total(tuple(found[first:last])) == best


def test_what_is_surely_no_name_parts_the_runs() -> None:
    steps = Steps(np.zeros(3, dtype=int), np.array([[0, 0, -99], [0, 0, 9], [0, 0, 9]]), 20)
    assert best_labels(np.array([[0, 9, 0], [50, 0, 0], [0, 1, 3]]), np.array([0]), steps).tolist() == [1, 0, 1]


def test_blocks_and_what_is_remembered_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    words = read_words(TEXT * 20)
    sentences = [(at, min(at + 17, len(words.keys))) for at in range(0, len(words.keys), 17)]
    whole = Tagger(MODEL).tag(words.keys, sentences).tolist()
    monkeypatch.setattr(module, "_BLOCK", 130)
    monkeypatch.setattr(module, "_MOST_TYPES", 60)
    assert Tagger(MODEL).tag(words.keys, sentences).tolist() == whole


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="ابتوفلكهي س\u064b\u0640\u200f،.12\n", max_size=80))
def test_words_cover_all_but_spaces_and_marks(text: str) -> None:
    words = read_words(text)
    assert all(start < end for start, end in zip(words.starts, words.ends, strict=True))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))
    left = set(range(len(text))) - {at for a, b in zip(words.starts, words.ends, strict=True) for at in range(a, b)}
    assert all(text[at] in " \u064b" for at in left)


def test_all_is_in_whole_numbers_below_two_to_the_24th() -> None:
    arrays, meta = read_model(MODEL)
    width, top = meta["width"], 127 * 127
    size, hidden = arrays["features"].shape[1], len(arrays["b1"])
    assert all(arrays[name].dtype == np.int8 for name in ("features", "vectors", "Wvector", "W1", "Wout", "Wdirect"))
    assert arrays["W1"].shape == (size, width * hidden)
    assert size * width * top + abs(arrays["b1"]).max() < 2**24
    assert max(arrays["Wvector"].shape[0], hidden, size) * top < 2**24


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size <= 10_000_000


def test_a_file_of_another_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "names.bin").write_bytes(b"mudawwana-names-0\n{}\n" + b"\0" * 200)
    with pytest.raises(ValueError, match=r"names\.bin is not a model file of this version"):
        Tagger(tmp_path / "names.bin")


def test_an_odd_sign_is_no_trouble() -> None:
    assert find_entities("\x00 \ud800 \ufdfa ² \u2029 بغداد")[-1].label == "LOC"
