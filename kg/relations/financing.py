"""Money and jobs: with whose money a project is built, who invests how much, how many jobs it brings."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase, genitive_end, nominative, phrase_from
from kg.model import Entity, Mention, Status, Token
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import ProjectPhrase, find_projects, project_near
from kg.relations.projects import investors
from kg.relations.scene import BODIES, PLACES, Scene, active
from kg.relations.undertakings import DOERS, Undertaking, continued, involved, spoken_of, undertakings
from kg.wordlists import words

_SOURCES = {
    ("за", "счет"),
    ("с", "привлечением"),
    ("на", "средства"),
    ("из", "средств"),
    ("при", "финансировании"),
    ("при", "поддержке"),
}


_REMEMBERED = 8  # sentences


# ---- whose money


def paid_from(scene: Scene) -> Iterator[Match]:
    """Whose money: «за счет бюджета ЕАЭС», «с привлечением механизма …», «на средства фонда», «при поддержке банка»."""
    for start, trigger in _sources(scene):
        project = project_near(scene, trigger)
        before = continued(scene) if project is None else None
        entity = project.entity if project else before.project.entity if before else None
        phrase = phrase_from(scene.sentence, start)
        if entity is None or phrase is None or phrase.prep not in {None, "из"}:
            continue
        figure = _sum_of(scene, trigger) if phrase.prep == "из" else None
        for source, last in _financiers(scene, phrase):
            words_of = cover(trigger, (phrase.first, last), (figure.first, figure.last) if figure else None)
            yield Match(entity, source, *words_of, quantity=figure.quantity if figure else None)


def _sources(scene: Scene) -> Iterator[tuple[int, int]]:
    """(start of the source's words, trigger): behind «за счет», «на средства», «при (финансовой) поддержке»."""
    texts = [token.text.lower().replace("ё", "е") for token in scene.tokens]
    for index in range(len(texts) - 1):
        if (texts[index], texts[index + 1]) in _SOURCES:
            yield index + 2, index
        elif texts[index] == "из" and _is_purse(scene, index + 1):
            yield index + 1, index
        elif texts[index] == "при" and texts[index + 2 : index + 3] == ["поддержке"]:
            yield index + 3, index


def _is_purse(scene: Scene, start: int) -> bool:
    """«направят 4 млрд из федерального бюджета»: a budget or fund, and a sum in the clause."""
    phrase = phrase_from(scene.sentence, start) or scene.phrase(start)
    purse = phrase is not None and scene.tokens[phrase.head].lemma in words("lexicon", "purse")
    return purse and _sum_of(scene, start) is not None


def _financiers(scene: Scene, phrase: Phrase) -> Iterator[tuple[Entity, int]]:
    """The source in the nominative: «бюджет ЕАЭС» has the type of its owner, a fund that of a document."""
    last = genitive_end(scene.sentence, phrase)
    if scene.tokens[phrase.head].lemma in words("lexicon", "money"):
        inner = phrase_from(scene.sentence, phrase.last)
        if inner is None or inner.prep is not None or inner.case != "Gen":
            return
        phrase, last = inner, genitive_end(scene.sentence, inner)
    named = next((i for i in scene.outer if i.first == phrase.first and i.type in BODIES), None)
    if named is not None:
        yield named.entity, named.last
        return
    if scene.tokens[phrase.head].lemma not in words("lexicon", "fund"):
        return
    owner = next((i for i in scene.outer if phrase.last <= i.first < last and i.type in BODIES), None)
    end = owner.last if owner is not None else last
    typed = owner is not None and owner.type in {"InternationalOrganization", "Organization"}
    type_ = owner.type if owner is not None and typed else "Document"
    yield describe(type_, nominative(scene.sentence, phrase.first, end, phrase.head)), end


def financed_by(scene: Scene) -> Iterator[Match]:
    """«строительство завода финансирует банк», «проект профинансирован фондом», «фонд выделит кредит на …»."""
    for token in scene.triggers("finance", "lend"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        project = _aim(scene, token)
        doers = [i for i in scene.doers(token.index, BODIES) if i.case in {"Nom", "Ins"}]
        lends = token.lemma in words("lexicon", "finance") or any(_is_lender(doer) for doer in doers)
        for doer in doers[:1] if project is not None and lends else ():
            if project is not None:
                figure = _sum_of(scene, token.index)
                quantity = figure.quantity if figure else None
                yield Match(project, doer, *cover(token.index, *_ranges(doer, figure)), quantity=quantity)


def _is_lender(item: Linked) -> bool:
    return item.type in {"Organization", "InternationalOrganization"} or "банк" in item.entity.name.lower()


def _aim(scene: Scene, verb: Token) -> Entity | None:
    """What a verb of paying is about: the project of its clause, or the one spoken of."""
    low, high = scene.clause(verb.index)
    inside = [p.entity for p in find_projects(scene) if low <= p.head < high]
    if inside:
        return inside[0]
    nouns = [t.index for t in scene.tokens[low:high] if t.pos in {"NOUN", "PRON"}]
    found = next((one for index in nouns if (one := spoken_of(scene, index)) is not None), None)
    return found.project.entity if found else None


# ---- investments


def invests(scene: Scene) -> Iterator[Match]:
    """«вложил в завод 5 млн долларов», «инвестирует 588 млн рублей в производство …», «вложила в проект …»."""
    for token in scene.triggers("invest", "lend"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        figure = _sum_of(scene, token.index)
        doers = [i for i in scene.doers(token.index, DOERS) if i.case in {"Nom", "Ins"}]
        doers = doers or [i for one in undertakings(scene) if one.trigger == token.index for i in one.doers]
        aim, implied = _target(scene, token, figure)
        for doer in doers or implied:
            if aim is not None:
                yield Match(
                    doer, aim, *cover(token.index, *_ranges(doer, figure)),
                    quantity=figure.quantity if figure else None, status=scene.tense(token.index),
                )  # fmt: skip


def _ranges(doer: Linked | Entity, figure: Mention | None) -> tuple[Linked | tuple[int, int], ...]:
    said = (doer,) if isinstance(doer, Linked) else ()
    return (*said, (figure.first, figure.last)) if figure else said


def _sum_of(scene: Scene, index: int) -> Mention | None:
    low, high = scene.clause(index)
    return next((m for m in scene.quantities if m.type == "Money" and low <= m.first < high), None)


def _target(scene: Scene, verb: Token, figure: Mention | None) -> tuple[Linked | Entity | None, tuple[Entity, ...]]:
    """(what the money goes to, whose project it is): named, or the project before; «направить» needs a sum."""
    if figure is None and verb.lemma in words("lexicon", "lend"):
        return None, ()
    low, high = scene.clause(verb.index)
    inside = [p for p in find_projects(scene) if low <= p.head < high]
    if inside:
        return inside[0].entity, ()
    named = scene.after(verb.index, {"Company", "Region", "City", "Country"}, {"в", "во"})
    aimed = [i for i in named if i.case == "Acc"]
    if aimed:
        return aimed[0], ()
    one = _before(scene, low, high)
    return (one.project.entity, tuple(doer.entity for doer in involved(one))) if one else (None, ())


def _before(scene: Scene, low: int, high: int) -> Undertaking | None:
    """The project before, where the clause says «в проект», «в него», «на его создание», or speaks of a sum alone."""
    for token in scene.tokens[low:high]:
        if token.text.lower() in {"него", "неё", "нее", "его", "ее", "её"}:
            return continued(scene)
        if token.pos == "NOUN" and (one := spoken_of(scene, token.index)) is not None:
            return one
    return None


def investor_invests(scene: Scene) -> Iterator[Match]:
    """«Инвестор — компания «Х»», «инвестором выступила «Х»» of the project just spoken of."""
    before = continued(scene)
    inside = undertakings(scene)
    one = inside[0] if len(inside) == 1 else before if not inside else None
    for investor, word in investors(scene) if one is not None else ():
        figure = next((m for m in scene.quantities if m.type == "Money"), None)
        quantity = figure.quantity if figure else None
        if one is not None:
            yield Match(investor, one.project.entity, *cover(investor, word), quantity=quantity, status=one.status)


def project_costs(scene: Scene) -> Iterator[Match]:
    """«Объём инвестиций составит 3 млрд рублей», «стоимость проекта — 5 млрд» of the one firm that undertakes it."""
    for figure in scene.quantities:
        if figure.type != "Money" or not _is_cost(scene, figure):
            continue
        one = _costly(scene, figure)
        firms = involved(one) if one is not None else ()
        if one is not None and len({firm.entity.iri for firm in firms}) == 1:
            yield Match(
                firms[0].entity, one.project.entity, figure.first, figure.last, quantity=figure.quantity,
                status=Status.PLANNED if one.status is Status.PLANNED else None,
            )  # fmt: skip


def _is_cost(scene: Scene, figure: Mention) -> bool:
    """«инвестиции», «стоимость» in the clause before the sum, or «инвестиций» right behind it; not «экспорт»."""
    low, high = scene.clause(figure.first)
    costs = words("lexicon", "cost")
    before = [t for t in scene.tokens[low : figure.first] if t.pos == "NOUN"]
    behind = scene.tokens[figure.last].lemma if figure.last < high else ""
    nearest = [t.lemma for t in before[-4:]]
    return behind in costs or bool(costs & set(nearest)) or _valued(scene, low, figure.first)


def _valued(scene: Scene, low: int, high: int) -> bool:
    return any(active(t) in words("lexicon", "valued") and is_verb(t) for t in scene.tokens[low:high])


def _costly(scene: Scene, figure: Mention) -> Undertaking | None:
    """The undertaking that the sum is of: the sentence's own, else the one before."""
    own = undertakings(scene)
    if own:
        return own[0] if len(own) == 1 else None
    if any(p for p in find_projects(scene)):
        return None
    people = any(i.type in BODIES and i.by_name and i.case == "Nom" for i in scene.outer)
    return None if people else continued(scene)


# ---- jobs


def creates_jobs(scene: Scene) -> Iterator[Match]:
    """«на заводе создадут 120 рабочих мест», «Появятся 150 рабочих мест» of the project just spoken of."""
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit != "рабочее место":
            continue
        verb = scene.verb_above(figure.head)
        if verb is not None and (scene.negated(verb) or scene.tokens[verb].lemma in words("lexicon", "cut")):
            continue
        subject = _employer(scene, figure)
        if subject is not None:
            yield Match(
                subject, describe("Quantity", "рабочие места"), figure.first, figure.last, quantity=figure.quantity
            )


def _employer(scene: Scene, figure: Mention) -> Linked | Entity | None:
    """The project of the sentence, the firm that creates them, the project before, the place that they come to."""
    low, high = scene.clause(figure.head)
    own = [p for p in find_projects(scene) if p.last <= figure.first] or list(find_projects(scene))
    if own:
        return own[-1].entity if low <= own[-1].head < high or len(own) == 1 else own[0].entity
    firms = [i for i in scene.outer if i.type == "Company" and not i.plural]
    verb = scene.verb_above(figure.head)
    doers = [i for i in scene.subjects(verb, DOERS) if i.case == "Nom"] if verb is not None else []
    one = continued(scene)
    if doers and one is not None and doers[0].entity in [doer.entity for doer in one.doers]:
        return one.project.entity
    if doers:
        return doers[0]
    if one is not None and not firms:
        return one.project.entity
    if firms:
        return firms[0]
    places = [i for i in scene.outer if i.type in PLACES and i.prep in {"в", "во"} and i.case == "Loc"]
    inside = [i for i in places if low <= i.head < high and not i.entity.collective]
    return inside[0] if inside else _only_project(scene)


def _only_project(scene: Scene) -> Entity | None:
    """The one project that the few sentences before name, whoever builds it."""
    before = [scene.at(index) for index in range(max(0, scene.sentence.index - _REMEMBERED), scene.sentence.index)]
    named = {p.entity for one in before for p in find_projects(one) if not _is_park(one, p)}
    return named.pop() if len(named) == 1 else None


def _is_park(scene: Scene, project: ProjectPhrase) -> bool:
    return any(item.type == "Place" and item.first <= project.head < item.last for item in scene.outer)


RELATIONS = (
    Relation("financedBy", (paid_from, financed_by)),
    Relation("investsIn", (invests, investor_invests, project_costs)),
    Relation("jobsCreated", (creates_jobs,)),
)
