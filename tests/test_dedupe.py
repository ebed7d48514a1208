"""Near-duplicates and shared passages: cases, laws, and the promise of the same result for any order and machine."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudawwana.arabic.fold import fold
from mudawwana.config import Config, DedupeConfig
from mudawwana.dedupe import index, store
from mudawwana.dedupe.align import compare, side_of
from mudawwana.dedupe.cluster import elect, seat
from mudawwana.dedupe.compare import side_by_side
from mudawwana.dedupe.fingerprint import fingerprint, unpack
from mudawwana.dedupe.likeness import alike, longest_match
from mudawwana.dedupe.settle import rehouse, settle
from mudawwana.dedupe.stories import graph, node_of, stories
from mudawwana.dedupe.sweep import Entry, Verdict, sweep
from mudawwana.dedupe.word_places import stays, word_spans
from mudawwana.errors import BadInput
from mudawwana.jsonl import article_line
from mudawwana.pipeline import swept as swept_file
from mudawwana.pipeline.keys import config_digest
from mudawwana.pipeline.single import run_stage
from mudawwana.pipeline.stages import BY_NAME
from mudawwana.records import Article, RawRef

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "dedupe_pairs.jsonl").read_text().splitlines()]
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def words(rng: random.Random, count: int) -> list[str]:
    """Made-up words of one vocabulary, common ones often."""
    made = random.Random(0)
    known = ["".join(made.choices(LETTERS, k=made.randrange(2, 8))) for _ in range(3000)]
    return [known[int(3000 * rng.random() ** 2)] for _ in range(count)]


def corpus(seed: int, count: int) -> list[tuple[Entry, str]]:
    """Articles of which many repeat passages of earlier ones."""
    rng = random.Random(seed)
    rows: list[tuple[Entry, str]] = []
    for key in range(count):
        body = words(rng, rng.randrange(40, 160))
        if rows and rng.random() < 0.6:
            other = rng.choice(rows)[1].split()
            first = rng.randrange(max(1, len(other) - 20))
            piece = other[first : first + rng.randrange(15, len(other) + 1)]
            body = piece + body[: rng.randrange(40)] if rng.random() < 0.5 else body[:20] + piece
        day = f"2024-01-{rng.randrange(1, 29):02}" if rng.random() < 0.8 else None
        rows.append((entry(key, f"{rng.getrandbits(64):016x}", " ".join(body), f"s{key % 5}", day), " ".join(body)))
    return rows


def entry(key: int, id: str, text: str, source: str | None = None, published: str | None = None) -> Entry:
    """An entry with nothing but what tests vary."""
    return Entry(key, id, None, source, published, (), None, fingerprint(text))


def swept(
    rows: list[tuple[Entry, str]], folder: Path, pairs: Pairs | None = None, partitions: int = 8
) -> dict[str, Verdict]:
    """The verdicts by id."""
    texts = {row.key: text for row, text in rows}
    config = DedupeConfig(partitions=partitions)
    found = sweep((row for row, _ in rows), texts.__getitem__, config, workdir=folder, pairs=pairs)
    ids = {row.key: row.id for row, _ in rows}
    return {ids[key]: verdict for key, verdict in found}


class Pairs:
    """A cache of pairs in a dictionary."""

    def __init__(self) -> None:
        self.known: dict[bytes, bytes] = {}

    def get(self, pairs: Sequence[bytes]) -> dict[bytes, bytes]:
        """What was put."""
        return {pair: self.known[pair] for pair in pairs if pair in self.known}

    def put(self, pair: bytes, value: bytes) -> None:
        """Remember."""
        self.known[pair] = value


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pairs(case: dict[str, object], tmp_path: Path) -> None:
    a, b = str(case["a"]), str(case["b"])
    rows = [(entry(0, "a", a, "wire", "2024-05-01"), a), (entry(1, "b", b, "paper", "2024-05-01"), b)]
    found = swept(rows, tmp_path)
    assert (found["a"].cluster is not None) == case["cluster"]
    assert sorted({passage.kind for passage in found["a"].reuse}) == case["kinds"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_passages_mirror_and_begin_and_end_with_equal_words(case: dict[str, object], tmp_path: Path) -> None:
    texts = {"a": str(case["a"]), "b": str(case["b"])}
    found = swept([(entry(k, id, texts[id]), texts[id]) for k, id in enumerate(texts)], tmp_path)
    there = {(p.other_start, p.other_end, p.start, p.end, p.kind) for p in found["b"].reuse}
    assert there == {(p.start, p.end, p.other_start, p.other_end, p.kind) for p in found["a"].reuse}
    for passage in found["a"].reuse:
        one = fold(texts["a"][passage.start : passage.end]).split()
        two = fold(texts["b"][passage.other_start : passage.other_end]).split()
        assert [w.strip('،,:.«»"') for w in (one[0], one[-1])] == [w.strip('،,:.«»"') for w in (two[0], two[-1])]


def test_order_of_input_does_not_matter(tmp_path: Path) -> None:
    rows = corpus(1, 300)
    expected = swept(rows, tmp_path)
    assert sum(verdict.cluster is not None for verdict in expected.values()) > 20
    assert sum(bool(verdict.reuse) for verdict in expected.values()) > 100
    random.Random(2).shuffle(rows)
    assert swept(rows, tmp_path) == expected


@pytest.mark.parametrize("partitions", [1, 8, 64])
def test_partitions_and_files_do_not_matter(partitions: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = corpus(3, 120)
    expected = swept(rows, tmp_path)
    monkeypatch.setattr(index, "_PARTITION", 2000)
    monkeypatch.setattr(index, "_CHUNK", 2000)
    monkeypatch.setattr(store, "_SPILL", 5000)
    assert swept(rows, tmp_path, partitions=partitions) == expected
    assert not list(tmp_path.iterdir())


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import test_dedupe as t;"
        "print(t.swept(t.corpus(5, 40), pathlib.Path(sys.argv[2])))"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path)]
    answers = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("0", "77")
    }
    assert len(answers) == 1


def test_adding_articles_gives_what_a_full_build_gives_for_the_price_of_the_new_ones(tmp_path: Path) -> None:
    rows, pairs = corpus(7, 125), Pairs()
    swept(rows[:120], tmp_path, pairs)
    before = len(pairs.known)
    assert swept(rows, tmp_path, pairs) == swept(rows, tmp_path)
    assert 0 < len(pairs.known) - before < before / 4
    known = dict(pairs.known)
    swept(rows, tmp_path, pairs)
    assert pairs.known == known


def test_versions_of_one_url_are_a_cluster_round_the_newest(tmp_path: Path) -> None:
    rng = random.Random(9)
    old, new, copy = (" ".join(words(rng, 60)) for _ in range(3))
    rows = [
        (Entry(0, "old", "u", "s", "2024-01-01", (), "new", fingerprint(old)), old),
        (Entry(1, "new", "u", "s", "2024-01-02", (), None, fingerprint(new)), new),
        (entry(2, "elsewhere", copy), copy),
    ]
    found = swept(rows, tmp_path)
    assert found["old"][:2] == ("new", "new")
    assert found["new"] == Verdict("new", rule="newest_version", words=60)
    assert found["elsewhere"] == Verdict(words=60)
    copied = [*rows[:2], (entry(2, "elsewhere", new, published="2023-12-31"), new)]
    found = swept(copied, tmp_path)
    assert {verdict.cluster for verdict in found.values()} == {"elsewhere"}
    assert found["elsewhere"].rule == "earliest"


def test_rules_of_election() -> None:
    wire, early, long = seat("z", "reuters", None, 5), seat("y", "x", "2024-01-01", 5), seat("x", "x", "2024-01-02", 9)
    assert elect([early, wire, long]) == (1, "agency")
    assert elect([long, early]) == (1, "earliest")
    assert elect([seat("a", "x", "2024-01-02", 5), long]) == (1, "longest")
    assert elect([seat("b", None, None, 5), seat("a", None, None, 5)]) == (1, "id")
    assert elect([seat("a", "x", "2024-01-01", 5, outdated=True), long]) == (1, "newest_version")


def test_passages_of_many_copies_stay_few_per_article(tmp_path: Path) -> None:
    rng = random.Random(11)
    footer = " ".join(words(rng, 30))
    texts = [" ".join(words(rng, 40)) + " " + footer for _ in range(120)]
    same_outlet = [(entry(k, f"{k:04}", text, "one"), text) for k, text in enumerate(texts)]
    assert not any(verdict.reuse for verdict in swept(same_outlet, tmp_path).values())
    wire = [(entry(k, f"{k:04}", text, f"outlet{k}"), text) for k, text in enumerate(texts)]
    counts = [len(verdict.reuse) for verdict in swept(wire, tmp_path).values()]
    assert 0 < max(counts) <= 2 * index.NEIGHBOURS


@given(st.lists(st.integers(2, 9), max_size=60), st.lists(st.integers(2, 9), max_size=60))
@settings(max_examples=200, deadline=None)
def test_alignment_holds_its_invariants(one: list[int], two: list[int]) -> None:
    import numpy as np

    sides = [side_of(np.array(row, np.uint32)) for row in (one, two)]
    found = compare(*sides)
    assert 0 <= found.jaccard <= found.containment <= 1
    last = 0
    for passage in found.passages:
        assert last <= passage.start < passage.end <= len(one)
        assert 0 <= passage.other_start < passage.other_end <= len(two)
        assert passage.similarity >= 0.6
        assert one[passage.start] == two[passage.other_start]
        assert one[passage.end - 1] == two[passage.other_end - 1]
        last = passage.end


@given(st.text(alphabet="اأبةعدلور  ـ\u064b\u200f،.١1a«»\n\ufdfa\ufef5", max_size=80))
@settings(max_examples=300, deadline=None)
def test_spans_are_those_of_the_counted_words(text: str) -> None:
    count = unpack(fingerprint(text)).words.size
    starts, ends = word_spans(text, count)
    assert len(starts) == len(ends) == count
    folded = [fold(text[start:end]) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert all(folded)


@pytest.mark.parametrize(
    "text",
    [
        "ب" * 1_000_000,
        "كلمة " * 100_000,
        "كلمة أخرى " * 50_000,
        "«" * 300_000,
        "12 " * 100_000,
        "ا" + "\u064b" * 100_000,
    ],
    ids=["long word", "one word", "two words", "brackets", "digits", "marks"],
)
def test_hostile_texts_are_no_trouble(text: str, tmp_path: Path) -> None:
    tail = " ".join(words(random.Random(13), 50))
    rows = [(entry(0, "a", text), text), (entry(1, "b", text + tail), text + tail), (entry(2, "c", tail), tail)]
    swept(rows, tmp_path)


def article(id: str, text: str = "", **fields: object) -> Article:
    """An article for the tests of what comes after the sweep."""
    return Article(id=id, text=text, raw=RawRef(path=id, media_type="text/plain", sha256=""), **fields)  # type: ignore[arg-type]


def test_dropped_articles_leave_no_reference() -> None:
    passage = {"start": 0, "end": 3, "other_start": 0, "other_end": 3, "similarity": 1.0}
    left = [
        article(
            "b", "كلمة " * 20, published="2024-01-03", cluster="a", duplicate_of="a", reuse=[passage | {"other": "a"}]
        ),
        article(
            "c", "كلمة " * 20, published="2024-01-02", cluster="a", duplicate_of="a", reuse=[passage | {"other": "b"}]
        ),
        article("e", "كلمة " * 20, cluster="d", duplicate_of="d"),
        article("g", cluster="f", duplicate_of="f"),
        article("f", cluster="f"),
    ]
    homes = rehouse(left, {"a", "d"})
    assert homes == {"a": "c", "d": None}
    settled = {row.id: settle(row, homes, {"a", "d"}) for row in left}
    assert {id: (row.cluster, row.duplicate_of, len(row.reuse)) for id, row in settled.items()} == {
        "b": ("c", "c", 0),
        "c": ("c", None, 1),
        "e": (None, None, 0),
        "g": ("f", "f", 0),
        "f": ("f", None, 0),
    }


def told(tmp_path: Path) -> list[Article]:
    """A wire story, two copies, an article with a part of it, and another agency's report that quotes a sentence."""
    rng = random.Random(17)
    wire, own, other = words(rng, 100), words(rng, 150), words(rng, 60)
    quote = ["قال", "«" + wire[10], *wire[11:44], wire[44] + "»"]
    texts = {
        "wire": ("reuters", "2024-03-01T08:00:00+00:00", wire[:10] + quote + wire[45:], ()),
        "copy": ("paper", "2024-03-01T09:00:00+00:00", wire[:10] + quote + wire[45:95], ("رويترز",)),
        "late": ("daily", "2024-03-02T09:00:00+00:00", wire[:10] + quote + wire[45:], ("وكالات",)),
        "part": ("weekly", "2024-03-03", own + wire[50:95], ()),
        "rival": ("afp", "2024-03-01T10:00:00+00:00", other + quote + other[::-1], ()),
    }
    rows = [
        (Entry(k, id, None, source, when, credit, None, fingerprint(" ".join(text))), " ".join(text))
        for k, (id, (source, when, text, credit)) in enumerate(texts.items())
    ]
    found = swept(rows, tmp_path)
    return [
        article(row.id, text, source=row.source, published=row.published, credit=row.credit, cluster=found[row.id].cluster,
                duplicate_of=found[row.id].duplicate_of, reuse=found[row.id].reuse)
        for row, text in rows
    ]  # fmt: skip


