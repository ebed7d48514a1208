"""The network of mudawwana.annotate.ner.tagger as torch trains it, and its rounding to whole numbers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from entities_data import LABELS, Tagged
from torch import Tensor, nn
from torch.nn import functional

from mudawwana.annotate.ner.features import LISTED, Lexicon, features_of
from mudawwana.annotate.ner.tagger import rows_of

_NEVER = -1e4
_SURE = 4.0  # by so much must no name be likelier than any for a word to be taken for none at once
_TOP = 127.0
_FEATURE_DROPOUT = 0.2
_OWN_DROPOUT = 0.3  # most names of a text were never seen: the network must not live on knowing the word
_KEPT = 512  # sentences that are sorted by length together
_BATCH = 32


class Word(NamedTuple):
    """What the network gets for a word: its features, those that say which word it is apart, and rows of vectors."""

    own: list[int]
    features: list[int]
    vector: int
    stem: int


class Inputs:
    """The known features, and what the network gets for each word."""

    def __init__(self, lexicon: Lexicon, counts: Mapping[str, int], least: int) -> None:
        found: Counter[int] = Counter()
        for spelled, number in zip(features_of(list(counts), lexicon).spelled, counts.values(), strict=True):
            for one in spelled:
                found[one] += min(number, 3)
        self.spelled = np.array(sorted(one for one, number in found.items() if number >= least), dtype=np.uint32)
        self.number = LISTED + len(self.spelled)
        self._lexicon = lexicon
        self._cache: dict[str, Word] = {}

    def look_up(self, keys: Iterable[str]) -> None:
        """Work out what the network gets for words."""
        words = [key for key in dict.fromkeys(keys) if key not in self._cache]
        for at in range(0, len(words), _KEPT):
            part = words[at : at + _KEPT]
            found = features_of(part, self._lexicon)
            columns = zip(part, found.listed.tolist(), found.spelled, found.own, found.vectors.tolist(), strict=True)
            for key, listed, spelled, own, vectors in columns:
                rows = rows_of(np.array(spelled, dtype=np.uint32), self.spelled).tolist()
                others = [one for one in (*listed, *rows[own:]) if one]
                self._cache[key] = Word([one for one in rows[:own] if one], others, *vectors)

    def __call__(self, key: str) -> Word:
        return self._cache[key]


class Batch(NamedTuple):
    """Some sentences: the words in them, which word stands where, where there is one, and its label."""

    words: list[Word]
    index: Tensor
    mask: Tensor
    labels: Tensor


def make_batch(sentences: Sequence[Tagged], inputs: Inputs) -> Batch:
    """Sentences side by side."""
    longest = max(len(words) for words, _ in sentences)
    shape = (len(sentences), longest)
    index, labels = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.bool)
    rows: dict[str, int] = {}
    for at, (words, tags) in enumerate(sentences):
        index[at, : len(words)] = torch.tensor([rows.setdefault(word, len(rows)) for word in words])
        labels[at, : len(words)] = torch.tensor(tags)
        mask[at, : len(words)] = True
    inputs.look_up(rows)
    return Batch([inputs(word) for word in rows], index, mask, labels)


def barriers() -> tuple[Tensor, Tensor]:
    """What may not begin a sentence, and what may not follow what: a name's inside without its beginning."""
    start, steps = torch.zeros(len(LABELS)), torch.zeros(len(LABELS), len(LABELS))
    for to, label in enumerate(LABELS):
        if label[0] == "I":
            start[to] = _NEVER
            for before, other in enumerate(LABELS):
                if other[2:] != label[2:]:
                    steps[before, to] = _NEVER
    return start, steps


