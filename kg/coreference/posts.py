"""Posts: who holds them, and whom they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.discourse import Discourse, Linked
from kg.entities import describe, from_gazetteer, key
from kg.gazetteer import lookup
from kg.language.phrases import phrase_at
from kg.model import Entity, Mention, Sentence
from kg.wordlists import words

_POST_JOINTS = frozenset({",", "и"})


def person_region(discourse: Discourse, person: Entity) -> Entity | None:
    """The region or country that a person speaks for by the post that the text gives, or None."""
    for holders in discourse.holders.values():
        for _, holder, place in holders:
            if holder.iri == person.iri and place is not None:
                return place
    return None


def person_body(discourse: Discourse, person: Entity) -> Entity | None:
    """The company, chamber or school that a person stands for by the post; an organ of power acts for its region."""
    for holders in discourse.holders.values():
        for post, holder, place in holders:
            if holder.iri == person.iri:
                body = _body_inside(discourse, post)
                if body is not None and (place is None or body.type == "Company"):
                    return body
    return None


def _body_inside(discourse: Discourse, post: Mention) -> Entity | None:
    row = sorted(discourse.linked[post.sentence], key=lambda one: (one.first, -one.last))
    inside = [i for i in row if i.type in {"Company", "Organization"} and i.span in post.span]
    return max(inside, key=lambda item: item.last - item.first).entity if inside else None


def headed_place(discourse: Discourse, person: Entity) -> Entity | None:
    """The region or country whose head a person is: its governor, president, chairman of its executive committee."""
    for lemma in sorted(words("lexicon", "head_post") & discourse.holders.keys()):
        for post, holder, place in discourse.holders[lemma]:
            committee = any(stem in post.normal.lower() for stem in ("исполком", "исполнительного комитета"))
            if holder.iri == person.iri and place is not None and (lemma != "председатель" or committee):
                return place if place.type in {"Region", "Country", "City", "District"} else None
    return None


def link_posts(discourse: Discourse, sentence: Sentence, row: Sequence[Mention]) -> None:
    items = discourse.linked[sentence.index]
    posts = [mention for mention in row if mention.type == "Post"]
    for post in posts:
        if any(other is not post and other.first <= post.first and post.last <= other.last for other in posts):
            continue
        person = adjacent_person(discourse, sentence, post)
        lemma = sentence.tokens[post.head].lemma
        if person is not None:
            second = person.first > post.last + 1 and sentence.tokens[post.last].text == ","
            place = None if second else _place_of_post(discourse, sentence, post)  # the post by the name tells whose
            discourse.holders.setdefault(lemma, []).append((post, person.entity, place))
            continue
        entity = _described_person(discourse, sentence, post)
        if entity is not None:
            phrase = phrase_at(sentence, post.head)
            items.append(
                Linked(
                    entity,
                    sentence.index,
                    post.first,
                    post.last,
                    post.head,
                    post.span,
                    phrase.case if phrase else "Nom",
                    phrase.prep if phrase else None,
                    by_name=False,
                    plural=entity.collective,
                    mention=post,
                )
            )


def adjacent_person(discourse: Discourse, sentence: Sentence, post: Mention) -> Linked | None:
    """The person whose post it is: beside the name, or in a row of posts that stands beside it."""
    people = [item for item in discourse.linked[sentence.index] if item.type == "Person" and item.by_name]
    return (
        _beside(discourse, sentence, post)
        or _behind_next_post(discourse, sentence, post)
        or _behind_place(sentence, people, post)
        or _behind_post_of(discourse, sentence, post)
    )


def _beside(discourse: Discourse, sentence: Sentence, post: Mention) -> Linked | None:
    """The person whose name stands right after a post, or before it, set off by a comma or a dash."""
    people = [item for item in discourse.linked[sentence.index] if item.type == "Person" and item.by_name]
    tokens = sentence.tokens
    for person in people:
        if not _fits(sentence, person, post):
            continue
        if person.first == post.last or (
            person.first == post.last + 1
            and tokens[post.last].text in {",", "—", "–", "-"}
            and post.first
            and tokens[post.first - 1].text == ","
        ):
            return person
    for person in people:
        gap = tokens[person.last : post.first]
        if (
            person.last < post.first
            and len(gap) == 1
            and gap[0].text in {",", "—", "–", "-", "("}
            and _agrees(sentence, person, post)
        ):
            follower = next((other for other in people if other.first == post.last), None)
            return person if follower is None else None
    return None


def _behind_next_post(discourse: Discourse, sentence: Sentence, post: Mention) -> Linked | None:
    """The holder of two posts: «глава делегации Алтайского края, заместитель министра Петр Зимин»."""
    tokens = sentence.tokens
    if post.last - post.first < 2 or post.last >= len(tokens):
        return None
    start = post.last + (tokens[post.last].text in _POST_JOINTS)
    posts = (m for m in discourse.mentions[sentence.index] if m.type == "Post" and m.first == start)
    following = next(posts, None)
    if following is None or _case(sentence, following) != _case(sentence, post):
        return None
    person = _beside(discourse, sentence, following) or _behind_next_post(discourse, sentence, following)
    return person if person is not None and person.first >= following.last else None


def _behind_post_of(discourse: Discourse, sentence: Sentence, post: Mention) -> Linked | None:
    """A further post behind a name: «Иван Ким, директор фонда и член правления банка»."""
    if not post.first or sentence.tokens[post.first - 1].text not in _POST_JOINTS:
        return None
    posts = [m for m in discourse.mentions[sentence.index] if m.type == "Post" and m.last == post.first - 1]
    if not posts or _case(sentence, posts[0]) != _case(sentence, post):
        return None
    people = [item for item in discourse.linked[sentence.index] if item.type == "Person" and item.by_name]
    if any(person.first == post.last for person in people):
        return None
    person = _beside(discourse, sentence, posts[0]) or _behind_post_of(discourse, sentence, posts[0])
    return person if person is not None and person.last <= posts[0].first else None


def _behind_place(sentence: Sentence, people: Sequence[Linked], post: Mention) -> Linked | None:
    """A name behind where the post is held: «глава палестинской делегации на переговорах Саеб Эрекат»."""
    for person in people:
        gap = sentence.tokens[post.last : person.first]
        plain = all(token.pos in {"ADP", "ADJ", "NOUN"} for token in gap)
        if 2 <= len(gap) <= 4 and gap[0].pos == "ADP" and plain and person.case == _case(sentence, post):
            return person
    return None


def _case(sentence: Sentence, post: Mention) -> str | None:
    phrase = phrase_at(sentence, post.head)
    return phrase.case if phrase is not None else None


def _fits(sentence: Sentence, person: Linked, post: Mention) -> bool:
    """Not a name in an oblique case behind a post in the nominative: «предшественник Уразалина»."""
    phrase = phrase_at(sentence, post.head)
    oblique = person.mention is not None and key(person.mention.text) != key(person.mention.normal)
    return not (phrase is not None and phrase.case == "Nom" and person.case not in {"Nom", "Acc"} and oblique)


def _agrees(sentence: Sentence, person: Linked, post: Mention) -> bool:
    phrase = phrase_at(sentence, post.head)
    return phrase is None or phrase.case in {person.case, "Nom"}


def _place_of_post(discourse: Discourse, sentence: Sentence, post: Mention) -> Entity | None:
    """The region or country of a post: named in it, or the one that its body governs."""
    inside = [item for item in discourse.linked[sentence.index] if post.first <= item.first and item.last <= post.last]
    for item in inside:
        if item.mention is not None and (item.mention.reference or "").startswith("authority/"):
            place = lookup(item.mention.reference or "").within
            if place is not None:
                return from_gazetteer(place)
    for types in ({"Region"}, {"Country"}, {"City", "District"}):
        places = [item for item in inside if item.type in types and not item.entity.collective]
        if places:
            return places[0].entity
    own = {token.lemma for token in sentence.tokens[post.first : post.last]}
    return focus_before(discourse, sentence, post.head) if own & words("lexicon", "own_adjective") else None


def focus_before(discourse: Discourse, sentence: Sentence, token: int) -> Entity | None:
    """The region named last before a token: that of «областного правительства», «краевого министерства»."""
    regions = (i for i in discourse.before(sentence.index, token) if i.type == "Region" and not i.entity.collective)
    found = next(regions, None)
    return found.entity if found is not None else None


def _described_person(discourse: Discourse, sentence: Sentence, post: Mention) -> Entity | None:
    """Whom «председатель области», «губернатор» stand for: the last holder; several people stay a group."""
    token = sentence.tokens[post.head]
    if token.number == "Plur":
        return describe("Person", post.normal, collective=True)
    holders = [held for lemma in _same_posts(sentence, post) for held in discourse.holders.get(lemma, [])]
    place = _place_of_post(discourse, sentence, post)
    matching = [person for _, person, other in holders if place is None or other is None or place.iri == other.iri]
    distinct = {person.iri for person in matching}
    if place is None and len(distinct) > 1:
        recent = [item.entity for item in discourse.before(sentence.index, post.first) if item.entity.iri in distinct]
        return recent[0] if recent else None
    return matching[-1] if matching else None


def _same_posts(sentence: Sentence, post: Mention) -> list[str]:
    """The lemmas of posts that a title may repeat: «глава региона» a governor's, «глава ведомства» a minister's."""
    lemma = sentence.tokens[post.head].lemma
    inside = {token.lemma for token in sentence.tokens[post.head + 1 : post.last]}
    if lemma in words("lexicon", "leader") and inside & words("lexicon", "led_region"):
        return [lemma, *sorted(words("lexicon", "head_post") - {lemma})]
    if lemma in words("lexicon", "leader") and inside & words("lexicon", "led_ministry"):
        return [lemma, "министр"]
    if lemma in words("lexicon", "leader") and inside & words("lexicon", "company_noun"):
        return [lemma, *sorted(words("lexicon", "leader_of_company") - {lemma})]
    return [lemma]