def test_story_of_a_wire_report(tmp_path: Path) -> None:
    (story,) = stories(filter(None, map(node_of, told(tmp_path))))
    assert (story["first"], story["article_count"], story["independent_source_count"]) == ("wire", 4, 2)
    assert story["agencies"] == ["reuters"]
    assert story["canonical"] == [{"id": "wire", "rule": "agency"}]
    assert [(m["id"], m["role"], m["from"]) for m in story["members"]] == [
        ("wire", "first", None),
        ("copy", "copy", "wire"),
        ("late", "copy", "wire"),
        ("part", "part", "wire"),
    ]


def test_a_person_with_all_titles_makes_no_story(tmp_path: Path) -> None:
    rng = random.Random(23)
    title = "صاحب السمو الملكي الأمير فلان بن فلان بن فلان ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية في البلاد"
    texts = [" ".join([*words(rng, 20), title, *words(rng, 15)]) for _ in range(2)]
    rows = [(entry(k, f"{k}", text, f"s{k}", f"2024-01-0{k + 1}"), text) for k, text in enumerate(texts)]
    found = swept(rows, tmp_path)
    told = [article(row.id, text, published=row.published, reuse=found[row.id].reuse) for row, text in rows]
    assert told[0].reuse
    assert not list(stories(filter(None, map(node_of, told))))


