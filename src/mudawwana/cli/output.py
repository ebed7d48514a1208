"""What is written for people and for other programs: schemas, safe text, tables."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

_SHOWN = "\n\t"


def printable(text: str) -> str:
    """A text in which no character can steer a terminal: controls and bidi marks become escapes.

    >>> printable("title\\x1b[2J\\u202eabc")
    'title\\\\x1b[2J\\\\u202eabc'
    """
    return "".join(
        c if c in _SHOWN or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else c.encode("unicode_escape").decode()
        for c in text
    )


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("schema")(schema_command)
    app.command("release")(release_command)


def schema_command(
    what: Annotated[str, typer.Argument(help="article, config or manifest")] = "article",
) -> int:
    """Print a JSON Schema (2020-12).

    Example: corpus schema article > article.schema.json
    """
    from mudawwana.schema import schema_text

    typer.echo(schema_text(what), nl=False)
    return 0


def release_command(
    out: Annotated[Path, typer.Argument(metavar="OUT_DIR", help="A folder that `corpus build` wrote.")],
    target: Annotated[Path, typer.Option("-o", "--output", help="Folder for the release.")] = Path("release"),
    name: Annotated[str, typer.Option(help="Name of the data set.")] = "arabic-news-corpus",
    licence: Annotated[str, typer.Option("--licence", help="Licence of the data set.")] = "other",
) -> int:
    """Make a release: the corpus with Frictionless and Croissant descriptions, a dataset card and JSON Schemas.

    Example: corpus release data/processed -o release --name iraq-us-dialogue
    """
    from mudawwana.release import release

    for file in release(out, target, name=name, licence=licence):
        print(target / file, file=sys.stderr)
    return 0
