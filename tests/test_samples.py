"""The sample pages: made the same every time, and each explained in their README."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"


def test_made_files_are_the_committed_ones() -> None:
    """What scripts/make_samples.py writes is what is there."""
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "scripts" / "make_samples.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = script.samples()
    assert made
    for name, content in made.items():
        assert (RAW / name).read_bytes() == content, name


def test_every_sample_is_explained() -> None:
    """The README names every file, and no other; the outlets do not exist."""
    named = set(re.findall(r"^\| `([^`]+)`", (RAW / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE))
    files = {path.relative_to(RAW).as_posix() for path in RAW.rglob("*") if path.is_file()}
    assert named == {name for name in files if not name.endswith(".meta.json")}
    for name in files:
        for host in re.findall(rb'(?:href|content|url)"?[=:] ?"https?://([^/"]+)', (RAW / name).read_bytes()):
            assert host.endswith(b".example"), (name, host)
