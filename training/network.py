"""The classifier's network in PyTorch, its training (Adam, dropout) and its way into kg's own form.

The same articles, settings and seed give the same weights on one machine, run by one thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kg.classification.classifier import MAPS, TABLES, Classifier, Place
from kg.classification.classifier import Network as Trained
from kg.classification.encoder import VECTOR, Direction, Encoder, Inputs, vector_of
from training.examples import Examined, Example

Floats = NDArray[np.float32]
_WIDTHS = {"pos": 8, "relations": 16, "cases": 4, "kinds": 24}  # of a value's embedding
_WORD = 64  # … of a word's


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is made and trained."""

    hidden: int = 64
    units: int = 64  # of the encoder, in each direction
    epochs: int = 14
    rate: float = 2e-3
    batch: int = 2  # articles
    dropout: float = 0.4  # of hidden units
    forgetting: float = 0.5  # of features
    decay: float = 1e-5  # of weights
    blindness: float = 0.2  # of words
    noise: float = 0.3  # dropout around the encoder
    rare: int = 20  # features seen less often are left out
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a network knows by number: features, and the values of the encoder's tables (0 for the unknown)."""

    features: Mapping[str, int]
    numbers: Mapping[str, Mapping[str, int]]


def vocabulary(articles: Sequence[Examined], rare: int) -> Vocabulary:
    """The features that are seen often enough, and all values of the tables, numbered in their order."""
    counts = Counter(name for article in articles for row in article.examples for name in set(row.features))
    features = {name: index for index, name in enumerate(sorted(n for n, count in counts.items() if count >= rare))}
    sentences = [one for article in articles for one in article.sentences]
    values = {
        "pos": {value for one in sentences for value in one.pos},
        "relations": {value for one in sentences for value in one.relations},
        "cases": {value for one in sentences for value in one.cases},
        "kinds": {value for one in sentences for each in one.kinds for value in each},
    }
    return Vocabulary(features, {name: {v: i for i, v in enumerate(["", *sorted(values[name])])} for name in TABLES})


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """An article as tensors: words (sentences × tokens × …, padded), features as bags, targets, and of each example
    its sentence and its sides' tokens, counted over all padded sentences; the last number of all is nobody's.

    `pairs` are rows of an example, its sentence, and the lower and the higher head, where there are words between;
    `paths` the tokens of the trees' paths, end to end, and where each example's begin.
    """

    lengths: Tensor
    words: Tensor
    tables: Mapping[str, Tensor]
    features: Tensor
    starts: Tensor
    sentences: Tensor
    subjects: Tensor
    objects: Tensor
    pairs: Tensor
    paths: tuple[Tensor, Tensor]
    wanted: Tensor
    counted: Tensor


def prepare(article: Examined, known: Vocabulary, labels: Sequence[str]) -> Article:
    """The tensors of an article."""
    sentences = article.sentences
    bags = [[known.features[name] for name in row.features if name in known.features] for row in article.examples]
    wanted, counted = targets(article.examples, labels)
    width = max(map(len, sentences))
    places = [row.place for row in article.examples]
    paths = [[place.object[0] * width + token for token in place.path] for place in places]
    return Article(
        torch.tensor([len(one) for one in sentences]),
        _padded([torch.from_numpy(np.stack([vector_of(lemma) for lemma in one.lemmas])) for one in sentences]),
        {name: _padded([_values(one, name, known) for one in sentences]) for name in TABLES},
        torch.tensor(list(chain.from_iterable(bags)), dtype=torch.long),
        _starts(bags),
        torch.tensor([row.sentence for row in article.examples]),
        torch.tensor([_token(place.subject, width, len(sentences)) for place in places]),
        torch.tensor([_token(place.object, width, len(sentences)) for place in places]),
        torch.tensor(list(_pairs(places)), dtype=torch.long).reshape(-1, 4),
        (torch.tensor(list(chain.from_iterable(paths)), dtype=torch.long), _starts(paths)),
        torch.from_numpy(wanted),
        torch.from_numpy(counted),
    )


