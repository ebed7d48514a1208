"""A progress bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from mudawwana.cli.terminal import printable


class Bar:
    """Shows the phases of a build on stderr while it is a terminal."""

    def __init__(self) -> None:
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.stop()

    def phase(self, what: str, total: int | None = None) -> None:
        """A new phase begins."""
        if self.bar:
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.task = self.bar.add_task(what, total=total)

    def advance(self, count: int = 1) -> None:
        """Some documents are done."""
        if self.bar and self.task is not None:
            self.bar.advance(self.task, count)

    def warn(self, message: str) -> None:
        """Something a user should know."""
        print("warning: " + printable(message), file=sys.stderr)
