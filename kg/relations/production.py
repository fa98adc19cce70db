"""Products: what a firm, a plant or a region makes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb
from kg.language.phrases import phrase_from
from kg.model import Entity, Status, Token
from kg.relations.fields import Item, goods_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import ProjectPhrase, find_projects, is_undertaken
from kg.relations.scene import Scene, active
from kg.relations.undertakings import Undertaking, beside, spoken_of, status_of, undertakings
from kg.wordlists import words

_MAKERS = {"Company", "Region", "Organization"}


# ---- products


def project_makes(scene: Scene) -> Iterator[Match]:
    """«производство жестяных банок» → жестяные банки; «завод железобетонных изделий», «линия по выпуску труб»."""
    begun = {one.project.first: one for one in undertakings(scene)}
    for project in find_projects(scene):
        one = begun.get(project.first)
        if one is None and not is_undertaken(scene, project):
            continue
        if one is not None and _is_running(scene, one):
            continue  # «завод наладил производство труб»: the firm makes them
        for item in _goods_of(scene, project):
            if not scene.tokens[item.last - 1].text[:1].isupper():  # «сборка БелАЗов»: a make, no product
                yield Match(project.entity, item.entity, *cover(project.head, (item.first, item.last)))


def _goods_of(scene: Scene, project: ProjectPhrase) -> tuple[Item, ...]:
    """What a project makes, by its name: behind the plant, behind «по выпуску», behind «производство»."""
    site = next((i for i in range(project.head, project.last) if _makes(scene.tokens[i].lemma)), None)
    phrase = scene.phrase(site) if site is not None else None
    if phrase is None or site is None:
        return ()
    behind = phrase_from(scene.sentence, phrase.last)
    if behind is not None and behind.prep == "по":
        made = scene.tokens[behind.head].lemma in words("lexicon", "making")
        return goods_from(scene, behind.last) if made else ()
    return goods_from(scene, phrase.last)[:1] if phrase.last < project.last else ()


def _is_running(scene: Scene, one: Undertaking) -> bool:
    lemma = scene.tokens[one.project.head].lemma
    firm = any(doer.type == "Company" for doer in one.doers)
    if lemma in words("lexicon", "process"):
        return firm or one.status is not Status.PLANNED
    return lemma in words("lexicon", "making") and firm and one.status is not Status.PLANNED


def _makes(lemma: str) -> bool:
    return lemma in words("lexicon", "making") | words("lexicon", "plant") | words("lexicon", "plant_word")


def company_makes(scene: Scene) -> Iterator[Match]:
    """«завод выпускает тракторы и прицепы», «предприятие будет выпускать вакцины» (the plant just spoken of)."""
    for token in scene.triggers("make"):
        if scene.negated(token.index) or not (is_verb(token) or _is_describing(token)):
            continue
        goods = _goods_behind(scene, token) or _goods_before(scene, token) or _goods_in_front(scene, token)
        doer = _maker(scene, token) if goods else None
        figure = next((m for m in scene.quantities if m.first == token.index + 1), None)
        for item in goods if doer is not None else ():
            if doer is not None and scene.tokens[item.first].lemma not in words("lexicon", "not_made"):
                yield Match(
                    doer, item.entity, *cover(token.index, (item.first, item.last)),
                    quantity=figure.quantity if figure else None, status=scene.tense(token.index),
                )  # fmt: skip


def _is_describing(token: Token) -> bool:
    """A full participle, also one that the tagger takes for a converb: «выпускающую»."""
    converb = token.feats.get("VerbForm") == "Conv"
    return is_participle(token) or (converb and not token.text.lower().endswith(("а", "я", "в", "вши", "сь")))


def _goods_behind(scene: Scene, verb: Token) -> tuple[Item, ...]:
    """The object behind a verb, over a share or a number: «выпускает более 20 видов станков»."""
    figure = next((m for m in scene.quantities if m.first == verb.index + 1 and m.normal), None)
    if figure is not None:
        return goods_from(scene, figure.last)
    return goods_from(scene, verb.index + 1, ("Acc",))


def _goods_before(scene: Scene, verb: Token) -> tuple[Item, ...]:
    """«Здесь выпускаются тракторы»: the subject of a passive behind it."""
    if verb.feats.get("Voice") not in {"Pass", "Mid"} or _is_describing(verb):
        return ()
    return goods_from(scene, verb.index + 1, ("Nom",))


def _goods_in_front(scene: Scene, verb: Token) -> tuple[Item, ...]:
    """«Биотопливо намерен выпускать инвестор»: the object opens the clause, the maker stands behind the verb."""
    low, high = scene.clause(verb.index)
    behind = any(i.type == "Company" and verb.index < i.first < high and i.prep is None for i in scene.outer)
    if _is_describing(verb) or not behind or low >= verb.index:
        return ()
    return goods_from(scene, low, ("Acc",))


def _maker(scene: Scene, verb: Token) -> Linked | Entity | None:
    """Who makes: the plant that the subject stands for, the subject, the firm that a participle describes."""
    if _is_describing(verb):
        near = [i for i in scene.outer if i.type == "Company" and i.by_name and not i.plural]
        behind = [i for i in near if i.last == verb.index - 1 and scene.tokens[verb.index - 1].text == ","]
        return behind[0] if behind else None
    return _plant(scene, verb.index) or _firm(scene, verb.index) or _at(scene, verb.index)


def _plant(scene: Scene, verb: int) -> Entity | None:
    """The project before, where the clause's subject stands for it: «предприятие будет выпускать», «он даст»."""
    low, high = scene.clause(verb)
    for token in scene.tokens[low:high]:
        if token.pos in {"NOUN", "PRON"} and token.case == "Nom" and (one := spoken_of(scene, token.index)):
            return one.project.entity
    return None