def _starts(bags: Sequence[Sequence[int]]) -> Tensor:
    return torch.tensor(np.cumsum([0, *(len(bag) for bag in bags[:-1])]), dtype=torch.long)


def _token(side: tuple[int, int] | None, width: int, sentences: int) -> int:
    return sentences * width if side is None else side[0] * width + side[1]


def _pairs(places: Sequence[Place]) -> Iterator[tuple[int, int, int, int]]:
    for index, place in enumerate(places):
        if place.subject is not None and place.subject[0] == place.object[0]:
            low, high = sorted((place.subject[1], place.object[1]))
            if high - low > 1:
                yield index, place.object[0], low, high


def _padded(rows: Sequence[Tensor]) -> Tensor:
    return nn.utils.rnn.pad_sequence(list(rows), batch_first=True)


def _values(one: Inputs, name: str, known: Vocabulary) -> Tensor:
    """A token's number in a table; of kinds, which may be several, a row of ones and zeros."""
    numbers = known.numbers[name]
    if name != "kinds":
        return torch.tensor([numbers.get(value, 0) for value in getattr(one, name)])
    rows = torch.zeros(len(one), len(numbers))
    for index, each in enumerate(one.kinds):
        rows[index, [numbers[kind] for kind in each if kind in numbers]] = 1
    return rows


def targets(rows: Sequence[Example], labels: Sequence[str]) -> tuple[Floats, Floats]:
    """(wanted, counted): examples × labels, what is stated, and which labels count for an example."""
    wanted, counted = (np.zeros((len(rows), len(labels)), np.float32) for _ in range(2))
    column = {label: index for index, label in enumerate(labels)}
    for index, row in enumerate(rows):
        for label, state in row.labels.items():
            if state >= 0:
                counted[index, column[label]] = 1
                wanted[index, column[label]] = state
    return wanted, counted


