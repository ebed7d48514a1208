"""The command line: a thin Typer shell that parses, calls and prints. Data goes to stdout, all else to stderr."""

from __future__ import annotations

from typing import Any

import typer

from mudawwana.cli import build, inspect, models, outlets, output, reuse, stages
from mudawwana.cli.terminal import guarded

UsageError: type[Exception] = typer.BadParameter.__mro__[2]  # Typer carries Click under a private name

app = typer.Typer(
    name="corpus",
    help="Turns raw Arabic news pages into a clean, deduplicated, annotated corpus.\n\n"
    "Example: corpus build --raw data/raw --out data/processed",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
build.register(app)
stages.register(app)
inspect.register(app)
reuse.register(app)
models.register(app)
outlets.register(app)
output.register(app)


def version(value: bool) -> None:
    """Print the version and leave."""
    if value:
        import mudawwana

        typer.echo(mudawwana.__version__)
        raise typer.Exit


@app.callback()
def options(
    show_version: bool = typer.Option(False, "--version", callback=version, is_eager=True, help="Print the version."),
) -> None:
    """Options of every command."""


def run() -> int:
    """Run the command line and give the exit code."""
    command: Any = typer.main.get_command(app)
    try:
        return guarded(lambda: command.main(standalone_mode=False))
    except UsageError as error:
        error.show()  # type: ignore[attr-defined]
        return error.exit_code  # type: ignore[attr-defined,no-any-return]
