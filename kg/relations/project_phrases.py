"""The projects that a text names: «строительство скоростной дороги», «проекты по производству банок», «завод нитей»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.genitive import genitive
from kg.language.phrases import Phrase, cases_of, conjuncts, genitive_end, nominative, phrase_from
from kg.mentions.span import text_of
from kg.model import Entity
from kg.relations.pattern import cover
from kg.relations.scene import BODIES, PLACES, Scene, active, once
from kg.wordlists import words


@dataclass(frozen=True, slots=True)
class ProjectPhrase:
    """A project that the text names, and its words; `head` is the noun of the work or the site.

    `nouns` are the lemmas of the works and sites in its name, `gender` that of the site, else of the work.
    """

    entity: Entity
    first: int
    last: int
    head: int
    nouns: frozenset[str] = frozenset()
    gender: str | None = None


@once
def find_projects(scene: Scene) -> Iterator[ProjectPhrase]:
    """The projects of a sentence, left to right; a bare «проект» is none."""
    taken = -1
    for phrase in scene.phrases:
        if phrase.head <= taken:
            continue
        for project in _read(scene, phrase):
            taken = max(taken, project.last - 1)
            yield project
    yield from _made_by_verb(scene)


def _made_by_verb(scene: Scene) -> Iterator[ProjectPhrase]:
    """«намерен выпускать биотопливо», «вагоны начнут собирать …»: named by the noun, «производство биотоплива»."""
    for token in scene.triggers("to_make"):
        if token.feats.get("VerbForm") != "Inf" or not _is_intended(scene, token.index):
            continue
        goods = _object_of(scene, token.index)
        if goods is not None:
            last = genitive_end(scene.sentence, goods, ("из",))
            made = nominative(scene.sentence, goods.first, last, goods.head)
            made = made[:1].lower() + made[1:] if goods.first == 0 else made
            name = f"производство {genitive(made)}"
            words_of = cover(token.index, (goods.first, last))
            yield ProjectPhrase(describe("Project", name), *words_of, token.index, frozenset({"производство"}), "Neut")


def _is_intended(scene: Scene, index: int) -> bool:
    """Behind a plan or a beginning: «намерен», «начнут», «планирует начать»."""
    before = scene.tokens[max(0, index - 3) : index]
    wanted = words("lexicon", "plan") | words("lexicon", "begin_making")
    past = any(token.feats.get("Tense") == "Past" and token.lemma not in words("lexicon", "plan") for token in before)
    return not past and any(token.lemma in wanted for token in before)


def _object_of(scene: Scene, verb: int) -> Phrase | None:
    """What is to be made: right behind the verb, else at the head of the clause."""
    low, _ = scene.clause(verb)
    for start in (verb + 1, low):
        phrase = phrase_from(scene.sentence, start)
        if phrase is not None and phrase.prep is None and {"Acc", "Nom"} & cases_of(scene.tokens[phrase.head]):
            named = any(i.first <= phrase.head < i.last for i in scene.outer if i.type != "Industry")
            if not named and scene.tokens[phrase.head].lemma not in words("lexicon", "not_field"):
                return phrase
    return None


def project_near(scene: Scene, index: int) -> ProjectPhrase | None:
    """The project of the sentence that stands nearest to a token."""
    return min(find_projects(scene), key=lambda project: abs(project.head - index), default=None)


@cache
def project_nouns() -> frozenset[str]:
    """The nouns of plants and other sites."""
    return words("lexicon", "project_site") | words("lexicon", "project_kind")


def plan_word(scene: Scene, project: ProjectPhrase) -> int | None:
    """The word that makes a project a plan: in its clause, or «Планируется, что …» before it."""
    low, high = scene.clause(project.head)
    for token in scene.tokens[low:high]:
        if _plans(scene, token.index) and token.index != project.head and _is_to_build(scene, token.index, project):
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


def _is_to_build(scene: Scene, plan: int, project: ProjectPhrase) -> bool:
    """Whether what is planned is to build or to make, not «намерен купить мельницу», «планирует посетить завод»."""
    _, high = scene.clause(plan)
    following = scene.tokens[plan + 1 : max(plan + 1, min(project.head + 1, high) if project.head > plan else plan + 4)]
    infinitive = next((t for t in following if t.feats.get("VerbForm") == "Inf"), None)
    building = ("launch", "carry_out", "invest", "lend", "to_make", "undertake", "plan")
    return infinitive is None or any(infinitive.lemma in words("lexicon", group) for group in building)


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
    if lemma in words("lexicon", "project_noun") and following is not None and following.prep == "по":
        for work in conjuncts(scene.sentence, following, ("для",)):
            if scene.tokens[work.head].lemma in words("lexicon", "project_work"):
                yield _named(scene, work, phrase.first)
        return
    if lemma in words("lexicon", "site_work") and following is not None and following.case == "Gen":
        if following.prep is None and scene.tokens[following.head].lemma in project_nouns():
            yield _named(scene, phrase, phrase.first)
        return
    site = lemma in project_nouns()
    if not (site or lemma in words("lexicon", "project_work")) or _is_body(scene, phrase):
        return
    if _tells(scene, phrase, following) or (site and _is_kind(scene, phrase)):
        yield _named(scene, phrase, phrase.first)
    elif site and (made := _made_there(scene, phrase)) is not None:
        yield made
    elif following is not None and following.prep in {"в", "во"} and _is_place(scene, following):
        yield from _past_place(scene, phrase, following)


def _past_listed(scene: Scene, last: int) -> int:
    """«для кормления | и содержания скота»: the second of two genitives."""
    joined = phrase_from(scene.sentence, last + 1) if last < len(scene.tokens) else None
    if joined is None or scene.tokens[last].text != "и" or joined.prep is not None or joined.case != "Gen":
        return last
    return genitive_end(scene.sentence, joined)


def _tells(scene: Scene, phrase: Phrase, following: Phrase | None) -> bool:
    """Whether a complement says what it is about: «завод труб», «линия по выпуску труб»; «завод компании» does not."""
    if following is None:
        return False
    if following.prep == "по":
        work = scene.tokens[following.head].lemma in words("lexicon", "project_work")
        return work and scene.tokens[phrase.head].lemma in project_nouns()
    named = any(i.first <= following.head < i.last and i.type in BODIES | PLACES for i in scene.outer)
    site = scene.tokens[phrase.head].lemma in project_nouns()
    return following.prep is None and following.case == "Gen" and not (named and site)


def _made_there(scene: Scene, phrase: Phrase) -> ProjectPhrase | None:
    """«завод, который займётся выпуском техники»: named by what it will make."""
    tokens = scene.tokens
    if phrase.plural or phrase.last + 1 >= len(tokens) or tokens[phrase.last].text != ",":
        return None
    if tokens[phrase.last + 1].lemma not in {"который", "где"}:
        return None
    _, high = scene.clause(phrase.last + 1)
    making = next((t.index for t in tokens[phrase.last + 1 : high] if t.lemma in words("lexicon", "making")), None)
    goods = phrase_from(scene.sentence, making + 1) if making is not None else None
    if making is None or goods is None or goods.case != "Gen" or goods.prep is not None:
        return None
    last = _past_listed(scene, genitive_end(scene.sentence, goods, ("для",)))
    start, stop = tokens[goods.first].span.start, tokens[last - 1].span.stop
    offset = scene.sentence.span.start
    site = nominative(scene.sentence, phrase.head, phrase.head + 1, phrase.head).lower()
    entity = describe("Project", f"{site} по выпуску {scene.sentence.text[start - offset : stop - offset]}")
    return ProjectPhrase(entity, phrase.first, last, phrase.head, *_nouns(scene, phrase.head, phrase.head + 1))


def _past_place(scene: Scene, phrase: Phrase, place: Phrase) -> Iterator[ProjectPhrase]:
    """«выпуска в области кормоуборочных комбайнов»: the place stands between the work and its object."""
    inner = phrase_from(scene.sentence, place.last)
    if inner is None or inner.prep is not None or inner.case != "Gen":
        return
    last = genitive_end(scene.sentence, inner)
    work = nominative(scene.sentence, phrase.head, phrase.head + 1, phrase.head)
    entity = describe("Project", f"{work} {text_of(scene.sentence, inner.first, last)}")
    yield ProjectPhrase(entity, phrase.first, last, phrase.head)


def _is_place(scene: Scene, phrase: Phrase) -> bool:
    return any(item.type in PLACES and item.first <= phrase.head < item.last for item in scene.outer)


def _is_kind(scene: Scene, phrase: Phrase) -> bool:
    """«швейная фабрика», «логистический центр»: an adjective that tells what it is for."""
    if phrase.prep == "для" or phrase.plural:
        return False
    lemma = scene.tokens[phrase.head].lemma
    if lemma in words("lexicon", "project_kind"):
        return True
    if lemma in words("lexicon", "plant_word") and _is_joint(scene, phrase.head - 1):
        return True
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
    if last > phrase.last and scene.tokens[last - 1].lemma in words("lexicon", "generic_good"):
        last = genitive_end(scene.sentence, phrase, ("для",))  # «производство продукции для электроэнергетики»
    last = _before_owner(scene, phrase, last)
    start = next((i for i in range(phrase.first, phrase.head + 1) if _names(scene, i)), phrase.head)
    name = nominative(scene.sentence, start, last, phrase.head)
    return ProjectPhrase(describe("Project", name), first, last, phrase.head, *_nouns(scene, phrase.head, last))


def _before_owner(scene: Scene, phrase: Phrase, last: int) -> int:
    """Where the name ends before the firm whose it is: «строительство завода | компании «Х»»."""
    owners = [i.first for i in scene.outer if i.type in BODIES and i.by_name and phrase.last < i.first < last]
    return min(owners, default=last)


def _nouns(scene: Scene, head: int, last: int) -> tuple[frozenset[str], str | None]:
    """The works and sites that a name speaks of, and the gender of the site, else of the head."""
    known = project_nouns() | words("lexicon", "project_work")
    found = [token for token in scene.tokens[head:last] if token.lemma in known]
    site = next((token for token in found if token.lemma in project_nouns()), scene.tokens[head])
    return frozenset(token.lemma for token in found), site.gender


def _is_joint(scene: Scene, index: int) -> bool:
    return index >= 0 and scene.tokens[index].lemma in words("lexicon", "joint_adjective")


def _names(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if token.lemma in words("lexicon", "vague_modifier"):
        following = scene.tokens[index + 1].lemma
        return _is_joint(scene, index) and following in words("lexicon", "plant_word")
    return token.pos not in {"DET", "NUM"}
