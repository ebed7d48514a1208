"""The build as a whole: nothing lost, the same bytes always, only what is new is done again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Corpus, row

from mudawwana.check import check_file
from mudawwana.config import AnnotateConfig, Config
from mudawwana.errors import Missing, TooManyBroken
from mudawwana.pipeline.build import Report, Request, build
from mudawwana.pipeline.stages import STAGES, Stage, check_order

NAMES = ("articles.jsonl", "dropped.jsonl", *(f"{stage.name}.jsonl" for stage in STAGES))
KEEP = Config(annotate=AnnotateConfig(keep_off_topic=True))


def files(out: Path) -> dict[str, bytes]:
    """The bytes of every output file."""
    return {name: (out / name).read_bytes() for name in NAMES}


def lines(path: Path) -> list[dict[str, object]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def made(raw: Path, out: Path, **more: object) -> Report:
    """Build with off-topic articles kept."""
    return build(Request(raw, out, **{"config": KEEP, **more}))  # type: ignore[arg-type]


def test_every_input_has_one_outcome(raw: Path, tmp_path: Path) -> None:
    report = made(raw, tmp_path / "out")
    articles, dropped = lines(tmp_path / "out" / "articles.jsonl"), lines(tmp_path / "out" / "dropped.jsonl")
    assert report.inputs == len(articles) + len(dropped) == 20
    assert {str(drop["path"]): drop["reason"] for drop in dropped} == {
        "empty.html": "empty",
        "link.html": "outside",
        "notes.pdf": "unsupported",
        "rows.jsonl": "bad_json",
        "sub/copy.html": "same_bytes",
    }
    assert not list(check_file(str(tmp_path / "out" / "articles.jsonl")))


@pytest.mark.parametrize("more", [{"jobs": 4}, {"force": True}], ids=["jobs", "force"])
def test_same_bytes_however_it_runs(raw: Path, tmp_path: Path, more: dict[str, object]) -> None:
    made(raw, tmp_path / "one")
    made(raw, tmp_path / "two", **more)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_stages_one_by_one_give_the_bytes_of_a_build(raw: Path, tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "corpus.toml").write_text("[annotate]\nkeep_off_topic = true\n")
    assert corpus("build", "--raw", raw, "--out", tmp_path / "out").returncode == 0
    source: Path = raw
    for stage in STAGES:
        target = tmp_path / f"{stage.name}.jsonl"
        done = corpus(stage.name, source, "-o", target)
        assert done.returncode == 0, done.stderr
        assert target.read_bytes() == (tmp_path / "out" / f"{stage.name}.jsonl").read_bytes(), stage.name
        source = target


def test_nothing_changed_runs_nothing(raw: Path, tmp_path: Path) -> None:
    made(raw, tmp_path / "out")
    before = files(tmp_path / "out")
    again = made(raw, tmp_path / "out")
    assert not again.ran
    assert set(again.why.values()) == {"nothing changed"}
    assert files(tmp_path / "out") == before


def test_one_new_input_runs_alone(raw: Path, tmp_path: Path) -> None:
    made(raw, tmp_path / "out")
    (raw / "new.jsonl").write_text(json.dumps(row(77), ensure_ascii=False), encoding="utf-8")
    report = made(raw, tmp_path / "out")
    assert report.ran == {stage.name: 1 for stage in STAGES}
    made(raw, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_a_changed_annotate_option_runs_annotate_alone(raw: Path, tmp_path: Path) -> None:
    made(raw, tmp_path / "out")
    other = Config(annotate=AnnotateConfig(keep_off_topic=True, entities="gazetteer"))
    report = made(raw, tmp_path / "out", config=other)
    assert set(report.ran) == {"annotate"}
    assert report.why["annotate"] == "changed configuration"
    made(raw, tmp_path / "fresh", config=other)
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_versions_of_one_url(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    versions = [
        row(1, modified="2021-03-05T10:00:00+00:00"),
        row(1, modified="2021-03-06T10:00:00+00:00", title="معدل"),
    ]
    (raw / "a.jsonl").write_text("\n".join(json.dumps(v, ensure_ascii=False) for v in versions), encoding="utf-8")
    made(raw, tmp_path / "out")
    articles = {str(a["title"]): a for a in lines(tmp_path / "out" / "articles.jsonl")}
    newest, older = articles["معدل"], articles["خبر عن الحوار 1"]
    assert older["duplicate_of"] == older["cluster"] == newest["id"] == newest["cluster"]
    assert newest["duplicate_of"] is None


def test_killed_builds_end_in_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    (raw / "more.jsonl").write_text(
        "\n".join(json.dumps(row(n), ensure_ascii=False) for n in range(100, 400)), encoding="utf-8"
    )
    (tmp_path / "corpus.toml").write_text("[annotate]\nkeep_off_topic = true\n")
    command = [sys.executable, "-m", "mudawwana", "build", "--raw", str(raw), "--jobs", "2", "--out"]
    subprocess.run([*command, str(tmp_path / "whole")], cwd=tmp_path, check=True, capture_output=True)
    for seconds in (0.3, 0.6, 0.9, 1.2):
        child = subprocess.Popen(
            [*command, str(tmp_path / "out")], cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(seconds)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for name in NAMES:
            if (tmp_path / "out" / name).exists():
                lines(tmp_path / "out" / name)
    subprocess.run([*command, str(tmp_path / "out")], cwd=tmp_path, check=True, capture_output=True)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_second_build_in_a_folder_is_told_who_holds_it(raw: Path, tmp_path: Path) -> None:
    from mudawwana.pipeline.lock import locked

    with locked(tmp_path), pytest.raises(Missing, match=str(os.getpid())), locked(tmp_path):
        pass


def test_too_many_broken(raw: Path, tmp_path: Path) -> None:
    report = made(raw, tmp_path / "out", max_broken="2")
    assert isinstance(report.error, TooManyBroken)
    assert report.error.exit_code == 6
    assert made(raw, tmp_path / "out", max_broken="50%").error is None


def test_damaged_cache_is_made_anew(raw: Path, tmp_path: Path) -> None:
    made(raw, tmp_path / "out")
    before = files(tmp_path / "out")
    (tmp_path / "out" / ".cache" / "db" / "cache.sqlite").write_bytes(b"not a database" * 1000)
    for part in ("-wal", "-shm"):
        (tmp_path / "out" / ".cache" / "db" / f"cache.sqlite{part}").unlink(missing_ok=True)
    made(raw, tmp_path / "out")
    assert files(tmp_path / "out") == before


def test_order_of_input_files_does_not_matter(raw: Path, tmp_path: Path) -> None:
    made(raw, tmp_path / "one")
    other = tmp_path / "elsewhere"
    shutil.copytree(raw, other, symlinks=True)
    made(other, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_fields_are_written_before_they_are_read() -> None:
    check_order()
    with pytest.raises(Exception, match="nothing"):
        check_order((Stage("x", 1, "", reads=("nothing",), writes=()),))


INTERRUPTED = "corpus: interrupted; nothing is lost, the next build goes on from here\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_builds_say_so_in_one_line(raw: Path, tmp_path: Path, jobs: str) -> None:
    rows = [json.dumps(row(number), ensure_ascii=False) for number in range(100, 3000)]
    (raw / "more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mudawwana",
        "build",
        "--raw",
        str(raw),
        "--out",
        str(tmp_path / "out"),
        "--jobs",
        jobs,
    ]
    child = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    cache = tmp_path / "out" / ".cache" / "db" / "cache.sqlite"
    while not cache.exists() and child.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)
    os.killpg(child.pid, signal.SIGINT)
    said = child.communicate(timeout=60)[1]
    assert (child.returncode, said) == (130, INTERRUPTED)


SWALLOWED = """
class Dying:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

def opened(event, arguments):
    if event == "open" and str(arguments[0]).endswith("more.jsonl"):
        Dying()

sys.addaudithook(opened)
"""
WHILE_FORKING = "os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT))"


@pytest.mark.parametrize(("when", "jobs", "said"), [(SWALLOWED, "1", "Exception ignored"), (WHILE_FORKING, "2", "")])
def test_an_interrupt_that_would_be_swallowed_ends_the_build(
    raw: Path, tmp_path: Path, when: str, jobs: str, said: str
) -> None:
    rows = [json.dumps(row(number), ensure_ascii=False) for number in range(100, 200)]
    (raw / "more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    code = f"import os, signal, sys\nfrom mudawwana.__main__ import main\n{when}\nmain()"
    command = [sys.executable, "-c", code, "build", "--raw", str(raw), "--out", str(tmp_path / "out"), "--jobs", jobs]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 130
    assert done.stderr.startswith(said)
    assert done.stderr.endswith(INTERRUPTED)
    assert not (tmp_path / "out" / "manifest.json").exists()
