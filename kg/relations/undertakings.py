"""Undertakings: the projects that a text plans, starts or carries out, who does so, and how later sentences go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb
from kg.language.phrases import cases_of, conjuncts
from kg.model import Status, Token
from kg.relations.project_phrases import ProjectPhrase, find_projects, plan_word, project_nouns
from kg.relations.scene import BODIES, PLACES, Scene, once
from kg.wordlists import words

_ACTORS = frozenset({"Company"})
DOERS = BODIES | {"Region", "Country", "City"}


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A project, the word that starts or plans it, how far it has come, and who does it (empty where unsaid)."""

    project: ProjectPhrase
    trigger: int
    status: Status
    doers: tuple[Linked, ...] = ()


@once
@once
def undertakings(scene: Scene) -> Iterator[Undertaking]:
    """The projects of a sentence that somebody plans, starts or carries out, left to right."""
    found: dict[int, Undertaking] = {}
    for project in find_projects(scene):
        word = plan_word(scene, project)
        if word is not None:
            found[project.first] = Undertaking(project, word, Status.PLANNED, planners(scene, word, project))
    for verb, project in launches(scene):
        if project.first not in found:
            doers = () if _offered(scene, verb) else launchers(scene, verb, project)
            found[project.first] = Undertaking(project, verb.index, status_of(scene, verb), doers)
    for verb, project in _paid_for(scene):
        if project.first not in found:
            status = Status.DONE if verb.feats.get("Tense") == "Past" else Status.PLANNED
            doers = launchers(scene, verb, project) if verb.lemma in words("lexicon", "invest") else ()
            found[project.first] = Undertaking(project, verb.index, status, doers)
    for project in find_projects(scene):
        new = _newness(scene, project) if project.first not in found else None
        if new is not None:
            found[project.first] = Undertaking(project, project.first, new, _owner(scene, project))
    yield from (found[first] for first in sorted(found))


def status_of(scene: Scene, verb: Token) -> Status:
    """How far what a verb says has come; «организует» is still to come, «строящийся» under way."""
    if is_participle(verb):
        return Status.DONE if verb.feats.get("Tense") == "Past" else Status.UNDERWAY
    soon = any(t.text.lower() in {"будет", "будут"} for t in scene.tokens[max(0, verb.index - 3) : verb.index])
    biaspectual = verb.lemma in words("lexicon", "biaspectual") and verb.feats.get("Tense") != "Past"
    if soon or biaspectual:
        return Status.PLANNED
    return scene.tense(verb.index)


def _paid_for(scene: Scene) -> Iterator[tuple[Token, ProjectPhrase]]:
    """«инвестирует 40 млн долларов в строительство фабрики», «даст кредит на строительство»."""
    for token in scene.triggers("invest", "lend"):
        low, high = scene.clause(token.index)
        inside = [p for p in find_projects(scene) if low <= p.head < high]
        aims = [p for p in inside if _under(scene, p) in {"в", "на"}]
        if aims and is_verb(token) and not scene.negated(token.index):
            yield token, aims[0]


def _offered(scene: Scene, verb: Token) -> bool:
    """«предложила создать», «готова построить»: nobody has decided yet."""
    before = scene.tokens[max(0, verb.index - 3) : verb.index]
    infinitive = verb.feats.get("VerbForm") == "Inf"
    return infinitive and any(token.lemma in words("lexicon", "offer") for token in before)


def _under(scene: Scene, project: ProjectPhrase) -> str | None:
    phrase = scene.phrase(project.first)
    return phrase.prep if phrase is not None else None


def _is_argument(scene: Scene, project: ProjectPhrase) -> bool:
    """Its subject or object, not «в производстве труб»."""
    phrase = scene.phrase(project.first)
    return phrase is None or (phrase.prep in {None, "к"} and phrase.case != "Loc")


def _newness(scene: Scene, project: ProjectPhrase) -> Status | None:
    """«будущий завод кабеля», «мощность нового завода труб составит …»."""
    lemmas = {token.lemma for token in scene.tokens[project.first : project.head]}
    if not lemmas & words("lexicon", "nascent"):
        return None
    verb = scene.verb_above(project.head)
    return scene.tense(verb) if verb is not None else Status.UNDERWAY


