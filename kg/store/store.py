"""The store: articles in, articles out; entities follow from what the articles that stay say of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg import __version__
from kg.errors import OutputError, StoreError
from kg.graph import code_triples
from kg.identities import ENTITIES
from kg.model import ArticleFacts, Document
from kg.remote import is_remote
from kg.rendering.quads import to_oxigraph
from kg.storage import FORMAT, MARK, QUADS, mark_of, open_readable, open_writable, store_error
from kg.store.decisions import FILE as DECISIONS
from kg.store.engine import Edit, Embedded, Engine, Remote, Term, text
from kg.store.records import (
    DESCRIBES,
    DESCRIPTION,
    FOREIGN,
    HASH,
    RECORDS,
    VARIANT_OF,
    Record,
    article_quads,
    content_hash,
)
from kg.store.variants import merged
from kg.vocabulary import ARTICLE, CODE_GRAPH, SOURCE_GRAPH, article_iri
from kg.writing import make_folder, write_file

CODES = ox.NamedNode(str(CODE_GRAPH))
SOURCES = ox.NamedNode(str(SOURCE_GRAPH))
SOURCE = ox.NamedNode("http://purl.org/dc/terms/source")


class Change(Enum):
    """What adding an article did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def create(path: str | Path) -> Store:
    """A new store in a folder that is empty or missing. Raises StoreError, OutputError."""
    path = Path(path)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError("is not an empty folder", where=str(path), remedy="Choose another place")
    make_folder(path)
    try:
        quads = ox.Store(str(path / QUADS))
    except OSError as error:
        raise store_error(error, path) from error
    store = Store(Embedded(quads, path))
    store.renew_codes()
    write_file(path / MARK, mark_of(FORMAT, __version__))
    return store


def open_store(place: str | Path, *, write: bool = False) -> Store:
    """A store on disk, or at the URL of a server. On disk many may read while one writes. Raises StoreError."""
    if is_remote(place):
        store = Store(Remote(str(place)))
    else:
        path = Path(place)
        store = Store(Embedded(open_writable(path) if write else open_readable(path), path))
    if write:
        store.renew_codes()
    return store


