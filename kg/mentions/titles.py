"""What follows the head of a title or of a body's name: genitive chains, fields, places, names in quotation marks.

«министр | промышленности и торговли | Татарстана», «посол | Беларуси | в Казахстане», «директор | ООО «Весна»»,
«управления | внешних связей | комитета экономики | Брестского облисполкома».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.language.morphology import inflect, readings
from kg.language.phrases import cases_of, is_modifier, is_noun
from kg.mentions.headwords import HeadForm, find_forms, row_of
from kg.mentions.quotes import is_title_quote, quotation_from
from kg.model import Mention, Sentence, Token
from kg.wordlists import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """A link of a title's chain.

    `kind`: noun, name (a capital, a place, an acronym), quote, post, about («по …»), at («в …»).
    """

    first: int
    last: int
    kind: str


@cache
def title_words(role: str) -> frozenset[str]:
    """The words of one role in titles."""
    return frozenset(row["word"] for row in rows("title_words") if row["role"] == role)


@cache
def legal_forms() -> dict[str, str]:
    """Legal forms with the type of what bears them: ООО → Company."""
    return {row["form"]: row["type"] for row in rows("legal_forms")}


def acronym_base(text: str) -> str:
    """An acronym without its case ending: «МИДа» → «МИД»."""
    return re.sub(r"(?<=[А-ЯЁ]{2})(?:а|у|ом|е)$", "", text)


def is_acronym(text: str) -> bool:
    """«РКФР», «МИД», «БелТПП»: at least two capitals and no more than two small letters between them."""
    capitals = sum(letter.isupper() for letter in text)
    return capitals >= 2 and text[0].isupper() and text.isalpha() and len(text) - capitals <= max(2, capitals)


def choose_form(sentence: Sentence, index: int, table: str) -> HeadForm | None:
    """The form of a table's head that a token is, in the number that the sentence speaks for."""
    token = sentence.tokens[index]
    forms = find_forms(table, token.text)
    if not forms:
        return None
    if token.pos == "ADP":  # «после» is not «о после»
        return None

    def fits(form: HeadForm) -> tuple[int, bool]:
        return bool(form.cases & {token.case}) + (form.plural == (token.number == "Plur")), not form.plural

    return max(forms, key=fits)


def complement(sentence: Sentence, index: int, known: Sequence[Mention], *, fields: bool, at: bool) -> tuple[Unit, ...]:
    """The links after a head, from token `index` on; `fields` may be joined by «и», `at` allows «в Казахстане»."""
    units: list[Unit] = []
    last, field = index, fields
    people = frozenset(mention.first for mention in known if mention.type == "Person")
    while last < len(sentence.tokens) and last not in people:
        unit = _next_unit(sentence, last, people, at) or _over_brackets(sentence, last, people)
        if unit is None and units:
            unit = _joined(sentence, last, people, units[-1], field)
        if unit is None or (units and not _may_follow(sentence, units[-1], unit)):
            break
        units.append(unit)
        last = unit.last
        field = field or _takes_fields(sentence, unit)
    return tuple(units)


def _may_follow(sentence: Sentence, before: Unit, unit: Unit) -> bool:
    """After a quotation nothing; after a place no common noun: «правительство Японии | сведений»."""
    if before.kind == "quote":
        return False
    head = sentence.tokens[before.last - 1].text
    return unit.kind != "noun" or before.kind != "name" or bool(find_forms("organization_heads", head))


def in_nominative(sentence: Sentence, first: int, last: int, head: int, form: HeadForm) -> str:
    """Tokens first..last with the head and its modifiers in the nominative, the rest as it stands."""
    words = []
    for index in range(first, last):
        token = sentence.tokens[index]
        word = token.text
        if index == head:
            word = _capital(form.nominative, token.text)
        elif index < head and is_adjective(token):
            word = nominative_adjective(token, form)
        spaced = index > first and token.span.start > sentence.tokens[index - 1].span.stop
        words.append((" " if spaced else "") + word)
    return "".join(words)


def nominative_adjective(token: Token, form: HeadForm) -> str:
    """An adjective in the nominative, agreeing with a head."""
    number = "Plur" if form.plural else "Sing"
    gender = _gender(form.head)
    case = next((case for case in (token.case, *sorted(form.cases)) if case in form.cases), "Nom")
    seen = "Plur" if form.plural or token.number == "Plur" else "Sing"
    feats = {"Case": str(case), "Number": seen, **({"Gender": gender} if seen == "Sing" else {})}
    return inflect(token.text, "ADJ", feats, ("Nom", number) if form.plural else ("Nom", number, gender))


def is_adjective(token: Token) -> bool:
    """A modifier by the tagger, or by the dictionary where the tagger was misled."""
    if is_modifier(token):
        return True
    best = readings(token.text.lower())[0] if token.text[:1].isalpha() else None
    return best is not None and str(best.tag.POS) in {"ADJF", "PRTF"} and token.pos not in {"PRON", "DET"}


@lru_cache(maxsize=1000)
def _gender(head: str) -> str:
    reading = next((one for one in readings(head) if one.tag.case == "nomn" and one.tag.gender), None)
    return {"masc": "Masc", "femn": "Fem", "neut": "Neut"}.get(str(reading.tag.gender) if reading else "", "Masc")


def _capital(form: str, model: str) -> str:
    if form == model.lower():
        return model
    if model.isupper() and len(model) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


