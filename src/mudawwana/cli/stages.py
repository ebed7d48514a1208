"""Each stage as a command of its own; "-" is a standard stream."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from mudawwana.cli.build import ConfigFile, Jobs
from mudawwana.cli.progress import Bar
from mudawwana.cli.work import run_one, tell
from mudawwana.raw.scan import SIDE

Source = Annotated[str, typer.Argument(help='Records of the stage before, or "-" for standard input.')]
Target = Annotated[str, typer.Option("-o", "--output", help='Where the records go, "-" for standard output.')]
Dropped = Annotated[str | None, typer.Option("--dropped", help="File for what the stage drops, with the reasons.")]

ABOUT = {
    "normalize": ("One spelling and script; every change is kept as an edit.", "extract.jsonl"),
    "segment": ("Sentences as spans.", "normalize.jsonl"),
    "dedupe": ("Near-duplicates and passages shared between articles.", "segment.jsonl"),
    "annotate": ("Dates, quotes, quantities, entities, relevance, events.", "dedupe.jsonl"),
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("extract")(extract_command)
    for name, (what, source) in ABOUT.items():
        app.command(name, help=f"{what}\n\nExample: corpus {name} {source} -o {name}.jsonl")(_command(name))


def extract_command(
    raw: Annotated[str, typer.Argument(metavar="RAW_DIR", help='Folder with pages, one file, or "-" for one page.')],
    output: Target = "-",
    config: ConfigFile = None,
    jobs: Jobs = None,
    dropped: Dropped = None,
) -> int:
    """Find the articles in a folder of raw files.

    Example: corpus extract data/raw -o extract.jsonl
    """
    from mudawwana.config import load_config
    from mudawwana.jsonl import writing
    from mudawwana.pipeline.build import Request, build

    settings = load_config(config)
    with tempfile.TemporaryDirectory() as folder, Bar() as bar:
        source = _raw_folder(raw, Path(folder))
        report = build(Request(source, Path(folder) / "out", settings, until="extract", jobs=jobs), bar)
        for name, target in (("extract", output), ("dropped", dropped)):
            if target is not None:
                with writing(target) as out, (Path(folder) / "out" / f"{name}.jsonl").open("rb") as lines:
                    out.writelines(lines)
    tell({f"{stage}: {reason}": count for (stage, reason), count in report.dropped.items()}, dropped)
    if report.bugs and report.error:
        raise report.error
    return 0


def _raw_folder(raw: str, folder: Path) -> Path:
    """The folder to read: a named one, or a made one with one file or what comes on standard input."""
    if raw != "-" and not Path(raw).is_file():
        return Path(raw)
    made = folder / "raw"
    made.mkdir()
    if raw != "-":
        for suffix in ("", *SIDE):
            if (found := Path(raw + suffix)).is_file():
                shutil.copyfile(found, made / found.name)
        return made
    content = sys.stdin.buffer.read()
    (made / f"stdin{_suffix(content)}").write_bytes(content)
    return made


def _suffix(content: bytes) -> str:
    """The suffix of what comes on standard input, seen from its first bytes, unpacked if need be."""
    from mudawwana.config import RawConfig
    from mudawwana.raw.streams import opened

    head = opened(io.BytesIO(content), len(content), RawConfig()).peek(64).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return {b"<": ".html", b"{": ".jsonl", b"[": ".json"}.get(
        head[:1], ".warc" if head.startswith(b"WARC/") else ".txt"
    )


def _command(name: str) -> Callable[..., int]:
    def command(source: Source = "-", output: Target = "-", config: ConfigFile = None, dropped: Dropped = None) -> int:
        return run_one(name, source, output, config, dropped)

    return command
