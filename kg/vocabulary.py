# ruff: noqa: N815 (terms are spelt as the ontology spells them)
"""The terms of the ontology, and what it says of its types, relations and codes.

`KG` lists every term, so that a misspelt one fails where it is written; the rest is read from `ontology/`, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DefinedNamespace

from kg import resources

ONTOLOGY = URIRef("https://w3id.org/kg-econ/ontology")
THING = Namespace("https://w3id.org/kg-econ/id/")
ARTICLE = Namespace("https://w3id.org/kg-econ/article/")
ENTITY_GRAPH = URIRef("https://w3id.org/kg-econ/graph/entities")
CODE_GRAPH = URIRef("https://w3id.org/kg-econ/graph/codes")
RECORD_GRAPH = URIRef("https://w3id.org/kg-econ/graph/records")  # a store's own: what each article calls a thing
SOURCE_GRAPH = URIRef("https://w3id.org/kg-econ/graph/sources")  # a store's own: the files that articles came from
IDENTITY_GRAPH = URIRef("https://w3id.org/kg-econ/graph/identities")  # a store's: which things are one
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
QUDT = Namespace("http://qudt.org/schema/qudt/")
UNIT = Namespace("https://w3id.org/kg-econ/unit/")


class KG(DefinedNamespace):
    """One line per term of the ontology. Name terms at module level: a misspelt one raises there."""

    _NS = Namespace("https://w3id.org/kg-econ/ontology#")
    _fail = True

    # Types: what an entity is
    Entity: URIRef
    Person: URIRef
    Post: URIRef
    Organization: URIRef
    Company: URIRef
    InternationalOrganization: URIRef
    Publisher: URIRef
    Place: URIRef
    Country: URIRef
    Region: URIRef
    District: URIRef
    City: URIRef
    Event: URIRef
    EventSection: URIRef
    Project: URIRef
    Industry: URIRef
    Product: URIRef
    Agreement: URIRef
    Document: URIRef
    Quantity: URIRef
    Money: URIRef
    Area: URIRef

    # Unions: the sides that several types may take
    Party: URIRef
    Participant: URIRef
    Speaker: URIRef
    Site: URIRef
    Located: URIRef
    Occasion: URIRef
    AgreementHolder: URIRef
    Accord: URIRef
    Producer: URIRef
    Grower: URIRef
    Financier: URIRef
    Employer: URIRef

    # Relations
    publishedBy: URIRef
    saidBy: URIRef
    holdsPost: URIRef
    worksFor: URIRef
    takesPlaceIn: URIRef
    takesPlaceOn: URIRef
    partOfEvent: URIRef
    participatesIn: URIRef
    organizes: URIRef
    visits: URIRef
    meets: URIRef
    participantCount: URIRef
    exhibitionArea: URIRef
    cooperatesWith: URIRef
    cooperationIndustry: URIRef
    partnerRegionCount: URIRef
    signedAgreementWith: URIRef
    agreementCount: URIRef
    contractValue: URIRef
    tradeTurnover: URIRef
    exportsTo: URIRef
    importsFrom: URIRef
    supplies: URIRef
    produces: URIRef
    growth: URIRef
    implementsProject: URIRef
    plansProject: URIRef
    projectInIndustry: URIRef
    initiatedBy: URIRef
    financedBy: URIRef
    investsIn: URIRef
    jobsCreated: URIRef
    enterpriseCount: URIRef
    industryOf: URIRef
    locatedIn: URIRef
    ownerOf: URIRef
    partOf: URIRef

    # Facts: the nodes that carry what an article states
    Fact: URIRef
    Statement: URIRef
    ReportedQuantity: URIRef
    Membership: URIRef
    EventDate: URIRef

    # What is left without a fact
    UncoveredSentence: URIRef
    UnattachedNumeral: URIRef
    UnattachedName: URIRef

    # Records of a store
    EntityVariant: URIRef
    describes: URIRef
    variantOf: URIRef
    description: URIRef
    contentHash: URIRef

    # Properties of facts
    renderedAs: URIRef
    evidence: URIRef
    subjectMention: URIRef
    objectMention: URIRef
    assertedBy: URIRef
    speechMode: URIRef
    status: URIRef
    confidence: URIRef
    pattern: URIRef
    postTitle: URIRef
    quantityOf: URIRef
    countOf: URIRef
    comparator: URIRef
    partOfQuantity: URIRef
    administrativeLevel: URIRef

    # Properties of entities
    collective: URIRef
    party: URIRef
    editionNumber: URIRef

    # Properties of units, which readable figures need
    fewForm: URIRef
    manyForm: URIRef

    # Code lists
    Statuses: URIRef
    planned: URIRef
    underway: URIRef
    done: URIRef
    declared: URIRef
    SpeechModes: URIRef
    direct: URIRef
    indirect: URIRef
    narration: URIRef
    Comparators: URIRef
    exactly: URIRef
    moreThan: URIRef
    lessThan: URIRef
    atLeast: URIRef
    upTo: URIRef
    approximately: URIRef
    AdministrativeLevels: URIRef
    internationalLevel: URIRef
    nationalLevel: URIRef
    regionalLevel: URIRef
    districtLevel: URIRef
    municipalLevel: URIRef
    Units: URIRef


@dataclass(frozen=True, slots=True)
class Labels:
    """What people call a term."""

    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class TypeTerm:
    """A type of entities.

    `lineage` are this type and the types above it, nearest first, `Entity` last; `standard` the classes of other
    vocabularies that it lies under.
    """

    name: str
    iri: URIRef
    labels: Labels
    lineage: tuple[str, ...]
    standard: tuple[URIRef, ...]


@dataclass(frozen=True, slots=True)
class RelationTerm:
    """A relation between entities.

    `domain` and `range` hold every type that fits, subtypes included; `range` is empty where the object is a date.
    `form` is the class of the node that carries a fact; `standard` the relations of other vocabularies above it.
    """

    name: str
    iri: URIRef
    labels: Labels
    definition: Labels
    domain: frozenset[str]
    range: frozenset[str]
    form: URIRef
    symmetric: bool
    standard: tuple[URIRef, ...]

    @property
    def plain(self) -> bool:
        """Whether subject, relation and object make a true triple by themselves, without a number or a date."""
        return self.form in (KG.Statement, KG.Membership)


@dataclass(frozen=True, slots=True)
class CodeTerm:
    """A concept of a code list; `notation` is what flat facts print."""

    notation: str
    iri: URIRef
    labels: Labels


@dataclass(frozen=True, slots=True)
class UnitTerm:
    """A unit with its forms after 1, 2 to 4, and 5 or more; `standard` is the QUDT unit, None where there is none."""

    notation: str
    few: str
    many: str
    standard: URIRef | None


def article_iri(article: str) -> URIRef:
    """The IRI of an article, and of the named graph of what it says.

    >>> article_iri("статья 1")
    rdflib.term.URIRef('https://w3id.org/kg-econ/article/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F%201')
    """
    return ARTICLE[quote(article, safe="")]


def local_name(term: str) -> str:
    """What follows the namespace: `kg:holdsPost` → `holdsPost`."""
    return term.rpartition("#")[2]


@cache
def ontology_graph() -> Graph:
    """The ontology with its code lists. Shared: read it, do not write to it."""
    return Graph().parse(resources.ontology(), format="turtle").parse(resources.codes(), format="turtle")


@cache
def types() -> Mapping[str, TypeTerm]:
    """Every type that an entity may have, by local name, in the order of the alphabet."""
    graph = ontology_graph()
    below = set(graph.transitive_subjects(RDFS.subClassOf, KG.Entity)) - {KG.Entity}
    return {local_name(term): _type(term) for term in sorted(map(_uri, below))}


@cache
def relations() -> Mapping[str, RelationTerm]:
    """Every relation, by local name, in the order of the alphabet."""
    declared = sorted(map(_uri, ontology_graph().subjects(KG.renderedAs)))
    return {local_name(term): _relation(term) for term in declared}


@cache
def codes(scheme: URIRef) -> Mapping[str, CodeTerm]:
    """The concepts of a code list by notation: `codes(KG.Statuses)["planned"]`."""
    graph = ontology_graph()
    concepts = sorted(map(_uri, graph.subjects(SKOS.inScheme, scheme)))
    terms = [CodeTerm(str(graph.value(concept, SKOS.notation)), concept, _labels(concept)) for concept in concepts]
    return {term.notation: term for term in terms}


@cache
def units() -> Mapping[str, UnitTerm]:
    """The units whose forms are known, by their Russian name."""
    return {notation: _unit(notation, term.iri) for notation, term in codes(KG.Units).items()}


def _unit(notation: str, concept: URIRef) -> UnitTerm:
    graph = ontology_graph()
    standard = graph.value(concept, SKOS.exactMatch)
    few, many = str(graph.value(concept, KG.fewForm)), str(graph.value(concept, KG.manyForm))
    return UnitTerm(notation, few, many, None if standard is None else _uri(standard))


def _type(term: URIRef) -> TypeTerm:
    above = [term]
    for each in above:  # grows while it is read: breadth first
        above += sorted(_parents(each) - set(above))
    lineage = tuple(local_name(each) for each in above if each in KG)
    standard = tuple(each for each in above if each not in KG)
    return TypeTerm(local_name(term), term, _labels(term), lineage, standard)


def _parents(term: URIRef) -> set[URIRef]:
    return {_uri(parent) for parent in ontology_graph().objects(term, RDFS.subClassOf)}


def _relation(term: URIRef) -> RelationTerm:
    graph = ontology_graph()
    return RelationTerm(
        name=local_name(term),
        iri=term,
        labels=_labels(term),
        definition=_labels(term, SKOS.definition),
        domain=_fitting(term, RDFS.domain),
        range=_fitting(term, RDFS.range),
        form=_uri(graph.value(term, KG.renderedAs)),
        symmetric=(term, RDF.type, OWL.SymmetricProperty) in graph,
        standard=tuple(sorted(map(_uri, graph.objects(term, RDFS.subPropertyOf)))),
    )


def _fitting(relation: URIRef, side: URIRef) -> frozenset[str]:
    declared = ontology_graph().value(relation, side)
    if declared is None:
        return frozenset()
    members = _members(declared)
    return frozenset(name for name, term in types().items() if members & set(term.lineage))


def _members(declared: object) -> set[str]:
    graph = ontology_graph()
    union = graph.value(_uri(declared), OWL.unionOf)
    return {local_name(_uri(declared))} if union is None else {local_name(str(m)) for m in Collection(graph, union)}


def _labels(term: URIRef, predicate: URIRef = RDFS.label) -> Labels:
    texts = {label.language: str(label) for label in ontology_graph().objects(term, predicate)}  # type: ignore[attr-defined]
    return Labels(texts["ru"], texts["en"])


def _uri(term: object) -> URIRef:
    if not isinstance(term, URIRef):
        raise TypeError(f"the ontology names no term here: {term!r}")
    return term
