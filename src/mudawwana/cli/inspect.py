"""Looking at what was built: validate, explain, why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mudawwana.cli.output import printable
from mudawwana.errors import BadInput, Missing


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("validate")(validate_command)
    app.command("explain")(explain_command)


def validate_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help='Records of any stage, or "-".')],
) -> int:
    """Check a file of records: its schema, spans, edits, references.

    Example: corpus validate data/processed/articles.jsonl
    """
    from mudawwana.check import check_file

    complete = Path(file).name.startswith("articles")
    if Path(file).is_dir():
        raise Missing(f"{file} is a folder; name a file in it, such as {Path(file) / 'articles.jsonl'}")
    partial = Path(file).name.startswith(("extract", "normalize", "dedupe", "segment", "annotate"))
    count, first = 0, ""
    for fault in check_file(file, complete):
        if partial and ": sentences: " in fault and not complete:
            continue
        count += 1
        first = first or fault
        print(printable(fault), file=sys.stderr)
    if count:
        raise BadInput(f"{count} fault(s), the first: {first}")
    print(f"{file}: sound", file=sys.stderr)
    return 0


def explain_command(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE", help="An Arabic text, or a file with one.")],
) -> int:
    """Show what normalization changes in a text, and why.

    Example: corpus explain "الولایات المتحدة"
    """
    from mudawwana.normalization.explain import explain

    path = Path(text) if len(text) < 1000 else None
    content = path.read_text(encoding="utf-8", errors="replace") if path and path.is_file() else text
    for line in explain(content):
        typer.echo(printable(str(line)))
    return 0