class Network(nn.Module):
    """Sums of features, one layer over the neighbours, and a chain of labels."""

    def __init__(
        self,
        features: int,
        vectors: Any,
        size: int = 96,
        hidden: int = 128,
        dropout: float = 0.4,
        width: int = 5,
    ) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(features + 1, size, mode="sum", padding_idx=0)
        nn.init.normal_(self.features.weight, 0, 0.05)
        self.features.weight.data[0] = 0
        # The last row is for words without a vector.
        with_nothing = np.concatenate((vectors, np.zeros_like(vectors[:1])))
        self.vectors = nn.Parameter(torch.tensor(with_nothing, dtype=torch.float32), requires_grad=False)
        self.project = nn.Linear(2 * vectors.shape[1], size)
        self.width = width
        self.first = nn.Conv1d(size, hidden, width, padding=width // 2)
        self.out = nn.Linear(hidden, len(LABELS))
        self.direct = nn.Linear(size, len(LABELS), bias=False)
        self.steps = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.start = nn.Parameter(torch.zeros(len(LABELS)))
        self.no_start, self.no_steps = barriers()
        self.dropout = dropout

    def words(self, words: list[Word]) -> Tensor:
        """The input of the network for each word."""
        flat: list[int] = []
        starts = []
        for word in words:
            starts.append(len(flat))
            if not self.training:
                flat += word.own + word.features
                continue
            if random.random() > _OWN_DROPOUT:
                flat += word.own
            flat += [at for at in word.features if random.random() > _FEATURE_DROPOUT]
        sums = self.features(torch.tensor(flat, dtype=torch.long), torch.tensor(starts))
        both = [self._look([w.vector for w in words]), self._look([w.stem for w in words])]
        return torch.clamp(sums + self.project(functional.dropout(torch.cat(both, 1), 0.2, self.training)), -4, 4)

    def _look(self, rows: list[int]) -> Tensor:
        return self.vectors[torch.tensor(rows)]

    def forward(self, batch: Batch) -> Tensor:
        """How well each label suits each word."""
        inside = batch.mask[..., None]
        values = functional.dropout(self.words(batch.words)[batch.index] * inside, self.dropout * 0.75, self.training)
        state = functional.relu(self.first(values.transpose(1, 2))) * inside.transpose(1, 2)
        state = functional.dropout(state, self.dropout, self.training)
        return self.out(state.transpose(1, 2)) + self.direct(values)

    def loss(self, batch: Batch, emissions: Tensor) -> Tensor:
        """Mean negative log-likelihood of the labels of a sentence."""
        steps, start = self.steps + self.no_steps, self.start + self.no_start
        mask, labels = batch.mask, batch.labels
        total = emissions[:, 0] + start
        for at in range(1, emissions.shape[1]):
            longer = torch.logsumexp(total[:, :, None] + steps, 1) + emissions[:, at]
            total = torch.where(mask[:, at, None], longer, total)
        right = (emissions.gather(2, labels[..., None])[..., 0] * mask).sum(1) + start[labels[:, 0]]
        right = right + (steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
        return (torch.logsumexp(total, 1) - right).mean()


def batches(sentences: Sequence[Any]) -> list[list[Any]]:
    """Sentences, whose words come first in each, in a new order, those of about one length together."""
    mixed = list(sentences)
    random.shuffle(mixed)
    found = []
    for at in range(0, len(mixed), _KEPT):
        by_length = sorted(mixed[at : at + _KEPT], key=lambda sentence: len(sentence[0]))
        found += [by_length[place : place + _BATCH] for place in range(0, len(by_length), _BATCH)]
    random.shuffle(found)
    return found


def train(
    sentences: Sequence[Tagged],
    inputs: Inputs,
    vectors: Any,
    epochs: int,
    seed: int,
    network: Network | None = None,
    rate: float = 2e-3,
) -> Network:
    """A network trained on labelled sentences, or one trained further."""
    torch.manual_seed(seed)
    random.seed(seed)
    network = network or Network(inputs.number, vectors)

    def loss(chunk: list[Tagged]) -> Tensor:
        batch = make_batch(chunk, inputs)
        return network.loss(batch, network(batch))

    optimize(network, sentences, loss, epochs, rate)
    return network.eval()


def optimize(
    module: nn.Module, sentences: Sequence[Any], loss: Callable[[list[Any]], Tensor], epochs: int, rate: float
) -> None:
    """Train so many times on all sentences, ever slower."""
    weights = [weight for weight in module.parameters() if weight.requires_grad]
    optimizer = torch.optim.Adam(weights, lr=rate)
    total = epochs * len(batches(sentences))
    slower = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 100) * max(0.02, 1 - step / total)
    )
    module.train()
    for _ in range(epochs):
        for chunk in batches(sentences):
            wrong = loss(chunk)
            optimizer.zero_grad()
            wrong.backward()
            nn.utils.clip_grad_norm_(weights, 5.0)
            optimizer.step()
            slower.step()