def _firm(scene: Scene, verb: int) -> Linked | None:
    relative = _antecedents(scene, verb)
    doers = [i for i in scene.doers(verb, _MAKERS) if i.case in {"Nom", "Ins"}]
    doers = doers or list(beside(scene, scene.tokens[verb])) or _planner_of(scene, verb)
    found = relative or doers
    return found[0] if found else None


def _planner_of(scene: Scene, verb: int) -> list[Linked]:
    """The subject of «намерен» before an infinitive."""
    if scene.tokens[verb].feats.get("VerbForm") != "Inf":
        return []
    before = [t for t in scene.tokens[max(0, verb - 3) : verb] if t.lemma in words("lexicon", "plan")]
    low, high = scene.clause(verb)
    firms = [i for i in scene.outer if i.type == "Company" and i.case == "Nom" and low <= i.head < high]
    return firms if before and len(firms) == 1 and not firms[0].plural else []


def _antecedents(scene: Scene, verb: int) -> list[Linked]:
    """The firm right before «, который выпускает»."""
    low, _ = scene.clause(verb)
    if scene.tokens[low].lemma != "который" or scene.tokens[low].case != "Nom":
        return []
    return [i for i in scene.outer if i.type == "Company" and not i.plural and i.last == low - 1]


def _at(scene: Scene, verb: int) -> Linked | None:
    """«на заводе «Х» выпускают тракторы»: nobody named, a plant where it is done."""
    token = scene.tokens[verb]
    indefinite = token.number == "Plur" and token.feats.get("VerbForm") == "Fin"
    passive = token.feats.get("Voice") in {"Pass", "Mid"}
    low, high = scene.clause(verb)
    plants = [i for i in scene.outer if i.type == "Company" and i.prep in {"на", "в"} and low <= i.head < high]
    single = [i for i in plants if not i.plural and i.case == "Loc"] or _here(scene, verb)
    return single[0] if single and (indefinite or passive) else None


