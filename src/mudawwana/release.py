"""A corpus as a data package: Frictionless, Croissant, a dataset card, JSON Schemas, beside the files themselves."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mudawwana.errors import BadInput
from mudawwana.jsonl import write_atomic
from mudawwana.records import Article, Drop, Record
from mudawwana.schema import schema_text
from mudawwana.stats import stats
from mudawwana.streams import writing
from mudawwana.verify import differences, read_manifest

FILES = {
    "articles.jsonl": "The corpus: one article a line, sorted by date.",
    "dropped.jsonl": "Every input that did not become an article, with the reason.",
    "stories.jsonl": "The stories that several articles tell: who printed whose words.",
    "manifest.json": "The receipt of the build.",
}
_RECORDS: dict[str, type[Record]] = {"articles.jsonl": Article, "dropped.jsonl": Drop}
COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("string", "16 hex digits, stable across builds"),
    "url": ("string", "canonical URL"),
    "source": ("string", "outlet id"),
    "title": ("string", "headline without the site's name"),
    "language": ("string", "BCP-47 tag"),
    "published": ("string", "ISO 8601 date, or date-time with offset"),
    "text": ("string", "the article, normalized, paragraphs parted by an empty line"),
    "folded": ("string", "the text in one spelling, for searching"),
    "cluster": ("string", "id of the near-duplicate cluster's canonical record"),
    "duplicate_of": ("string", "id of the canonical record"),
}
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "equivalentProperty": "cr:equivalentProperty",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def release(out: Path, target: Path, *, name: str, licence: str) -> list[str]:
    """Write a release of a finished folder into another folder; the files written are given back.

    Raises BadInput where the folder is not what its receipt says: a release speaks for its files.
    """
    wrong = list(differences(out))
    if wrong:
        raise BadInput(f"{wrong[0]}; run `corpus build --out {out}` first")
    receipt, found = read_manifest(out), stats(out)
    target.mkdir(parents=True, exist_ok=True)
    written = dict(_documents(receipt, found, name, licence))
    for file, content in written.items():
        write_atomic(target / file, content.encode())
    for file in FILES:
        if (out / file).exists():
            with writing(str(target / file)) as stream, (out / file).open("rb") as source:
                shutil.copyfileobj(source, stream, 1 << 20)
            written[file] = ""
    return sorted(written)


def _documents(receipt: dict[str, Any], found: dict[str, Any], name: str, licence: str) -> Iterator[tuple[str, str]]:
    version = str(receipt["mudawwana"])
    yield "datapackage.json", _json(datapackage(receipt, name, licence, version))
    yield "croissant.json", _json(croissant(receipt, name, licence, version))
    yield "README.md", card(receipt, found, name, licence)
    for what in ("article", "manifest"):
        yield f"{what}.schema.json", schema_text(what)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _outputs(receipt: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files of a release that have something in them, each with what the receipt tells of it."""
    told = receipt["outputs"]
    return ((file, told[file]) for file in FILES if told.get(file, {}).get("lines"))


def datapackage(receipt: dict[str, Any], name: str, licence: str, version: str) -> dict[str, Any]:
    """The Frictionless description of the files."""
    resources = []
    for file, told in _outputs(receipt):
        resource: dict[str, Any] = {
            "name": file.partition(".")[0],
            "path": file,
            "description": FILES[file],
            "format": "jsonl",
            "mediatype": "application/jsonl",
            "encoding": "utf-8",
            "bytes": told["bytes"],
            "hash": f"sha256:{told['sha256']}",
        }
        if file in _RECORDS:
            resource["schema"] = {"fields": _fields(_RECORDS[file])}
        resources.append(resource)
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": name,
        "title": title_of(receipt),
        "version": version,
        "licenses": [{"name": licence}],
        "keywords": ["arabic", "news", "corpus"],
        "resources": resources,
    }


def _fields(model: type[Record]) -> list[dict[str, str]]:
    """A table schema's fields for a model."""
    fields = []
    for name, field in model.model_fields.items():
        told = str(field.annotation)
        kind = "array" if told.startswith("tuple") else "string" if "str" in told or "Literal" in told else "object"
        fields.append({"name": name, "type": kind, "description": field.description or ""})
    return fields


def title_of(receipt: dict[str, Any]) -> str:
    """A title for people."""
    return f"Arabic news articles: {receipt['config']['annotate']['topic']}"


def croissant(receipt: dict[str, Any], name: str, licence: str, version: str) -> dict[str, Any]:
    """The Croissant description of the files and of the articles' main fields."""
    distribution = [
        {
            "@type": "cr:FileObject",
            "@id": file,
            "name": file,
            "description": FILES[file],
            "contentUrl": file,
            "contentSize": f"{told['bytes']} B",
            "encodingFormat": "application/jsonlines",
            "sha256": told["sha256"],
        }
        for file, told in _outputs(receipt)
    ]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": name,
        "description": title_of(receipt),
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": licence,
        "version": version if version.count(".") == 2 else "0.0.0",
        "inLanguage": "ar",
        "distribution": distribution,
        "recordSet": [_record_set("articles", {key: what for key, (_, what) in COLUMNS.items()})],
    }


def _record_set(name: str, columns: dict[str, str]) -> dict[str, Any]:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{key}",
            "name": f"{name}/{key}",
            "description": what,
            "dataType": "sc:Text",
            "source": {"fileObject": {"@id": f"{name}.jsonl"}, "extract": {"column": key}},
        }
        for key, what in columns.items()
    ]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "field": fields}


def card(receipt: dict[str, Any], found: dict[str, Any], name: str, licence: str) -> str:
    """The dataset card, with the header that Hugging Face reads."""
    count = found["articles"]
    size = next(label for limit, label in _SIZES if count < limit)
    head = [
        "---",
        "language:",
        "- ar",
        f"license: {_scalar(licence)}",
        f"pretty_name: {_scalar(title_of(receipt))}",
        "size_categories:",
        f"- {size}",
    ]
    head += [
        "configs:",
        "- config_name: default",
        "  data_files: articles.jsonl",
        "---",
        "",
        f"# {' '.join(name.split())}",
        "",
    ]
    words, dates = found["words"], found["published"]
    lines = [
        f"{count} Arabic news articles with {words['total']} words (median {words['median']}), published "
        f"{dates['first']} to {dates['last']} ({dates['known']} with a known date). "
        f"Built by mudawwana {receipt['mudawwana']}.",
        "",
        *_table("outlet", found["source"]),
        *_table("annotations", sorted(found["annotations"].items())),
        *_table("left out because", found["dropped"]),
        "Fields: `article.schema.json`. Hashes of all inputs and outputs, versions and settings: `manifest.json`.",
        "The texts belong to their publishers.",
    ]
    return "\n".join([*head, *lines]) + "\n"


def _scalar(text: str) -> str:
    """A text as YAML: as it is where nothing in it could mean anything there, else quoted as in JSON.

    >>> _scalar("cc-by-4.0"), _scalar("news: all")
    ('cc-by-4.0', '"news: all"')
    """
    return text if re.fullmatch(r"[A-Za-z0-9][\w .+-]*", text) else json.dumps(text, ensure_ascii=False)


_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (1 << 60, "1M<n<10M"),
)


def _table(what: str, rows: Any) -> list[str]:
    shown = [f"| {' '.join(str(value).replace('|', '/').split())} | {number} |" for value, number in list(rows)[:25]]
    return [f"| {what} | count |", "| --- | ---: |", *shown, ""] if shown else []
