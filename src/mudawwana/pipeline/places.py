"""Whether the folders of a build can be what they are named for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mudawwana.errors import Missing

if TYPE_CHECKING:
    from mudawwana.pipeline.build import Request


def check_places(request: Request) -> None:
    """Refuse a raw folder that is none, and an output folder that is none or is the raw folder itself."""
    raw, out = request.raw, request.out
    if raw.exists() and not raw.is_dir():
        raise Missing(f"{raw}: a file; --raw takes a folder, such as {raw.parent}")
    if not raw.is_dir():
        raise Missing(f"{raw}: no such folder; put your pages there, or name another with --raw DIR")
    if out.exists() and not out.is_dir():
        raise Missing(f"{out}: a file; --out takes a folder")
    if out.exists() and out.samefile(raw):
        raise Missing(f"{out}: the raw folder itself; name another with --out DIR")