def predict(networks: Sequence[Network], sentences: Sequence[list[str]], inputs: Inputs) -> list[list[int]]:
    """The labels on which some networks agree most: the best path through the mean of their scores."""
    order = sorted(range(len(sentences)), key=lambda at: len(sentences[at]))
    found: list[list[int]] = [[] for _ in sentences]
    start, steps = mean_steps(networks)
    for at in range(0, len(order), 64):
        chunk = order[at : at + 64]
        batch = make_batch([(sentences[place], [0] * len(sentences[place])) for place in chunk], inputs)
        with torch.no_grad():
            emissions = torch.stack([network(batch) for network in networks]).mean(0)
        for place, path in zip(chunk, best_paths(emissions, batch.mask, start, steps), strict=True):
            found[place] = path
    return found


def mean_steps(networks: Sequence[Network]) -> tuple[Tensor, Tensor]:
    """How well each label suits the beginning of a sentence and the word after each label, by some networks."""
    start, steps = (
        torch.stack([getattr(one, name).detach() for one in networks]).mean(0) for name in ("start", "steps")
    )
    return start + networks[0].no_start, steps + networks[0].no_steps


def best_paths(emissions: Tensor, mask: Tensor, start: Tensor, steps: Tensor) -> list[list[int]]:
    """The best path of labels through each sentence."""
    lengths = mask.sum(1).tolist()
    score = emissions[:, 0] + start
    scores, pointers = [score], []
    for at in range(1, emissions.shape[1]):
        best, back = (score[:, :, None] + steps).max(1)
        score = best + emissions[:, at]
        scores.append(score)
        pointers.append(back)
    paths = []
    for row, length in enumerate(lengths):
        path = [int(scores[length - 1][row].argmax())]
        for at in range(length - 2, -1, -1):
            path.append(int(pointers[at][row, path[-1]]))
        paths.append(path[::-1])
    return paths


def in_whole_numbers(
    network: Network, sample: Sequence[Tagged], inputs: Inputs
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arrays and settings of the model file: the network in whole numbers, scaled on some sentences."""
    weights = {name: value.detach().numpy().astype(np.float64) for name, value in network.named_parameters()}
    arrays: dict[str, Any] = {}
    scale: dict[str, float] = {}
    emb, emb_scale = _rounded(weights["features.weight"])
    vec, vec_scale = _rounded(weights["vectors"])
    proj, proj_scale = _rounded(weights["project.weight"].T)
    value_scale = _TOP / 4  # the inputs of the network lie between -4 and 4
    arrays |= {"features": emb, "vectors": vec, "Wvector": proj, "bias": weights["project.bias"] * value_scale}
    scale |= {"features": value_scale / emb_scale, "vectors": value_scale / vec_scale / proj_scale}
    first, first_scale = _rounded(weights["first.weight"].transpose(1, 2, 0))  # [size, width, hidden]
    state_scale = _TOP / _peak(network, sample, inputs)
    arrays["W1"] = first.reshape(first.shape[0], -1)
    arrays["b1"] = np.rint(weights["first.bias"] * value_scale * first_scale).astype(np.float32)
    scale["h1"] = state_scale / value_scale / first_scale
    unit = 256.0
    out, out_scale = _rounded(weights["out.weight"].T)
    direct, direct_scale = _rounded(weights["direct.weight"].T)
    arrays |= {"Wout": out, "Wdirect": direct, "base": weights["out.bias"] * unit}
    scale |= {"out": unit / out_scale / state_scale, "direct": unit / direct_scale / value_scale}
    never = 1 << 24
    no_start, no_steps = barriers()
    arrays["start"] = np.where(no_start.numpy() < 0, -never, np.rint(weights["start"] * unit)).astype(np.int32)
    arrays["transitions"] = np.where(no_steps.numpy() < 0, -never, np.rint(weights["steps"] * unit)).astype(np.int32)
    return arrays, {"labels": LABELS, "scale": scale, "width": network.width, "sure": int(_SURE * unit)}


def _rounded(weights: Any) -> tuple[Any, float]:
    """Whole numbers from -127 to 127, and what one stands for is 1 / scale."""
    scale = float(_TOP / np.abs(weights).max())
    return np.rint(weights * scale).astype(np.int8), scale


def _peak(network: Network, sample: Sequence[Tagged], inputs: Inputs) -> float:
    """What nearly no value of the layer is above."""
    with torch.no_grad():
        batch = make_batch(sample, inputs)
        values = (network.words(batch.words)[batch.index] * batch.mask[..., None]).transpose(1, 2)
        layer = functional.relu(network.first(values)) * batch.mask[:, None, :]
    return float(np.quantile(layer[layer > 0].numpy(), 0.9995))
