"""Who holds which post, and where he works.

«председатель Витебского облисполкома Александр Субботин» → kg:holdsPost, kg:worksFor.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import adjacent_person, focus_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.genitive import genitive
from kg.language.phrases import Phrase, phrase_at
from kg.mentions.posts import is_plural, post_parts
from kg.model import Entity, Mention
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import BODIES, PLACES, Scene
from kg.wordlists import words

_MINISTERS = ("министра ", "министр ", "замминистра ", "вице-министр ", "вице-министра ")
_OWN_PLACES = {"регион", "область", "край", "республика", "город", "район"}


def post_beside_name(scene: Scene) -> Iterator[Match]:
    """Post and name side by side: «председатель Витебского облисполкома Александр Субботин»."""
    for post in _titles(scene):
        person = adjacent_person(scene.discourse, scene.sentence, post)
        if person is not None and not person.plural and not is_plural(scene.sentence, post):
            held = _held(scene, person, post)
            if held.body is not None or " " in post.normal or post.normal in words("lexicon", "sole_post"):
                yield held  # «директор» alone does not say of what


def shared_post(scene: Scene) -> Iterator[Match]:
    """One post of several people: «президенты Беларуси и Узбекистана Александр Лукашенко и Шавкат Мирзиёев»."""
    for post in _titles(scene):
        if scene.tokens[post.head].number != "Plur":
            continue
        people = [item for item in scene.outer if item.type == "Person" and item.by_name and item.first == post.last]
        row = scene.conjoined(people[0]) if people else ()
        places = [
            item for item in scene.linked if post.first <= item.first and item.last <= post.last and item.type in PLACES
        ]
        if len(row) > 1 and len(row) == len(places):
            for person, place in zip(row, places, strict=True):
                phrase = phrase_at(scene.sentence, post.head) or Phrase(
                    post.head, post.head + 1, post.head, "Nom", True
                )
                title = scene.name(phrase, post.head + 1, plural=False).lower()
                name = f"{title} {genitive(place.entity.name)}"
                yield Match(
                    person,
                    describe("Post", name),
                    *cover(person, (post.first, post.last)),
                    post=title,
                    body=place.entity,
                )


def name_then_post(scene: Scene) -> Iterator[Match]:
    """The post as a predicate: «Рамиз Алиев является директором …», «занимает пост …», «назначен министром …»."""
    for token in scene.triggers("post_verb"):
        people = scene.subjects(token.index, {"Person"})
        for post in _titles(scene):
            near = 0 < post.first - token.index <= 3
            if (
                near
                and len(people) == 1
                and people[0].by_name
                and adjacent_person(scene.discourse, scene.sentence, post) is None
            ):
                yield _held(scene, people[0], post)


def _titles(scene: Scene) -> list[Mention]:
    posts = [mention for mention in scene.mentions if mention.type == "Post"]
    return [p for p in posts if not any(q is not p and q.first <= p.first and p.last <= q.last for q in posts)]


def _held(scene: Scene, person: Linked, post: Mention) -> Match:
    title, low, high = post_parts(scene.sentence, post)
    body = _body(scene, low, high)
    name = post.normal
    if body is not None and low is not None and high == low + 1 and scene.tokens[low].lemma in _OWN_PLACES:
        name = f"{title} {genitive(body.name)}"
    return Match(person, describe("Post", name), *cover(person, (post.first, post.last)), post=title, body=body)


def _body(scene: Scene, low: int | None, high: int | None) -> Entity | None:
    """The body or the place that a post governs."""
    if low is None or high is None or low >= high:
        return None
    inside = [item for item in scene.linked if low <= item.first and item.last <= high and not item.adjectival]
    first = [item for item in inside if item.first <= low + 1 and item.type in BODIES]
    if first:
        return max(first, key=lambda item: item.last - item.first).entity
    places = [item for item in inside if item.type in PLACES]
    if places:
        return places[0].entity
    if scene.tokens[low].lemma in _OWN_PLACES:
        return focus_region(scene.discourse, scene.sentence, low)
    return None


def works_for_body(scene: Scene) -> Iterator[Match]:
    """The body of a post, where it is one: «председатель Витебского облисполкома …» → the committee."""
    for match in (*post_beside_name(scene), *name_then_post(scene)):
        if match.body is not None and match.body.type in BODIES:
            yield Match(match.subject, match.body, match.first, match.last)


def minister_works_for(scene: Scene) -> Iterator[Match]:
    """A minister works for the ministry, a head of government and its deputies for the government."""
    for match in post_beside_name(scene):
        if not match.post or (match.body is not None and match.body.type not in {"Country", "Region"}):
            continue
        office = _office(match.post)
        if office and match.body is None and office.startswith("Министерство"):
            yield Match(match.subject, describe("Organization", office), match.first, match.last)
        elif office and match.body is not None:
            yield Match(
                match.subject,
                describe("Organization", f"{office} {genitive(match.body.name)}", within=match.body.iri),
                match.first,
                match.last,
            )


def _office(post: str) -> str | None:
    """«министр промышленности и торговли» → «Министерство промышленности и торговли»."""
    title = post.lower()
    for lead in ("первый ", "временно исполняющий обязанности ", "врио ", "и. о. ", "и.о. "):
        title = title.removeprefix(lead)
    deputy = title.removeprefix("заместитель ").removeprefix("первого ")
    field = next((deputy.removeprefix(word).strip() for word in _MINISTERS if deputy.startswith(word)), None)
    if field and not field.startswith("-"):
        return f"Министерство {field}"
    if any(word in deputy for word in ("премьер", "председателя правительства", "председатель правительства")):
        return "правительство"
    return None


HOLDS_POST = Relation("holdsPost", (post_beside_name, shared_post, name_then_post))
WORKS_FOR = Relation("worksFor", (works_for_body, minister_works_for))
RELATIONS = (HOLDS_POST, WORKS_FOR)