@once
def launches(scene: Scene) -> Iterator[tuple[Token, ProjectPhrase]]:
    """(verb, project) of each verb of launching or carrying out: «строит завод», «началось строительство»."""
    projects = list(find_projects(scene))
    for token in scene.triggers("carry_out", "launch") if projects else ():
        if scene.negated(token.index):
            continue
        if is_participle(token):
            own = [p for p in projects if _describes(scene, token, p)]
        elif is_verb(token):
            low, high = scene.clause(token.index)
            inside = [p for p in projects if low <= p.head < high and _is_argument(scene, p)]
            own = [p for p in inside if p.first > token.index] or inside
        else:
            own = []
        if own:
            yield from ((token, one) for one in own if one is own[0] or _listed(scene, own[0], one))


def _listed(scene: Scene, first: ProjectPhrase, other: ProjectPhrase) -> bool:
    """«завод кабеля и логистический центр»."""
    phrase = scene.phrase(first.head)
    return phrase is not None and any(other.head == one.head for one in conjuncts(scene.sentence, phrase, ("по",)))


def _describes(scene: Scene, participle: Token, project: ProjectPhrase) -> bool:
    """«строящийся в Шымкенте завод кабеля», «завод кабеля, построенный компанией «Х»»."""
    if participle.head == project.head:
        return True
    before = 0 <= project.first - participle.index <= 1
    behind = scene.tokens[participle.index - 1].text == "," and project.last == participle.index - 1
    return before or (behind and participle.case == scene.tokens[project.head].case)


def planners(scene: Scene, trigger: int, project: ProjectPhrase) -> tuple[Linked, ...]:
    """Who plans: the subject of the plan or of the work, the plan's owner."""
    gapped = _after_dash(scene, trigger, project)
    if gapped:
        return gapped
    if is_verb(scene.tokens[trigger]):
        for verb in (trigger, scene.verb_above(project.head)):
            subjects = scene.subjects(verb, DOERS) if verb is not None else ()
            subjects = subjects or (beside(scene, scene.tokens[verb]) if verb is not None else ())
            single = [i for i in subjects if i.case == "Nom" and _acts(i) and not _inside(i, project)]
            if single:
                return tuple(single)
    own = scene.genitive_of(trigger, DOERS) or _owner(scene, project) or _inverted(scene, trigger, project)
    return own or _announcer(scene, trigger, project)


def _after_dash(scene: Scene, trigger: int, project: ProjectPhrase) -> tuple[Linked, ...]:
    """«А думает о заводе труб, Б — о заводе нитей»: the second plan is of who stands before the dash."""
    firms = [i for i in scene.outer if i.type in BODIES and trigger < i.first and i.last < project.first]
    return tuple(i for i in firms if scene.tokens[i.last].text in {"—", "–"} and project.first - i.last <= 3)


def _announcer(scene: Scene, trigger: int, project: ProjectPhrase) -> tuple[Linked, ...]:
    """«о намерении открыть производство заявила одна из компаний»: who speaks of his own plan."""
    low, high = scene.clause(trigger)
    verbs = [t for t in scene.tokens[low:high] if t.feats.get("VerbForm") == "Fin"]
    found = [i for verb in verbs[:1] for i in scene.subjects(verb.index, BODIES) or beside(scene, verb)]
    return tuple(i for i in found if i.case == "Nom" and not _inside(i, project))[:1]


def launchers(scene: Scene, verb: Token, project: ProjectPhrase) -> tuple[Linked, ...]:
    """Who builds: the doer of the verb, else the firm in the genitive behind the project."""
    doers = () if is_participle(verb) else scene.doers(verb.index, DOERS) or beside(scene, verb)
    found = [i for i in doers if (i.case == "Ins" or _may_act(scene, i)) and _acts(i)]
    found = [i for i in found if not _inside(i, project)]
    named = tuple(found) or _agents(scene, verb, project) or _owner(scene, project)
    passive = is_participle(verb) or verb.feats.get("Voice") in {"Pass", "Mid"}
    return named or (() if passive else _inverted(scene, verb.index, project))


def _inverted(scene: Scene, trigger: int, project: ProjectPhrase) -> tuple[Linked, ...]:
    """«Предприятие по сборке комбайнов собираются создать Тульская область и Кыргызстан»: who acts stands last."""
    _, high = scene.clause(trigger)
    if project.last > trigger or not is_verb(scene.tokens[trigger]):
        return ()
    behind = [i for i in scene.outer if trigger < i.first < high and i.type in DOERS and i.prep is None]
    first = next((i for i in behind if _may_act(scene, i) and _acts(i)), None)
    return tuple(i for i in scene.conjoined(first) if i.type in DOERS) if first is not None else ()


