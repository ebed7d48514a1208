"""The way in: `corpus …` and `python -m mudawwana …`.

A build of which nothing changed is answered here, before any library is imported.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mudawwana.pipeline import state

# Pydantic would read the descriptions of all installed packages to find plug-ins for itself; none is wanted here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Work is spread over processes; threads under the small matrices of the names model would wait more than work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

RAW, OUT = "data/raw", "data/processed"
_OPTIONS = {
    "--raw": RAW,
    "--out": OUT,
    "--config": None,
    "--until": None,
    "--max-broken": None,
    "--jobs": None,
    "-j": None,
}


def build_options(arguments: list[str]) -> dict[str, str | None] | None:
    """The options of a plain `build`, or None where Typer has to look at them.

    >>> build_options(["build", "--raw", "x", "--jobs=2"])["--raw"]
    'x'
    >>> build_options(["build", "--force"]) is None
    True
    """
    if arguments[:1] != ["build"]:
        return None
    options: dict[str, str | None] = dict(_OPTIONS)
    rest = iter(arguments[1:])
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name not in options or (equals and not name.startswith("--")):
            return None
        given = value if equals else next(rest, None)
        if given is None or given.startswith("-"):
            return None
        options[name] = given
    return options


def answered(arguments: list[str]) -> int | None:
    """The exit code of a build that has nothing to do, after saying so; None where there is work."""
    options = build_options(arguments)
    if options is None:
        return None
    out = Path(options["--out"] or OUT)
    config = Path(options["--config"]) if options["--config"] else None
    saved = state.unchanged(Path(options["--raw"] or RAW), out, config, options["--until"], options["--max-broken"])
    if saved is None:
        return None
    print(f"nothing changed: {saved['summary']}; the corpus: {out / 'articles.jsonl'}", file=sys.stderr)
    if saved["error"]:
        print(f"corpus: {saved['error']}", file=sys.stderr)
    return int(str(saved["code"]))


def main() -> None:
    """Run the command line."""
    code = answered(sys.argv[1:])
    if code is None:
        from mudawwana.cli.app import run

        code = run()
    leave(code)


def leave(code: int) -> None:
    """End the process with what it has written; taking its memory down piece by piece would only cost time."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass  # whoever reads has read enough
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