class Store:
    """Articles as named graphs, with the graph of entities and the code lists; without an engine it lies in memory.

    An article goes in, is replaced or goes out in one transaction: after a crash each is there wholly or not at all.
    A server keeps no transaction over several requests: what was broken off there is made whole by doing it again.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self.engine = engine or Embedded(ox.Store())
        if engine is None:
            self.renew_codes()

    def __len__(self) -> int:
        """The number of articles."""
        return sum(1 for _ in self.engine.triples(RECORDS, HASH))

    def records(self) -> list[Record]:
        """The articles that it holds, by id."""
        sources = {triple.subject: text(triple.object) for triple in self.engine.triples(SOURCES, SOURCE)}
        found = (_record(triple, sources) for triple in self.engine.triples(RECORDS, HASH))
        return sorted(found, key=lambda record: record.id)

    def record(self, id: str) -> Record | None:
        """What it knows of an article; None where it does not hold it."""
        this = _named(id)
        hashes = [triple for triple in self.engine.of(RECORDS, [this]) if triple.predicate == HASH]
        sources = {triple.subject: text(triple.object) for triple in self.engine.of(SOURCES, [this])}
        return _record(hashes[0], sources) if hashes else None

    def holds(self, document: Document) -> bool:
        """Whether adding the document would change nothing."""
        known = self.record(document.id)
        return known is not None and known.hash == content_hash(document)

    def add(self, article: ArticleFacts, source: str = "") -> Change:
        """Puts an article in, in the place of its former self. `source` is the file that it came from."""
        known = self.record(article.document.id)
        if known is not None and known.hash == content_hash(article.document):
            return Change.UNCHANGED
        quads = list(article_quads(article))
        this = _named(article.document.id)
        if source:
            quads.append(ox.Quad(this, SOURCE, ox.Literal(source), SOURCES))
        self._replace(this, quads)
        return Change.ADDED if known is None else Change.CHANGED

    def put(self, article: str, quads: Iterable[ox.Quad]) -> Change:
        """Puts in an article that another store wrote: its graph and its record (`article_quads`).

        One whose record has the hash of what is there already stays untouched; without a hash of kg's it is put anew.
        """
        this, own = ox.NamedNode(article), list(quads)
        known = {text(triple.object) for triple in self.engine.of(RECORDS, [this]) if triple.predicate == HASH}
        found = {text(quad.object) for quad in own if quad.predicate == HASH and quad.subject == this}
        if known and known == found and FOREIGN not in found:
            return Change.UNCHANGED
        self._replace(this, own)
        return Change.CHANGED if known else Change.ADDED

    def remove(self, id: str) -> None:
        """Takes an article out, with all that it alone supported. Raises StoreError where it is not there."""
        if self.record(id) is None:
            what = f"holds no article «{id}»"
            raise StoreError(what, where=self.engine.name, remedy="`kg store list` names them")
        self._replace(_named(id), [])

    def compact(self) -> None:
        """Lets the engine put its files in order."""
        engine = self._on_disk("compacted")
        engine.guarded(engine.quads.optimize)

    def backup(self, target: Path) -> None:
        """A copy that opens as a store. Raises OutputError where something stands in its place."""
        engine = self._on_disk("copied")
        if target.exists():
            raise OutputError("something stands in its place", where=str(target), remedy="Choose another name")
        make_folder(target)
        try:
            engine.guarded(lambda: engine.quads.backup(str(target / QUADS)))
            decisions = Path(engine.name) / DECISIONS
            if decisions.is_file():
                write_file(target / DECISIONS, decisions.read_bytes())
            write_file(target / MARK, mark_of(FORMAT, __version__))
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise

    def swap(self, fresh: Path) -> None:
        """Puts the files of another engine in the place of its own, which hold no article."""
        path = self._on_disk("filled at once").path
        assert path is not None
        self.engine = Embedded(ox.Store())  # lets go of the files
        shutil.rmtree(path / QUADS)
        fresh.rename(path / QUADS)
        self.engine = Embedded(open_writable(path), path)

    def renew_codes(self) -> None:
        """Brings the code lists to those of this kg."""
        wanted = {quad.triple for quad in to_oxigraph((*triple, None) for triple in code_triples())}
        if wanted != set(self.engine.triples(CODES)):
            self.engine.replace(CODES, wanted, ())

    def _replace(self, this: ox.NamedNode, quads: list[ox.Quad]) -> None:
        """The old graph and record go, the new ones come, entities follow."""
        engine = self.engine
        graph, sources, records = ({q.triple for q in quads if q.graph_name == g} for g in (this, SOURCES, RECORDS))
        old = engine.of(RECORDS, [this])
        gone = {t.object for t in old - records if t.predicate == DESCRIBES}
        dying = engine.of(RECORDS, gone - engine.elsewhere(RECORDS, DESCRIBES, gone, this))
        after = self._entities_after(dying, records)
        held = engine.of(ENTITIES, after)
        wanted = {triple for variants in after.values() for triple in merged(variants)}
        old |= dying
        engine.replace(
            this, graph,
            [
                Edit(ENTITIES, held - wanted, wanted - held),
                Edit(SOURCES, engine.of(SOURCES, [this]) - sources, sources),
                Edit(RECORDS, old - records, records - old),
            ],
        )  # fmt: skip

    def _entities_after(self, dying: set[ox.Triple], records: set[ox.Triple]) -> dict[Term, set[str]]:
        """Entities whose descriptions change, each with its variants after the change."""
        new = {t.subject for t in records if t.predicate == DESCRIPTION}
        born = new - {t.subject for t in self.engine.of(RECORDS, new)}
        lost = {t.subject for t in dying}
        touched = {t.object for t in records if t.predicate == VARIANT_OF and t.subject in born}
        touched |= {t.object for t in dying if t.predicate == VARIANT_OF}
        kept = {t for t in self.engine.into(RECORDS, VARIANT_OF, touched) if t.subject not in lost}
        texts = {t.subject: text(t.object) for t in records if t.predicate == DESCRIPTION}
        known = self.engine.of(RECORDS, {t.subject for t in kept})
        texts |= {t.subject: text(t.object) for t in known if t.predicate == DESCRIPTION}
        after: dict[Term, set[str]] = {entity: set() for entity in touched}
        for triple in kept | {t for t in records if t.predicate == VARIANT_OF and t.object in touched}:
            after[triple.object].add(texts[triple.subject])
        return after

    def _on_disk(self, what: str) -> Embedded:
        if isinstance(self.engine, Embedded) and self.engine.path is not None:
            return self.engine
        raise StoreError(f"cannot be {what}: it is no folder", where=self.engine.name, remedy="Use the server's tools")


def _named(id: str) -> ox.NamedNode:
    return ox.NamedNode(str(article_iri(id)))


def _record(found: ox.Triple, sources: Mapping[Term, str]) -> Record:
    id = unquote(text(found.subject).removeprefix(str(ARTICLE)))
    return Record(id, text(found.object), sources.get(found.subject, ""))
