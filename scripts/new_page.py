#!/usr/bin/env python3
"""Make a golden page from a saved one: NAME.html and NAME.json, the answer as the extractor gives it today.

Read the answer and put right what is wrong before you keep it. The tests compare every field of "answer"; "why" says
what the page is there for. Pages in the repository are composed: replace names and texts of a real outlet by your own.

    scripts/new_page.py saved.html --name joomla_agency --why "the date in an article-info list"
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from mudawwana.extract.page import extract_html

PAGES = Path(__file__).parent.parent / "tests" / "pages"
FIELDS = (
    "url", "source", "title", "subtitle", "authors", "credit", "dateline", "section", "tags", "language", "published",
    "published_precision", "modified",
)  # fmt: skip


def answer(page: bytes, given: dict[str, Any]) -> dict[str, Any] | None:
    """What the extractor finds on a page, in the form of a golden answer: empty fields are left out."""
    found = extract_html(page, **given)
    if found is None:
        return None
    fields = {name: value for name in FIELDS if (value := getattr(found, name)) not in (None, ())}
    paragraphs = [[paragraph.kind, paragraph.of(found.text)] for paragraph in found.paragraphs]
    return json.loads(json.dumps({**fields, "paragraphs": paragraphs}))


def main() -> int:
    """Write the pair, or the answers of existing pages again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path, nargs="?", help="the saved page; left out for an existing pair")
    parser.add_argument("--name", required=True, help="name of the pair, after its layout")
    parser.add_argument("--why", help="what the page is there for")
    parser.add_argument("--url", help="where it was fetched")
    parser.add_argument("--fetched", help="when it was fetched, ISO 8601")
    args = parser.parse_args()
    target, pair = PAGES / f"{args.name}.html", PAGES / f"{args.name}.json"
    before = json.loads(pair.read_text(encoding="utf-8")) if pair.exists() else {}
    if args.page:
        target.write_bytes(args.page.read_bytes())
    given = before.get("given", {}) | {k: v for k, v in (("url", args.url), ("fetched", args.fetched)) if v}
    why = args.why or before.get("why")
    if not why:
        print("say with --why what the page is there for", file=sys.stderr)
        return 2
    made = {"why": why, "given": given, "answer": answer(target.read_bytes(), given)}
    pair.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{pair}: read it, and put right what is wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
