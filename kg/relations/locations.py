"""Where things are: parks, plants, firms and projects, in a place that the article names for them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb
from kg.model import Entity, Token
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import ProjectPhrase, find_projects, is_undertaken
from kg.relations.scene import PLACES, Scene
from kg.relations.undertakings import Undertaking, continued, spoken_of, undertakings
from kg.wordlists import words

_SITES = PLACES | {"Company"}
_HERE = {"в", "во", "на"}


def thing_in_place(scene: Scene) -> Iterator[Match]:
    """The place right behind a name: «парк «Большой Камень» в Приморском крае», «завод … на «Химволокне»»."""
    for item in scene.outer:
        firm = item.type == "Company" and item.by_name and not item.plural and not _builds(scene, item)
        named = item.type == "Place" or firm
        place = _place_behind(scene, item.last) if named else None
        if place is not None:
            yield Match(item, place, *cover(item, place))
    for project in find_projects(scene):
        place = _place_behind(scene, project.last)
        if place is not None and is_undertaken(scene, project):
            yield Match(project.entity, place, *cover((project.first, project.last), place))


def _builds(scene: Scene, item: Linked) -> bool:
    """«его строит ООО «Х» в Могилёве»: the place is that of the work."""
    before = scene.tokens[item.first - 1] if item.first else None
    working = words("lexicon", "launch") | words("lexicon", "carry_out") | words("lexicon", "make")
    return before is not None and is_verb(before) and before.lemma in working


def _place_behind(scene: Scene, index: int) -> Linked | None:
    """The place under «в», «на» that begins at a token."""
    for item in scene.outer:
        if item.first == index + 1 and item.prep in _HERE and item.case == "Loc" and item.type in _SITES:
            return None if item.adjectival else item
    return None


def project_in_place(scene: Scene) -> Iterator[Match]:
    """«в Калужской области началось строительство завода», «построит в Туле завод», «завод в Туле»."""
    for one in undertakings(scene):
        place = _site_of(scene, one)
        if place is not None:
            yield Match(one.project.entity, place, *cover((one.project.first, one.project.last), place))


def _site_of(scene: Scene, one: Undertaking) -> Linked | None:
    """The place right behind the project, else between it and its verb, else before both, else behind."""
    low, high = scene.clause(one.project.head)
    project, trigger = one.project, one.trigger
    found = [i for i in scene.outer if low <= i.head < high and _is_site(scene, i) and _hangs_free(scene, i, project)]
    between = range(min(project.first, trigger), max(project.last, trigger))
    ranks = (
        [i for i in found if 0 <= _start(scene, i) - project.last <= 0],
        [i for i in found if i.first in between],
        [i for i in found if i.first < min(project.first, trigger)][-1:],
        [i for i in found if project.last < i.first <= project.last + 6],
    )
    return next((row[0] for row in ranks if row), None)


def _start(scene: Scene, item: Linked) -> int:
    """Where «в Туле», «на базе завода», «в городе Туле» begins."""
    first = item.first - 1
    while first > 0 and scene.tokens[first].text.lower() not in _HERE and item.first - first < 3:
        first -= 1
    return first


def _is_site(scene: Scene, item: Linked) -> bool:
    """«в парке», «на заводе», «на базе завода», «на территории парка»."""
    if item.type not in _SITES or item.adjectival or item.entity.collective or item.plural:
        return False
    ground = words("lexicon", "ground")
    before = [token.lemma for token in scene.tokens[max(0, item.first - 2) : item.first]]
    based = len(before) == 2 and before[0] in _HERE and before[1] in ground
    return (item.prep in _HERE and item.case == "Loc") or (based and item.case == "Gen")


def _hangs_free(scene: Scene, item: Linked, project: ProjectPhrase) -> bool:
    """Not the place of another noun: «на выставке в Минске», «посол в Казахстане»."""
    start = _start(scene, item)
    before = scene.tokens[start - 1] if start > 0 else None
    if before is None or start in range(project.head, project.last + 1) or start == project.last:
        return not any(project.first <= i.head < project.last for i in (item,)) or start >= project.head
    named = any(i.type == "Company" and i.last == start for i in scene.outer)
    above = scene.tokens[item.head].head
    if above in range(project.first, project.last) or (above >= 0 and is_verb(scene.tokens[above])):
        return True
    return before.pos not in {"NOUN", "PROPN"} or named or before.lemma in words("lexicon", "date_noun")


def settles_in(scene: Scene) -> Iterator[Match]:
    """A verb of settling: «разместится в индустриальном парке», «зарегистрирован в области», «работает на базе …»."""
    for token in (*scene.triggers("settle"), *_set_up(scene)):
        low, high = scene.clause(token.index)
        places = [i for i in scene.outer if low <= i.head < high and _is_site(scene, i)]
        place = next(iter(places), None)
        who = _settler(scene, token) if place is not None and not scene.negated(token.index) else None
        if who is not None and place is not None:
            for one in scene.conjoined(place):
                yield Match(who, one, *cover(token.index, one, who if isinstance(who, Linked) else None))


def _set_up(scene: Scene) -> Iterator[Token]:
    """«предприятие создано в области», «в городе открылся торговый дом «Х»»."""
    passive = (token for token in scene.triggers("set_up") if token.feats.get("Voice") in {"Pass", "Mid"})
    return (token for token in passive if is_verb(token))


def _settler(scene: Scene, verb: Token) -> Linked | Entity | None:
    """The project that the subject stands for, else the firm or site itself."""
    low, high = scene.clause(verb.index)
    for token in scene.tokens[low:high]:
        if token.pos in {"NOUN", "PRON"} and token.case == "Nom" and (one := spoken_of(scene, token.index)):
            return one.project.entity
    if is_participle(verb):
        return _described(scene, verb)
    who = [i for i in scene.subjects(verb.index, {"Company", "Place"}) if i.case == "Nom" and not i.plural]
    return who[0] if who else None


def _described(scene: Scene, participle: Token) -> Linked | None:
    """«расположенный в Пензе завод «Х»», «завод «Х», расположенный в Пензе»."""
    named = [i for i in scene.outer if i.type in {"Company", "Place"} and i.by_name and not i.plural]
    behind = [i for i in named if i.last == participle.index - 1 and scene.tokens[participle.index - 1].text == ","]
    ahead = [i for i in named if 0 < i.first - participle.index <= 6 and i.first <= participle.head < i.last]
    found = behind or ahead
    return found[0] if found else None


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


# ---- firms


def company_of_place(scene: Scene) -> Iterator[Match]:
    """An adjective of place before a company: «российский завод «Х»» → Россия."""
    for item in scene.outer:
        if item.type != "Company" or not item.by_name or item.plural:
            continue
        for place in scene.linked:
            if place.adjectival and _modifies(scene, place, item):
                yield Match(item, place.entity, *cover(place.head, item))


def _modifies(scene: Scene, place: Linked, item: Linked) -> bool:
    """Within the company's words but no part of its name, or on the common noun right before its name."""
    adjective = scene.tokens[place.head]
    if "-" in adjective.text or _in_name(adjective.lemma, item.entity.name):
        return False
    if item.first <= adjective.index < item.head:
        return True
    if adjective.index + 1 == item.first and scene.tokens[item.first].text in '«„"':
        return True  # «пинский «Сельмаш»»
    phrase = scene.phrase(adjective.index)
    if phrase is None or phrase.last != item.first:
        return False
    return scene.tokens[phrase.head].lemma in words("lexicon", "company_noun") | words("lexicon", "enterprises")


