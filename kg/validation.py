"""Whether a graph keeps to the shapes: SHACL by pySHACL, with a report for people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, SH, Dataset, Graph, URIRef, Variable
from rdflib.query import Result
from rdflib.term import Node

from kg import resources
from kg.rendering.quads import from_oxigraph_term, quads_of, to_oxigraph
from kg.rendering.rows import Rows
from kg.vocabulary import KG, NIF, ONTOLOGY, local_name, ontology_graph


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What breaks a shape: the `focus` is the thing at fault, `detail` says it in words, `shape` names the rule."""

    focus: str
    message: str
    detail: str
    shape: str

    def __str__(self) -> str:
        """One line: «thing: message (detail) [shape]»."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.focus}: {self.message}{detail} [{self.shape}]"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: `conforms`, or the problems, sorted."""

    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        return not self.problems

    def __str__(self) -> str:
        """A line per problem, or «the graph keeps to the shapes»."""
        return "\n".join(map(str, self.problems)) or "the graph keeps to the shapes"


def validate(dataset: Dataset) -> Report:
    """What in the dataset breaks the shapes, named graphs taken together.

    The ontology is read along with the data: without it, subclasses, domains and ranges would pass unseen.
    """
    from pyshacl import validate as run

    _, results, _ = run(_Together(dataset), shacl_graph=_shapes(), inplace=True)
    if not isinstance(results, Graph):
        raise TypeError(f"pySHACL gave no report: {results!r}")
    rows = Rows(dataset)
    found = results.subjects(RDF.type, SH.ValidationResult)
    return Report(tuple(sorted({_problem(results, result, rows) for result in found})))


@cache
def _shapes() -> Graph:
    return Graph().parse(resources.shapes(), format="turtle")


class _Together(Graph):
    """The data with the ontology; its SPARQL runs on pyoxigraph, where a question to the whole graph is quick."""

    def __init__(self, dataset: Dataset) -> None:
        super().__init__()
        triples = dict.fromkeys(quad[:3] for quad in quads_of(dataset)) | dict.fromkeys(ontology_graph())
        self.addN((*triple, self) for triple in triples)
        self._quick = ox.Store()
        self._quick.extend(to_oxigraph((*triple, None) for triple in triples))

    def query(
        self,
        query_object: Any,
        processor: Any = "sparql",
        result: Any = "sparql",
        initNs: Any = None,  # noqa: N803 (rdflib's name)
        initBindings: Any = None,  # noqa: N803
        *rest: Any,
        **options: Any,
    ) -> Result:
        """The answer to a SELECT, with the variables that SHACL binds beforehand."""
        bindings: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): ox.NamedNode(str(value)) for name, value in (initBindings or {}).items()
        }
        found = self._quick.query(query_object, substitutions=bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("the shapes ask with SELECT")
        answer, names = Result("SELECT"), [Variable(variable.value) for variable in found.variables]
        answer.vars = names
        answer.bindings = [
            {name: from_oxigraph_term(value) for name, value in zip(names, row, strict=True) if value is not None}
            for row in found
        ]
        return answer


def _problem(results: Graph, result: Node, rows: Rows) -> Problem:
    focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
    if focus == ONTOLOGY:  # a question to the whole graph: its answer is what is at fault
        focus, value = value, results.value(result, SH.resultPath)
    message = min(map(str, results.objects(result, SH.resultMessage)))
    shape = local_name(str(results.value(result, SH.sourceShape)))
    return Problem(_name(focus, rows), message, _detail(focus, value, rows), shape)


def _name(node: Node | None, rows: Rows) -> str:
    """A thing by its label, a fact by its sides, words by themselves; and the IRI."""
    label = rows.label(node) or rows.text(node, NIF.anchorOf)
    if label is None and rows.one(node, RDF.predicate) is not None:
        sides = (rows.label(rows.one(node, side)) or "?" for side in (RDF.subject, RDF.object))
        label = f" {local_name(rows.text(node, RDF.predicate) or '')} ".join(sides)
    return f"«{label}» <{node}>" if label else f"<{node}>"


def _detail(focus: Node | None, value: Node | None, rows: Rows) -> str:
    """What stands where something else should; and for a fact the words that it rests on."""
    words = rows.text(rows.one(focus, KG.evidence), NIF.anchorOf)
    found = "" if value is None or value == focus else _name(value, rows) if isinstance(value, URIRef) else value.n3()
    return ", ".join(part for part in (found, f"stated by «{words}»" if words else "") if part)