def _here(scene: Scene, verb: int) -> list[Linked]:
    """«осмотрели завод «Х»: здесь собирают светофоры»: the one firm named before."""
    if not any(t.text.lower() in {"здесь", "там"} for t in scene.tokens[slice(*scene.clause(verb))]):
        return []
    before = [i for i in scene.outer if i.type == "Company" and i.last <= verb and i.by_name and not i.plural]
    return before if len({i.entity.iri for i in before}) == 1 else []


def specializes(scene: Scene) -> Iterator[Match]:
    """«специализируется на выпуске комбикормов», «занимается сборкой тракторов», «освоил производство …»."""
    for token in scene.triggers("specialize", "occupy"):
        if scene.negated(token.index) or not (is_verb(token) or _is_describing(token)):
            continue
        work = scene.tokens[token.index + 1 : token.index + 3]
        making = next((t for t in work if t.lemma in words("lexicon", "making")), None)
        doer = _maker(scene, token) if making is not None else None
        for item in goods_from(scene, making.index + 1) if making is not None and doer is not None else ():
            if doer is not None:
                yield Match(doer, item.entity, *cover(token.index, (item.first, item.last)))


def maker_of(scene: Scene) -> Iterator[Match]:
    """«производитель комбайнов «Х»», «компания «Х» — производитель комбайнов»."""
    for token in scene.triggers("maker"):
        phrase = scene.phrase(token.index)
        if phrase is None or phrase.plural or phrase.head != token.index:
            continue
        goods = goods_from(scene, phrase.last)
        last = goods[-1].last if goods else phrase.last
        firms = [i for i in scene.outer if i.type == "Company" and not i.plural and i.by_name]
        named = [i for i in firms if i.first == last or _set_beside(scene, i, phrase.first, last)]
        for item in goods if named else ():
            yield Match(named[0], item.entity, *cover(token.index, named[0], (item.first, item.last)))


def _set_beside(scene: Scene, item: Linked, first: int, last: int) -> bool:
    """«Х — один из производителей», «Х, производитель …», «производитель … — Х»."""
    ahead = scene.tokens[item.last : first] if item.last <= first else scene.tokens[last : item.first]
    texts = [t.text.lower() for t in ahead]
    return texts[:1] in (["—"], ["–"], [","], ["-"]) and len(texts) <= 3 and item.case == "Nom"


def main_product(scene: Scene) -> Iterator[Match]:
    """«основная продукция завода «Х» — станки и насосы»."""
    for token in scene.triggers("ware"):
        owners = scene.genitive_of(token.index, {"Company"})
        dash = owners[0].last if owners and token.case == "Nom" else len(scene.tokens)
        if dash < len(scene.tokens) and scene.tokens[dash].text in {"—", "–", "-"}:
            for item in goods_from(scene, dash + 1, ("Nom",)):
                yield Match(owners[0], item.entity, *cover(token.index, (item.first, item.last)))


def company_launches_making(scene: Scene) -> Iterator[Match]:
    """«завод наладит выпуск 12 видов экскаваторов», «займётся выпуском техники»."""
    for token in scene.triggers("making"):
        verb = scene.verb_above(token.index)
        if verb is None or active(scene.tokens[verb]) not in words("lexicon", "launch") or scene.negated(verb):
            continue
        figure = next((m for m in scene.quantities if m.first == token.index + 1 and m.normal), None)
        goods = goods_from(scene, figure.last if figure else token.index + 1)
        process = (
            token.lemma in words("lexicon", "process") or status_of(scene, scene.tokens[verb]) is not Status.PLANNED
        )
        doers = [i for i in scene.subjects(verb, {"Company"}) if i.case == "Nom" and not i.plural]
        for doer in doers[:1] if process else ():
            for item in goods:
                yield Match(
                    doer,
                    item.entity,
                    *cover(doer, token.index, (item.first, item.last)),
                    quantity=figure.quantity if figure else None,
                    status=scene.tense(verb),
                )


RELATIONS = (
    Relation("produces", (project_makes, company_makes, specializes, maker_of, main_product, company_launches_making)),
)
