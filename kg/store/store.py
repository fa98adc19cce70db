"""The store: articles in, articles out; entities follow from what the articles that stay say of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg import __version__
from kg.errors import OutputError, StoreError
from kg.graph import code_triples
from kg.model import ArticleFacts, Document
from kg.rendering.quads import to_oxigraph
from kg.storage import FORMAT, MARK, QUADS, mark_of, open_readable, open_writable, store_error
from kg.store.engine import Term, delete, first, guarded, insert, text, triples, update
from kg.store.records import DESCRIBES, DESCRIPTION, HASH, RECORDS, VARIANT_OF, Record, article_quads, content_hash
from kg.store.variants import merged, merged_by_entity
from kg.vocabulary import ARTICLE, CODE_GRAPH, ENTITY_GRAPH, SOURCE_GRAPH, article_iri
from kg.writing import make_folder, write_file

ENTITIES = ox.NamedNode(str(ENTITY_GRAPH))
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
    store = Store(quads, path)
    store.renew_codes()
    write_file(path / MARK, mark_of(FORMAT, __version__))
    return store


def open_store(path: str | Path, *, write: bool = False) -> Store:
    """A store on disk. Many may read while one writes. Raises StoreError."""
    path = Path(path)
    if not write:
        return Store(open_readable(path), path)
    store = Store(open_writable(path), path)
    store.renew_codes()
    return store


class Store:
    """Articles as named graphs, with the graph of entities and the code lists; without a path it lies in memory.

    An article goes in, is replaced or goes out in one transaction: after a crash each is there wholly or not at all.
    """

    def __init__(self, quads: ox.Store | None = None, path: Path | None = None) -> None:
        self.path = path
        self._quads = ox.Store() if quads is None else quads
        if quads is None:
            self.renew_codes()

    def __len__(self) -> int:
        """The number of articles."""
        return sum(1 for _ in triples(self._quads, RECORDS, None, HASH))

    @property
    def quads(self) -> ox.Store:
        """The engine's store, to ask; stay in the thread that opened it."""
        return self._quads

    def records(self) -> list[Record]:
        """The articles that it holds, by id."""
        return sorted(map(self._record, triples(self._quads, RECORDS, None, HASH)), key=lambda record: record.id)

    def record(self, id: str) -> Record | None:
        """What it knows of an article; None where it does not hold it."""
        found = first(self._quads, RECORDS, ox.NamedNode(str(article_iri(id))), HASH)
        return None if found is None else self._record(found)

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
        this = ox.NamedNode(str(article_iri(article.document.id)))
        if source:
            quads.append(ox.Quad(this, SOURCE, ox.Literal(source), SOURCES))
        self._replace(this, quads)
        return Change.ADDED if known is None else Change.CHANGED

    def put(self, article: str, quads: Iterable[ox.Quad]) -> None:
        """Puts in an article that another store wrote: its graph and its record (`article_quads`)."""
        self._replace(ox.NamedNode(article), list(quads))

    def remove(self, id: str) -> None:
        """Takes an article out, with all that it alone supported. Raises StoreError where it is not there."""
        if self.record(id) is None:
            where = str(self.path or "store")
            raise StoreError(f"holds no article «{id}»", where=where, remedy="`kg store list` names them")
        self._replace(ox.NamedNode(str(article_iri(id))), [])

    def compact(self) -> None:
        """Lets the engine put its files in order."""
        guarded(self._quads.optimize, self.path)

    def backup(self, target: Path) -> None:
        """A copy that opens as a store, made while others read. Raises OutputError where the target is there."""
        if target.exists():
            raise OutputError("something stands in its place", where=str(target), remedy="Choose another name")
        make_folder(target)
        try:
            guarded(lambda: self._quads.backup(str(target / QUADS)), self.path)
            write_file(target / MARK, mark_of(FORMAT, __version__))
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise

    def swap(self, fresh: Path) -> None:
        """Puts the files of another engine's store in the place of its own, which hold no article."""
        if self.path is None:
            raise StoreError("lies in memory", where="store", remedy="Open one on disk")
        del self._quads
        shutil.rmtree(self.path / QUADS)
        fresh.rename(self.path / QUADS)
        self._quads = open_writable(self.path)

    def renew_codes(self) -> None:
        """Brings the code lists to those of this kg."""
        wanted = {quad.triple for quad in to_oxigraph((*triple, None) for triple in code_triples())}
        held = set(triples(self._quads, CODES))
        if wanted != held:
            update(self._quads, self.path, delete(CODES, held - wanted), insert(CODES, wanted - held))

    def derive_entities(self) -> None:
        """Makes the graph of entities anew from the records."""
        by_entity: dict[str, list[str]] = {}
        for triple in triples(self._quads, RECORDS, None, VARIANT_OF):
            by_entity.setdefault(text(triple.object), []).append(self._description(triple.subject))
        self._quads.clear_graph(ENTITIES)
        self._quads.bulk_extend(
            ox.Quad(t.subject, t.predicate, t.object, ENTITIES) for t in merged_by_entity(by_entity)
        )

    def _replace(self, this: ox.NamedNode, quads: list[ox.Quad]) -> None:
        """One transaction: the old graph and record go, the new ones come, entities follow."""
        graph, sources, records = ({q.triple for q in quads if q.graph_name == g} for g in (this, SOURCES, RECORDS))
        old = set(triples(self._quads, RECORDS, this))
        dying = {t.object for t in old - records if t.predicate == DESCRIBES and not self._shared(t.object, this)}
        old |= {triple for variant in dying for triple in triples(self._quads, RECORDS, variant)}
        entities = self._entities_after(dying, records)
        held = {triple for entity in entities for triple in triples(self._quads, ENTITIES, entity)}
        wanted = {triple for variants in entities.values() for triple in merged(variants)}
        update(
            self._quads, self.path,
            f"DROP SILENT GRAPH {this}",
            delete(RECORDS, old - records),
            delete(SOURCES, set(triples(self._quads, SOURCES, this)) - sources),
            delete(ENTITIES, held - wanted),
            insert(this, graph),
            insert(RECORDS, records - old),
            insert(SOURCES, sources),
            insert(ENTITIES, wanted - held),
        )  # fmt: skip

    def _entities_after(self, dying: set[Term], records: set[ox.Triple]) -> dict[Term, set[str]]:
        """Entities whose descriptions change, each with its variants after the change."""
        born = {t.subject: text(t.object) for t in records if t.predicate == DESCRIPTION}
        touched = {
            t.object
            for t in records
            if t.predicate == VARIANT_OF and first(self._quads, RECORDS, t.subject, DESCRIPTION) is None
        }
        touched |= {t.object for variant in dying for t in triples(self._quads, RECORDS, variant, VARIANT_OF)}
        after = {}
        for entity in touched:
            new = {t.subject for t in records if t.predicate == VARIANT_OF and t.object == entity}
            kept = {t.subject for t in triples(self._quads, RECORDS, None, VARIANT_OF, entity)} - dying - new
            after[entity] = {self._description(variant) for variant in kept} | {born[variant] for variant in new}
        return after

    def _shared(self, variant: Term, this: ox.NamedNode) -> bool:
        return any(t.subject != this for t in triples(self._quads, RECORDS, None, DESCRIBES, variant))

    def _description(self, variant: Term) -> str:
        return text(next(triples(self._quads, RECORDS, variant, DESCRIPTION)).object)

    def _record(self, found: ox.Triple) -> Record:
        source = first(self._quads, SOURCES, found.subject, SOURCE)
        id = unquote(text(found.subject).removeprefix(str(ARTICLE)))
        return Record(id, text(found.object), text(source.object) if source is not None else "")


def graphs_of(store: ox.Store) -> Iterator[ox.NamedNode]:
    """The named graphs that an export holds, by IRI: all but the places the articles came from."""
    names = (name for name in store.named_graphs() if isinstance(name, ox.NamedNode) and name != SOURCES)
    yield from sorted(names, key=lambda name: name.value)
