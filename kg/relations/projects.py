"""Projects: who plans them, who carries them out, on whose initiative."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import speaker_region
from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.model import Entity, Status, Token
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import ProjectPhrase, find_projects, plan_word, project_near
from kg.relations.scene import BODIES, PARTNERS, Scene
from kg.relations.undertakings import DOERS, Undertaking, continued, spoken_of, undertakings
from kg.wordlists import words


def plans(scene: Scene) -> Iterator[Match]:
    """«в планах новые проекты по производству …», «планирует построить завод …», «предстоит создание …»."""
    for one in undertakings(scene):
        if plan_word(scene, one.project) is None:
            continue
        doers: tuple[Linked | Entity, ...] = one.doers or _region_spoken_for(scene, one.project)
        for subject in doers:
            yield Match(subject, one.project.entity, *cover(one.trigger, _words(one.project)), status=Status.PLANNED)


def _region_spoken_for(scene: Scene, project: ProjectPhrase) -> tuple[Entity, ...]:
    """The region that the speaker speaks for, or that the text is about."""
    region = speaker_region(scene.discourse, scene.sentence, project.head)
    return (region,) if region is not None else ()


def will_launch(scene: Scene) -> Iterator[Match]:
    """The future of a verb of launching: «компания запустит производство …», «займётся строительством завода»."""
    for one, doer in _launched(scene):
        if one.status is Status.PLANNED:
            yield Match(doer, one.project.entity, *cover(doer, one.trigger, _words(one.project)), status=one.status)


def carries_out(scene: Scene) -> Iterator[Match]:
    """«компания реализует проект по созданию …», «ведёт расширение фабрики», «построила фабрику …»."""
    for one, doer in _launched(scene):
        if one.status is not Status.PLANNED:
            yield Match(doer, one.project.entity, *cover(doer, one.trigger, _words(one.project)), status=one.status)


def _launched(scene: Scene) -> Iterator[tuple[Undertaking, Linked]]:
    for one in undertakings(scene):
        if plan_word(scene, one.project) is None:
            yield from ((one, doer) for doer in one.doers)


def takes_part_in_project(scene: Scene) -> Iterator[Match]:
    """«участие ООО «Х» в проекте по строительству …», «с участием завода ведётся строительство …»."""
    for token in scene.triggers("taking_part", "attend"):
        phrase = scene.phrase(token.index)
        with_help = token.pos == "NOUN" and phrase is not None and phrase.prep == "с"
        for project in find_projects(scene):
            near = 0 < project.first - token.index <= 14
            if not near or not (with_help or _preposition_of(scene, project) in {"в", "во"}):
                continue
            own = scene.genitive_of(token.index, DOERS) if token.pos == "NOUN" else ()
            acting = scene.actors if token.pos == "NOUN" else scene.doers
            for doer in own or (() if with_help else acting(token.index, DOERS)):
                yield Match(doer, project.entity, *cover(doer, token.index, _words(project)))


def _preposition_of(scene: Scene, project: ProjectPhrase) -> str | None:
    phrase = scene.phrase(project.first)
    return phrase.prep if phrase else None


# ---- said of the project that the sentences before name


def plans_further(scene: Scene) -> Iterator[Match]:
    """«Предприятие построит компания «Х»», «Инвестор — «Х»», «Инвестором выступит «Х»» of a project still to come."""
    for one, doer, word, status in _taken_up(scene):
        if status is Status.PLANNED:
            yield Match(doer, one.project.entity, *cover(doer, word), status=status)


def carries_out_further(scene: Scene) -> Iterator[Match]:
    """«Проект реализует компания «Х»», «Его строит «Х»», «Инвестором выступила «Х»» of a project under way or done."""
    for one, doer, word, status in _taken_up(scene):
        if status is not Status.PLANNED:
            yield Match(doer, one.project.entity, *cover(doer, word), status=status)


def _taken_up(scene: Scene) -> Iterator[tuple[Undertaking, Linked, int, Status]]:
    """(project before, who takes it up, the word that says so, how far); a project whose doer was named stays his."""
    for token in scene.triggers("carry_out", "launch"):
        one = _object(scene, token) if is_verb(token) and not scene.negated(token.index) else None
        for doer in scene.doers(token.index, BODIES) if one is not None else ():
            if one is not None and not one.doers and doer.case in {"Nom", "Ins"}:
                yield one, doer, token.index, scene.tense(token.index)
    before = continued(scene) if not undertakings(scene) else None
    for investor, word in investors(scene) if before is not None and not before.doers else ():
        if before is not None:
            yield before, investor, word, before.status


def _object(scene: Scene, verb: Token) -> Undertaking | None:
    """The project that a verb's object stands for: «проект реализует», «его строит»."""
    low, high = scene.clause(verb.index)
    for token in scene.tokens[low:high]:
        if token.text.lower() in {"его", "ее", "её"} and token.pos in {"PRON", "DET"} and token.rel == "obj":
            own = [one for one in undertakings(scene) if one.project.last <= token.index]
            return own[0] if len(own) == 1 else continued(scene)
        if token.pos == "NOUN" and token.case in {"Acc", "Nom"} and (one := spoken_of(scene, token.index)) is not None:
            phrase = scene.phrase(token.index)
            return one if phrase is not None and phrase.prep is None else None
    return None


