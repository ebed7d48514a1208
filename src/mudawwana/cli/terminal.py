"""What a command shows on a terminal, and how it ends: safe text, one line for an error, exit codes."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

from mudawwana import interrupts
from mudawwana.errors import CorpusError, Missing

INTERRUPTED = 130
_SHOWN = "\n\t"


def printable(text: str) -> str:
    """A text in which no character can steer a terminal: controls and bidi marks become escapes.

    >>> printable("title\\x1b[2J\\u202eabc")
    'title\\\\x1b[2J\\\\u202eabc'
    """
    return "".join(
        c if c in _SHOWN or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else c.encode("unicode_escape").decode()
        for c in text
    )


def guarded(command: Callable[[], object]) -> int:
    """Run a command and give its exit code; every expected error is one clear line."""
    interrupts.watch()
    try:
        result = command()
    except CorpusError as error:
        return interrupted() if interrupts.seen() else fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return interrupted()
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as problem:  # no right, no space, no such folder: nothing that a command could mend
        place = f"{problem.filename}: " if problem.filename else ""
        return fail(f"{place}{problem.strerror or problem}", Missing.exit_code)
    if result == INTERRUPTED or interrupts.seen():
        return interrupted()
    return result if isinstance(result, int) else 0


def interrupted() -> int:
    """Say that the command was interrupted, and give the code for it."""
    return fail("interrupted; nothing is lost, the next build goes on from here", INTERRUPTED)


def fail(message: str, code: int) -> int:
    """Print an error as one line of its own (control characters made visible) and give its code."""
    print("corpus: " + printable(message), file=sys.stderr)
    return code
