"""Write src/mudawwana/arabic/tables.jsonl: the TOML files of the package as JSON, so that a start need not parse them.

python scripts/make_tables.py          write it
python scripts/make_tables.py --check  exit 1 where it is out of date

A file that was changed since is read as TOML until this has run: nothing is wrong then, only slower.
"""

from __future__ import annotations

import argparse
import sys

from mudawwana.arabic.tables import COMPILED, compiled


def main() -> None:
    """Write the file, or say that it is out of date."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 where the file is out of date")
    content = compiled()
    if parser.parse_args().check:
        if content != COMPILED.read_bytes():
            sys.exit(f"{COMPILED} is out of date: run python scripts/make_tables.py")
    else:
        COMPILED.write_bytes(content)


if __name__ == "__main__":
    main()
