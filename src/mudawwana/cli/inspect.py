"""Looking at what was built: validate, explain, verify, stats, diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mudawwana.cli.terminal import printable
from mudawwana.errors import BadInput, Missing


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("validate")(validate_command)
    app.command("explain")(explain_command)
    app.command("why")(why_command)
    app.command("verify")(verify_command)
    app.command("stats")(stats_command)
    app.command("diff")(diff_command)


def validate_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help='Records of any stage, or "-".')],
) -> int:
    """Check a file of records: its schema, spans, edits, references.

    Example: corpus validate data/processed/articles.jsonl
    """
    from mudawwana.check import check_file

    complete = Path(file).name.startswith("articles")
    if Path(file).is_dir():
        raise Missing(f"{file} is a folder; name a file in it, such as {Path(file) / 'articles.jsonl'}")
    partial = Path(file).name.startswith(("extract", "normalize", "dedupe", "segment", "annotate"))
    count, first = 0, ""
    for fault in check_file(file, complete):
        if partial and ": sentences: " in fault and not complete:
            continue
        count += 1
        first = first or fault
        print(printable(fault), file=sys.stderr)
    if count:
        raise BadInput(f"{count} fault(s), the first: {first}")
    print(f"{file}: sound", file=sys.stderr)
    return 0


def explain_command(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE", help="An Arabic text, or a file with one.")],
) -> int:
    """Show what normalization changes in a text, and why.

    Example: corpus explain "الولایات المتحدة"
    """
    from mudawwana.normalization.explain import explain

    path = Path(text) if len(text) < 1000 else None
    content = path.read_text(encoding="utf-8", errors="replace") if path and path.is_file() else text
    changes = explain(content)
    for line in changes:
        typer.echo(printable(str(line)))
    if not changes:
        print("nothing to change", file=sys.stderr)
    return 0


def why_command(
    what: Annotated[str, typer.Argument(metavar="ID|FILE", help="A record's id, or a raw file.")],
    raw: Annotated[Path, typer.Option("--raw", help="The raw folder.")] = Path("data/raw"),
    out: Annotated[Path, typer.Option("--out", help="The folder of the corpus.")] = Path("data/processed"),
    config: Annotated[Path | None, typer.Option("--config", help="Configuration.")] = None,
) -> int:
    """Tell the life of a document: what was kept and cut and why, each date that was a candidate, the verdict.

    Example: corpus why data/raw/page.html
    """
    from mudawwana.config import load_config
    from mudawwana.why import why

    for line in why(what, raw, out, load_config(config)):
        typer.echo(printable(line))
    return 0


def verify_command(
    out: Annotated[Path, typer.Argument(metavar="OUT_DIR", help="A folder that `corpus build` wrote.")],
    raw: Annotated[Path | None, typer.Option("--raw", help="Check the raw folder against the receipt too.")] = None,
) -> int:
    """Check a finished folder against its receipt, manifest.json.

    Example: corpus verify data/processed --raw data/raw
    """
    from mudawwana.verify import differences

    found = list(differences(out, raw))
    for line in found:
        print(printable(line), file=sys.stderr)
    if found:
        raise BadInput(f"{len(found)} file(s) are not what the receipt says; `corpus build` makes them anew")
    print(f"{out}: as the receipt says", file=sys.stderr)
    return 0


def stats_command(
    out: Annotated[Path, typer.Argument(metavar="OUT_DIR", help="A folder that `corpus build` wrote.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """What a data sheet needs: how many articles, words, outlets, months, annotations, and what was dropped.

    Example: corpus stats data/processed
    """
    import json

    from mudawwana.stats import stats

    found = stats(out)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for name, value in found.items():
        if isinstance(value, list):
            value = ", ".join(f"{item} {count}" for item, count in value[:12]) + (" …" if len(value) > 12 else "")
        elif isinstance(value, dict):
            value = ", ".join(f"{key} {item}" for key, item in value.items())
        typer.echo(printable(f"{name:16} {value}"))
    return 0


def diff_command(
    one: Annotated[Path, typer.Argument(metavar="A", help="A corpus: a folder, or an articles.jsonl.")],
    two: Annotated[Path, typer.Argument(metavar="B", help="Another.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a pull request.")] = False,
) -> int:
    """What changed from corpus A to corpus B; the exit code is 1 where anything did.

    Example: corpus diff release/ data/processed/ --markdown
    """
    import json

    from mudawwana import diff

    result = diff.compare(one, two)
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False, indent=1))
    elif markdown:
        typer.echo(printable(diff.as_markdown(result)), nl=False)
    else:
        typer.echo(printable(diff.as_text(result)))
    return int(diff.differs(result))
