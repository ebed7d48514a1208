"""The way in: `corpus …` and `python -m mudawwana …`.

A build of which nothing changed is answered here, before any library is imported.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from mudawwana.pipeline import state

# Pydantic would read the descriptions of all installed packages to find plug-ins for itself; none is wanted here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Work is spread over processes; threads under the small matrices of the names model would wait more than work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BUILD = {
    "--raw": "data/raw",
    "--out": "data/processed",
    "--config": None,
    "--until": None,
    "--max-broken": None,
    "--jobs": None,
}
STAGE = {"--output": "-", "--config": None, "--dropped": None}
_COMMANDS: dict[str, dict[str, str | None]] = {"build": BUILD}
_COMMANDS |= dict.fromkeys(("normalize", "segment", "dedupe", "annotate"), STAGE)
_SHORT = {"-j": "--jobs", "-o": "--output"}
SOURCE = "SOURCE"

Options = dict[str, str | None]


def plain_options(arguments: list[str]) -> Options | None:
    """The options of a build or a stage, or None where Typer has to look at them.

    >>> plain_options(["build", "--raw", "x", "--jobs=2"])["--raw"]
    'x'
    >>> plain_options(["build", "--force"]) is None
    True
    """
    known = _COMMANDS.get(arguments[0]) if arguments else None
    if known is None:
        return None
    options: Options = dict(known)
    rest = iter(arguments[1:])
    for argument in rest:
        name, equals, value = argument.partition("=")
        name = _SHORT.get(name, name) if not equals else name
        if name in known:
            given = value if equals else next(rest, None)
        elif known is STAGE and SOURCE not in options and (argument == "-" or not argument.startswith("-")):
            name, given = SOURCE, argument
        else:
            return None
        if given is None or (given.startswith("-") and given != "-"):
            return None
        options[name] = given
    return options


def answered(options: Options) -> int | None:
    """The exit code of a build that has nothing to do, after saying so; None where there is work."""
    out = Path(options["--out"] or "")
    config = Path(options["--config"]) if options["--config"] else None
    saved = state.unchanged(Path(options["--raw"] or ""), out, config, options["--until"], options["--max-broken"])
    if saved is None:
        return None
    print(f"nothing changed: {saved['summary']}; the corpus: {out / 'articles.jsonl'}", file=sys.stderr)
    if saved["error"]:
        print(f"corpus: {saved['error']}", file=sys.stderr)
    return int(str(saved["code"]))


def main() -> None:
    """Run the command line."""
    # Records, tables and trees are no cycles, and looking for those among them took a tenth of a build.
    gc.set_threshold(500_000, 20, 20)
    try:
        leave(_run(sys.argv[1:]))
    except KeyboardInterrupt:  # while the libraries were loaded
        from mudawwana.cli.terminal import interrupted

        leave(interrupted())


def _run(arguments: list[str]) -> int:
    if "" in arguments or any(argument.startswith("--") and argument.endswith("=") for argument in arguments):
        print("corpus: an argument is empty; a variable in your command may not be set", file=sys.stderr)
        return 2  # an empty path would mean the working folder
    options = plain_options(arguments)
    code = answered(options) if options and arguments[0] == "build" else None
    if code is None and options:
        from mudawwana.cli.plain import run_plain

        code = run_plain(arguments[0], options)
    if code is None:
        from mudawwana.cli.app import run

        code = run()
    return code


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
