"""The steps on a real local Ray of two workers: the same bytes, also where a worker is killed in mid-build."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import row
from test_build import files

pytest.importorskip("ray", reason="the extra ray is not installed")

BUILD = """
import sys
from pathlib import Path
from mudawwana.config import AnnotateConfig, Config, RunConfig
from mudawwana.pipeline.build import Request, build
config = Config(annotate=AnnotateConfig(keep_off_topic=True), run=RunConfig(engine=sys.argv[1], jobs=2))
build(Request(Path(sys.argv[2]), Path(sys.argv[3]), config))
"""


def start(engine: str, raw: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process of its own."""
    command = [sys.executable, "-c", BUILD, engine, str(raw), str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def workers_of(session: int) -> list[int]:
    """Ray's worker processes that are at work for a build."""
    done = subprocess.run(["ps", "-eo", "pid,sid,args"], capture_output=True, text=True, check=True)
    return [int(line.split()[0]) for line in done.stdout.splitlines() if "ray::run_shard" in line and line.split()[1]]


def test_same_bytes_as_local_with_a_worker_killed(raw: Path, tmp_path: Path) -> None:
    rows = [json.dumps(row(number), ensure_ascii=False) for number in range(100, 900)]
    (raw / "more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert start("local", raw, tmp_path / "local").wait(300) == 0
    child = start("ray", raw, tmp_path / "ray")
    killed = 0
    deadline = time.monotonic() + 240
    while child.poll() is None and time.monotonic() < deadline:
        if not killed and (workers := workers_of(child.pid)):
            os.kill(workers[0], signal.SIGKILL)
            killed += 1
        time.sleep(0.02)
    assert child.wait(60) == 0
    assert killed == 1
    assert files(tmp_path / "ray") == files(tmp_path / "local")
    assert not list((tmp_path / "ray" / ".cache" / "shards").iterdir())
