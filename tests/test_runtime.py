"""A build beside full disks, damaged caches, its own output, and environments that say odd things."""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BODY, Corpus, page, row

from mudawwana.config import Config, InputTable
from mudawwana.errors import BadInput, Missing
from mudawwana.pipeline.build import Request, build
from mudawwana.pipeline.plan import plan
from mudawwana.release import _scalar, release
from mudawwana.verify import differences
from mudawwana.why import why


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, with its time and bytes."""
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_corpus_inside_its_raw_folder_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page("الحوار"), encoding="utf-8")
    out = tmp_path / "out"
    assert build(Request(tmp_path, out)).inputs == 1
    assert build(Request(tmp_path, out)).inputs == 1
    assert not list(differences(out, tmp_path))
    with pytest.raises(Missing, match="the raw folder itself"):
        build(Request(tmp_path, tmp_path))


def test_a_dry_run_touches_nothing(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "16 records to do (first build)" in "\n".join(plan(Request(raw, out)))
    assert not out.exists()
    build(Request(raw, out))
    before = contents(out)
    assert "extract: 0 records to do" in "\n".join(plan(Request(raw, out)))
    assert "extract: 16 records to do (forced)" in "\n".join(plan(Request(raw, out, force=True)))
    assert contents(out) == before


@pytest.mark.parametrize("kilobytes", [8, 32, 64, 128, 256])
def test_a_full_disk_is_said_in_one_line(raw: Path, tmp_path: Path, kilobytes: int) -> None:
    command = [sys.executable, "-m", "mudawwana", "build", "--raw", str(raw), "--out", "out"]

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, preexec_fn=small)
    if done.returncode:
        assert (done.returncode, done.stderr.count("\n")) == (5, 1)
        assert "nothing is lost" in done.stderr
    build(Request(raw, tmp_path / "out"))
    build(Request(raw, tmp_path / "whole"))
    assert (tmp_path / "out" / "articles.jsonl").read_bytes() == (tmp_path / "whole" / "articles.jsonl").read_bytes()


def test_a_cache_damaged_in_the_middle_is_made_anew(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(Request(raw, out))
    before = (out / "articles.jsonl").read_bytes()
    database = out / ".cache" / "db" / "cache.sqlite"
    whole = database.read_bytes()
    database.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    (out / ".cache" / "state.json").unlink(missing_ok=True)
    build(Request(raw, out))
    assert (out / "articles.jsonl").read_bytes() == before


def test_a_lost_output_is_made_anew(corpus: Corpus, raw: Path, tmp_path: Path) -> None:
    for name in ("stories.jsonl", "articles.jsonl"):
        corpus("build", "--raw", raw, "--out", "out")
        (tmp_path / "out" / name).unlink()
        assert corpus("build", "--raw", raw, "--out", "out").returncode == 0
        assert (tmp_path / "out" / name).is_file()


@pytest.mark.parametrize("arguments", [["build", "--out", ""], ["build", "--raw="], ["stats", ""]])
def test_an_empty_argument_is_no_folder(corpus: Corpus, tmp_path: Path, arguments: list[str]) -> None:
    done = corpus(*arguments)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "is empty" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["init", "gone/x.toml"], 5, "no such folder"),
        (["build", "--raw", "cut.jsonl.gz"], 5, "takes a folder"),
        (["build", "--raw", ".", "--out", "cut.jsonl.gz"], 5, "takes a folder"),
        (["normalize", "cut.jsonl.gz"], 3, "cut.jsonl.gz: cannot be read"),
        (["dedupe", "junk.jsonl.gz"], 3, "junk.jsonl.gz: cannot be read"),
        (["segment", "junk.jsonl.zst"], 3, "junk.jsonl.zst: cannot be read"),
        (["validate", "junk.jsonl.zst"], 3, "junk.jsonl.zst: cannot be read"),
        (["annotate", "empty.jsonl", "-o", "."], 5, "a folder; name a file"),
        (["explain", "لا شيء"], 0, "nothing to change"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    corpus: Corpus, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(os.urandom(999))[:-99])
    for name in ("junk.jsonl.gz", "junk.jsonl.zst"):
        (tmp_path / name).write_bytes(b"junk")
    (tmp_path / "empty.jsonl").write_bytes(b"")
    done = corpus(*arguments)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert says in done.stderr


@pytest.mark.parametrize("epoch", ["junk", "99999999999999", "1.5"])
def test_a_moment_that_is_none_is_refused(
    corpus: Corpus, raw: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = corpus("build", "--raw", raw, "--out", "out")
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_a_header_of_yaml_means_what_it_says(raw: Path, tmp_path: Path) -> None:
    build(Request(raw, tmp_path / "out"))
    release(tmp_path / "out", tmp_path / "release", name="a\nb", licence="x: y\nz: 1")
    head = (tmp_path / "release" / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    assert 'license: "x: y\\nz: 1"\n' in head
    assert "\npretty_name: " + _scalar("Arabic news articles: iraq_us_dialogue") in head


def test_why_reads_tables_as_a_build_does(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    (raw / "scrape").mkdir(parents=True)
    text = str(row(1)["text"]).replace("\n", " ")
    (raw / "scrape" / "a.csv").write_text(f'head,story\nالحوار,"{text}"\n', encoding="utf-8")
    config = Config(inputs=(InputTable(files="scrape/*.csv", fields={"title": "head", "text": "story"}),))
    told = "\n".join(why(str(raw / "scrape" / "a.csv"), raw, tmp_path / "out", config))
    assert "title      الحوار" in told
    assert BODY[0][:20] in told or text[:20] in told


def test_clean_waits_for_a_build(raw: Path, tmp_path: Path, corpus: Corpus) -> None:
    from mudawwana.pipeline.lock import locked

    build(Request(raw, tmp_path / "out"))
    with locked(tmp_path / "out"):
        assert "another build" in corpus("clean", "--out", "out").stderr
    assert corpus("clean", "--out", "out").returncode == 0


def test_what_cannot_be_read_is_no_difference(raw: Path, tmp_path: Path) -> None:
    (raw / "sub").joinpath("gone.html").symlink_to("nowhere")
    build(Request(raw, tmp_path / "out"))
    assert not list(differences(tmp_path / "out", raw))
    with (tmp_path / "out" / "articles.jsonl").open("a") as stream:
        stream.write(json.dumps({}))
    with pytest.raises(BadInput, match="receipt"):
        release(tmp_path / "out", tmp_path / "release", name="x", licence="y")


def test_one_file_is_read_as_in_its_folder(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page("الحوار"), encoding="utf-8")
    (tmp_path / "a.html.meta.json").write_text('{"url": "https://a.example/1"}')
    assert json.loads(corpus("extract", "a.html").stdout)["url"] == "https://a.example/1"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (gzip.compress(page("الحوار").encode()), 1),
        (json.dumps([row(1), row(2)]).encode(), 2),
        (gzip.compress(b"\n".join(json.dumps(row(n)).encode() for n in range(3))), 3),
    ],
)
def test_standard_input_is_read_by_what_it_is(tmp_path: Path, content: bytes, count: int) -> None:
    command = [sys.executable, "-m", "mudawwana", "extract", "-"]
    done = subprocess.run(command, cwd=tmp_path, input=content, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == count
