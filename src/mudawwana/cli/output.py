"""`corpus schema` and `corpus release`: what is written for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


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
