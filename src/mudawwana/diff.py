"""What changed from one corpus to another: articles, fields, annotations, figures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import orjson

from mudawwana.errors import BadInput
from mudawwana.jsonl import read_lines

_ANNOTATIONS = ("entities", "dates", "quotes", "quantities", "events", "reuse", "sentences", "paragraphs")
_SELF = ("stamps",)


def load(path: Path) -> dict[str, tuple[bytes, str]]:
    """The lines of a corpus by id, with the title for people; a folder stands for its articles.jsonl."""
    file = path / "articles.jsonl" if path.is_dir() else path
    found = {}
    for where, line in read_lines(str(file)):
        try:
            record = orjson.loads(line)
            found[str(record["id"])] = (line, str(record.get("title") or ""))
        except (orjson.JSONDecodeError, KeyError, TypeError) as problem:
            raise BadInput(f"{where}: id: not a record ({problem})") from None
    return found


def compare(one: Path, two: Path) -> dict[str, Any]:
    """Added, removed and changed articles between two corpora, field by field, and how the annotations drifted."""
    old, new = load(one), load(two)
    changed: list[dict[str, Any]] = []
    fields: Counter[str] = Counter()
    drift: Counter[str] = Counter()
    for name in sorted(old.keys() & new.keys()):
        if old[name][0] == new[name][0]:
            continue
        before, after = orjson.loads(old[name][0]), orjson.loads(new[name][0])
        different = [k for k in {**before, **after} if k not in _SELF and before.get(k) != after.get(k)]
        if different:
            fields.update(different)
            drift.update({layer: _drift(before, after, layer) for layer in _ANNOTATIONS if layer in different})
            changed.append(
                {"id": name, "title": new[name][1], "fields": {k: _change(before, after, k) for k in different}}
            )
    return {
        "articles": [len(old), len(new)],
        "added": [{"id": name, "title": new[name][1]} for name in sorted(new.keys() - old.keys())],
        "removed": [{"id": name, "title": old[name][1]} for name in sorted(old.keys() - new.keys())],
        "changed": changed,
        "changed_fields": dict(fields.most_common()),
        "annotation_drift": dict(drift.most_common()),
    }


def _drift(before: dict[str, Any], after: dict[str, Any], layer: str) -> int:
    """How many annotations of a layer are only on one side."""
    one, two = ({orjson.dumps(item) for item in side.get(layer) or []} for side in (before, after))
    return len(one ^ two)


def _change(before: dict[str, Any], after: dict[str, Any], key: str) -> Any:
    """Both values where they are short, else both sizes."""
    pair = [before.get(key), after.get(key)]
    if len(orjson.dumps(pair)) <= 300:
        return pair
    return [
        f"{len(value)} {'items' if isinstance(value, list) else 'characters'}" if value else value for value in pair
    ]


def differs(result: dict[str, Any]) -> bool:
    """Whether anything changed."""
    return bool(result["added"] or result["removed"] or result["changed"])


def as_text(result: dict[str, Any]) -> str:
    """The result for a terminal."""
    old, new = result["articles"]
    lines = [f"{old} articles before, {new} after: {len(result['added'])} added, {len(result['removed'])} removed, "
             f"{len(result['changed'])} changed"]  # fmt: skip
    lines += [f"+ {entry['id']}  {entry['title']}" for entry in result["added"]]
    lines += [f"- {entry['id']}  {entry['title']}" for entry in result["removed"]]
    for entry in result["changed"]:
        lines.append(f"~ {entry['id']}  {entry['title']}")
        for key, (before, after) in entry["fields"].items():
            lines.append(f"    {key}: {_short(before)} -> {_short(after)}")
    lines += [f"annotations that differ in {layer}: {count}" for layer, count in result["annotation_drift"].items()]
    return "\n".join(lines)


def as_markdown(result: dict[str, Any]) -> str:
    """The result for a pull request."""
    old, new = result["articles"]
    lines = [
        "## Corpus changes",
        "",
        "| | before | after |",
        "| --- | ---: | ---: |",
        f"| articles | {old} | {new} |",
        "",
    ]
    lines.append(f"{len(result['added'])} added, {len(result['removed'])} removed, {len(result['changed'])} changed.")
    for word in ("added", "removed", "changed"):
        if result[word]:
            lines += ["", f"<details><summary>{len(result[word])} {word}</summary>", ""]
            lines += [f"- `{entry['id']}` {_cell(entry['title'])}{_fields(entry)}" for entry in result[word][:200]]
            lines += ["", "</details>"]
    if result["annotation_drift"]:
        lines += ["", "| annotations that differ | count |", "| --- | ---: |"]
        lines += [f"| {layer} | {count} |" for layer, count in result["annotation_drift"].items()]
    return "\n".join(lines) + "\n"


def _fields(entry: dict[str, Any]) -> str:
    return f" ({', '.join(entry['fields'])})" if "fields" in entry else ""


def _cell(text: str) -> str:
    """A text that cannot steer Markdown."""
    return "".join("\\" + c if c in "\\`*_{}[]<>|#!" else c for c in text)


def _short(value: Any) -> str:
    shown = value if isinstance(value, str) else orjson.dumps(value).decode()
    return shown if len(shown) <= 80 else shown[:77] + "…"
