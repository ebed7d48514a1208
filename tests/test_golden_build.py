"""The build of the sample data gives the committed bytes, whatever the number of workers, the hash seed, locale or zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mudawwana.check import check_file

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
FILES = ("articles.jsonl", "dropped.jsonl", "stories.jsonl")
SETTINGS = [
    {"jobs": "1", "PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Baghdad"},
    {"jobs": "2", "PYTHONHASHSEED": "99", "LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles"},
]


@pytest.mark.parametrize("setting", SETTINGS, ids=["one", "two"])
def test_sample_build_is_the_committed_one(setting: dict[str, str], tmp_path: Path) -> None:
    jobs, environment = setting["jobs"], {key: value for key, value in setting.items() if key != "jobs"}
    command = [
        sys.executable,
        "-m",
        "mudawwana",
        "build",
        "--raw",
        str(ROOT / "data" / "raw"),
        "--out",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(
        [*command, "--jobs", jobs],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (GOLDEN / name).read_bytes(), f"{name}: scripts/make_golden.py"


def test_golden_output_is_sound() -> None:
    assert not list(check_file(str(GOLDEN / "articles.jsonl")))
