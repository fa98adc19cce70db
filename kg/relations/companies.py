"""Companies: where they are, in which branch, whose they are, how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_participle
from kg.language.phrases import phrase_from, quotations
from kg.model import Entity, Mention
from kg.relations.fields import branch_of, text
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import find_projects, is_undertaken
from kg.relations.scene import BODIES, PLACES, Scene
from kg.wordlists import words

_SITES = PLACES | {"Company"}


def thing_in_place(scene: Scene) -> Iterator[Match]:
    """The place right behind a name: «парк «Большой Камень» в Приморском крае», «завод … на «Химволокне»»."""
    for item in scene.outer:
        named = item.type == "Place" or (item.type == "Company" and item.by_name and not item.plural)
        place = _place_behind(scene, item.last) if named else None
        if place is not None:
            yield Match(item, place, *cover(item, place))
    for project in find_projects(scene):
        place = _place_behind(scene, project.last)
        if place is not None and is_undertaken(scene, project):
            yield Match(project.entity, place, *cover((project.first, project.last), place))


def _place_behind(scene: Scene, index: int) -> Linked | None:
    """The place under «в», «на» that begins at a token."""
    for item in scene.outer:
        if item.first == index + 1 and item.prep in {"в", "во", "на"} and item.case == "Loc" and item.type in _SITES:
            return None if item.adjectival else item
    return None


def district_of_region(scene: Scene) -> Iterator[Match]:
    """A place and the one it lies in, in the genitive: «Псковский район Псковской области»."""
    for item in scene.outer:
        if item.type not in {"District", "City"} or item.adjectival or not item.by_name:
            continue
        whole = next((p for p in scene.outer if p.first == item.last and p.case == "Gen" and p.type == "Region"), None)
        if whole is not None and whole.prep is None:
            yield Match(item, whole, *cover(item, whole))


def site_of_place(scene: Scene) -> Iterator[Match]:
    """An adjective of place before a site: «смоленский индустриальный парк «Феникс»»."""
    for item in scene.outer:
        if item.type != "Place" or not item.by_name:
            continue
        for place in scene.linked:
            phrase = scene.phrase(place.head)
            if place.adjectival and phrase is not None and phrase.head == item.head:
                yield Match(item, place.entity, *cover(place.head, item))


def settles_in(scene: Scene) -> Iterator[Match]:
    """A verb of settling: «разместится в индустриальном парке», «зарегистрирован в области», «работает на базе …»."""
    for token in scene.triggers("settle"):
        low, high = scene.clause(token.index)
        places = [
            i
            for i in scene.outer
            if i.type in _SITES and low <= i.head < high and not i.adjectival and _is_site_of(scene, i)
        ]
        who = [i for i in scene.subjects(token.index, {"Company", "Place"}) if i.case == "Nom" and not i.plural]
        for item in who[:1]:
            for place in places[:1]:
                yield Match(item, place, *cover(item, token.index, place))


def _is_site_of(scene: Scene, item: Linked) -> bool:
    """«в парке», «на заводе», «на базе завода»."""
    based = item.first >= 2 and [token.lemma for token in scene.tokens[item.first - 2 : item.first]] == ["на", "база"]
    return (item.prep in {"в", "во", "на"} and item.case == "Loc") or (based and item.case == "Gen")


def company_of_place(scene: Scene) -> Iterator[Match]:
    """An adjective of place before a company: «российский завод «Х»» → Россия."""
    for item in scene.outer:
        if item.type != "Company" or not item.by_name or item.plural:
            continue
        for place in scene.linked:
            if place.adjectival and _modifies(scene, place.head, item):
                yield Match(item, place.entity, *cover(place.head, item))


def _modifies(scene: Scene, adjective: int, item: Linked) -> bool:
    """Within the company's words, or on the common noun right before its name."""
    if "-" in scene.tokens[adjective].text:
        return False
    if item.first <= adjective < item.head:
        return True
    phrase = scene.phrase(adjective)
    if phrase is None or phrase.last != item.first:
        return False
    return scene.tokens[phrase.head].lemma in words("lexicon", "company_noun") | words("lexicon", "enterprises")


def counts_enterprises(scene: Scene) -> Iterator[Match]:
    """«работает 64 предприятия с российским капиталом», «Резидентами числятся 44 предприятия»."""
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit not in words("lexicon", "exhibitor") or not figure.normal:
            continue
        low, high = scene.clause(figure.head)
        if not any(low <= t.index < high and not scene.negated(t.index) for t in scene.triggers("exist")):
            continue
        within = [
            i
            for i in scene.outer
            if i.type in PLACES and i.prep in {"в", "во"} and low <= i.head < high and not i.entity.collective
        ]
        focus = focus_region(scene.discourse, scene.sentence, figure.head)
        subject: Linked | Entity | None = within[0] if within else focus
        if subject is not None:
            name, last = _with_capital(scene, figure)
            counted = describe("Company", name, collective=True)
            yield Match(subject, counted, figure.first, last, quantity=figure.quantity)


