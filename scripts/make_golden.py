"""Write tests/golden/: the build of data/raw/, to which the tests compare theirs byte for byte.

python scripts/make_golden.py     then look at `git diff tests/golden` before you commit it
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from mudawwana.pipeline.build import Request, build

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
FILES = ("articles.jsonl", "dropped.jsonl", "stories.jsonl")


def main() -> None:
    """Build the samples and copy what came out."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report = build(Request(ROOT / "data" / "raw", Path(folder)))
        for name in FILES:
            shutil.copyfile(Path(folder) / name, GOLDEN / name)
    print(f"{report.inputs} inputs = {report.articles} articles + {report.dropped.total()} dropped")


if __name__ == "__main__":
    main()
