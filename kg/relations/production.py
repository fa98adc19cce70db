"""Products and branches: what a firm, a plant or a region makes, and in which industry it works."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb
from kg.language.phrases import phrase_from, quotations
from kg.model import Entity, Status, Token
from kg.relations.fields import Item, branch_of, fields_from, goods_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import ProjectPhrase, find_projects, is_undertaken, project_nouns
from kg.relations.scene import Scene, active
from kg.relations.undertakings import Undertaking, beside, spoken_of, undertakings
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
        if scene.negated(token.index) or not (is_verb(token) or is_participle(token)):
            continue
        goods = _goods_behind(scene, token) or _goods_before(scene, token) or _goods_in_front(scene, token)
        doer = _maker(scene, token) if goods else None
        figure = next((m for m in scene.quantities if m.first == token.index + 1), None)
        for item in goods if doer is not None else ():
            if doer is not None:
                yield Match(
                    doer, item.entity, *cover(token.index, (item.first, item.last)),
                    quantity=figure.quantity if figure else None, status=scene.tense(token.index),
                )  # fmt: skip


def _goods_behind(scene: Scene, verb: Token) -> tuple[Item, ...]:
    """The object behind a verb, over a share or a number: «выпускает более 20 видов станков»."""
    figure = next((m for m in scene.quantities if m.first == verb.index + 1 and m.normal), None)
    if figure is not None:
        return goods_from(scene, figure.last)
    return goods_from(scene, verb.index + 1, ("Acc",))


def _goods_before(scene: Scene, verb: Token) -> tuple[Item, ...]:
    """«Здесь выпускаются тракторы»: the subject of a passive behind it."""
    if verb.feats.get("Voice") not in {"Pass", "Mid"} or is_participle(verb):
        return ()
    return goods_from(scene, verb.index + 1, ("Nom",))


def _goods_in_front(scene: Scene, verb: Token) -> tuple[Item, ...]:
    """«Биотопливо намерен выпускать инвестор»: the object opens the clause, the maker stands behind the verb."""
    low, high = scene.clause(verb.index)
    behind = any(i.type == "Company" and verb.index < i.first < high and i.prep is None for i in scene.outer)
    if is_participle(verb) or not behind or low >= verb.index:
        return ()
    return goods_from(scene, low, ("Acc",))


def _maker(scene: Scene, verb: Token) -> Linked | Entity | None:
    """Who makes: the plant that the subject stands for, the subject, the firm that a participle describes."""
    if is_participle(verb):
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
    single = [i for i in plants if not i.plural and i.case == "Loc"]
    return single[0] if single and (indefinite or passive) else None


def specializes(scene: Scene) -> Iterator[Match]:
    """«специализируется на выпуске комбикормов», «занимается сборкой тракторов», «освоил производство …»."""
    for token in scene.triggers("specialize", "occupy"):
        if scene.negated(token.index) or not (is_verb(token) or is_participle(token)):
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
        process = token.lemma in words("lexicon", "process") or scene.tense(verb) is not Status.PLANNED
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


# ---- branches


def project_branch(scene: Scene) -> Iterator[Match]:
    """The branch that an adjective of the project names: «текстильный кластер», «молочный завод»."""
    begun = {one.project.first for one in undertakings(scene)}
    for project in find_projects(scene):
        if project.first not in begun and not is_undertaken(scene, project):
            continue
        for index in _adjectives(scene, project):
            branch = branch_of(scene.tokens[index].lemma)
            if branch is not None and scene.tokens[index].lemma not in words("lexicon", "any_branch"):
                yield Match(project.entity, branch, *cover(index, project.head))


def _adjectives(scene: Scene, project: ProjectPhrase) -> Iterator[int]:
    """The modifiers of the project's head, and of the site behind the work: «строительство швейной фабрики»."""
    for index in range(project.first, project.last):
        phrase = scene.phrase(index)
        site = phrase is not None and scene.tokens[phrase.head].lemma in project_nouns()
        if phrase is not None and index < phrase.head and (phrase.head == project.head or site):
            yield index


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
            own = phrase is not None and (phrase.head >= item.first or _names_item(scene, phrase.last, item))
            if fields and phrase is not None and phrase.head > index and head in _firms() and own:
                yield Match(item, fields, *cover(index, item))


def _names_item(scene: Scene, last: int, item: Linked) -> bool:
    """Right before the name, which has no noun of its own: «завода «Х»», not «завода компании «Х»»."""
    return last == item.first and scene.tokens[item.head].lemma not in _firms()


def _firms() -> frozenset[str]:
    return words("lexicon", "company_noun") | words("lexicon", "enterprises")


def works_in_branch(scene: Scene) -> Iterator[Match]:
    """«компания работает в сфере деревообработки», «занимается машиностроением»."""
    for token in scene.triggers("sphere"):
        before = scene.tokens[max(0, token.index - 4) : token.index]
        verbs = [t for t in before if t.lemma in words("lexicon", "work_in") and not scene.negated(t.index)]
        doers = [i for v in verbs for i in scene.subjects(v.index, {"Company"}) if i.case == "Nom" and not i.plural]
        for item in fields_from(scene, token.index + 1) if doers else ():
            yield Match(doers[0], item.entity, *cover(doers[0], token.index, (item.first, item.last)))


RELATIONS = (
    Relation("produces", (project_makes, company_makes, specializes, maker_of, main_product, company_launches_making)),
    Relation("projectInIndustry", (project_branch,)),
    Relation("industryOf", (branch_of_company, works_in_branch)),
)
