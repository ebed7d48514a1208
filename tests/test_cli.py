"""The command line: one clear line for each thing that can go wrong, help with an example for every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Corpus, row
from typer.main import get_command

from mudawwana.__main__ import plain_options
from mudawwana.cli.app import app
from mudawwana.cli.terminal import printable


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["build", "--nonsense"], 2, "--nonsense"),
        (["build", "--until", "nowhere"], 2, "extract, normalize"),
        (["build", "--raw", "gone"], 5, "no such folder"),
        (["build", "--config", "gone.toml"], 5, "corpus init"),
        (["normalize", "gone.jsonl"], 5, "no such file"),
        (["validate", "gone.jsonl"], 5, "no such file"),
        (["stats", "gone"], 5, "no such file"),
        (["verify", "gone"], 5, "corpus build"),
        (["schema", "nothing"], 4, "article, config"),
    ],
)
def test_wrong_usage(corpus: Corpus, arguments: list[str], code: int, says: str) -> None:
    done = corpus(*arguments)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_unknown_key_in_the_configuration(corpus: Corpus, raw: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text("[annotate]\ntopik = 'x'\n")
    done = corpus("build", "--raw", raw)
    assert done.returncode == 4
    assert "annotate.topik: unknown key; known here: topic" in done.stderr
    (tmp_path / "corpus.toml").write_text("[annotate\n")
    assert corpus("build", "--raw", raw).returncode == 4


def test_broken_line_is_named(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": 5}\n')
    done = corpus("segment", "x.jsonl")
    assert done.returncode == 3
    assert done.stderr.startswith("corpus: x.jsonl:1: id: ")


def test_empty_folder(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    done = corpus("build", "--raw", "raw", "--out", "out")
    assert done.returncode == 0
    assert "the raw folder is empty" in done.stderr
    assert (tmp_path / "out" / "articles.jsonl").read_bytes() == b""


def test_init_writes_a_configuration_that_is_valid(corpus: Corpus, raw: Path, tmp_path: Path) -> None:
    assert corpus("init").returncode == 0
    assert corpus("init").returncode == 5
    done = corpus("build", "--raw", raw, "--out", "out", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "extract: 16 records to do (first build)" in done.stdout
    assert not (tmp_path / "out" / "articles.jsonl").exists()


def test_standard_streams(corpus: Corpus) -> None:
    lines = json.dumps(row(3), ensure_ascii=False) + "\n"
    done = corpus("extract", "-", stdin=lines)
    assert done.returncode == 0, done.stderr
    again = corpus("normalize", "-", stdin=done.stdout)
    assert json.loads(again.stdout)["folded"]


def test_look_at_a_build(corpus: Corpus, raw: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text("[annotate]\nkeep_off_topic = true\n")
    assert corpus("build", "--raw", raw, "--out", "out").returncode == 0
    assert corpus("validate", "out/articles.jsonl").returncode == 0
    assert corpus("verify", "out", "--raw", raw).returncode == 0
    assert json.loads(corpus("stats", "out", "--json").stdout)["articles"] == 15
    assert corpus("diff", "out", "out").returncode == 0
    lines = (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "out" / "articles.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    assert corpus("verify", "out").returncode == 3
    (tmp_path / "other.jsonl").write_text("".join(lines), encoding="utf-8")
    done = corpus("diff", "out", "other.jsonl", "--markdown")
    assert done.returncode == 1
    assert "1 added, 0 removed, 0 changed" in done.stdout


def test_a_build_of_which_nothing_changed_is_answered_at_once(corpus: Corpus, raw: Path) -> None:
    import time

    time.sleep(0.05)  # files must be safely older than the build, or they are looked at again
    assert corpus("build", "--raw", raw, "--out", "out").returncode == 0
    done = corpus("build", "--raw", raw, "--out", "out", "--jobs", "2")
    assert done.stderr.startswith("nothing changed: 20 inputs")
    (raw / "one.html").write_text("<p>x</p>")
    assert not corpus("build", "--raw", raw, "--out", "out").stderr.startswith("nothing changed")


def test_plain_options() -> None:
    assert plain_options(["build", "-j", "2"]) is not None
    assert plain_options(["build", "--jobs"]) is None
    assert plain_options(["build", "--dry-run"]) is None
    assert plain_options(["build", "here"]) is None
    assert plain_options(["stats", "x"]) is None
    assert plain_options(["segment", "-", "-o", "x.jsonl"]) == {
        "SOURCE": "-", "--output": "x.jsonl", "--config": None, "--dropped": None
    }  # fmt: skip
    assert plain_options(["segment", "one", "two"]) is None


def test_every_command_has_help_with_an_example() -> None:
    command = get_command(app)
    for name, sub in command.commands.items():  # type: ignore[attr-defined]
        for inner in getattr(sub, "commands", {name: sub}).values():
            assert "Example: corpus" in (inner.help or ""), name


def test_nothing_can_steer_the_terminal() -> None:
    assert printable("a\x1b]0;x\x07\u202eb\u200f") == "a\\x1b]0;x\\x07\\u202eb\\u200f"


def test_learned_blocks_are_left_out(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    block = "هذا إعلان يقف في آخر كل صفحة من صفحات هذه الجريدة منذ سنين."
    for number in range(12):
        page = row(number, url=f"https://www.alsumaria.tv/news/{number}", text=f"{row(number)['text']}\n{block}")
        (tmp_path / "raw" / f"{number}.json").write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    assert corpus("build", "--raw", "raw", "--out", "out").returncode == 0
    done = corpus("outlets", "learn", "out/extract.jsonl", "-o", "learned.jsonl")
    assert done.returncode == 0, done.stderr
    assert block in (tmp_path / "learned.jsonl").read_text(encoding="utf-8")
    (tmp_path / "corpus.toml").write_text('[extract]\nboilerplate = "learned.jsonl"\n')
    assert corpus("build", "--raw", "raw", "--out", "out").returncode == 0
    extracted = (tmp_path / "out" / "extract.jsonl").read_text(encoding="utf-8")
    assert extracted.count("\n") == 12
    assert block not in extracted
    assert "alsumaria" in corpus("outlets", "list").stdout
