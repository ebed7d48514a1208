"""`corpus build`, `init` and `clean`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from mudawwana.cli.work import STAGE_NAMES, build_corpus, is_limit
from mudawwana.errors import Missing

Raw = Annotated[Path, typer.Option("--raw", help="Folder with what you saved: HTML, text, WARC, JSONL, CSV.")]
Out = Annotated[Path, typer.Option("--out", help="Folder for the corpus.")]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="Configuration (default: corpus.toml, if there is one).")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 means all cores.")]


def stage_name(value: str | None) -> str | None:
    """Check the name of a stage."""
    if value is not None and value not in STAGE_NAMES:
        raise typer.BadParameter(f"no such stage; the stages are {', '.join(STAGE_NAMES)}")
    return value


def limit(value: str | None) -> str | None:
    """Check a number or a share."""
    if value is not None and not is_limit(value):
        raise typer.BadParameter("give a number of inputs, or a share such as 5%")
    return value


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("build")(build_command)
    app.command("init")(init_command)
    app.command("clean")(clean_command)


def build_command(
    raw: Raw = Path("data/raw"),
    out: Out = Path("data/processed"),
    config: ConfigFile = None,
    jobs: Jobs = None,
    until: Annotated[str | None, typer.Option(callback=stage_name, help="Stop after this stage.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Forget what earlier builds found out.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would run and why, and do nothing.")] = False,
    max_broken: Annotated[
        str | None,
        typer.Option(callback=limit, help="Broken inputs that are allowed: a number, or a share such as 5%."),
    ] = None,
) -> int:
    """Build the corpus: all stages, and of them only what is not known from earlier builds.

    Example: corpus build --raw data/raw --out data/processed --jobs 0
    """
    return build_corpus(raw, out, config, jobs, until, force, dry_run, max_broken)


def init_command(
    path: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("corpus.toml"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> int:
    """Write a commented corpus.toml with every default.

    Example: corpus init
    """
    from mudawwana.config import commented
    from mudawwana.streams import writing

    if path.exists() and not force:
        raise Missing(f"{path} is there already; --force overwrites it")
    with writing(str(path)) as stream:
        stream.write(commented().encode())
    print(f"{path} written", file=sys.stderr)
    return 0


def clean_command(out: Out = Path("data/processed")) -> int:
    """Empty the cache of an output folder; the corpus itself stays.

    Example: corpus clean --out data/processed
    """
    from mudawwana.pipeline.lock import locked

    folder = out / ".cache"
    if not folder.is_dir():
        raise Missing(f"{out}: no cache there")
    with locked(out):
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        shutil.rmtree(folder)
    print(f"{size / 1e6:.1f} MB freed", file=sys.stderr)
    return 0