def investors(scene: Scene) -> Iterator[tuple[Linked, int]]:
    """(investor, word) of «инвестор — компания «Х»», «инвестором выступает «Х»», «инвестор проекта «Х»»."""
    for token in scene.triggers("investor"):
        phrase = scene.phrase(token.index)
        if phrase is None or phrase.plural or phrase.prep is not None or token.case not in {"Nom", "Ins"}:
            continue
        low, high = scene.clause(token.index)
        named = [i for i in scene.outer if i.type in BODIES and i.by_name and not i.plural and low <= i.head < high]
        firms = [i for i in named if i.case == "Nom" or scene.tokens[i.head].text.isupper()]
        joined = [i for i in firms if i.first > token.index and _links(scene, token.index, i.first)]
        ahead = [i for i in firms if i.last <= token.index and token.case == "Ins"]
        for item in (joined or ahead)[:1]:
            yield item, token.index


def _links(scene: Scene, index: int, first: int) -> bool:
    """Between «инвестор» and the name: a dash, «выступает», «проекта»."""
    between = scene.tokens[index + 1 : first]
    return len(between) <= 5 and all(_is_link(token) for token in between)


def _is_link(token: Token) -> bool:
    if token.text in {"—", "–", "-"} or is_verb(token) or token.pos == "ADJ":
        return True
    return token.lemma in words("lexicon", "project_word") | words("lexicon", "company_noun")


# ---- on whose initiative


def on_initiative(scene: Scene) -> Iterator[Match]:
    """«по инициативе российской стороны в проекте по строительству …», «инициатором выступила монгольская сторона»."""
    for token in scene.triggers("initiative"):
        near = project_near(scene, token.index)
        before = continued(scene) if near is None else None
        project = near or (before.project if before else None)
        phrase = scene.phrase(token.index)
        if project is None or phrase is None:
            continue
        if phrase.prep == "по":
            sponsors = [i for i in scene.outer if i.first == token.index + 1 and i.type in PARTNERS and i.case == "Gen"]
        else:
            sponsors = [i for i in _nominatives(scene, token.index) if token.case == "Ins"]
        for sponsor in sponsors[:1]:
            yield Match(project.entity, sponsor, *cover(phrase.start, sponsor))


def initiates(scene: Scene) -> Iterator[Match]:
    """«Татарстан инициировал создание технопарка», «турецкая сторона предложила построить завод»."""
    for token in scene.triggers("initiate", "propose"):
        low, high = scene.clause(token.index)
        projects = [p for p in find_projects(scene) if token.index < p.first and p.head < high]
        doers = scene.doers(token.index, PARTNERS) if projects and not scene.negated(token.index) else ()
        for doer in doers[:1]:
            yield Match(projects[0].entity, doer, *cover(doer, token.index, _words(projects[0])))


def _nominatives(scene: Scene, index: int) -> list[Linked]:
    low, high = scene.clause(index)
    return [
        i for i in scene.outer if i.type in PARTNERS and i.case == "Nom" and not i.adjectival and low <= i.head < high
    ]


def _words(project: ProjectPhrase) -> tuple[int, int]:
    return project.first, project.last


RELATIONS = (
    Relation("plansProject", (plans, will_launch, plans_further)),
    Relation("implementsProject", (takes_part_in_project, carries_out, carries_out_further)),
    Relation("initiatedBy", (on_initiative, initiates)),
)
