"""The receipt: what went in, what came out, with which versions and settings, and why each stage ran."""

from __future__ import annotations

import json
import os
import platform
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

import mudawwana
from mudawwana.errors import BadConfig
from mudawwana.jsonl import write_atomic
from mudawwana.pipeline.keys import config_digest, versions
from mudawwana.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from mudawwana.pipeline.assemble import Written
    from mudawwana.pipeline.build import Report, Request
    from mudawwana.pipeline.intake import Intake

NAME = "manifest.json"


def previous(out: Path) -> dict[str, Any]:
    """The receipt of the last build, or an empty one."""
    try:
        found = json.loads((out / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def reasons(request: Request, keys: dict[str, str], report: Report) -> dict[str, str]:
    """Why each stage ran, or that it did not."""
    before = {entry.get("name"): entry for entry in previous(request.out).get("stages", [])}
    why = {}
    for stage in request.stages:
        ran, old = report.ran[stage.name], before.get(stage.name)
        if not ran:
            why[stage.name] = "nothing changed"
        elif request.force:
            why[stage.name] = "forced"
        elif old is None:
            why[stage.name] = "first build"
        elif old.get("version") != stage.version:
            why[stage.name] = "new version"
        elif old.get("config") != config_digest(stage, request.config):
            why[stage.name] = "changed configuration"
        elif old.get("key") != keys[stage.name]:
            why[stage.name] = "changed code or data"
        else:
            why[stage.name] = "new inputs"
    return why


def compose(
    request: Request, intake: Intake, outputs: dict[str, Written], report: Report, keys: dict[str, str]
) -> dict[str, Any]:
    """The receipt as plain values; no clock time, host name or absolute path is in it."""
    by_stage: dict[str, Counter[str]] = {}
    for (stage, reason), count in report.dropped.items():
        by_stage.setdefault(stage, Counter())[reason] += count
    receipt: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "mudawwana": mudawwana.__version__,
        "python": platform.python_version(),
        "packages": versions(),
        "config": request.config.model_dump(mode="json", exclude={"run": {"jobs"}}),
        "counts": {"inputs": report.inputs, "articles": report.articles, "dropped": report.dropped.total()},
        "dropped": {stage: dict(sorted(counts.items())) for stage, counts in sorted(by_stage.items())},
        "stages": [
            {
                "name": stage.name,
                "version": stage.version,
                "config": config_digest(stage, request.config),
                "key": keys[stage.name],
                "why": report.why[stage.name],
                "ran": report.ran[stage.name],
            }
            for stage in request.stages
        ],
        "warnings": intake.warnings,
        "outputs": {name: _output(written) for name, written in sorted(outputs.items())},
        "inputs": {path: {"sha256": sha, "bytes": size} for path, (sha, size) in sorted(intake.files.items())},
    }
    if created := moment():
        receipt["created"] = created
    return receipt


def moment() -> str | None:
    """The moment that SOURCE_DATE_EPOCH names, if it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        raise BadConfig(f"SOURCE_DATE_EPOCH: {epoch[:40]!r} is no moment in seconds since 1970") from None


def _output(written: Written) -> dict[str, Any]:
    return {"sha256": written.sha256, "bytes": written.size, "lines": written.lines}


def write(out: Path, receipt: dict[str, Any]) -> None:
    """Put the receipt in its place; it comes last, when all it speaks of is there."""
    write_atomic(out / NAME, orjson.dumps(receipt, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
