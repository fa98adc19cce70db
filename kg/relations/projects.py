"""Projects: who plans and who carries them out, on whose initiative, with whose money, what they make."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region, speaker_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase, genitive_end, nominative, phrase_from
from kg.model import Entity, Mention, Status
from kg.relations.fields import branch_of, goods_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.project_phrases import (
    ProjectPhrase,
    find_projects,
    is_undertaken,
    plan_word,
    project_before,
    project_near,
)
from kg.relations.scene import BODIES, PARTNERS, PLACES, Scene, active
from kg.wordlists import words

_DOERS = BODIES | {"Region", "Country", "City"}


# ---- who plans, who carries out


def plans(scene: Scene) -> Iterator[Match]:
    """«в планах новые проекты по производству …», «планирует построить завод …», «предстоит создание …»."""
    for project in find_projects(scene):
        trigger = plan_word(scene, project)
        if trigger is not None:
            for subject in _planners(scene, trigger, project):
                yield Match(
                    subject, project.entity, *cover(trigger, (project.first, project.last)), status=Status.PLANNED
                )


def will_launch(scene: Scene) -> Iterator[Match]:
    """The future of a verb of launching: «компания запустит производство …», «займётся строительством завода»."""
    for doer, project, verb in _launches(scene):
        if scene.tense(verb) is Status.PLANNED and plan_word(scene, project) is None:
            yield Match(doer, project.entity, *cover(doer, verb, (project.first, project.last)), status=Status.PLANNED)


def _planners(scene: Scene, trigger: int, project: ProjectPhrase) -> list[Linked | Entity]:
    """Who plans: the subject of the plan or of the work, the plan's owner, the region that the speaker speaks for."""
    if is_verb(scene.tokens[trigger]):
        for verb in (trigger, scene.verb_above(project.head)):
            subjects = scene.subjects(verb, _DOERS) if verb is not None else ()
            single = [i for i in subjects if i.case == "Nom" and not (i.entity.collective and i.type in PLACES)]
            if single:
                return list(single)
    own = scene.genitive_of(trigger, _DOERS)
    if own:
        return list(own)
    region = speaker_region(scene.discourse, scene.sentence, project.head)
    return [region] if region is not None else []


def takes_part_in_project(scene: Scene) -> Iterator[Match]:
    """«участие ООО «Х» в проекте по строительству …», «с участием завода ведётся строительство …»."""
    for token in scene.triggers("taking_part", "attend"):
        phrase = scene.phrase(token.index)
        with_help = token.pos == "NOUN" and phrase is not None and phrase.prep == "с"
        for project in find_projects(scene):
            near = 0 < project.first - token.index <= 14
            if not near or not (with_help or _preposition_of(scene, project) in {"в", "во"}):
                continue
            own = scene.genitive_of(token.index, _DOERS) if token.pos == "NOUN" else ()
            acting = scene.actors if token.pos == "NOUN" else scene.doers
            for doer in own or (() if with_help else acting(token.index, _DOERS)):
                yield Match(doer, project.entity, *cover(doer, token.index, (project.first, project.last)))


def _preposition_of(scene: Scene, project: ProjectPhrase) -> str | None:
    phrase = scene.phrase(project.first)
    return phrase.prep if phrase else None


def carries_out(scene: Scene) -> Iterator[Match]:
    """«компания реализует проект по созданию …», «ведёт расширение фабрики», «построила фабрику …»."""
    for doer, project, verb in _launches(scene):
        status = scene.tense(verb)
        if status is not Status.PLANNED and plan_word(scene, project) is None:
            yield Match(doer, project.entity, *cover(doer, verb, (project.first, project.last)), status=status)


