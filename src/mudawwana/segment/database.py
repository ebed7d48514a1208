"""Where the morphological database of the camel backend lives; it is installed by a user and never shipped."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "calima-msa-r13"  # as camel-tools calls it
INSIDE = Path("data", "morphology_db", NAME, "morphology.db")  # as camel-tools lays it out
CATALOGUE = "catalogue.json"
EMPTY_CATALOGUE = '{"version": "1.6", "packages": {}, "components": {}}\n'


def data_folder() -> Path:
    """The folder of installed models: $MUDAWWANA_DATA, or the platform's folder for a user's data."""
    if given := os.environ.get("MUDAWWANA_DATA"):
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~\\AppData\\Local")).expanduser() / "mudawwana"
    if sys.platform == "darwin":
        return Path("~/Library/Application Support/mudawwana").expanduser()
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "mudawwana"


def camel_folder() -> Path:
    """The folder of models that is laid out as camel-tools wants it."""
    return data_folder() / "camel_tools"


def installed() -> Path | None:
    """The database: the project's own, or else the one that camel-tools was given."""
    folders = [camel_folder(), Path("~/.camel_tools").expanduser()]
    if given := os.environ.get("CAMELTOOLS_DATA"):
        folders.insert(1, Path(given).expanduser())
    return next((folder / INSIDE for folder in folders if (folder / INSIDE).is_file()), None)
