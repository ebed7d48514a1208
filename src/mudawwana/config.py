"""corpus.toml: one frozen model per section. The defaults and descriptions here are the documentation."""

from __future__ import annotations

import ast
import fnmatch
import tomllib
from functools import lru_cache
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeGuard

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mudawwana.errors import BadConfig, Missing


class Section(BaseModel):
    """The base of every section: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class InputTable(Section):
    """How to read tables whose field names are not the usual ones."""

    files: str
    """Glob of the files below the raw folder that this entry is for, e.g. "scrape/*.csv"."""
    fields: dict[str, str] = {}
    """Which column holds what, e.g. {text = "story", published = "when"}."""
    source: str | None = None
    """Outlet id for all of them."""


class RawConfig(Section):
    """What is accepted from the raw folder."""

    max_file_mb: int = Field(default=2000, ge=1)
    """Largest file of many records (JSONL, CSV, WARC), in MB as stored."""
    max_document_mb: int = Field(default=20, ge=1)
    """Largest single document, in MB after decompression."""
    max_ratio: int = Field(default=200, ge=2)
    """A compressed document that grows by more than this factor beyond 1 MB is a bomb."""


class ExtractConfig(Section):
    """Finding the article in a page."""

    engine: Literal["auto", "own", "trafilatura"] = "auto"
    """"own": the project's rules; "trafilatura": that library finds the body; "auto": own rules for Arabic pages, and
    trafilatura for other languages and where the own rules find nothing."""
    min_words: int = Field(default=20, ge=1)
    """A page whose article has fewer words has no article."""
    boilerplate: str | None = None
    """File written by `corpus outlets learn`: blocks that stand on many pages of one outlet."""
    max_seconds: float = Field(default=30.0, gt=0)
    """A page that takes longer is dropped as too_slow."""


class NormalizeConfig(Section):
    """Spelling and script."""

    languages: tuple[str, ...] = ("ar",)
    """Languages that are kept; articles in others are dropped as not_arabic."""


class SegmentConfig(Section):
    """Sentences and tokens."""

    tokens: Literal["none", "simple", "camel"] = "none"
    """Write tokens.jsonl beside the corpus, with this backend."""


class DedupeConfig(Section):
    """Near-duplicates and shared passages."""

    cluster_jaccard: float = Field(default=0.5, gt=0, le=1)
    """Two articles that share this part of their word 5-grams are near-duplicates."""
    min_containment: float = Field(default=0.25, gt=0, le=1)
    """Report shared passages where this part of the shorter article is shared …"""
    min_run: int = Field(default=25, ge=5)
    """… or where this many words in a row are."""
    partitions: int = Field(default=8, ge=1)
    """Hash-prefix partitions of the index on disk; any number gives the same result."""


class AnnotateConfig(Section):
    """Dates, quotes, quantities, entities, relevance, events."""

    topic: str = "iraq_us_dialogue"
    """Name of a topic pack that ships with the package, or the path of a folder with one."""
    keep_off_topic: bool = False
    """Keep articles that are not on the topic, with their score."""
    entities: Literal["model", "gazetteer", "camel"] = "model"
    """Who finds names: the model that ships with the package and the topic's gazetteer, the gazetteer alone, or
    camel-tools."""
    annotators: tuple[str, ...] = ("relevance", "dates", "entities", "quotes", "quantities", "events")
    """Annotators to run, in this order; "module:function" names one of your own. An article is rejected as off_topic as
    soon as "relevance" has run, so what stands behind it costs nothing for articles that are not kept."""


class RunConfig(Section):
    """How a build runs."""

    jobs: int = Field(default=1, ge=0)
    """Worker processes; 0 means all cores."""
    engine: Literal["local", "ray"] = "local"
    """Where the work is done: on this machine, or on a Ray cluster (extra "ray")."""
    max_broken: str | None = Field(default=None, pattern=r"^\d+(\.\d+)?%?$")
    """How many inputs may be broken ("5"), or which share of them ("2%"), before the build ends with exit code 6."""


class Config(Section):
    """The whole of corpus.toml."""

    inputs: tuple[InputTable, ...] = ()

    def table(self, path: str) -> InputTable | None:
        """The field names of a file of the raw folder, where the configuration gives them."""
        return next((table for table in self.inputs if fnmatch.fnmatch(path, table.files)), None)

    raw: RawConfig = RawConfig.model_construct()
    extract: ExtractConfig = ExtractConfig.model_construct()
    normalize: NormalizeConfig = NormalizeConfig.model_construct()
    segment: SegmentConfig = SegmentConfig.model_construct()
    dedupe: DedupeConfig = DedupeConfig.model_construct()
    annotate: AnnotateConfig = AnnotateConfig.model_construct()
    run: RunConfig = RunConfig.model_construct()


DEFAULT_FILE = "corpus.toml"


def load_config(path: Path | None = None) -> Config:
    """Read a configuration file; without a path, corpus.toml of the working folder, or the defaults."""
    if path is None:
        path = Path(DEFAULT_FILE)
        if not path.exists():
            return Config()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Missing(f"{path}: no such file; `corpus init` writes one") from None
    except OSError as problem:
        raise Missing(f"{path}: {problem.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadConfig(f"{path}: not valid TOML: {problem}") from None
    return parse_config(data, str(path))


def parse_config(data: dict[str, Any], where: str) -> Config:
    """Check a configuration; `where` names it in messages."""
    try:
        return Config.model_validate(data)
    except ValidationError as problem:
        raise BadConfig("\n".join(_complaint(where, error) for error in problem.errors())) from None


def _complaint(where: str, error: Any) -> str:
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] != "extra_forbidden":
        return f"{where}: {key}: {error['msg']} (got {error['input']!r})"
    model: type[BaseModel] = Config
    for part in error["loc"][:-1]:
        inner = model.model_fields[part].default if isinstance(part, str) and part in model.model_fields else None
        model = type(inner) if isinstance(inner, BaseModel) else InputTable
    return f"{where}: {key}: unknown key; known here: {', '.join(model.model_fields)}"


@lru_cache(maxsize=1)
def described() -> type[Config]:
    """The configuration, its fields with the strings that stand below them as descriptions.

    Pydantic can do that by itself, but would read this file ten times at every start.
    """
    models: dict[str, type[BaseModel]] = {model.__name__: model for model in Section.__subclasses__()}
    for node in ast.parse(Path(__file__).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name in models:
            fields = models[node.name].model_fields
            for field, below in pairwise(node.body):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _is_text(below):
                    fields[field.target.id].description = cleandoc(ast.literal_eval(below.value))
    for model in models.values():
        model.model_rebuild(force=True)
    return Config


def commented() -> str:
    """A corpus.toml with every section, key and default, each with its description."""
    described()
    lines = ["# Configuration of mudawwana. Every key is shown with its default; delete what you don't change.", ""]
    for name, field in Config.model_fields.items():
        if name == "inputs":
            lines += _commented_inputs()
            continue
        model = field.default
        lines += [f"# {type(model).__doc__}", f"[{name}]"]
        for key, option in type(model).model_fields.items():
            lines += [f"# {' '.join((option.description or '').split())}", _assignment(key, getattr(model, key)), ""]
    return "\n".join(lines)


def _is_text(node: ast.stmt) -> TypeGuard[ast.Expr]:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _assignment(key: str, value: Any) -> str:
    if value is None:
        return f"# {key} = "
    if isinstance(value, bool):
        return f"{key} = {str(value).lower()}"
    if isinstance(value, tuple):
        return f"{key} = [{', '.join(map(_quoted, value))}]"
    return f"{key} = {_quoted(value)}"


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _commented_inputs() -> list[str]:
    return [
        "# Tables with other field names than the usual ones, one [[inputs]] for each kind:",
        "# [[inputs]]",
        '# files = "scrape/*.csv"',
        '# fields = {text = "story", title = "head", published = "when"}',
        '# source = "outlet_id"',
        "",
    ]
