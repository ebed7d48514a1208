"""JSON Schemas of records, configuration and receipt, from the models themselves."""

from __future__ import annotations

import json
from typing import Any

from mudawwana.config import described
from mudawwana.errors import BadConfig
from mudawwana.records import Article

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_COUNT = {"type": "integer", "minimum": 0}
_SHA = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
MANIFEST: dict[str, Any] = {
    "title": "Manifest",
    "description": "The receipt of a build: what went in, what came out, and why each stage ran.",
    "type": "object",
    "required": [
        "schema_version",
        "mudawwana",
        "python",
        "packages",
        "config",
        "counts",
        "dropped",
        "stages",
        "outputs",
        "inputs",
    ],
    "properties": {
        "schema_version": {"type": "integer"},
        "mudawwana": {"type": "string"},
        "python": {"type": "string"},
        "packages": {"type": "object", "additionalProperties": {"type": "string"}},
        "config": {"type": "object"},
        "counts": {"type": "object", "properties": dict.fromkeys(("inputs", "articles", "dropped"), _COUNT)},
        "dropped": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _COUNT}},
        "stages": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "version", "config", "key", "why", "ran"],
                "properties": {
                    "name": {"type": "string"},
                    "version": {"type": "integer"},
                    "config": {"type": "string"},
                    "key": {"type": "string"},
                    "why": {"type": "string"},
                    "ran": _COUNT,
                },
            },
        },
        "warnings": {"type": "array", "items": {"type": "string"}},
        "outputs": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["sha256", "bytes", "lines"],
                "properties": {"sha256": _SHA, "bytes": _COUNT, "lines": _COUNT},
            },
        },
        "inputs": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["sha256", "bytes"],
                "properties": {"sha256": _SHA, "bytes": _COUNT},
            },
        },
        "created": {"type": "string", "format": "date-time"},
    },
}


def schema(what: str) -> dict[str, Any]:
    """The schema of "article", "config" or "manifest"."""
    if what == "manifest":
        found = MANIFEST
    elif what in ("article", "config"):
        model = Article if what == "article" else described()
        found = model.model_json_schema(mode="serialization", by_alias=True)
    else:
        raise BadConfig(f"no schema of {what!r}; there is one of article, config and manifest")
    return {"$schema": DIALECT, **found}


def schema_text(what: str) -> str:
    """The schema as it is printed."""
    return json.dumps(schema(what), ensure_ascii=False, indent=2) + "\n"
