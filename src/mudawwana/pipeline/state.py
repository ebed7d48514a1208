"""Whether anything changed since the last finished build, found out without reading a file or importing a library.

As git does with its index, a file counts as unchanged while its size, times and inode are. A file whose times are not
safely older than the moment they were noted is not trusted ("racy"), and the build looks at contents instead.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mudawwana.config import Config
    from mudawwana.pipeline.build import Report, Request

FOLDER = ".cache"
FILE = "state.json"
RACY_NS = 20_000_000
OUTPUTS = ("articles.jsonl", "dropped.jsonl", "manifest.json", "extract.jsonl", "normalize.jsonl", "segment.jsonl",
           "dedupe.jsonl", "annotate.jsonl", "stories.jsonl", "tokens.jsonl")  # fmt: skip


class _Digest:
    """A running digest over files' paths and stat results, and the newest time among them."""

    def __init__(self) -> None:
        self.hash, self.newest = hashlib.blake2b(digest_size=16), 0

    def add(self, name: str, info: os.stat_result) -> None:
        self.newest = max(self.newest, info.st_mtime_ns, info.st_ctime_ns)
        facts = f"{name}\0{info.st_size}\0{info.st_mtime_ns}\0{info.st_ctime_ns}\0{info.st_ino}\n"
        self.hash.update(facts.encode("utf-8", "surrogateescape"))

    def tree(self, top: str, apart: str = "") -> None:
        """Take in everything below a folder but one, however deep; a folder that cannot be listed counts as such."""
        waiting = [(top, "")]
        while waiting:
            folder, prefix = waiting.pop()
            self.note(f"{prefix}\n")
            try:
                with os.scandir(folder) as listed:
                    entries = sorted(listed, key=lambda e: e.name)
            except OSError:
                self.note("closed\n")
                continue
            for entry in entries:
                if entry.name == "__pycache__" or entry.path == apart:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    self.add(prefix + entry.name, entry.stat(follow_symlinks=False))

    def note(self, words: str) -> None:
        self.hash.update(words.encode("utf-8", "surrogateescape"))

    def file(self, path: Path) -> None:
        try:
            self.add(str(path), path.stat())
        except OSError:
            self.hash.update(f"{path} is not there\n".encode("utf-8", "surrogateescape"))


def fingerprint(raw: Path, out: Path, config_file: Path | None, others: list[str]) -> tuple[str, int]:
    """A digest of all that goes into a build, and the newest time of any of it."""
    digest = _Digest()
    digest.hash.update(f"{sys.version}\0{raw.resolve()}\n".encode("utf-8", "surrogateescape"))
    digest.tree(str(Path(__file__).parents[1]))
    digest.tree(os.path.realpath(raw), os.path.realpath(out))
    for path in [config_file or Path("corpus.toml"), *map(Path, others)]:
        digest.file(path)
    return digest.hash.hexdigest(), digest.newest


def output_fingerprint(out: Path) -> str:
    """A digest of the output files as they lie there."""
    digest = _Digest()
    for name in OUTPUTS:
        digest.file(out / name)
    return digest.hash.hexdigest()


def unchanged(
    raw: Path, out: Path, config_file: Path | None, until: str | None, max_broken: str | None
) -> dict[str, object] | None:
    """The last build's state if a new one would give the same files, else None."""
    try:
        saved = json.loads((out / FOLDER / FILE).read_text(encoding="utf-8"))
        if saved["until"] != until or saved["max_broken"] != max_broken:
            return None
        now, _ = fingerprint(raw, out, config_file, saved["others"])
        if saved["inputs"] == now and saved["outputs"] == output_fingerprint(out):
            return dict(saved)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


class Watch:
    """Notes the state of the inputs before a build, to be saved when it has ended well."""

    def __init__(self, raw: Path, out: Path, config_file: Path | None, config: Config) -> None:
        from mudawwana.pipeline.keys import watched

        self.started = time.time_ns()
        self.out = out
        self.others = [str(path) for path in watched(config)]
        (out / FOLDER / FILE).unlink(missing_ok=True)
        self.inputs, self.newest = fingerprint(raw, out, config_file, self.others)

    def save(self, request: Request, report: Report) -> None:
        """Remember the state, unless something is too fresh to be trusted or the build met a bug."""
        if self.newest > self.started - RACY_NS or report.bugs:
            return
        saved = {
            "inputs": self.inputs,
            "outputs": output_fingerprint(self.out),
            "others": self.others,
            "until": request.until,
            "max_broken": request.max_broken,
            "code": report.error.exit_code if report.error else 0,
            "error": str(report.error) if report.error else None,
            "summary": f"{report.inputs} inputs, {report.articles} articles",
        }
        path = self.out / FOLDER / FILE
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps(saved), encoding="utf-8")
        beside.replace(path)
