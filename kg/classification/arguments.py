"""What can stand in a fact: names, references, adjectives of places, phrases of goods and works, figures, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from kg.classification.argument import PHRASE, Argument
from kg.classification.descriptions import common_nouns, peoples, unknown_places
from kg.discourse import Linked
from kg.entities import THINGS, describe, from_gazetteer
from kg.gazetteer import GazetteerEntry, entries
from kg.language.phrases import Phrase, genitive_end, nominative
from kg.mentions.industries import industries_of_adjective
from kg.mentions.quotes import title_quotes
from kg.mentions.span import text_of
from kg.model import Entity, Mention
from kg.relations.delegations import delegation_itself
from kg.relations.project_phrases import find_projects
from kg.relations.scene import BODIES, EVENTS, PLACES, Scene, once
from kg.relations.undertakings import spoken_of
from kg.wordlists import words


@once
def arguments(scene: Scene) -> Iterator[Argument]:
    """The arguments of a sentence, left to right within each source."""
    yield from _names(scene)
    yield from _delegations(scene)
    yield from peoples(scene)
    yield from unknown_places(scene)
    yield from common_nouns(scene)
    yield from _projects(scene)
    yield from _industries(scene)
    yield from _phrases(scene)
    yield from _figures(scene)
    yield from _dates(scene)


def _names(scene: Scene) -> Iterator[Argument]:
    adjectives = tuple(item for item in scene.linked if item.adjectival)
    inner = tuple(item for item in scene.linked if not item.adjectival and item not in scene.outer)
    outer = tuple(item for item in scene.outer if not item.adjectival)
    for item in (*outer, *adjectives, *inner):
        if item.type in {"Industry", "Project", "Post"}:
            continue
        source = "adjective" if item.adjectival else "name" if item.by_name else "reference"
        source = "inner" if item in inner else source
        yield Argument(
            item.type, source, scene.sentence.index, item.first, item.last, item.head,
            item.case, item.prep, item.entity.name, linked=item, entity=item.entity,
        )  # fmt: skip
        if (city := _namesake(item)) is not None:
            yield Argument(
                "City", "namesake", scene.sentence.index, item.first, item.last, item.head, item.case, item.prep,
                city.name, entity=city,
            )  # fmt: skip


@cache
def _namesakes() -> dict[str, str]:
    """Reference of a region → that of the city in it whose adjective is the region's too: Пермский край → Пермь."""
    found: dict[str, str] = {}
    inside: dict[str, list[GazetteerEntry]] = {}
    for city in entries("city"):
        inside.setdefault(city.within or "", []).append(city)
    for region in entries("region"):
        stems = [adjective.removesuffix("ский").removesuffix("ь") for adjective in region.adjectives]
        row = [
            c
            for c in inside.get(region.reference, ())
            if any(stem and c.name.lower().startswith(stem) for stem in stems)
        ]
        if row:
            found[region.reference] = max(row, key=lambda city: city.population or 0).reference
    return found


def _namesake(item: Linked) -> Entity | None:
    """The city that an adjective of a region may mean: «пермский завод»."""
    reference = item.entity.iri.removeprefix(THINGS)
    return from_gazetteer(_namesakes()[reference]) if item.adjectival and reference in _namesakes() else None


def _projects(scene: Scene) -> Iterator[Argument]:
    found = find_projects(scene)
    yield from _works(scene, {project.head for project in found})
    for project in found:
        phrase = scene.phrase(project.first)
        case, prep = (phrase.case, phrase.prep) if phrase is not None else ("Nom", None)
        yield Argument(
            "Project", "project", scene.sentence.index, project.first, project.last, project.head,
            case, prep, project.entity.name, entity=project.entity,
        )  # fmt: skip


def _delegations(scene: Scene) -> Iterator[Argument]:
    """«делегация Минской области»: people who come in another's name."""
    for token in scene.tokens:
        phrase = scene.phrase(token.index)
        body = delegation_itself(scene, token.index) if phrase is not None and phrase.head == token.index else None
        if phrase is not None and body is not None:
            yield Argument(
                "Organization", "delegation", scene.sentence.index, phrase.first, phrase.last, phrase.head,
                phrase.case, phrase.prep, body.name, entity=body,
            )  # fmt: skip


