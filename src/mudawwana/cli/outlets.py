"""`corpus outlets`: the outlets table, and blocks that stand on many pages of one outlet."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

outlets = typer.Typer(help="Outlets: the table, and what stands on many of their pages.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    outlets.command("list")(list_command)
    outlets.command("learn")(learn_command)
    app.add_typer(outlets, name="outlets")


def list_command() -> int:
    """List the outlets that are known by name and domain.

    Example: corpus outlets list
    """
    from mudawwana.extract.outlets import outlets as table

    for outlet in table():
        typer.echo(f"{outlet.id:24} {outlet.country or '':4} {', '.join(outlet.domains):40} {outlet.name}")
    return 0


def learn_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help='extract.jsonl of a build, or "-".')],
    output: Annotated[str, typer.Option("-o", "--output", help='Where the table goes, "-" for standard output.')] = "-",
) -> int:
    """Learn which blocks stand on many pages of one outlet; a person can read and prune the table.

    Name the file in corpus.toml, as [extract] boilerplate, to leave those blocks out of articles.

    Example: corpus outlets learn data/processed/extract.jsonl -o boilerplate.jsonl
    """
    from mudawwana.extract.boilerplate import format_table, learn_boilerplate
    from mudawwana.jsonl import read_articles, writing

    blocks = learn_boilerplate(article.model_dump() for article in read_articles(file))
    with writing(output) as out:
        out.writelines(line.rstrip("\n").encode() + b"\n" for line in format_table(blocks))
    print(f"{len(blocks)} blocks", file=sys.stderr)
    return 0
