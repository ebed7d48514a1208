"""`corpus reuse`: who printed whose words."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from mudawwana.cli.terminal import printable
from mudawwana.errors import Missing


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reuse")(reuse_command)


def reuse_command(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A record: show its passages beside the others'.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The folder of the corpus.")] = Path("data/processed"),
    graph: Annotated[
        bool, typer.Option("--graph", help="Print all articles that share words as a graph in JSON.")
    ] = False,
) -> int:
    """Show who printed whose words: one record beside those that share passages with it, the story, or the whole graph.

    Example: corpus reuse 0123456789abcdef
    """
    from mudawwana.dedupe.stories import graph as graph_of
    from mudawwana.jsonl import read_articles

    file = str(out / "articles.jsonl")
    if graph:
        typer.echo(json.dumps(graph_of(read_articles(file)), ensure_ascii=False, indent=1))
        return 0
    if name is None:
        raise Missing("give the id of a record, or --graph for all; stories.jsonl has the stories")
    _show(name, file, out)
    return 0


def _show(name: str, file: str, out: Path) -> None:
    from mudawwana.dedupe.compare import side_by_side
    from mudawwana.jsonl import read_articles

    article = next((found for found in read_articles(file) if found.id == name), None)
    if article is None:
        raise Missing(f"{name}: no such record in {file}")
    width, others = shutil.get_terminal_size((120, 40)).columns, {passage.other for passage in article.reuse}
    if not others:
        print(f"{name} shares no passage with another article", file=sys.stderr)
    for other in read_articles(file):
        if other.id in others:
            shown = side_by_side(article, other, width=width, color=sys.stdout.isatty())
            typer.echo(shown if sys.stdout.isatty() else printable(shown))
    for line in (out / "stories.jsonl").read_text(encoding="utf-8").splitlines():
        if f'"{name}"' in line:
            typer.echo(printable(json.dumps(json.loads(line), ensure_ascii=False, indent=1)))