def _works(scene: Scene, taken: Collection[int]) -> Iterator[Argument]:
    """Sites and works that the patterns of projects leave: «вторая печь», «торговый дом»; bare ones said before."""
    firms = {i for item in scene.outer if item.type in BODIES and item.by_name for i in range(item.first, item.last)}
    for phrase in scene.phrases:
        token = scene.tokens[phrase.head]
        if phrase.head in taken or phrase.head in firms or token.lemma not in words("trigger_words", "work_noun"):
            continue
        meant = spoken_of(scene, phrase.head)
        first, last = _extent(scene, phrase)
        name = nominative(scene.sentence, first, last, phrase.head)
        entity = meant.project.entity if meant is not None else describe("Project", name)
        yield Argument(
            "Project", "work" if meant is None else "reference", scene.sentence.index, first, last, phrase.head,
            phrase.case, phrase.prep, entity.name, entity=entity,
        )  # fmt: skip


def _industries(scene: Scene) -> Iterator[Argument]:
    seen = {i for first, last in title_quotes(scene.sentence) for i in range(first, last)}
    for mention in scene.mentions:
        if mention.type == "Industry" and mention.head not in seen:
            seen.add(mention.head)
            entity = from_gazetteer(mention.reference) if mention.reference else describe("Industry", mention.normal)
            yield _field(scene, entity, "industry", mention.first, mention.last, mention.head)
    heads = {item.head for item in scene.linked if item.type in EVENTS}
    for token in scene.tokens:
        phrase = scene.phrase(token.index)
        of_event = phrase is not None and phrase.head in heads  # «промышленная выставка» is no field of a cooperation
        if token.pos == "ADJ" and token.index not in seen and not of_event:
            for name in industries_of_adjective(token.lemma):
                entity = from_gazetteer(name) if name.startswith("industry/") else describe("Industry", name)
                yield _field(scene, entity, "branch", token.index, token.index + 1, token.index)


def _field(scene: Scene, entity: Entity, source: str, first: int, last: int, head: int) -> Argument:
    phrase = scene.phrase(head)
    case, prep = (phrase.case, phrase.prep) if phrase is not None else ("Nom", None)
    return Argument("Industry", source, scene.sentence.index, first, last, head, case, prep, entity.name, entity=entity)


def _phrases(scene: Scene) -> Iterator[Argument]:
    """Common nouns with their modifiers and genitives: «карьерные самосвалы», «хлопковое волокно»."""
    taken = {i for item in scene.outer if item.type != "Industry" for i in range(item.first, item.last)}
    taken |= {i for m in (*scene.dates, *scene.quantities) if not m.normal for i in range(m.first, m.last)}
    taken |= {i for m in scene.mentions if m.type == "Post" for i in range(m.first, m.last)}
    for phrase in scene.phrases:
        token = scene.tokens[phrase.head]
        if phrase.head in taken or token.pos != "NOUN" or token.lemma in words("lexicon", "not_field"):
            continue
        first, last = _extent(scene, phrase)
        name = nominative(scene.sentence, first, last, phrase.head)
        yield Argument(
            PHRASE, "phrase", scene.sentence.index, first, last, phrase.head, phrase.case, phrase.prep, name
        )  # fmt: skip


def _extent(scene: Scene, phrase: Phrase) -> tuple[int, int]:
    """Past determiners, numbers and whose goods they are; up to the name of an owner behind."""
    passed = {i.head for i in scene.linked if i.adjectival and i.type in PLACES}
    passed |= {i for i in range(phrase.first, phrase.head) if scene.tokens[i].pos in {"DET", "NUM"}}
    first = next((i for i in range(phrase.first, phrase.head) if i not in passed), phrase.head)
    owner = min((i.first for i in scene.outer if i.first >= phrase.last and i.type in PLACES | BODIES), default=10**6)
    return first, max(phrase.last, min(genitive_end(scene.sentence, phrase), owner))


def _figures(scene: Scene) -> Iterator[Argument]:
    for mention in scene.quantities:
        yield _numeric(
            scene, mention, mention.type, mention.normal or (mention.quantity.unit if mention.quantity else "") or ""
        )


def _dates(scene: Scene) -> Iterator[Argument]:
    for mention in scene.dates:
        yield _numeric(scene, mention, "Date", mention.period.iso if mention.period else "")


def _numeric(scene: Scene, mention: Mention, kind: str, name: str) -> Argument:
    phrase = scene.phrase(mention.head)
    before = scene.tokens[mention.first - 1] if mention.first else None
    prep = before.text.lower() if before is not None and before.pos == "ADP" else None
    return Argument(
        kind, "figure", scene.sentence.index, mention.first, mention.last, mention.head,
        phrase.case if phrase is not None else "Nom", prep,
        name or text_of(scene.sentence, mention.first, mention.last),
        quantity=mention.quantity, period=mention.period,
    )  # fmt: skip