def _with_capital(scene: Scene, figure: Mention) -> tuple[str, int]:
    """The counted firms and whose money they have, «предприятия с российским капиталом»; where the words end."""
    phrase = phrase_from(scene.sentence, figure.last)
    if phrase is None or phrase.prep != "с" or scene.tokens[phrase.head].lemma not in words("lexicon", "capital"):
        return figure.normal, figure.last
    return f"{figure.normal} {text(scene, phrase.start, phrase.last)}", phrase.last


def resident_of_site(scene: Scene) -> Iterator[Match]:
    """«резидент парка, компания «Х»», «становится резидентом ОЭЗ «…»»."""
    for token in scene.triggers("resident"):
        sites = [i for i in scene.outer if i.type == "Place" and i.first == token.index + 1]
        firms = [i for i in scene.outer if i.type == "Company" and i.by_name and i.case == "Nom" and not i.plural]
        if sites and firms:
            yield Match(firms[0], sites[0], *cover(firms[0], token.index, sites[0]))


def branch_of_company(scene: Scene) -> Iterator[Match]:
    """An adjective of a branch before the company's noun: «молочное предприятие «Здравушка»»."""
    for item in scene.outer:
        if item.type != "Company" or not item.by_name or item.plural:
            continue
        noun = scene.phrase(item.head)
        low = min(item.first, noun.first) if noun else item.first
        quoted = quotations(scene.sentence)
        for index in range(max(0, low - 3), item.last):
            if any(first < index < last for first, last in quoted):
                continue
            fields = branch_of(scene.tokens[index].lemma)
            phrase = scene.phrase(index)
            head = scene.tokens[phrase.head].lemma if phrase else ""
            if fields and phrase is not None and phrase.head > index and head in _firms() and phrase.last >= item.first:
                yield Match(item, fields, *cover(index, item))


def _firms() -> frozenset[str]:
    return words("lexicon", "company_noun") | words("lexicon", "enterprises")


def owns_company(scene: Scene) -> Iterator[Match]:
    """«завод «Х» принадлежит холдингу «У»», «холдингу «У» принадлежит …»."""
    for token in scene.triggers("belong"):
        owners = [i for i in scene.outer if i.type in BODIES and i.case == "Dat" and i.prep is None and i.by_name]
        owned = [i for i in scene.subjects(token.index, BODIES) if i.case == "Nom"]
        if owners and owned:
            yield Match(owners[0], owned[0], *cover(owners[0], token.index, owned[0]))


def owner_named(scene: Scene) -> Iterator[Match]:
    """«учредителем компании «Х» записан холдинг «У»», «владельцем завода является …»."""
    for token in scene.triggers("owner"):
        low, high = scene.clause(token.index)
        owned = scene.genitive_of(token.index, BODIES)
        owners = [i for i in scene.outer if i.type in BODIES and i.case == "Nom" and i.by_name and low <= i.head < high]
        if token.case == "Ins" and owned and owners:
            yield Match(owners[0], owned[0], *cover(owners[0], token.index, owned[0]))


def belongs_to(scene: Scene) -> Iterator[Match]:
    """«компания «Русский лён», входящая в холдинг «Промагро»», «входит в состав концерна …»."""
    for token in scene.triggers("enter"):
        wholes = scene.after(token.index, BODIES, {"в", "во"}, within=5) or _within_composition(scene, token.index)
        parts = [i for i in scene.subjects(token.index, {"Company", "Organization"}) if not i.plural]
        if not parts and is_participle(token):
            parts = [i for i in scene.outer if i.type == "Company" and i.by_name and 0 <= token.index - i.last <= 1]
        if wholes and parts and wholes[0].case in {"Acc", "Gen"}:
            yield Match(parts[0], wholes[0], *cover(parts[0], token.index, wholes[0]))


def _within_composition(scene: Scene, index: int) -> tuple[Linked, ...]:
    """«входит в состав холдинга», «в структуру холдинга входит»."""
    near = scene.tokens[scene.clause(index)[0] : index + 4]
    composition = next((t.index for t in near if t.lemma in {"состав", "структура"}), None)
    return scene.genitive_of(composition, BODIES) if composition is not None else ()


RELATIONS = (
    Relation(
        "locatedIn", (thing_in_place, company_of_place, district_of_region, site_of_place, settles_in, resident_of_site)
    ),
    Relation("enterpriseCount", (counts_enterprises,)),
    Relation("industryOf", (branch_of_company,)),
    Relation("ownerOf", (owns_company, owner_named)),
    Relation("partOf", (belongs_to,)),
)