def test_graph_goes_forward_in_time_and_has_the_quotations(tmp_path: Path) -> None:
    shown = graph(told(tmp_path))
    assert [node["id"] for node in shown["nodes"]] == ["wire", "copy", "rival", "late", "part"]
    assert ("copy", "rival") in {(edge["from"], edge["to"]) for edge in shown["edges"]}


def test_side_by_side_marks_what_differs() -> None:
    one = article("a", "قال وزير النفط إن الإنتاج ارتفع", reuse=[
        {"start": 0, "end": 31, "other": "b", "other_start": 0, "other_end": 33, "similarity": 0.8, "kind": "edited"}])  # fmt: skip
    two = article("b", "أعلن وزير النفط أن الانتاج ارتفع.")
    shown = side_by_side(one, two, width=80)
    assert "[قال] وزير النفط إن الإنتاج ارتفع" in shown
    assert "[أعلن] وزير النفط أن الانتاج ارتفع." in shown
    assert all(len(line) <= 90 for line in shown.splitlines())


@pytest.mark.parametrize("part", ['"sentences":[', '"edits":[', '"stamps":['])
def test_a_broken_line_is_named_wherever_it_breaks(part: str, tmp_path: Path) -> None:
    raw = RawRef(path="a.txt", media_type="text/plain", sha256="00")
    line = article_line(Article(id="a", text="نص قصير", folded="نص قصير", raw=raw)).decode()
    (tmp_path / "in.jsonl").write_text(line + line.replace(part, part + "oops,"), encoding="utf-8")
    with pytest.raises(BadInput, match=r"in\.jsonl:2"):
        run_stage("dedupe", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), Config())


