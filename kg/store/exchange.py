"""A store → one sorted file, and back."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar

import pyoxigraph as ox

from kg.errors import GraphError, StoreError
from kg.identities import ENTITIES, IDENTITIES
from kg.storage import QUADS
from kg.store.engine import Embedded, Engine, text
from kg.store.records import DESCRIPTION, FOREIGN, RECORDS, VARIANT_OF, record_quads
from kg.store.store import SOURCES, Change, Store
from kg.store.variants import by_subject, merged
from kg.vocabulary import ARTICLE
from kg.writing import output_error

T = TypeVar("T")


FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}


def export(store: Store, target: Path) -> int:
    """Writes all graphs, sorted, as N-Quads or TriG by the file's ending; returns the number of quads.

    The same articles give the same bytes. The memory it takes is that of the largest graph.
    """
    form = _format(target)
    part = target.parent / f".kg-{os.getpid()}.part"
    try:
        with part.open("xb") as file:
            names = [name for name in store.engine.graphs() if name != SOURCES]
            count = sum(_write_graph(store.engine, name, form, file) for name in names)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    except OSError as error:
        raise output_error(error, target) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def load(store: Store, paths: Sequence[Path]) -> Counter[Change]:
    """Puts in the articles of files that `export`, `kg build --engine` or another tool wrote; returns what that did.

    A file without records gets them from its graph of entities. Raises GraphError.
    """
    for path in paths:
        _format(path)
    if isinstance(store.engine, Embedded) and store.engine.path is not None and not len(store):
        return Counter({Change.ADDED: _load_all(store, store.engine.path, paths)})
    done: Counter[Change] = Counter()
    for path in paths:
        form = _format(path)
        articles = _articles(_read(path, lambda data, form=form: list(ox.parse(data, form))))  # type: ignore[misc]
        for article, quads in sorted(articles.items()):
            done[store.put(article, quads)] += 1
    return done


def _write_graph(engine: Engine, name: ox.NamedNode, form: ox.RdfFormat, file: BinaryIO) -> int:
    as_quads = form == ox.RdfFormat.N_QUADS
    lines = sorted(f"{t} {name} .\n" if as_quads else f"  {t} .\n" for t in engine.triples(name))
    if not as_quads:
        file.write(f"{name} {{\n".encode())
    file.writelines(line.encode() for line in lines)
    if not as_quads:
        file.write(b"}\n")
    return len(lines)


def _load_all(store: Store, folder: Path, paths: Sequence[Path]) -> int:
    """Into an empty store: beside it with the engine's bulk loader, then in its place, so that no half is left."""
    fresh = folder / f"{QUADS}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _fill(Embedded(ox.Store(str(fresh)), folder), paths)
    store.swap(fresh)
    return len(store)


def _fill(engine: Embedded, paths: Sequence[Path]) -> None:
    quads = engine.quads
    for path in paths:
        form = _format(path)
        _read(path, lambda data, form=form: quads.bulk_load(data, form))  # type: ignore[misc]
    if next(engine.triples(RECORDS), None) is None:
        found = _articles(list(quads.quads_for_pattern(None, None, None, None)))
        quads.bulk_extend(quad for own in found.values() for quad in own if quad.graph_name == RECORDS)
    _derive_entities(engine)
    quads.clear_graph(IDENTITIES)  # they follow from decisions, which the files do not hold
    Store(engine).renew_codes()
    quads.flush()


def _derive_entities(engine: Embedded) -> None:
    """Makes the graph of entities anew from the records."""
    texts = {t.subject: text(t.object) for t in engine.triples(RECORDS, DESCRIPTION)}
    by_entity: dict[str, list[str]] = {}
    for triple in engine.triples(RECORDS, VARIANT_OF):
        by_entity.setdefault(text(triple.object), []).append(texts[triple.subject])
    engine.quads.clear_graph(ENTITIES)
    found = (triple for iri in sorted(by_entity) for triple in merged(by_entity[iri]))
    engine.quads.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, ENTITIES) for t in found)


def _articles(quads: Iterable[ox.Quad]) -> dict[str, list[ox.Quad]]:
    """Each article's graph with its record."""
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        name = quad.graph_name
        graphs.setdefault(name.value if isinstance(name, ox.NamedNode) else "", []).append(quad)
    records: dict[object, list[ox.Quad]] = {}
    for quad in graphs.get(RECORDS.value, []):
        records.setdefault(quad.subject, []).append(quad)
    described = by_subject(quad.triple for quad in graphs.get(ENTITIES.value, []))
    result = {}
    for article, own in sorted(graphs.items()):
        if article.startswith(str(ARTICLE)):
            found = records.get(ox.NamedNode(article))
            result[article] = own + (_followed(found, records) if found else list(_made(article, own, described)))
    return result


def _followed(record: list[ox.Quad], records: dict[object, list[ox.Quad]]) -> list[ox.Quad]:
    return record + [quad for one in record for quad in records.get(one.object, [])]


def _made(article: str, own: list[ox.Quad], described: dict[str, str]) -> Iterator[ox.Quad]:
    """A record from what the file says of the entities that an article names; no hash of ours is like it."""
    terms = {term.value for quad in own for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    yield from record_quads(article, FOREIGN, {iri: text for iri, text in described.items() if iri in terms})


def _read(path: Path, work: Callable[[BinaryIO], T]) -> T:
    try:
        with path.open("rb") as file:
            return work(file)
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror}", where=str(path), remedy="Check the path") from error
    except SyntaxError as error:
        raise GraphError(f"is broken: {error.msg}", where=str(path), remedy="Export it again") from error


def _format(path: Path) -> ox.RdfFormat:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise StoreError("not a file of quads", where=str(path), remedy="Its name must end in .nq or .trig")
    return form


__all__ = ["export", "load"]