class Model(nn.Module):
    """The network; `forward` gives a logit a label for each example of an article."""

    def __init__(self, known: Vocabulary, labels: Sequence[str], settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        sizes = {name: len(known.numbers[name]) for name in TABLES}
        self.words = nn.Linear(VECTOR, _WORD)
        self.tables = nn.ModuleDict({n: nn.Embedding(sizes[n], _WIDTHS[n]) for n in TABLES if n != "kinds"})
        self.kinds = nn.Linear(sizes["kinds"], _WIDTHS["kinds"])
        self.encoder = nn.LSTM(sum(_WIDTHS.values()) + _WORD, settings.units, batch_first=True, bidirectional=True)
        states = 2 * settings.units
        self.maps = nn.ModuleDict({name: nn.Linear(states, settings.hidden, bias=False) for name in MAPS})
        self.nobody = nn.Parameter(torch.zeros(states))
        self.features = nn.EmbeddingBag(len(known.features) + 1, settings.hidden, mode="sum", padding_idx=-1)
        nn.init.normal_(self.features.weight, 0, 0.03)
        self.bias = nn.Parameter(torch.zeros(settings.hidden))
        self.out = nn.Linear(settings.hidden, len(labels))
        nn.init.constant_(self.out.bias, -3)

    def forward(self, article: Article) -> Tensor:
        hidden = torch.relu(self._words(article) + self._features(article) + self.bias)
        result: Tensor = self.out(functional.dropout(hidden, self.settings.dropout, self.training))
        return result

    def _features(self, article: Article) -> Tensor:
        features = article.features
        if self.training:
            kept = torch.rand(features.shape) >= self.settings.forgetting
            features = torch.where(kept, features, self.features.num_embeddings - 1)
            return self.features(features, article.starts)
        return self.features(features, article.starts) * (1 - self.settings.forgetting)

    def _states(self, article: Article) -> Tensor:
        words = article.words
        if self.training:
            words = words * (torch.rand(words.shape[:2]) >= self.settings.blindness)[..., None]
        columns = [self.tables[name](article.tables[name]) for name in self.tables]
        inside = torch.cat([*columns, self.kinds(article.tables["kinds"]), self.words(words)], -1)
        inside = functional.dropout(inside, self.settings.noise, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(inside, article.lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.encoder(packed)[0], batch_first=True)
        return functional.dropout(states, self.settings.noise, self.training)

    def _words(self, article: Article) -> Tensor:
        """As `kg.classification.classifier.Network.hidden`."""
        states = self._states(article)
        tokens = torch.cat([states.flatten(0, 1), self.nobody[None]])
        one, other = tokens[article.subjects], tokens[article.objects]
        rows = (
            self.maps["subject"](one) + self.maps["object"](other) + self.maps["one"](one) * self.maps["other"](other)
        )
        whole = states.sum(1) / article.lengths[:, None]  # padding is zero
        sums = torch.cat([torch.zeros_like(states[:, :1]), states.cumsum(1)], 1)
        examples, where, low, high = article.pairs.T
        means = (sums[where, high] - sums[where, low + 1]) / (high - low - 1)[:, None]
        rows = rows.index_add(0, examples, self.maps["between"](means))
        paths = functional.embedding_bag(article.paths[0], tokens, article.paths[1], mode="mean")
        return rows + self.maps["path"](paths) + self.maps["sentence"](whole)[article.sentences]


def train(articles: Sequence[Examined], known: Vocabulary, labels: Sequence[str], settings: Settings) -> Model:
    """A network trained on articles, by one thread."""
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    model = Model(known, labels, settings)
    prepared = [prepare(article, known, labels) for article in articles if article.examples]
    optimizer = torch.optim.Adam(model.parameters(), lr=settings.rate, weight_decay=settings.decay)
    steps = settings.epochs * -(-len(prepared) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / (steps + 1))
    for _ in range(settings.epochs):
        order = torch.randperm(len(prepared)).tolist()
        for first in range(0, len(order), settings.batch):
            some = [prepared[index] for index in order[first : first + settings.batch]]
            losses = [
                functional.binary_cross_entropy_with_logits(model(one), one.wanted, one.counted, reduction="sum")
                for one in some
            ]
            optimizer.zero_grad()
            (torch.stack(losses).sum() / sum(len(one.wanted) for one in some)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def classifier_of(models: Sequence[Model], known: Vocabulary, labels: Sequence[str], thresholds: Floats) -> Classifier:
    """The trained networks as kg's classifier."""
    kept = [1 - model.settings.forgetting for model in models]
    embeddings = [_array(model.features.weight)[:-1] * share for model, share in zip(models, kept, strict=True)]
    return Classifier(
        known.features, tuple(labels), thresholds, np.hstack(embeddings),
        tuple(_trained(model, known) for model in models),
    )  # fmt: skip


def _trained(model: Model, known: Vocabulary) -> Trained:
    tables = {name: _array(model.tables[name].weight) for name in model.tables} | {
        "kinds": _array(model.kinds.weight).T
    }
    forward, backward = (
        Direction(
            _array(getattr(model.encoder, f"weight_ih_l0{end}")).T,
            _array(getattr(model.encoder, f"weight_hh_l0{end}")).T,
            _array(getattr(model.encoder, f"bias_ih_l0{end}")) + _array(getattr(model.encoder, f"bias_hh_l0{end}")),
        )
        for end in ("", "_reverse")
    )
    encoder = Encoder(
        _array(model.words.weight).T, _array(model.words.bias), _array(model.kinds.bias), tables, known.numbers,
        forward, backward,
    )  # fmt: skip
    maps = {name: _array(model.maps[name].weight).T for name in MAPS}
    return Trained(
        encoder, maps, _array(model.nobody), _array(model.bias), _array(model.out.weight).T, _array(model.out.bias)
    )


def _array(tensor: Tensor | nn.Module) -> Floats:
    assert isinstance(tensor, Tensor)
    result: Floats = np.ascontiguousarray(tensor.detach().numpy())
    return result
