"""Models: what is listed, and installing the morphological database from files, with one composed for the tests."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mudawwana.cli.app import app
from mudawwana.errors import BadInput, Missing
from mudawwana.models import convert, install_morphology, models, put
from mudawwana.segment.database import CATALOGUE, INSIDE, data_folder, installed

DEFAULTS = "prc3:0 prc2:0 prc1:0 prc0:0 per:na asp:na enc0:0 source:lex gloss:* root:*"
ENTRY = "prc3:0 prc2:0 prc1:0 prc0:0 per:na asp:na enc0:0 source:lex gloss:book root:k.t.b pos_lex_freq:-3.5 pos_freq:-0.4 lex_freq:-3.2"
DATABASE = "\n".join(
    (
        "###DEFINES###",
        *(f"DEFINE {name} {name}:*open*" for name in ("diac", "lex", "gloss", "pos", "prc3", "prc2", "prc1", "prc0", "per", "asp", "enc0",
                                                      "source", "root", "bw", "pos_freq", "lex_freq", "pos_lex_freq")),
        "###DEFAULTS###",
        *(f"DEFAULT pos:{pos} diac:* lex:* pos:{pos} {DEFAULTS}" for pos in ("noun", "digit", "punc", "latin")),
        "###ORDER###",
        "ORDER diac lex gloss pos prc3 prc2 prc1 prc0 per asp enc0 source root pos_freq lex_freq pos_lex_freq",
        "###STEMBACKOFF###",
        "STEMBACKOFF PROP N",
        "###PREFIXES###",
        "\tP0\t",
        "و\tPW\tdiac:و bw:و/CONJ prc2:wa_conj",
        "###SUFFIXES###",
        "\tS0\t",
        "###STEMS###",
        f"كتاب\tN\tdiac:كتاب lex:كتاب_1 bw:كتاب/NOUN pos:noun {ENTRY}",
        f"NOAN\tN\tdiac:NOAN lex:NOAN_0 bw:NOAN/NOUN_PROP pos:noun_prop {ENTRY}",
        "###TABLE AB###", "P0 N", "PW N",
        "###TABLE BC###", "N S0",
        "###TABLE AC###", "P0 S0", "PW S0", "",
    )
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of models that are empty."""
    for name in ("CAMELTOOLS_DATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    monkeypatch.setenv("MUDAWWANA_DATA", str(tmp_path / "models"))
    return tmp_path / "models"


def file_with(folder: Path, kind: str) -> Path:
    """The database, or an archive with it."""
    path, content = folder / f"morphology{kind}", DATABASE.encode()
    inside = "camel_tools/databases/almor-msa-r13.db"
    if kind in (".zip", ".whl"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(inside, content)
    elif kind == ".tar.gz":
        with tarfile.open(path, "w:gz") as archive:
            info = tarfile.TarInfo(inside)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    else:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", [".db", ".zip", ".whl", ".tar.gz"])
def test_a_database_is_installed_from_a_file(kind: str, home: Path, tmp_path: Path) -> None:
    assert installed() is None
    path = install_morphology(str(file_with(tmp_path, kind)), lambda message: None)
    assert path == home / "camel_tools" / INSIDE == installed()
    assert (home / "camel_tools" / CATALOGUE).is_file()
    text = path.read_text(encoding="utf-8")
    assert "###TOKENIZATIONS###\n###STEMBACKOFF###" in text
    assert "pos_lex_logprob:-3.5" in text
    assert "_freq" not in text
    assert "root:" not in text
    assert [file.name for file in path.parent.iterdir()] == ["morphology.db"]


def test_converting_twice_changes_nothing() -> None:
    once = b"".join(convert(io.BytesIO(DATABASE.encode()), "a"))
    assert b"".join(convert(io.BytesIO(once), "b")) == once


@pytest.mark.parametrize(
    "content",
    ["", "no database\n" * 500, DATABASE.partition("###STEMS###")[0], DATABASE.replace("###ORDER###", "###X###")],
)
def test_what_is_no_database_is_refused(content: str, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.db.*morphological database"):
        install_morphology(str(file), lambda message: None)
    assert installed() is None
    assert not list(home.rglob("*.part"))


def test_an_archive_without_it_is_refused(home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(BadInput, match=r"almor-msa-r13\.db"):
        install_morphology(str(tmp_path / "x.zip"), lambda message: None)
    with pytest.raises(Missing, match="nowhere"):
        install_morphology(str(tmp_path / "nowhere.db"), lambda message: None)


def test_a_broken_off_installation_leaves_the_old_one(home: Path, tmp_path: Path) -> None:
    path = install_morphology(str(file_with(tmp_path, ".db")), lambda message: None)
    before = path.read_bytes()

    def torn():  # type: ignore[no-untyped-def]
        yield b"###DEFINES###\n"
        raise BadInput("torn")

    with pytest.raises(BadInput):
        put(torn(), lambda message: None)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["morphology.db"]


def test_commands(home: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    listed = run(app, ["models", "list"])
    assert listed.exit_code == 0
    assert all(
        word in listed.stdout
        for word in ("names", "forms", "morphology", "GPL-2.0", "missing", "corpus models install")
    )
    done = run(app, ["models", "install", "morphology", "--from", str(file_with(tmp_path, ".whl"))])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(installed())
    assert str(home) in run(app, ["models", "list"]).stdout
    assert isinstance(run(app, ["models", "install", "else"]).exception, Missing)


def test_every_model_has_a_licence_and_a_place() -> None:
    assert all(model.licence and model.purpose and model.place for model in models())
    assert data_folder().name


@pytest.mark.skipif(
    find_spec("camel_tools") is None, reason="camel-tools is not installed: pip install 'mudawwana[camel]'"
)
def test_the_camel_backend_reads_it_without_a_network(home: Path, tmp_path: Path) -> None:
    install_morphology(str(file_with(tmp_path, ".db")), lambda message: None)
    code = (
        "import socket\n"
        "def no(*a, **k): raise RuntimeError('a socket was opened')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = no\n"
        "from mudawwana.segment.camel import camel_read\n"
        "print(camel_read('وكتاب'), camel_read('زربوطان').lemma)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Reading(lemma='كتاب', upos='NOUN', before=('و',), after=()) زربوطان"
