"""The file of a model: one line of JSON that says what is where, then plain arrays; read without copying."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

_MAGIC = b"mudawwana-names-2\n"
_ALIGN = 64


def write_model(path: Path, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
    """Write arrays and their description; the same content gives the same bytes."""
    place, entries, pieces = 0, {}, []
    for name, array in arrays.items():
        data = array.astype(array.dtype.newbyteorder("<")).tobytes()
        entries[name] = {"dtype": array.dtype.newbyteorder("<").str, "shape": list(array.shape), "offset": place}
        data += b"\0" * (-len(data) % _ALIGN)
        pieces.append(data)
        place += len(data)
    header = json.dumps({"meta": dict(meta), "arrays": entries}, ensure_ascii=False, sort_keys=True).encode()
    header += b" " * (-(len(_MAGIC) + len(header) + 1) % _ALIGN) + b"\n"
    path.write_bytes(b"".join((_MAGIC, header, *pieces)))


def read_model(path: Path) -> tuple[Arrays, dict[str, Any]]:
    """The arrays of a model file, as views of the file, and the rest of its description."""
    # A plain view of the map: memmap's own class makes every index slower.
    data = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
    head = bytes(data[: 1 << 16])
    if not head.startswith(_MAGIC):
        raise ValueError(f"{path.name} is not a model file of this version")
    end = head.index(b"\n", len(_MAGIC)) + 1
    header = json.loads(head[len(_MAGIC) : end])
    arrays = {}
    for name, entry in header["arrays"].items():
        dtype, start = np.dtype(entry["dtype"]), end + entry["offset"]
        size = dtype.itemsize * int(np.prod(entry["shape"], dtype=np.int64))
        arrays[name] = data[start : start + size].view(dtype).reshape(entry["shape"])
    return arrays, header["meta"]
