"""What a result depends on besides its input: version, configuration, code and data of the package."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import orjson
from xxhash import xxh3_128

from mudawwana.config import Config
from mudawwana.pipeline.stages import Stage

PACKAGE = Path(__file__).parents[1]
SHAPING = ("camel-tools", "charset-normalizer", "fastwarc", "ftfy", "hijridate", "lxml", "numpy", "orjson", "pyarabic",
           "pydantic", "simplemma", "trafilatura", "xxhash", "zstandard")  # fmt: skip
"""Packages that can change a byte of the output."""


def package_files() -> list[Path]:
    """Every file of the package but compiled code, in a fixed order."""
    found = []
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [Path(folder) / name for name in sorted(names) if not name.endswith(".pyc")]
    return found


@lru_cache(maxsize=1)
def code_digest() -> str:
    """A digest of the package's code and data: a result of other code is never taken for one of this."""
    digest, buffer = xxh3_128(), memoryview(bytearray(1 << 18))
    for path in package_files():
        with path.open("rb", buffering=0) as file:
            head = f"\0{path.relative_to(PACKAGE).as_posix()}\0{os.fstat(file.fileno()).st_size}\0"
            digest.update(head.encode())
            while size := file.readinto(buffer):
                digest.update(buffer[:size])
    return digest.hexdigest()


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """The versions of the packages that shape the output; those that are not installed are left out."""
    found = {}
    for name in SHAPING:
        try:
            found[name] = _version(name)
        except PackageNotFoundError:
            continue
    return found


def _version(name: str) -> str:
    """The version of an installed package; the library reads all of its description for it, in five times the time."""
    installed = distribution(name)
    said = (installed.read_text("METADATA") or "").partition("\nVersion:")[2].partition("\n")[0].strip()
    return said or installed.version


def watched(config: Config) -> list[Path]:
    """Files outside the package and the raw folder that a result depends on."""
    paths = [Path(config.extract.boilerplate)] if config.extract.boilerplate else []
    topic = Path(config.annotate.topic)
    if topic.is_dir():
        paths += sorted(path for path in topic.rglob("*") if path.is_file())
    return paths


def section_json(stage: Stage, config: Config) -> str:
    """The stage's section of the configuration as JSON; by way of the whole, whose serializer exists already."""
    return orjson.dumps(config.model_dump(mode="json")[stage.name]).decode()


def config_digest(stage: Stage, config: Config) -> str:
    """Eight hex digits for the stage's configuration, as the stamps carry it."""
    return hashlib.blake2b(section_json(stage, config).encode(), digest_size=4).hexdigest()


def stage_key(stage: Stage, config: Config) -> str:
    """A digest of all that a stage's result depends on besides the record."""
    digest = hashlib.blake2b(digest_size=8)
    for part in (stage.name, str(stage.version), section_json(stage, config), code_digest(), repr(versions())):
        digest.update(part.encode() + b"\0")
    for path in watched(config) if stage.name in ("extract", "annotate") else ():
        digest.update(path.name.encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()