def _in_name(lemma: str, name: str) -> bool:
    """Whether an adjective is a word of the name: «Чебоксарский электроаппаратный завод»."""
    forms = name.lower().replace("ё", "е").split()
    return any(form[:-2] == lemma[:-2] for form in forms)


def company_from_place(scene: Scene) -> Iterator[Match]:
    """«компания «Х» из Китая», «завод «Х» (Тула)»."""
    for item in scene.outer:
        if item.type != "Company" or item.plural:
            continue
        for place in scene.outer:
            origin = place.first == item.last + 1 and not place.adjectival and place.type in PLACES
            mark = scene.tokens[item.last].text.lower() if origin else ""
            closed = place.last < len(scene.tokens) and scene.tokens[place.last].text in {")", ","}
            if (mark == "из" and place.case == "Gen") or (mark == "(" and closed and item.by_name):
                yield Match(item, place, *cover(item, place))


def investor_of_country(scene: Scene) -> Iterator[Match]:
    """«китайский инвестор», «инвестор из Турции»: an investor known by his country alone."""
    for item in scene.outer:
        if item.type == "Company" and not item.by_name and not item.plural:
            inside = [p for p in scene.linked if item.first <= p.head < item.last and p.type in PLACES]
            investor = scene.tokens[item.head].lemma in words("lexicon", "investor")
            for place in inside[:1] if investor else ():
                yield Match(item, place.entity, item.first, item.last)


def resident_of_site(scene: Scene) -> Iterator[Match]:
    """«резидент парка, компания «Х»», «становится резидентом ОЭЗ «…»»."""
    for token in scene.triggers("resident"):
        sites = [i for i in scene.outer if i.type == "Place" and i.first == token.index + 1]
        firms = [i for i in scene.outer if i.type == "Company" and i.by_name and i.case == "Nom" and not i.plural]
        for firm in scene.conjoined(firms[0]) if sites and firms else ():
            if firm.type == "Company":
                yield Match(firm, sites[0], *cover(firm, token.index, sites[0]))


def site_of_further(scene: Scene) -> Iterator[Match]:
    """«Под производство выделен участок в парке «Х»», «на площадке …» of the project just spoken of."""
    if undertakings(scene) or continued(scene) is None:
        return
    for token in scene.triggers("take_up"):
        one = _object_project(scene, token)
        low, high = scene.clause(token.index)
        places = [i for i in scene.outer if low <= i.head < high and _is_site(scene, i)]
        if one is not None and places and is_verb(token):
            yield Match(one.project.entity, places[0], *cover(token.index, places[0]))


def _object_project(scene: Scene, verb: Token) -> Undertaking | None:
    low, high = scene.clause(verb.index)
    nouns = [t.index for t in scene.tokens[low:high] if t.pos == "NOUN"]
    return next((one for index in nouns if (one := spoken_of(scene, index)) is not None), None)


RELATIONS = (
    Relation(
        "locatedIn",
        (
            thing_in_place,
            project_in_place,
            settles_in,
            site_of_further,
            district_of_region,
            site_of_place,
            company_of_place,
            company_from_place,
            investor_of_country,
            resident_of_site,
        ),
    ),
)