def beside(scene: Scene, verb: Token) -> tuple[Linked, ...]:
    """The only firm in the nominative around an active verb: «его резидент, компания «Х», построила …»."""
    if verb.feats.get("Voice") == "Pass" or verb.feats.get("VerbForm") != "Fin" or verb.number == "Plur":
        return ()
    low, high = scene.clause(verb.index)
    firms = [i for i in scene.outer if i.type in _ACTORS and i.prep is None and not i.plural and _may_act(scene, i)]
    inside = [i for i in firms if low <= i.head < high] or [i for i in firms if i.last <= verb.index and i.by_name]
    return tuple(inside[:1]) if len({i.entity.iri for i in inside}) == 1 else ()


def _may_act(scene: Scene, item: Linked) -> bool:
    """In the nominative, or in a form that is that too: «запустит акционерное общество «Х»»."""
    return item.case == "Nom" or (item.case == "Acc" and "Nom" in cases_of(scene.tokens[item.head]))


def _agents(scene: Scene, verb: Token, project: ProjectPhrase) -> tuple[Linked, ...]:
    """The instrumental right behind a participle: «построенный компанией «Х»»."""
    if verb.feats.get("Voice") != "Pass":
        return ()
    near = [i for i in scene.outer if i.case == "Ins" and i.prep is None and 0 < i.first - verb.index <= 4]
    return tuple(i for i in near[:1] if i.type in BODIES and not _inside(i, project))


def _owner(scene: Scene, project: ProjectPhrase) -> tuple[Linked, ...]:
    """«строительство завода компании «Х»»."""
    firms = [i for i in scene.outer if i.type == "Company" and i.first == project.last and not i.plural]
    return tuple(i for i in firms if i.case == "Gen" and i.prep is None and i.by_name)


def _acts(item: Linked) -> bool:
    return not item.adjectival and not (item.entity.collective and item.type in PLACES)


def _inside(item: Linked, project: ProjectPhrase) -> bool:
    return project.first <= item.head < project.last


# ---- what the sentences before speak of


def earlier(scene: Scene, *, within: int = 3) -> tuple[Undertaking, ...]:
    """The undertakings of the last sentence that has one, of the few before this one."""
    for index in range(scene.sentence.index - 1, max(-1, scene.sentence.index - 1 - within), -1):
        found = undertakings(scene.at(index))
        if found:
            return found
    return ()


def continued(scene: Scene) -> Undertaking | None:
    """The one undertaking that the sentences before speak of; its doers looked for further back where unsaid."""
    found = earlier(scene)
    return found[0] if len({one.project.entity.iri for one in found}) == 1 else None


def spoken_of(scene: Scene, index: int) -> Undertaking | None:
    """The undertaking that a noun or pronoun stands for: «предприятие», «проект», «он»."""
    token = scene.tokens[index]
    found = tuple(one for one in undertakings(scene) if one.project.last <= index) or earlier(scene)
    if token.pos == "PRON":
        alike = [one for one in found if token.lemma in _pronouns(one)]
    elif _is_bare(scene, index):
        alike = [one for one in found if _may_mean(token.lemma, one.project.nouns)]
    else:
        alike = []
    return alike[0] if len({one.project.entity.iri for one in alike}) == 1 else None


def _pronouns(one: Undertaking) -> frozenset[str]:
    return frozenset({{"Masc": "он", "Fem": "она", "Neut": "оно"}.get(one.project.gender or "", "")})


def _is_bare(scene: Scene, index: int) -> bool:
    """Without a complement of its own, and without modifiers that tell it apart."""
    phrase = scene.phrase(index)
    if phrase is None or phrase.head != index or phrase.plural or phrase.last != index + 1:
        return False
    if any(i.first <= index < i.last and i.by_name for i in scene.linked):
        return False
    vague = words("lexicon", "vague_modifier")
    modifiers = [scene.tokens[i] for i in range(phrase.first, index)]
    following = scene.tokens[index + 1] if index + 1 < len(scene.tokens) else None
    owned = following is not None and following.case == "Gen" and following.pos in {"NOUN", "ADJ", "PROPN"}
    return not owned and all(token.pos == "DET" or token.lemma in vague for token in modifiers)


def _may_mean(lemma: str, nouns: frozenset[str]) -> bool:
    """«проект» any; «завод» a завод; «предприятие» any plant."""
    if lemma in words("lexicon", "project_word") or lemma in nouns:
        return True
    return lemma in words("lexicon", "plant_word") and bool(nouns & project_nouns())


def involved(one: Undertaking) -> tuple[Linked, ...]:
    """The firms and bodies that do it, not the regions."""
    return tuple(doer for doer in one.doers if doer.type in BODIES)
