"""The projects that a text names: «строительство скоростной дороги», «проекты по производству банок», «завод нитей»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase, conjuncts, genitive_end, nominative, phrase_from
from kg.model import Entity
from kg.relations.scene import BODIES, PLACES, Scene, active
from kg.wordlists import words


@dataclass(frozen=True, slots=True)
class ProjectPhrase:
    """A project that the text names, and its words; `head` is the noun of the work or the site."""

    entity: Entity
    first: int
    last: int
    head: int


def find_projects(scene: Scene) -> Iterator[ProjectPhrase]:
    """The projects of a sentence, left to right; a bare «проект» is none."""
    taken = -1
    for phrase in scene.phrases:
        if phrase.head <= taken:
            continue
        for project in _read(scene, phrase):
            taken = max(taken, project.last - 1)
            yield project


def project_near(scene: Scene, index: int) -> ProjectPhrase | None:
    """The project of the sentence that stands nearest to a token."""
    return min(find_projects(scene), key=lambda project: abs(project.head - index), default=None)


def project_before(scene: Scene) -> Entity | None:
    """The project that the sentences just before speak of, where there is one only."""
    for index in range(scene.sentence.index - 1, max(-1, scene.sentence.index - 3), -1):
        earlier = Scene(scene.discourse, scene.discourse.sentences[index])
        found = [project for project in find_projects(earlier) if is_undertaken(earlier, project)]
        if found:
            return found[0].entity if len({project.entity.iri for project in found}) == 1 else None
    return None


def plan_word(scene: Scene, project: ProjectPhrase) -> int | None:
    """The word that makes a project a plan: in its clause, or «Планируется, что …» before it."""
    low, high = scene.clause(project.head)
    for token in scene.tokens[low:high]:
        if _plans(scene, token.index) and token.index != project.head:
            return token.index
        if (
            token.lemma in words("lexicon", "plan_noun")
            and token.index < project.first
            and _governed(scene, token.index)
        ):
            return token.index
    before = scene.tokens[max(0, low - 4) : low]
    outer = next((token for token in reversed(before) if _plans(scene, token.index)), None)
    return outer.index if outer is not None and scene.tokens[low].text.lower() == "что" else None


def is_undertaken(scene: Scene, project: ProjectPhrase) -> bool:
    """Whether the text makes it a project: a plan, «проект по …», work that somebody launches or carries out."""
    phrase = scene.phrase(project.first)
    if (phrase is not None and scene.tokens[phrase.head].lemma == "проект") or plan_word(scene, project) is not None:
        return True
    verb = scene.verb_above(project.head)
    if verb is None:
        return False
    return active(scene.tokens[verb]) in words("lexicon", "launch")


def _plans(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    wanted = words("lexicon", "plan")
    verbal = is_verb(token) or token.pos == "ADJ"
    denied = index > 0 and scene.tokens[index - 1].text.lower() == "не"
    return verbal and (token.lemma in wanted or active(token) in wanted) and not denied


def _governed(scene: Scene, index: int) -> bool:
    """«в планах», «о намерении»: under a preposition, not «план» as a document."""
    phrase = scene.phrase(index)
    return phrase is not None and phrase.prep in {"в", "о", "на"}


def _read(scene: Scene, phrase: Phrase) -> Iterator[ProjectPhrase]:
    lemma = scene.tokens[phrase.head].lemma
    following = phrase_from(scene.sentence, phrase.last)
    if lemma == "проект" and following is not None and following.prep == "по":
        for work in conjuncts(scene.sentence, following, ("для",)):
            if scene.tokens[work.head].lemma in words("lexicon", "project_work"):
                yield _named(scene, work, phrase.first)
    elif lemma in words("lexicon", "project_work") | words("lexicon", "project_site") and not _is_body(scene, phrase):
        if (
            following is not None
            and following.prep is None
            and following.case == "Gen"
            or following is not None
            and following.prep == "по"
            and lemma in words("lexicon", "project_site")
            or lemma in words("lexicon", "project_site")
            and not phrase.plural
            and _is_kind(scene, phrase)
        ):
            yield _named(scene, phrase, phrase.first)
        elif following is not None and following.prep in {"в", "во"} and _is_place(scene, following):
            yield from _past_place(scene, phrase, following)


def _past_place(scene: Scene, phrase: Phrase, place: Phrase) -> Iterator[ProjectPhrase]:
    """«выпуска в области кормоуборочных комбайнов»: the place stands between the work and its object."""
    inner = phrase_from(scene.sentence, place.last)
    if inner is None or inner.prep is not None or inner.case != "Gen":
        return
    last = genitive_end(scene.sentence, inner)
    work = nominative(scene.sentence, phrase.head, phrase.head + 1, phrase.head)
    start = scene.tokens[inner.first].span.start - scene.sentence.span.start
    stop = scene.tokens[last - 1].span.stop - scene.sentence.span.start
    entity = describe("Project", f"{work} {scene.sentence.text[start:stop]}")
    yield ProjectPhrase(entity, phrase.first, last, phrase.head)


def _is_place(scene: Scene, phrase: Phrase) -> bool:
    return any(item.type in PLACES and item.first <= phrase.head < item.last for item in scene.outer)


def _is_kind(scene: Scene, phrase: Phrase) -> bool:
    """«швейная фабрика», «логистический центр»: an adjective that tells what it is for."""
    if phrase.prep == "для":
        return False
    telling = [
        token
        for token in scene.tokens[phrase.first : phrase.head]
        if token.pos == "ADJ" and token.lemma not in words("lexicon", "vague_modifier")
    ]
    places = {item.head for item in scene.linked if item.adjectival}
    return any(token.index not in places for token in telling)


def _is_body(scene: Scene, phrase: Phrase) -> bool:
    """An organisation's own name is no project."""
    return any(item.first <= phrase.head < item.last and item.type in BODIES and item.by_name for item in scene.linked)


def _named(scene: Scene, phrase: Phrase, first: int) -> ProjectPhrase:
    last = genitive_end(scene.sentence, phrase)
    linked = phrase_from(scene.sentence, last)
    if (
        linked is not None
        and linked.prep == "по"
        and scene.tokens[linked.head].lemma in words("lexicon", "project_work")
    ):
        last = genitive_end(scene.sentence, linked)  # «линия по переработке волокна»
    start = next((i for i in range(phrase.first, phrase.head + 1) if _names(scene, i)), phrase.head)
    name = nominative(scene.sentence, start, last, phrase.head)
    return ProjectPhrase(describe("Project", name), first, last, phrase.head)


def _names(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return token.pos not in {"DET", "NUM"} and token.lemma not in words("lexicon", "vague_modifier")