def _next_unit(sentence: Sentence, index: int, people: frozenset[int], at: bool) -> Unit | None:
    token = sentence.tokens[index]
    if token.text in '«„"':
        stop = quotation_from(sentence, index)
        return Unit(index, stop, "quote") if stop and is_title_quote(sentence, index, stop) else None
    word = token.text.lower()
    if word == "по":
        return _about(sentence, index, people)
    if word in {"в", "во"} and at:
        return _at(sentence, index)
    if word == "при":
        inner = _genitive(sentence, index + 1, people, "Loc")
        return Unit(index, inner.last, "noun") if inner else None
    return _genitive(sentence, index, people, "Gen")


def _over_brackets(sentence: Sentence, index: int, people: frozenset[int]) -> Unit | None:
    """«Центра оценки качества | (ЦОК) АПК»: an abbreviation in brackets inside a name."""
    tokens = sentence.tokens
    closed = index + 3 < len(tokens) and tokens[index].text == "(" and tokens[index + 2].text == ")"
    if not closed or not is_acronym(tokens[index + 1].text):
        return None
    inner = _genitive(sentence, index + 3, people, "Gen")
    return Unit(index, inner.last, "name") if inner and inner.kind == "name" else None


def _genitive(sentence: Sentence, index: int, people: frozenset[int], case: str) -> Unit | None:
    """A noun with its modifiers that can stand in the case, a place, an acronym, a post."""
    tokens = sentence.tokens
    if index >= len(tokens) or index in people:
        return None
    named = next((name for name in sentence.names if name.first == index and name.kind == "LOC"), None)
    if named and case in cases_of(tokens[index]) and not is_adjective(tokens[named.last - 1]):
        return Unit(index, _without_brackets(sentence, named.first, named.last), "name")
    if (latin := latin_end(sentence, index)) > index:
        return Unit(index, latin, "name")
    head = index
    while head < len(tokens) and (is_adjective(tokens[head]) or _links(sentence, index, head)):
        if is_adjective(tokens[head]) and case not in cases_of(tokens[head]):
            return None
        head += 1
    if head >= len(tokens) or head in people or not _fits(tokens[head], case):
        return None
    words = tokens[index : head + 1]
    form = choose_form(sentence, head, "posts")
    if form is not None and case in form.cases and not form.plural and tokens[head].text[0].islower():
        return Unit(index, head + 1, "post")
    return Unit(index, head + 1, "name" if any(word.text[0].isupper() for word in words) else "noun")


def latin_end(sentence: Sentence, index: int) -> int:
    """Where capital Latin words in a row end that begin at a token: «директор | Global Cultural Project»."""
    last, tokens = index, sentence.tokens
    while last < len(tokens) and tokens[last].text.isascii() and tokens[last].text[0].isupper():
        last += 1
    return last


def _fits(token: Token, case: str) -> bool:
    if is_acronym(token.text):
        return True
    if not is_noun(token) and not any(find_forms(table, token.text) for table in ("organization_heads", "posts")):
        return False
    return case in cases_of(token) and (token.case != "Nom" or token.rel in {"nmod", "appos"})


def _links(sentence: Sentence, first: int, index: int) -> bool:
    """«городского и районного», «научной, технической» between adjectives."""
    tokens = sentence.tokens
    inside = first < index < len(tokens) - 1
    joint = inside and tokens[index].text in {"и", ","}
    return joint and is_adjective(tokens[index - 1]) and is_adjective(tokens[index + 1])


def _about(sentence: Sentence, index: int, people: frozenset[int]) -> Unit | None:
    """«по сотрудничеству», «по делам молодёжи»; not «по итогам»."""
    inner = _genitive(sentence, index + 1, people, "Dat")
    if inner is None or sentence.tokens[inner.last - 1].lemma in title_words("stop") or inner.kind == "name":
        return None
    return Unit(index, inner.last, "about")


def _at(sentence: Sentence, index: int) -> Unit | None:
    named = next((name for name in sentence.names if name.first == index + 1 and name.kind == "LOC"), None)
    if named and "Loc" in cases_of(sentence.tokens[index + 1]):
        return Unit(index, named.last, "at")
    return None


def _joined(sentence: Sentence, index: int, people: frozenset[int], before: Unit, fields: bool) -> Unit | None:
    """«… и торговли», «…, экологии и туризма» after a field, where fields may be listed."""
    word = sentence.tokens[index].text
    if not fields or before.kind not in {"noun", "about"} or word not in {"и", ","}:
        return None
    case = "Dat" if before.kind == "about" and sentence.tokens[before.last - 1].case == "Dat" else "Gen"
    inner = _genitive(sentence, index + 1, people, case)
    if inner is None or inner.kind != "noun" or _is_body(sentence.tokens[inner.last - 1].text):
        return None
    if word == "," and _joined(sentence, inner.last, people, inner, fields) is None:
        return None
    return Unit(index, inner.last, before.kind)


def _is_body(word: str) -> bool:
    """A body's noun; «хозяйства» and other firms may end a field's name."""
    forms = find_forms("organization_heads", word)
    return any(row_of("organization_heads", form.head)["kind"] != "firm" for form in forms)


def _takes_fields(sentence: Sentence, unit: Unit) -> bool:
    head = sentence.tokens[unit.last - 1].text
    if unit.kind == "post":
        return any(row_of("posts", form.head)["kind"] == "field" for form in find_forms("posts", head))
    forms = find_forms("organization_heads", head)
    return any(row_of("organization_heads", form.head)["kind"] in {"body", "office"} for form in forms)


def _without_brackets(sentence: Sentence, first: int, last: int) -> int:
    return next((index for index in range(first, last) if sentence.tokens[index].text in '()«»"'), last)


def unit_texts(sentence: Sentence, units: Sequence[Unit]) -> Iterator[str]:
    """The words of each link, lower-case, for comparison with lists."""
    for unit in units:
        yield " ".join(token.text.lower() for token in sentence.tokens[unit.first : unit.last])
