"""The command line: a thin Typer shell that parses, calls and prints. Data goes to stdout, all else to stderr."""

from __future__ import annotations

import sys
from typing import Any

import click
import typer

from mudawwana.cli import build, inspect, output, stages
from mudawwana.errors import CorpusError

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
    """Run the command line and give the exit code; every expected error is one clear line."""
    command: Any = typer.main.get_command(app)
    try:
        result = command.main(standalone_mode=False)
    except CorpusError as error:
        return fail(str(error), error.exit_code)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return fail("interrupted; nothing is lost, the next build goes on from here", 130)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0


def fail(message: str, code: int) -> int:
    """Print an error as one line of its own (control characters made visible) and give its code."""
    print("corpus: " + output.printable(message), file=sys.stderr)
    return code
