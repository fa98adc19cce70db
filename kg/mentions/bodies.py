"""Bodies named by place, field or adjective: «Витебский облисполком», «Министерство промышленности Беларуси».

A head noun of the list, its adjectives before it, its chain after it. A bare noun is a mention only where it can stand
for a known body of the article («облисполком», «пресс-служба»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from kg.gazetteer import entries
from kg.language.phrases import cases_of
from kg.mentions.headwords import HeadForm, find_forms, row_of
from kg.mentions.quotes import in_title_quote
from kg.mentions.span import make_mention
from kg.mentions.titles import (
    Unit,
    choose_form,
    complement,
    in_nominative,
    is_adjective,
    nominative_adjective,
    title_words,
)
from kg.model import Mention, Sentence, Token

_SHORT = 4  # letters: «МИД», «ФАС», «март» are names in capitals only
_ORDINAL = re.compile(r"[IVXLХ]+(?:-[а-я]+)?|\d+(?:-[а-я]+)?")
_CHAINED = ("body", "corporation", "authority", "office", "mission", "ministry")


def find_bodies(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Bodies and firms without quotation marks, outer ones before those inside them."""
    for token in sentence.tokens:
        form = head_form(sentence, token.index)
        if form is None or in_title_quote(sentence, token.index):
            continue
        kind = row_of("organization_heads", form.head)["kind"]
        first = first_adjective(sentence, token.index, form)
        if form.plural:
            yield from _listed(sentence, first, token.index, form)
        elif kind == "firm":
            yield from _firm(sentence, first, token.index, form, known)
        elif kind in _CHAINED:
            yield from _body(sentence, first, token.index, form, known)


def head_form(sentence: Sentence, index: int) -> HeadForm | None:
    """The form of a body's noun that a token is, or None."""
    token = sentence.tokens[index]
    form = choose_form(sentence, index, "organization_heads")
    if form is None:
        return None
    short = len(form.head) <= _SHORT and row_of("organization_heads", form.head)["kind"] == "ministry"
    return None if short and not token.text.isupper() else form


def first_adjective(sentence: Sentence, head: int, form: HeadForm) -> int:
    """The first of the adjectives that belong to a body's name."""
    tokens, first = sentence.tokens, head
    while first and _belongs(sentence, first - 1, first, form):
        first -= 1
    while first < head and (tokens[first].text in {"и", ","} or is_loose(tokens[first])):
        first += 1
    return first


def _belongs(sentence: Sentence, index: int, first: int, form: HeadForm) -> bool:
    token = sentence.tokens[index]
    if token.text in {"и", ","}:
        inside = index and is_adjective(sentence.tokens[index - 1]) and is_adjective(sentence.tokens[index + 1])
        return bool(inside and cases_of(sentence.tokens[index - 1]) & form.cases) and index + 1 == first
    if token.pos == "VERB" and token.text[0].islower():
        return False  # «возглавлявший отдел»
    agrees = is_adjective(token) and bool(cases_of(token) & form.cases)
    return agrees and not token.text.isdigit() and not is_loose(token)


def is_loose(token: Token) -> bool:
    """An adjective that is no part of a name, unless with a capital: «новый комитет», but «Большой театр»."""
    return token.lemma in title_words("loose") and (token.text[0].islower() or token.index == 0)


def _body(sentence: Sentence, first: int, head: int, form: HeadForm, known: Sequence[Mention]) -> Iterator[Mention]:
    row = row_of("organization_heads", form.head)
    units = complement(sentence, head + 1, known, fields=row["kind"] in {"body", "office"}, at=row["kind"] == "mission")
    if row["kind"] == "authority":
        units = tuple(takewhile(lambda unit: _is_place(sentence, unit), units))
    last = units[-1].last if units else head + 1
    if _is_own_quote(row["kind"], units):
        return  # «институт «…»» is read as a quoted name
    if is_other(sentence, first, head):
        return
    bare = last == head + 1 and first == head
    if bare and _is_any(sentence, head):
        return
    if bare and not (row["bare"] or row["kind"] == "ministry"):
        return
    if bare or row["kind"] == "ministry" or is_named(sentence, first, head, units):
        normal = _plain(sentence, first, in_nominative(sentence, first, last, head, form))
        normal = normal.lower() if bare and row["kind"] != "ministry" else normal
        yield make_mention(sentence, row["type"], first, last, head=head, normal=normal, reference=authority(normal))


def _is_place(sentence: Sentence, unit: Unit) -> bool:
    """What a government or a court is of: a place, another body, an office; no field."""
    head = sentence.tokens[unit.last - 1]
    if unit.kind in {"about", "at"}:
        return False
    named = unit.kind != "noun" or head.lemma in title_words("place")
    return named or bool(find_forms("organization_heads", head.text))


def is_other(sentence: Sentence, first: int, head: int) -> bool:
    """«II Совет регионов» is a meeting; «органы управления», «совет директоров» are no bodies of their own."""
    tokens = sentence.tokens
    before = tokens[first - 1] if first else None
    after = tokens[head + 1].text.lower() if head + 1 < len(tokens) else ""
    form = head_form(sentence, head)
    power = form is not None and row_of("organization_heads", form.head)["kind"] == "authority"
    if not power and any(n.kind == "LOC" and n.first <= first and head < n.last for n in sentence.names):
        return (
            True  # «Российская Федерация», «Советский Союз»; the finder takes «в Гомельском облисполкоме» for a place
        )
    counted = any(_ORDINAL.fullmatch(token.text) for token in tokens[max(first - 1, 0) : head])
    return counted or after == "директоров" or (before is not None and before.lemma in title_words("abstract"))


