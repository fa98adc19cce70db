"""Projects: who plans and who carries them out, on whose initiative, with whose money, what they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.coreference import focus_region, speaker_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase, conjuncts, genitive_end, nominative, phrase_from
from kg.model import Entity, Mention, Status
from kg.relations.fields import goods_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import BODIES, PARTNERS, PLACES, Scene
from kg.wordlists import words

_DOERS = BODIES | {"Region", "Country", "City"}


@dataclass(frozen=True, slots=True)
class ProjectPhrase:
    """A project that the text names, and its words; `head` is the noun of the work or the site."""

    entity: Entity
    first: int
    last: int
    head: int


def find_projects(scene: Scene) -> Iterator[ProjectPhrase]:
    """«проекты по производству жестяных банок», «строительство дороги», «завод полиэфирных нитей», left to right."""
    taken = -1
    for phrase in scene.phrases:
        if phrase.head <= taken:
            continue
        for project in _read_project(scene, phrase):
            taken = max(taken, project.last - 1)
            yield project


def _read_project(scene: Scene, phrase: Phrase) -> Iterator[ProjectPhrase]:
    lemma = scene.tokens[phrase.head].lemma
    following = phrase_from(scene.sentence, phrase.last)
    if lemma == "проект" and following is not None and following.prep == "по":
        for work in conjuncts(scene.sentence, following, ("для",)):
            if scene.tokens[work.head].lemma in words("lexicon", "project_work"):
                yield _named(scene, work, phrase.first)
    elif lemma in words("lexicon", "project_work") | words("lexicon", "project_site"):
        complement = following is not None and following.prep is None and following.case == "Gen"
        by_what = following is not None and following.prep == "по" and lemma in words("lexicon", "project_site")
        if (complement or by_what) and not _is_body(scene, phrase):
            yield _named(scene, phrase, phrase.first)


def _is_body(scene: Scene, phrase: Phrase) -> bool:
    """An organisation's own name is no project."""
    return any(item.first <= phrase.head < item.last and item.type in BODIES and item.by_name for item in scene.linked)


def _named(scene: Scene, phrase: Phrase, first: int) -> ProjectPhrase:
    last = genitive_end(
        scene.sentence, phrase, ("по",) if scene.tokens[phrase.head].lemma in words("lexicon", "project_site") else ()
    )
    start = next(
        (i for i in range(phrase.first, phrase.head + 1) if scene.tokens[i].pos not in {"DET", "NUM"}), phrase.head
    )
    name = nominative(scene.sentence, start, last, phrase.head)
    return ProjectPhrase(describe("Project", name), first, last, phrase.head)


# ---- who plans, who carries out


def plans(scene: Scene) -> Iterator[Match]:
    """«в планах новые проекты по производству …», «планирует построить завод …», «предстоит создание …»."""
    for project in find_projects(scene):
        trigger = _plan_word(scene, project)
        if trigger is None:
            continue
        for subject in _planners(scene, trigger, project):
            yield Match(subject, project.entity, *cover(trigger, (project.first, project.last)), status=Status.PLANNED)


def _plan_word(scene: Scene, project: ProjectPhrase) -> int | None:
    """The word that makes a project a plan, in its clause."""
    low, high = scene.clause(project.head)
    for token in scene.tokens[low:high]:
        if (
            token.lemma in words("lexicon", "plan")
            and (is_verb(token) or token.pos == "ADJ")
            and not _negated(scene, token.index)
        ):
            return token.index
        if (
            token.lemma in {"план", "намерение", "перспектива"}
            and token.index < project.first
            and _preposition(scene, token.index) in {"в", "о", "на"}
        ):
            return token.index
    return None


def _preposition(scene: Scene, index: int) -> str | None:
    phrase = scene.phrase(index)
    return phrase.prep if phrase else None


def _planners(scene: Scene, trigger: int, project: ProjectPhrase) -> list[Linked | Entity]:
    token = scene.tokens[trigger]
    if is_verb(token):
        subjects = [i for i in scene.subjects(trigger, _DOERS) if not (i.entity.collective and i.type in PLACES)]
        if subjects:
            return list(subjects)
    own = scene.genitive_of(trigger, _DOERS)
    if own:
        return list(own)
    region = speaker_region(scene.discourse, scene.sentence, project.head)
    return [region] if region is not None else []


def takes_part_in_project(scene: Scene) -> Iterator[Match]:
    """«участие ООО «Х» в проекте по строительству …», «завод участвует в создании …»."""
    for project in find_projects(scene):
        for token in scene.triggers("taking_part", "attend"):
            if not (0 < project.first - token.index <= 14) or _preposition_of(scene, project) not in {"в", "во"}:
                continue
            doers = (
                scene.genitive_of(token.index, _DOERS) if token.pos == "NOUN" else scene.subjects(token.index, _DOERS)
            )
            if token.pos == "NOUN" and not doers:
                doers = scene.actors(token.index, _DOERS)
            for doer in doers:
                yield Match(doer, project.entity, *cover(doer, token.index, (project.first, project.last)))


def _preposition_of(scene: Scene, project: ProjectPhrase) -> str | None:
    phrase = scene.phrase(project.first)
    return phrase.prep if phrase else None


