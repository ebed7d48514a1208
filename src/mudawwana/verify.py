"""A finished folder against its receipt."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mudawwana.errors import BadInput, Missing
from mudawwana.pipeline.manifest import NAME


def read_manifest(out: Path) -> dict[str, Any]:
    """The receipt of an output folder."""
    path = out / NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Missing(f"{path}: no such file; `corpus build --out {out}` writes it") from None
    except (OSError, ValueError) as problem:
        raise BadInput(f"{path}: cannot be read: {problem}") from None
    if not isinstance(found, dict) or not isinstance(found.get("outputs"), dict):
        raise BadInput(f"{path}: outputs: is not there")
    return found


def differences(out: Path, raw: Path | None = None) -> Iterator[str]:
    """Every file that is not what the receipt says; with the raw folder, its files too."""
    receipt = read_manifest(out)
    for name, told in receipt["outputs"].items():
        yield from _file(out / name, told)
    counts = receipt.get("counts", {})
    if (
        counts.get("inputs") != counts.get("articles", 0) + counts.get("dropped", 0)
        and "articles.jsonl" in receipt["outputs"]
    ):
        yield f"{out / NAME}: counts: inputs are not articles + dropped"
    if raw is not None:
        known = receipt.get("inputs", {})
        for name, told in known.items():
            yield from _file(raw / name, told)
        for extra in sorted(_new_files(raw, out) - known.keys()):
            yield f"{raw / extra}: not in the receipt"


def _file(path: Path, told: dict[str, Any]) -> Iterator[str]:
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        yield f"{path}: {problem.strerror}"
        return
    if found != told.get("sha256"):
        yield f"{path}: its bytes are not those of the receipt"


def _new_files(raw: Path, out: Path) -> set[str]:
    """The files of the raw folder that can be read; what cannot is in dropped.jsonl alone."""
    from mudawwana.raw.scan import scan

    return {found.path for found in scan(raw, out) if found.problem is None and os.access(found.full, os.R_OK)}