def _is_any(sentence: Sentence, head: int) -> bool:
    """«министерства и органы»: a list of plurals."""
    forms = find_forms("organization_heads", sentence.tokens[head].text)
    listed = any(form.plural and "Nom" in form.cases for form in forms)
    before = sentence.tokens[head - 1].text if head else ""
    after = sentence.tokens[head + 1].text if head + 1 < len(sentence.tokens) else ""
    return listed and (before in {",", "и"} or after == "и")


def _is_own_quote(kind: str, units: Sequence[Unit]) -> bool:
    """«фонд «…»»; in «администрация СЭЗ «Витебск»» the quotation names another thing."""
    return len(units) == 1 and units[0].kind == "quote" and kind in {"body", "authority", "corporation"}


def _plain(sentence: Sentence, first: int, normal: str) -> str:
    """Without an abbreviation in brackets, and without a sentence's capital where the word is no name."""
    normal = re.sub(r"\s\([^()]*\)", "", normal)
    opens = first == 0 or sentence.tokens[first - 1].text in '«„"—'
    return normal[:1].lower() + normal[1:] if opens and _is_lower_name(sentence, first) else normal


def _is_lower_name(sentence: Sentence, first: int) -> bool:
    """Names written small within a sentence: «пресс-служба …», «правительство …», «японское правительство»."""
    head = next((token for token in sentence.tokens[first:] if not is_adjective(token)), sentence.tokens[first])
    form = head_form(sentence, head.index)
    if form is None or row_of("organization_heads", form.head)["kind"] not in {"authority", "office", "mission"}:
        return False
    if head.index == first:
        return True
    state = form.head in {"правительство", "руководство", "полиция", "парламент"}
    return state and head.text[0].islower() and sentence.tokens[first].lemma in _place_adjectives()


def is_named(sentence: Sentence, first: int, head: int, units: Sequence[Unit]) -> bool:
    """Whether adjectives, a capital or the chain tell which body it is."""
    tokens = sentence.tokens
    if any(unit.kind in {"name", "quote"} for unit in units):
        return True
    chain = [token for unit in units for token in tokens[unit.first : unit.last]]
    if any(_tells_where(token) for token in (*tokens[first:head], *chain)):
        return True
    return head > 0 and tokens[head].text[0].isupper() and (bool(units) or first < head)


def _tells_where(token: Token) -> bool:
    capital = token.text[0].isupper() and token.index > 0
    return capital or token.lemma in _place_adjectives() or token.lemma.split("-")[-1] in _place_adjectives()


@cache
def _place_adjectives() -> frozenset[str]:
    tables = ("country", "region", "district", "city")
    return frozenset(
        adjective.replace("ё", "е") for table in tables for entry in entries(table) for adjective in entry.adjectives
    )


def _firm(sentence: Sentence, first: int, head: int, form: HeadForm, known: Sequence[Mention]) -> Iterator[Mention]:
    """«Чебоксарский электроаппаратный завод»: a firm with a capital of its own and no quotation marks."""
    tokens = sentence.tokens
    if head + 1 < len(tokens) and tokens[head + 1].text in '«"':
        return
    capital = next((i for i in range(first, head) if tokens[i].text[0].isupper() and i > 0), None)
    named = any(name.kind == "ORG" and name.first <= first and head < name.last for name in sentence.names)
    if capital is None and not (named and first < head and tokens[first].text[0].isupper()):
        return
    start = first if capital is None else capital
    last = head + 1
    for unit in complement(sentence, head + 1, known, fields=False, at=False):
        if unit.kind not in {"name"} or unit.first != last:
            break
        last = unit.last
    row = row_of("organization_heads", form.head)
    normal = in_nominative(sentence, start, last, head, form)
    yield make_mention(sentence, row["type"], start, last, head=head, normal=normal)


def follows_firm(sentence: Sentence, index: int) -> bool:
    """Whether a firm's noun stands right before a token: «компания | Sinomach»."""
    form = head_form(sentence, index - 1) if index else None
    return form is not None and not form.plural and row_of("organization_heads", form.head)["kind"] == "firm"


def _listed(sentence: Sentence, first: int, head: int, form: HeadForm) -> Iterator[Mention]:
    """«Могилевского и Бобруйского горисполкомов» are two; other plurals are nobody in particular."""
    tokens = sentence.tokens
    adjectives = [index for index in range(first, head) if is_adjective(tokens[index])]
    if len(adjectives) < 2 or not all(tokens[index].text[0].isupper() for index in adjectives):
        return
    single = HeadForm(form.head, form.head, form.cases, False)
    row = row_of("organization_heads", form.head)
    for index in adjectives:
        last = head + 1 if index == adjectives[-1] else index + 1
        normal = f"{nominative_adjective(tokens[index], single)} {form.head}"
        yield make_mention(
            sentence, row["type"], index, last, head=last - 1, normal=normal, reference=authority(normal)
        )


def authority(normal: str) -> str | None:
    """The gazetteer's reference of an executive committee by its name.

    >>> authority("Витебский облисполком"), authority("Витебский областной исполнительный комитет")
    ('authority/by-oblispolkom-vi', 'authority/by-oblispolkom-vi')
    """
    return _authorities().get(_key(normal))


@cache
def _authorities() -> dict[str, str | None]:
    """A name shared by two bodies refers to neither."""
    found: dict[str, str | None] = {}
    for entry in entries("authority"):
        for name in {_key(one) for one in (entry.name, *entry.aliases)}:
            found[name] = None if name in found else entry.reference
    return found


def _key(name: str) -> str:
    return name.lower().replace("ё", "е")
