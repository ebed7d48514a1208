"""Run the scorers beside the checkout and hold their figures to tests/floors.json, which may only rise.

python scripts/floors.py            all scorers
python scripts/floors.py --quick    those that take seconds
python scripts/floors.py --raise    write the figures reached into the file, where they are higher
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT.parent / "shared" / "eval"
FLOORS = ROOT / "tests" / "floors.json"

SCORERS: dict[str, tuple[bool, list[str], str]] = {
    "seeds": (True, ["seeds.py"], r"seeds: (?P<score>[\d.]+) %"),
    "pages": (True, ["pages.py"], r"pages: (?P<score>[\d.]+) %"),
    "normalization": (True, ["normalization.py"], r"normalization: (?P<cases>\d+)/\d+ cases, LAWS ok"),
    "sentences": (True, ["sentences.py"], r"F1 pud=(?P<pud>[\d.]+) hard=(?P<hard>[\d.]+)"),
    "dates": (
        True,
        ["dates.py"],
        r"span F1 recognizers=(?P<recognizers_span>[\d.]+) news=(?P<news_span>[\d.]+), "
        r"value accuracy recognizers=(?P<recognizers>[\d.]+) news=(?P<news>[\d.]+)",
    ),
    "lemmas": (True, ["lemmas.py"], r"lemmas: accuracy all=(?P<all>[\d.]+)"),
    "entities": (True, ["entities.py"], r"entities: F1 .*micro (?P<micro>[\d.]+)"),
    "reuse": (
        False,
        ["reuse.py"],
        r"reuse: recall (?P<recall>[\d.]+) precision (?P<precision>[\d.]+) "
        r"span_iou (?P<iou>[\d.]+) dup_F1 (?P<f1>[\d.]+)",
    ),
    "faults": (False, ["faults.py", "--kills", "6"], r"faults: (?P<survived>\d+)/\d+ survived, resume identical yes"),
}


def run(name: str) -> dict[str, float]:
    """The figures of one scorer; an empty dict where it did not come to its end."""
    _, command, pattern = SCORERS[name]
    env = {**os.environ, "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, str(EVAL / command[0]), *command[1:]], capture_output=True, text=True, env=env
    )
    found = re.search(pattern, done.stdout)
    if not found:
        print(done.stdout[-2000:], done.stderr[-2000:], sep="\n", file=sys.stderr)
        return {}
    return {key: float(value) for key, value in found.groupdict().items()}


def main() -> int:
    """Compare, print, and fail where a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave out the scorers that take minutes")
    parser.add_argument("--faults", action="store_true", help="also kill builds and feed them hostile inputs")
    parser.add_argument("--raise", dest="higher", action="store_true", help="raise the floors to what was reached")
    args = parser.parse_args()
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = 0
    for name, (quick, _, _) in SCORERS.items():
        if (args.quick and not quick) or (name not in floors and not args.higher):
            continue
        if name == "faults" and not args.faults:
            continue
        begin = time.monotonic()
        reached = run(name)
        for key, floor in floors.get(name, {}).items():
            good = reached.get(key, -1.0) >= floor
            failed += not good
            print(f"{'ok  ' if good else 'FAIL'}  {name} {key}: {reached.get(key)} (floor {floor})", flush=True)
        if args.higher and reached:
            floors[name] = {k: max(v, floors.get(name, {}).get(k, v)) for k, v in reached.items()}
        print(f"      {name}: {time.monotonic() - begin:.0f} s", flush=True)
    if args.higher:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    print(f"{failed} below their floor")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
