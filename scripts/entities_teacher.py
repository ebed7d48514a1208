"""The network that labels news for the one that ships: it also sees what an encoder makes of each sentence."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

import entities_network as network
import numpy as np
import torch
from entities_data import LABELS, Tagged
from torch import Tensor, nn
from torch.nn import functional

_SIZE, _SEEN, _HIDDEN = 64, 160, 128


class Sentence(NamedTuple):
    """A sentence with the index of the label of each word, and the encoder's vector of each word."""

    words: list[str]
    tags: list[int]
    seen: Any


class Teacher(nn.Module):
    """Sums of features and the encoder's vectors, a recurrent layer from both sides, and a chain of labels."""

    def __init__(self, features: int, vectors: Any, seen: Sequence[Any]) -> None:
        super().__init__()
        self.inputs = network.Network(features, vectors, size=_SIZE, hidden=1)
        every = np.concatenate(seen).astype(np.float32)
        self.mean, self.deviation = torch.from_numpy(every.mean(0)), torch.from_numpy(every.std(0))
        self.shortened = nn.Linear(every.shape[1], _SEEN)
        self.layer = nn.LSTM(_SIZE + _SEEN, _HIDDEN, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * _HIDDEN, len(LABELS))

    def forward(self, batch: network.Batch, seen: Tensor) -> Tensor:
        """How well each label suits each word."""
        values = functional.dropout(self.inputs.words(batch.words)[batch.index], 0.3, self.training)
        known = functional.dropout((seen - self.mean) / self.deviation, 0.2, self.training)
        short = functional.dropout(self.shortened(known), 0.2, self.training)
        both = torch.cat([values, short], 2) * batch.mask[..., None]
        packed = nn.utils.rnn.pack_padded_sequence(both, batch.mask.sum(1), batch_first=True, enforce_sorted=False)
        state, _ = nn.utils.rnn.pad_packed_sequence(self.layer(packed)[0], batch_first=True)
        return self.out(functional.dropout(state, 0.4, self.training))


def train(sentences: Sequence[Sentence], inputs: network.Inputs, vectors: Any, epochs: int, seed: int) -> Teacher:
    """A teacher trained on labelled sentences."""
    torch.manual_seed(seed)
    random.seed(seed)
    teacher = Teacher(inputs.number, vectors, [sentence.seen for sentence in sentences])

    def loss(chunk: list[Sentence]) -> Tensor:
        batch, seen = _batch(chunk, inputs)
        return teacher.inputs.loss(batch, teacher(batch, seen))

    network.optimize(teacher, sentences, loss, epochs, rate=2e-3)
    return teacher.eval()


def label(teachers: Sequence[Teacher], sentences: Sequence[Sentence], inputs: network.Inputs) -> list[list[int]]:
    """The labels on which some teachers agree most."""
    order = sorted(range(len(sentences)), key=lambda at: len(sentences[at].words))
    found: list[list[int]] = [[] for _ in sentences]
    start, steps = network.mean_steps([teacher.inputs for teacher in teachers])
    for at in range(0, len(order), 64):
        chunk = order[at : at + 64]
        batch, seen = _batch([sentences[place] for place in chunk], inputs)
        with torch.no_grad():
            emissions = torch.stack([teacher(batch, seen) for teacher in teachers]).mean(0)
        for place, path in zip(chunk, network.best_paths(emissions, batch.mask, start, steps), strict=True):
            found[place] = path
    return found


def _batch(sentences: Sequence[Sentence], inputs: network.Inputs) -> tuple[network.Batch, Tensor]:
    tagged: list[Tagged] = [(words, tags) for words, tags, _ in sentences]
    batch = network.make_batch(tagged, inputs)
    seen = torch.zeros((*batch.index.shape, sentences[0].seen.shape[1]))
    for row, sentence in enumerate(sentences):
        seen[row, : len(sentence.words)] = torch.from_numpy(sentence.seen.astype(np.float32))
    return batch, seen