def carries_out(scene: Scene) -> Iterator[Match]:
    """«компания реализует проект по созданию …», «завод наладит выпуск …», «построила фабрику …»."""
    for token in scene.triggers("carry_out", "launch"):
        if not is_verb(token) or _negated(scene, token.index):
            continue
        low, high = scene.clause(token.index)
        projects = [p for p in find_projects(scene) if low <= p.head < high and p.first > token.index]
        if not projects or _plan_word(scene, projects[0]) is not None:
            continue
        for doer in scene.subjects(token.index, _DOERS):
            if doer.case == "Nom" and not (doer.entity.collective and doer.type in PLACES):
                yield Match(
                    doer,
                    projects[0].entity,
                    *cover(doer, token.index, (projects[0].first, projects[0].last)),
                    status=_tense(scene, token.index),
                )


def _tense(scene: Scene, verb: int) -> Status:
    feats = scene.tokens[verb].feats
    if feats.get("Tense") == "Past":
        return Status.DONE
    if feats.get("Aspect") == "Perf" or feats.get("Tense") == "Fut":
        return Status.PLANNED
    return Status.UNDERWAY


def _negated(scene: Scene, index: int) -> bool:
    return index > 0 and scene.tokens[index - 1].text.lower() == "не"


# ---- on whose initiative, with whose money


def on_initiative(scene: Scene) -> Iterator[Match]:
    """«по инициативе российской стороны в проекте по строительству …»."""
    for token in scene.tokens:
        if token.lemma != "инициатива" or _preposition(scene, token.index) != "по":
            continue
        project = _project_near(scene, token.index)
        sponsors = [i for i in scene.outer if i.first == token.index + 1 and i.type in PARTNERS and i.case == "Gen"]
        if project is not None and sponsors:
            yield Match(project.entity, sponsors[0], *cover(token.index - 1, sponsors[0]))


def _project_near(scene: Scene, index: int) -> ProjectPhrase | None:
    return min(find_projects(scene), key=lambda project: abs(project.head - index), default=None)


def paid_from(scene: Scene) -> Iterator[Match]:
    """Whose money: «за счет бюджета ЕАЭС», «с привлечением механизма …», «на средства фонда», «по программе …»."""
    for start, trigger in _sources(scene):
        project = _project_near(scene, trigger)
        phrase = phrase_from(scene.sentence, start)
        if project is None or phrase is None or phrase.prep is not None:
            continue
        for source, last in _financiers(scene, phrase):
            yield Match(project.entity, source, *cover(trigger, (phrase.first, last)))


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
    """The source in the nominative: «бюджет ЕАЭС» takes the type of its owner, a fund or programme that of a document."""
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
        if not is_verb(token) or _negated(scene, token.index):
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
                    status=_tense(scene, token.index),
                )


# ---- what it makes, whom it employs, its branch


def project_makes(scene: Scene) -> Iterator[Match]:
    """«производство жестяных банок» → жестяные банки; «завод железобетонных изделий» → железобетонные изделия."""
    for project in find_projects(scene):
        lemma = scene.tokens[project.head].lemma
        start = scene.phrase(project.head)
        if start is None or lemma not in words("lexicon", "making") | {"завод", "фабрика", "комбинат"}:
            continue
        if not _stated(scene, project):
            continue
        for item in goods_from(scene, start.last)[:1]:
            yield Match(project.entity, item.entity, *cover(project.head, (item.first, item.last)))


def _stated(scene: Scene, project: ProjectPhrase) -> bool:
    """Whether the text makes it a project: a plan, «проект по …», or work that somebody carries out."""
    phrase = scene.phrase(project.first)
    if phrase is not None and scene.tokens[phrase.head].lemma == "проект":
        return True
    if _plan_word(scene, project) is not None:
        return True
    verb = scene.verb_above(project.head)
    return verb is not None and scene.tokens[verb].lemma in words("lexicon", "launch") and project.first > verb


def company_makes(scene: Scene) -> Iterator[Match]:
    """«завод выпускает тракторы и прицепы»."""
    for token in scene.triggers("make"):
        if not is_verb(token) or _negated(scene, token.index):
            continue
        doers = [i for i in scene.subjects(token.index, {"Company", "Region", "Organization"}) if i.case == "Nom"]
        for doer in doers[:1]:
            for item in goods_from(scene, token.index + 1, ("Acc",)):
                yield Match(
                    doer,
                    item.entity,
                    *cover(doer, token.index, (item.first, item.last)),
                    status=_tense(scene, token.index),
                )


def creates_jobs(scene: Scene) -> Iterator[Match]:
    """«создано 120 рабочих мест»."""
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit != "рабочее место":
            continue
        project = _project_near(scene, figure.head)
        company = next((i for i in scene.outer if i.type == "Company"), None)
        subject: Linked | Entity | None = (
            project.entity if project else company or focus_region(scene.discourse, scene.sentence, figure.head)
        )
        if subject is not None:
            yield Match(subject, describe("Quantity", "рабочие места"), *_words(figure), quantity=figure.quantity)


def _words(figure: Mention) -> tuple[int, int]:
    return figure.first, figure.last


RELATIONS = (
    Relation("plansProject", (plans,)),
    Relation("implementsProject", (takes_part_in_project, carries_out)),
    Relation("initiatedBy", (on_initiative,)),
    Relation("financedBy", (paid_from,)),
    Relation("investsIn", (invests,)),
    Relation("produces", (project_makes, company_makes)),
    Relation("jobsCreated", (creates_jobs,)),
)
