"""Facts of articles → the three files that `kg build` makes: graph.ttl, graph.html, facts.jsonl."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.errors import GraphError, counted
from kg.flat import flat, to_lines
from kg.graph import serialize_turtle, to_graph
from kg.model import ArticleFacts
from kg.network import to_network
from kg.reading import Reprint
from kg.validation import validate
from kg.view import to_html
from kg.writing import make_folder, write_files


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: the files and how much they hold."""

    files: tuple[Path, ...]
    articles: int
    facts: int
    entities: int
    triples: int

    def __str__(self) -> str:
        """A line for people."""
        made = {"article": self.articles, "fact": self.facts, "entity": self.entities, "triple": self.triples}
        what = ", ".join(counted(number, noun) for noun, number in made.items())
        return f"{what} → {', '.join(map(str, self.files))}"


def build(
    articles: Sequence[ArticleFacts],
    folder: Path,
    *,
    title: str = "",
    language: str = "ru",
    reprints: Iterable[Reprint] = (),
) -> Built:
    """Writes graph.ttl, graph.html and facts.jsonl into the folder: all three or none.

    Raises GraphError where the graph breaks the shapes, OutputError where the folder cannot be written to.
    """
    make_folder(folder)
    articles = sorted(articles, key=lambda article: article.document.id)
    dataset = to_graph(*articles, reprints=reprints)
    report = validate(dataset)
    if not report.conforms:
        what = "the graph breaks the shapes and is not written: " + "; ".join(map(str, report.problems))
        raise GraphError(
            what, where=str(folder), remedy="This is a fault of kg; `kg explain` shows where a fact is from"
        )
    network = to_network(dataset)
    files = {
        folder / "graph.ttl": serialize_turtle(dataset),
        folder / "graph.html": to_html(network, title=title, language=language).encode(),
        folder / "facts.jsonl": to_lines(chain.from_iterable(map(flat, articles))).encode(),
    }
    write_files(files)
    return Built(tuple(files), len(articles), sum(map(len, articles)), len(network), len(dataset))
