"""Branches: in which industry a firm works, to which a project belongs."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.language.phrases import quotations
from kg.relations.fields import branch_of, fields_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import ProjectPhrase, find_projects, is_undertaken, project_nouns
from kg.relations.scene import Scene
from kg.relations.undertakings import undertakings
from kg.wordlists import words


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
    Relation("projectInIndustry", (project_branch,)),
    Relation("industryOf", (branch_of_company, works_in_branch)),
)
