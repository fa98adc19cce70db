"""Industries of a sentence: «в пищевой и легкой промышленности, фармацевтике и производстве металлоконструкций».

A list under one noun gives one mention an adjective. Common words (строительство, наука, культура) name a branch only
beside other branches, after «сфера», «область», or as the field of a cooperation; «строительство дороги» does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.language.phrases import cases_of, is_modifier, nominative, phrase_from
from kg.mentions.branch_names import Branch, branch_of_words, branches_at, branches_of_adjective, lemmas_of, may_modify
from kg.mentions.place_names import places_of_adjective
from kg.mentions.places import quoted_tokens
from kg.mentions.span import make_mention, text_of
from kg.model import Mention, Sentence, Token
from kg.wordlists import words

_NAMED = {
    "Person",
    "Organization",
    "Company",
    "InternationalOrganization",
    "Publisher",
    "Post",
    "Event",
    "EventSection",
}
_JOINTS = {",", "и", "а", "также", "или", "в", "во"}


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    head: int
    branch: Branch


def find_industries(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """The industries of a sentence, left to right; without a reference where the gazetteer has none."""
    taken = quoted_tokens(sentence) | {i for m in known if m.type in _NAMED for i in range(m.first, m.last)}
    hits: list[_Hit] = []
    for find in (_shared, _generic, _named, _made):
        found = [hit for hit in find(sentence) if not taken & set(range(hit.first, hit.last))]
        taken.update(index for hit in found for index in range(hit.first, hit.last))
        hits.extend(found)
    hits.sort(key=lambda hit: (hit.first, -hit.last))
    for hit in hits:
        if _is_meant(sentence, hit, hits):
            yield make_mention(
                sentence,
                "Industry",
                hit.first,
                hit.last,
                head=hit.head,
                normal=hit.branch.name,
                reference=hit.branch.reference,
            )


def industries_of_adjective(lemma: str) -> tuple[str, ...]:
    """The fields that an adjective names: a reference where the gazetteer knows the field, else its name.

    >>> industries_of_adjective("научно-технический"), industries_of_adjective("гуманитарный")
    (('industry/72',), ('гуманитарная сфера',))
    """
    return tuple(branch.reference or branch.name for branch in branches_of_adjective(lemma))


def _shared(sentence: Sentence) -> Iterator[_Hit]:
    """One noun for several adjectives: «пищевой и легкой промышленности», «научной и культурной сферах»."""
    heads = words("industry_words", "shared")
    for token in sentence.tokens:
        if noun := next((lemma for lemma in sorted(lemmas_of(token)) if lemma in heads), None):
            adjectives = _adjectives_before(sentence, token.index)
            for index in adjectives if len(adjectives) > 1 else ():
                last = token.index + 1 if index + 1 == token.index else index + 1
                for branch in _branches_of(sentence.tokens[index], noun):
                    yield _Hit(index, last, token.index, replace(branch, strength="strong"))


def _adjectives_before(sentence: Sentence, noun: int) -> list[int]:
    """The adjectives listed before a noun and agreeing with it, joined by «,» and «и»."""
    found: list[int] = []
    shared = cases_of(sentence.tokens[noun])
    index = noun - 1
    while index >= 0:
        token = sentence.tokens[index]
        if may_modify(token) and shared & cases_of(token) and (not found or found[-1] == index + 2):
            found.append(index)
            shared &= cases_of(token)
        elif not found or token.text.lower() not in {",", "и", "или"}:
            break
        index -= 1
    return found[::-1]


def _branches_of(adjective: Token, noun: str) -> tuple[Branch, ...]:
    for lemma in sorted(lemmas_of(adjective)):
        if noun == "сфера" and branches_of_adjective(lemma):
            return branches_of_adjective(lemma)
        if branch := branch_of_words(lemma, noun):
            return (branch,)
    if noun not in words("industry_words", "head") or not _is_branch_adjective(adjective):
        return ()
    return (Branch(f"{_feminine(adjective.lemma)} {noun}", None, "strong"),)


def _feminine(lemma: str) -> str:
    """«шелковый» → «шелковая»: the nouns промышленность, отрасль, индустрия are feminine."""
    return lemma[:-2] + "ая"


def _is_branch_adjective(token: Token) -> bool:
    stop = words("industry_words", "stop")
    return may_modify(token) and not lemmas_of(token) & stop and not places_of_adjective(token.text)


def _named(sentence: Sentence) -> Iterator[_Hit]:
    """Names of the list, the longest at each token: «агропромышленный комплекс», «АПК»."""
    end = 0
    for token in sentence.tokens:
        if token.index < end:
            continue
        for branch, length in branches_at(sentence.tokens, token.index):
            if branch.strength != "never":
                end = token.index + length
                yield _Hit(token.index, end, _head(sentence, token.index, end), branch)
                break


def _head(sentence: Sentence, first: int, last: int) -> int:
    return next((i for i in range(first, last) if not is_modifier(sentence.tokens[i])), last - 1)


def _generic(sentence: Sentence) -> Iterator[_Hit]:
    """A branch that no list has: «шелковая промышленность», «космическая индустрия»."""
    for token in sentence.tokens:
        if lemmas_of(token) & words("industry_words", "head") and token.index:
            adjective = sentence.tokens[token.index - 1]
            listed = any(length > 1 for _, length in branches_at(sentence.tokens, adjective.index))
            if not listed and _is_branch_adjective(adjective) and cases_of(adjective) & cases_of(token):
                name = nominative(sentence, adjective.index, token.index + 1, token.index, plural=False).lower()
                yield _Hit(adjective.index, token.index + 1, token.index, Branch(name, None, "strong"))


def _made(sentence: Sentence) -> Iterator[_Hit]:
    """«в производстве электротехнической продукции»: a field of work, where «по производству банок» is a project."""
    for token in sentence.tokens:
        if token.lemma in words("industry_words", "making") and token.case == "Loc":
            goods = phrase_from(sentence, token.index + 1)
            if goods and goods.prep is None and "Gen" in cases_of(sentence.tokens[goods.head]):
                made = text_of(sentence, goods.first, goods.last)
                name = f"{nominative(sentence, token.index, token.index + 1, token.index, plural=False).lower()} {made}"
                yield _Hit(token.index, goods.last, token.index, Branch(name, None, "strong"))


def _is_meant(sentence: Sentence, hit: _Hit, hits: Sequence[_Hit]) -> bool:
    """Whether a common word stands where branches stand."""
    if hit.branch.strength == "strong":
        return True
    tokens = sentence.tokens
    following = phrase_from(sentence, hit.last)
    if following and following.prep is None and "Gen" in cases_of(tokens[following.head]):
        return False
    before = tokens[hit.first - 1] if hit.first else None
    if before is not None and lemmas_of(before) & words("industry_words", "field"):
        return True
    return (
        any(_are_joined(sentence, hit, other) for other in hits if other is not hit)
        or _is_range(sentence, hit, hits)
        or _is_field_of_cooperation(sentence, hit)
    )


def _are_joined(sentence: Sentence, hit: _Hit, other: _Hit) -> bool:
    """«машиностроение, строительство», «в науке и в образовании»."""
    left, right = (hit, other) if hit.first <= other.first else (other, hit)
    between = sentence.tokens[left.last : right.first]
    return left.last <= right.first and 0 < len(between) <= 3 and all(t.text.lower() in _JOINTS for t in between)


def _is_range(sentence: Sentence, hit: _Hit, hits: Sequence[_Hit]) -> bool:
    """«от экономики до науки»."""
    starts = {one.first: sentence.tokens[one.first - 1].text.lower() for one in hits if one.first}
    if starts.get(hit.first) not in {"от", "до"}:
        return False
    other = "до" if starts[hit.first] == "от" else "от"
    return any(word == other and abs(first - hit.first) <= 4 for first, word in starts.items())


def _is_field_of_cooperation(sentence: Sentence, hit: _Hit) -> bool:
    """«сотрудничество в образовании»."""
    before = sentence.tokens[max(0, hit.first - 2) : hit.first]
    return (
        len(before) == 2
        and before[1].text.lower() in {"в", "во"}
        and before[0].lemma in words("lexicon", "cooperation")
    )