def test_the_sweep_of_a_file_knows_records_and_defaults_without_their_models() -> None:
    assert tuple(Article.model_fields) == swept_file.FIELDS
    assert swept_file.Defaults()._asdict() == DedupeConfig().model_dump()
    assert swept_file.Defaults().digest() == config_digest(BY_NAME["dedupe"], Config())
    for name, keys in swept_file._PLAIN.items():
        fields = type(Config.model_fields[name].default).model_fields
        for key, kind in keys.items():
            assert fields[key].annotation in (kind, kind | None)
            assert not fields[key].metadata


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", True),
        ("[annotate]\nkeep_off_topic = true\n", True),
        ("[annotate]\nkeep_off_topic = 1\n", False),
        ("[annotate]\nkeep_of_topic = true\n", False),
        ("[dedupe]\nmin_run = 30\n", False),
        ("[dedup]\n", False),
        ("annotate = 3\n", False),
        ("[annotate\n", False),
    ],
)
def test_only_a_configuration_that_says_nothing_of_dedupe_is_passed_over(
    text: str, plain: bool, tmp_path: Path
) -> None:
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    assert swept_file.says_nothing(tmp_path / "c.toml") is plain
    assert not swept_file.says_nothing(tmp_path / "none.toml")


def test_a_plain_sweep_gives_the_bytes_of_a_configured_one(tmp_path: Path) -> None:
    rng = random.Random(19)
    texts = [" ".join(words(rng, 40)) for _ in range(3)]
    lines = [article_line(article(f"{k:016x}", text, folded=fold(text))) for k, text in enumerate([*texts, *texts[:2]])]
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines))
    (tmp_path / "other.jsonl").write_bytes(b"\n".join(lines).replace(b'{"id"', b'{ "id"'))
    run_stage("dedupe", str(tmp_path / "in.jsonl"), str(tmp_path / "one.jsonl"), Config())
    swept_file.sweep_by_default(str(tmp_path / "in.jsonl"), str(tmp_path / "two.jsonl"))
    swept_file.sweep_by_default(str(tmp_path / "other.jsonl"), str(tmp_path / "three.jsonl"))
    one, two, three = ((tmp_path / f"{name}.jsonl").read_bytes() for name in ("one", "two", "three"))
    assert one.count(b'"kind":"verbatim"') == 4
    assert one == two == three


@given(st.text("ابجد ", max_size=40), st.text("ابجد ", max_size=40), st.floats(0, 1))
@settings(max_examples=300, deadline=None)
def test_likeness_is_that_of_difflib(one: str, two: str, share: float) -> None:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    for bound in (share, matcher.ratio()):
        assert alike(one, two, bound) == (matcher.ratio() >= bound)
    if one and two:
        found = matcher.find_longest_match()
        assert longest_match(one, two, (0, len(one), 0, len(two)))[2] == found.size
        assert not found.size or longest_match(one, two, (0, len(one), 0, len(two))) == tuple(found)


def test_what_stays_of_a_letter_is_what_folding_leaves() -> None:
    assert [chr(code) for code in range(0x21, 0x2100) if stays(chr(code)) != bool(fold(chr(code)))] == []


def test_marks_belong_to_the_words_that_they_touch() -> None:
    text = "قالَ عبد اْلله ـ ثمّ ـمضى"
    count = unpack(fingerprint(text)).words.size
    starts, ends = word_spans(text, count)
    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    assert [text[start:end] for start, end in spans] == ["قالَ", "عبد اْلله", "ثمّ", "ـمضى"]
