"""Write the pages of docs/ that are made from code: records.md, cli.md, configuration.md, and the stages' table.

python scripts/make_docs.py          write them
python scripts/make_docs.py --check  exit 1 where one is out of date
"""

from __future__ import annotations

import argparse
import sys
import types
import typing
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from typer.main import get_command

from mudawwana import records
from mudawwana.cli.app import app
from mudawwana.config import commented
from mudawwana.pipeline.stages import STAGES

DOCS = Path(__file__).resolve().parents[1] / "docs"
BEGIN, END = "<!-- stages: made by scripts/make_docs.py -->", "<!-- end of stages -->"
MODELS = ("Article", "Paragraph", "Sentence", "Token", "Edit", "Entity", "DateMention", "Quote", "Speaker", "Quantity",
          "Relevance", "Evidence", "EventMention", "Reuse", "DateEvidence", "RejectedDate", "RawRef", "Stamp",
          "Drop")  # fmt: skip


def type_name(annotation: Any) -> str:
    """A type as people read it."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(type_name(part) for part in inner)
    if origin is typing.Literal:
        return " · ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        return f"list of {type_name(inner[0])}" if inner[-1] is Ellipsis else f"[{', '.join(map(type_name, inner))}]"
    if annotation is type(None):
        return "null"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return {"str": "text", "int": "integer", "float": "number", "bool": "boolean"}.get(
        annotation.__name__, annotation.__name__
    )


def records_page() -> str:
    """docs/records.md."""
    lines = [
        "# Records",
        "",
        "Made by `scripts/make_docs.py` from `records.py`; `corpus schema article` prints the JSON Schema.",
        "",
    ]
    lines += ["Every span is half-open, in Unicode code points of `text`. Keys stand in this order, each in every",
              "record, `null` or `[]` where there is nothing.", ""]  # fmt: skip
    for name in MODELS:
        model = getattr(records, name)
        lines += [
            f"## {name}",
            "",
            (model.__doc__ or "").split(">>>")[0].strip().split("\n\n")[0],
            "",
            "| key | type | |",
            "| --- | --- | --- |",
        ]
        for key, field in model.model_fields.items():
            lines.append(f"| `{field.alias or key}` | {type_name(field.annotation)} | {field.description or ''} |")
        lines.append("")
    return "\n".join(lines)


def cli_page() -> str:
    """docs/cli.md."""
    root = get_command(app)
    lines = [
        "# Commands",
        "",
        "Made by `scripts/make_docs.py`. `corpus --install-completion` sets up the shell's completion.",
        "",
    ]
    lines += ["| exit code | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES]
    for name, command in commands(root, ""):
        lines += ["", f"## corpus {name}", "", *help_lines(command), "", "| | |", "| --- | --- |"]
        for parameter in command.params:
            option = " ".join(f"`{o}`" for o in [*parameter.opts, *parameter.secondary_opts])
            if parameter.param_type_name == "argument":
                option = f"`{parameter.metavar or parameter.name.upper()}`"
            lines.append(f"| {option} | {(getattr(parameter, 'help', None) or '').replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


EXIT_CODES = (
    (0, "done"),
    (1, "a bug (the message names the record and the stage); `corpus diff`: something changed"),
    (2, "wrong usage"),
    (3, "bad input data: the message names file:line: field"),
    (4, "bad configuration"),
    (5, "something needed is missing; the message says what to type"),
    (6, "`build` finished, but more inputs were broken than `--max-broken` allows"),
    (130, "interrupted; nothing lost, the next build goes on from there"),
)


def commands(group: Any, prefix: str) -> list[tuple[str, Any]]:
    """Every command with its full name."""
    found = []
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found += commands(command, f"{prefix}{name} ")
        else:
            found.append((prefix + name, command))
    return found


def help_lines(command: Any) -> list[str]:
    """The help text, its example as code."""
    text, _, example = (command.help or "").partition("Example:")
    return [text.strip(), *(["", f"    {example.strip()}"] if example else [])]


def configuration_page() -> str:
    """docs/configuration.md."""
    made = "Made by `scripts/make_docs.py`; `corpus init` writes this file. Unknown keys are refused."
    return f"# Configuration\n\n{made}\n\n```toml\n{commented().rstrip()}\n```\n"


def stages_table() -> str:
    """The table of docs/architecture.md."""
    lines = [
        BEGIN,
        "| stage | does | reads | sets | its sweep reads | its sweep sets |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for stage in STAGES:
        cells = [
            ", ".join(f"`{name}`" for name in names) or "–"
            for names in (stage.reads, stage.writes, stage.sweep_reads, stage.sweep_writes)
        ]
        lines.append(f"| **{stage.name}** (version {stage.version}) | {stage.does} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, END])


def pages() -> dict[Path, str]:
    """Every page made from code."""
    architecture = (DOCS / "architecture.md").read_text(encoding="utf-8")
    before, rest = architecture.split(BEGIN)
    made = {"records.md": records_page(), "cli.md": cli_page(), "configuration.md": configuration_page()}
    made["architecture.md"] = before + stages_table() + rest.split(END)[1]
    return {DOCS / name: content for name, content in made.items()}


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = [
        path for path, content in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != content
    ]
    for path in stale:
        if check:
            print(f"docs/{path.name} is out of date: python scripts/make_docs.py", file=sys.stderr)
        else:
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
