"""A release describes the files that are in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from conftest import Corpus

from mudawwana.errors import BadInput
from mudawwana.pipeline.build import Request, build
from mudawwana.release import release


@pytest.fixture
def released(raw: Path, tmp_path: Path) -> Path:
    """A release of the small raw folder."""
    build(Request(raw, tmp_path / "out"))
    release(tmp_path / "out", tmp_path / "release", name="test-news", licence="cc-by-4.0")
    return tmp_path / "release"


def test_descriptions_speak_of_the_files(released: Path) -> None:
    package = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))
    croissant = json.loads((released / "croissant.json").read_text(encoding="utf-8"))
    hashes = {file["name"]: file["sha256"] for file in croissant["distribution"]}
    assert [resource["path"] for resource in package["resources"]][:2] == ["articles.jsonl", "dropped.jsonl"]
    for resource in package["resources"]:
        content = (released / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert hashes[resource["path"]] in resource["hash"]
    card = (released / "README.md").read_text(encoding="utf-8")
    count = len((released / "articles.jsonl").read_text(encoding="utf-8").splitlines())
    assert f"{count} Arabic news articles" in card
    assert card.startswith("---\nlanguage:\n- ar\nlicense: cc-by-4.0\n")


def test_other_peoples_validators_agree(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    croissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    monkeypatch.chdir(released)
    assert frictionless.validate("datapackage.json").valid
    assert not croissant.Dataset(jsonld="croissant.json").metadata.ctx.issues.errors


def test_no_release_of_files_that_are_not_the_receipts(raw: Path, tmp_path: Path, corpus: Corpus) -> None:
    build(Request(raw, tmp_path / "out"))
    (tmp_path / "out" / "articles.jsonl").write_text("")
    with pytest.raises(BadInput, match="not those of the receipt"):
        release(tmp_path / "out", tmp_path / "release", name="x", licence="other")
    assert corpus("release", tmp_path / "out").returncode == 3
