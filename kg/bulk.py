"""Many articles → N-Quads shards, by processes side by side or by the workers of a Dask cluster.

A shard holds the graphs and the records of some articles (`kg.store.article_quads`); `kg store import` takes them all.
Which article goes into which shard follows from the order of reading alone: every engine writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, process
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from kg.errors import KgError, OutputError
from kg.extraction import find_facts
from kg.language import annotate_all
from kg.model import Document
from kg.store import article_quads
from kg.writing import make_folder, write_file

SIZE = 32  # articles a shard
AHEAD = 4  # shards a worker that may wait: memory must not grow with the number of articles


@dataclass(frozen=True, slots=True)
class Shard:
    """The sorted N-Quads of some articles, and how many facts they hold."""

    data: bytes
    articles: int
    facts: int


def to_shard(documents: Sequence[Document]) -> Shard:
    """The shard of these documents."""
    lines: list[str] = []
    facts = 0
    for document, sentences in zip(documents, annotate_all(documents), strict=True):
        article = find_facts(document, sentences=sentences)
        facts += len(article.facts)
        lines += sorted({f"{quad} .\n" for quad in article_quads(article)})
    return Shard("".join(lines).encode(), len(documents), facts)


class Mapper(Protocol):
    """Applies `to_shard` to batches, in order, on several workers."""

    def __call__(self, batches: Iterable[Sequence[Document]]) -> Iterator[Shard]:
        """A shard for each batch, in the order of the batches."""
        ...


def local(workers: int) -> Mapper:
    """Processes side by side on this machine; the models are loaded once and shared."""

    def run(batches: Iterable[Sequence[Document]]) -> Iterator[Shard]:
        if workers == 1:
            yield from map(to_shard, batches)
            return
        from kg.language.models import load_models

        load_models()  # before the fork, so that the workers share them
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            try:
                yield from _ahead(pool.submit, batches, workers)
            except process.BrokenProcessPool as error:
                remedy = "Use fewer workers, or free memory; shards written so far are whole"
                raise KgError("a worker was killed", where="kg build", remedy=remedy) from error

    return run


def dask(workers: int, address: str | None = None) -> Mapper:
    """The workers of a Dask cluster: at an address, or started here. A worker that is lost is replaced by another."""
    try:
        import distributed
    except ImportError as error:
        raise KgError("Dask is not installed", where="--engine dask", remedy="pip install 'kg[dask]'") from error

    def run(batches: Iterable[Sequence[Document]]) -> Iterator[Shard]:
        options: dict[str, Any] = {"address": address} if address else {"n_workers": workers, "threads_per_worker": 1}
        if not address:
            options |= {"processes": True, "dashboard_address": None}
        with distributed.Client(**options) as client:  # type: ignore[no-untyped-call]
            yield from _ahead(lambda work, batch: client.submit(work, batch, pure=False, retries=2), batches, workers)

    return run


def write_shards(documents: Iterable[Document], folder: Path, mapper: Mapper) -> Iterator[Shard]:
    """Writes part-00000.nq and so on into the folder, each whole or not at all, and yields them.

    Raises OutputError where the folder holds shards already, or cannot be written to.
    """
    make_folder(folder)
    if any(folder.glob("part-*.nq")):
        raise OutputError("holds shards already", where=str(folder), remedy="Name an empty folder")
    for number, shard in enumerate(mapper(_batches(documents))):
        write_file(folder / f"part-{number:05}.nq", shard.data)
        yield shard


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    rest = iter(documents)
    while batch := list(islice(rest, SIZE)):
        yield batch


def _ahead(submit: Callable[..., Any], batches: Iterable[Sequence[Document]], workers: int) -> Iterator[Shard]:
    """The results in order, with a bounded number of batches under way."""
    waiting: list[Any] = []
    for batch in batches:
        waiting.append(submit(to_shard, batch))
        if len(waiting) > workers * AHEAD:
            yield waiting.pop(0).result()
    for one in waiting:
        yield one.result()