def _launches(scene: Scene) -> Iterator[tuple[Linked, ProjectPhrase, int]]:
    """(doer, project, verb) of each verb of launching or carrying out."""
    for token in scene.triggers("carry_out", "launch"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        low, high = scene.clause(token.index)
        projects = [p for p in find_projects(scene) if low <= p.head < high]
        behind = [p for p in projects if p.first > token.index] or projects
        for doer in scene.doers(token.index, _DOERS) if behind else ():
            inside = behind[0].first <= doer.head < behind[0].last
            if doer.case in {"Nom", "Ins"} and not inside and not (doer.entity.collective and doer.type in PLACES):
                yield doer, behind[0], token.index


# ---- on whose initiative, with whose money


def on_initiative(scene: Scene) -> Iterator[Match]:
    """«по инициативе российской стороны в проекте по строительству …», «инициатором выступила монгольская сторона»."""
    for token in scene.triggers("initiative"):
        project = project_near(scene, token.index)
        phrase = scene.phrase(token.index)
        if project is None or phrase is None:
            continue
        if phrase.prep == "по":
            sponsors = [i for i in scene.outer if i.first == token.index + 1 and i.type in PARTNERS and i.case == "Gen"]
        else:
            sponsors = [i for i in _nominatives(scene, token.index) if token.case == "Ins"]
        for sponsor in sponsors[:1]:
            yield Match(project.entity, sponsor, *cover(phrase.start, sponsor))


def _nominatives(scene: Scene, index: int) -> list[Linked]:
    low, high = scene.clause(index)
    return [
        i for i in scene.outer if i.type in PARTNERS and i.case == "Nom" and not i.adjectival and low <= i.head < high
    ]


def paid_from(scene: Scene) -> Iterator[Match]:
    """Whose money: «за счет бюджета ЕАЭС», «с привлечением механизма …», «на средства фонда», «по программе …»."""
    for start, trigger in _sources(scene):
        project = project_near(scene, trigger)
        entity = project.entity if project else project_before(scene)
        phrase = phrase_from(scene.sentence, start)
        if entity is None or phrase is None or phrase.prep is not None:
            continue
        for source, last in _financiers(scene, phrase):
            yield Match(entity, source, *cover(trigger, (phrase.first, last)))


def _sources(scene: Scene) -> Iterator[tuple[int, int]]:
    """(start of the source's words, trigger): behind «за счет», «с привлечением», «на средства», «при поддержке»."""
    texts = [token.text.lower().replace("ё", "е") for token in scene.tokens]
    for index in range(len(texts) - 1):
        pair = (texts[index], texts[index + 1])
        if pair in {
            ("за", "счет"),
            ("с", "привлечением"),
            ("на", "средства"),
            ("из", "средств"),
            ("при", "финансировании"),
        }:
            yield index + 2, index


def _financiers(scene: Scene, phrase: Phrase) -> Iterator[tuple[Entity, int]]:
    """The source in the nominative: «бюджет ЕАЭС» has the type of its owner, a fund that of a document."""
    last = genitive_end(scene.sentence, phrase)
    if scene.tokens[phrase.head].lemma == "средство":
        inner = phrase_from(scene.sentence, phrase.last)
        if inner is None or inner.prep is not None or inner.case != "Gen":
            return
        phrase, last = inner, genitive_end(scene.sentence, inner)
    named = next((i for i in scene.outer if i.first == phrase.first and i.type in BODIES), None)
    if named is not None:
        yield named.entity, named.last
        return
    lemma = scene.tokens[phrase.head].lemma
    if lemma not in words("lexicon", "fund"):
        return
    owner = next((i for i in scene.outer if phrase.last <= i.first < last and i.type in BODIES), None)
    end = owner.last if owner is not None else last
    type_ = (
        owner.type if owner is not None and owner.type in {"InternationalOrganization", "Organization"} else "Document"
    )
    yield describe(type_, nominative(scene.sentence, phrase.first, end, phrase.head)), end


def invests(scene: Scene) -> Iterator[Match]:
    """«вложил в завод 5 млн долларов», «инвестирует 588 млн рублей в производство …»."""
    for token in scene.triggers("invest"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        low, high = scene.clause(token.index)
        figure = next((m for m in scene.quantities if m.type == "Money" and low <= m.first < high), None)
        projects = [p for p in find_projects(scene) if low <= p.head < high]
        targets: list[Linked | Entity] = (
            [projects[0].entity]
            if projects
            else list(scene.after(token.index, {"Company", "Region", "City"}, {"в", "во"})[:1])
        )
        for doer in scene.subjects(token.index, _DOERS):
            for target in targets:
                words_of = (figure.first, figure.last) if figure else None
                yield Match(
                    doer,
                    target,
                    *cover(token.index, doer, words_of),
                    quantity=figure.quantity if figure else None,
                    status=scene.tense(token.index),
                )


# ---- what it makes, whom it employs, its branch


def project_makes(scene: Scene) -> Iterator[Match]:
    """«производство жестяных банок» → жестяные банки; «завод железобетонных изделий» → железобетонные изделия."""
    for project in find_projects(scene):
        start = scene.phrase(project.head)
        maker = scene.tokens[project.head].lemma in words("lexicon", "making") | words("lexicon", "plant")
        if start is not None and maker and is_undertaken(scene, project):
            for item in goods_from(scene, start.last)[:1]:
                yield Match(project.entity, item.entity, *cover(project.head, (item.first, item.last)))


def company_makes(scene: Scene) -> Iterator[Match]:
    """«завод выпускает тракторы и прицепы»."""
    for token in scene.triggers("make"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        doers = [i for i in scene.subjects(token.index, {"Company", "Region", "Organization"}) if i.case == "Nom"]
        for doer in doers[:1]:
            for item in goods_from(scene, token.index + 1, ("Acc",)):
                yield Match(
                    doer,
                    item.entity,
                    *cover(doer, token.index, (item.first, item.last)),
                    status=scene.tense(token.index),
                )


def project_branch(scene: Scene) -> Iterator[Match]:
    """The branch that an adjective of the project names: «текстильный кластер», «молочный завод»."""
    for project in find_projects(scene):
        for index in range(project.first, project.head):
            branch = branch_of(scene.tokens[index].lemma)
            if branch is not None and is_undertaken(scene, project):
                yield Match(project.entity, branch, index, project.head + 1)


def creates_jobs(scene: Scene) -> Iterator[Match]:
    """«на заводе создадут 120 рабочих мест», «Появятся 150 рабочих мест» of the project just spoken of."""
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit != "рабочее место":
            continue
        verb = scene.verb_above(figure.head)
        if verb is not None and (scene.negated(verb) or scene.tokens[verb].lemma in words("lexicon", "cut")):
            continue
        project = project_near(scene, figure.head)
        company = next((i for i in scene.outer if i.type == "Company"), None)
        place = focus_region(scene.discourse, scene.sentence, figure.head)
        subject: Linked | Entity | None = (
            (project.entity if project else None) or project_before(scene) or company or place
        )
        if subject is not None:
            yield Match(subject, describe("Quantity", "рабочие места"), *_words(figure), quantity=figure.quantity)


def company_launches_making(scene: Scene) -> Iterator[Match]:
    """«завод наладит выпуск 12 видов экскаваторов», «займётся выпуском техники»."""
    for token in scene.triggers("making"):
        verb = scene.verb_above(token.index)
        if verb is None or active(scene.tokens[verb]) not in words("lexicon", "launch") or scene.negated(verb):
            continue
        figure = next((m for m in scene.quantities if m.first == token.index + 1 and m.normal), None)
        goods = goods_from(scene, figure.last if figure else token.index + 1)
        doers = [i for i in scene.subjects(verb, {"Company"}) if i.case == "Nom" and not i.plural]
        for doer in doers[:1]:
            for item in goods:
                yield Match(
                    doer,
                    item.entity,
                    *cover(doer, token.index, (item.first, item.last)),
                    quantity=figure.quantity if figure else None,
                    status=scene.tense(verb),
                )


def _words(figure: Mention) -> tuple[int, int]:
    return figure.first, figure.last


RELATIONS = (
    Relation("plansProject", (plans, will_launch)),
    Relation("implementsProject", (takes_part_in_project, carries_out)),
    Relation("initiatedBy", (on_initiative,)),
    Relation("financedBy", (paid_from,)),
    Relation("investsIn", (invests,)),
    Relation("produces", (project_makes, company_makes, company_launches_making)),
    Relation("projectInIndustry", (project_branch,)),
    Relation("jobsCreated", (creates_jobs,)),
)
