"""Firms and bodies named in quotation marks: «холдинг «Татнефть»», ООО «Весна», «на «Могилевхимволокне»».

The words before the quotation say what it names; a quotation after a noun that is no firm or body (an exhibition, a
park, a brand of lorries) is left to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.morphology import inflect, possible_cases, readings
from kg.mentions.bodies import first_adjective, head_form
from kg.mentions.declension import is_relational
from kg.mentions.headwords import find_forms, row_of
from kg.mentions.quotes import title_quotes
from kg.mentions.span import make_mention, text_of
from kg.mentions.titles import choose_form, complement, in_nominative, is_acronym, legal_forms
from kg.model import Mention, Sentence, Token
from kg.wordlists import rows, words

_LIST_MARKS = frozenset(",:—–-и(")


def find_quoted(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Firms, bodies and papers whose name stands in quotation marks, left to right."""
    before: tuple[int, str] | None = None  # where the last one ended, and its type: «компании «А», «Б» и «В»»
    for first, last in title_quotes(sentence):
        if listed_event(sentence, first):
            continue
        mention = _introduced(sentence, first, last, known) or _listed(sentence, first, last, before)
        mention = mention or _alone(sentence, first, last)
        if mention is not None:
            before = (last, mention.type)
            yield mention


def _introduced(sentence: Sentence, first: int, last: int, known: Sequence[Mention]) -> Mention | None:
    """With a legal form or a head noun before it."""
    index = _before_brackets(sentence, first)
    if index < 0:
        return None
    form = legal_forms().get(sentence.tokens[index].text)
    if form is not None:
        start = index
        while start and (sentence.tokens[start - 1].text in legal_forms() or _is_firm(sentence, start - 1)):
            start -= 1
            if _is_firm(sentence, start):
                start = _with_adjectives(sentence, start)
                break
        return _named(sentence, form, start, first, last)
    head = _governing_head(sentence, index, first, known)
    if head is None:
        return None
    found = head_form(sentence, head)
    row = row_of("organization_heads", found.head) if found else {}
    if not found or row["kind"] in {"office", "mission", "ministry"}:
        return None
    start = first_adjective(sentence, head, found)
    if row["type"] == "Organization" and row["kind"] != "corporation":
        normal = in_nominative(sentence, head, last, head, found)
        normal = normal[0].lower() + normal[1:] if head == 0 else normal
        return make_mention(sentence, "Organization", start, last, head=head, normal=normal)
    type_ = "Company" if row["kind"] == "corporation" else row["type"]
    return _named(sentence, type_, start, first, last)


def _named(sentence: Sentence, type_: str, start: int, first: int, last: int) -> Mention:
    head = first - 1 if start < first else first + 1
    return make_mention(sentence, type_, start, last, head=head, normal=quoted_text(sentence, first, last))


def quoted_text(sentence: Sentence, first: int, last: int) -> str:
    """The words between quotation marks, without a legal form of their own."""
    start, stop = first + 1, last - 1
    if sentence.tokens[start].text in legal_forms() and start + 1 < stop:
        start += 1
    text = text_of(sentence, start, stop)
    return text.strip('«»"„“ ') if text.count("«") == text.count("»") == 1 and text[0] == "«" else text


def _before_brackets(sentence: Sentence, index: int) -> int:
    """The token before a quotation, over an abbreviation in brackets: «объединения (НПО) «…»»."""
    tokens = sentence.tokens
    if index >= 4 and tokens[index - 1].text == ")" and tokens[index - 3].text == "(":
        return index - 4
    return index - 1


def _governing_head(sentence: Sentence, index: int, quote: int, known: Sequence[Mention]) -> int | None:
    """The head noun before a quotation, common nouns allowed between: «комбинат хлебопродуктов «…»»."""
    if head_form(sentence, index) is not None:
        return index
    for head in range(index - 1, max(-1, index - 5), -1):
        if head_form(sentence, head) is not None:
            units = complement(sentence, head + 1, known, fields=False, at=False)
            reaches = any(unit.first == quote and unit.kind == "quote" for unit in units)
            common = all(unit.kind == "noun" for unit in units if unit.last <= quote)
            posts = any(find_forms("posts", token.text) for token in sentence.tokens[head + 1 : quote])
            return head if reaches and common and not posts else None
    return None


def _is_firm(sentence: Sentence, index: int) -> bool:
    form = head_form(sentence, index)
    return form is not None and row_of("organization_heads", form.head)["kind"] == "firm"


def _with_adjectives(sentence: Sentence, head: int) -> int:
    form = head_form(sentence, head)
    return first_adjective(sentence, head, form) if form else head


def _listed(sentence: Sentence, first: int, last: int, before: tuple[int, str] | None) -> Mention | None:
    """The next of «компании «А», «Б» и «В»»."""
    if before is None or first - before[0] != 1 or sentence.tokens[first - 1].text not in {",", "и"}:
        return None
    return _named(sentence, before[1], first, first, last)


def _alone(sentence: Sentence, first: int, last: int) -> Mention | None:
    """Without a head noun, where the name finder saw an organisation: «на «Могилевхимволокне»»."""
    seen = any(name.kind == "ORG" and name.first < last and first < name.last for name in sentence.names)
    if not seen and not _is_placed(sentence, first) and not _has_origin(sentence, last):
        return None
    if (first and not _may_precede(sentence, first)) or names_event(sentence, first, last):
        return None
    text = quoted_text(sentence, first, last)
    if last - first == 3:
        text = _nominative(sentence.tokens[first + 1], _case_before(sentence, first))
    return make_mention(sentence, "Company", first, last, head=first + 1, normal=text)


def _is_placed(sentence: Sentence, first: int) -> bool:
    """Behind the adjective of a place: «пружанский «Льноагро»»."""
    before = sentence.tokens[first - 1] if first else None
    return before is not None and is_relational(before.text)


def _has_origin(sentence: Sentence, last: int) -> bool:
    """Before «из» and a place: ««Льноагро» из Пружан»."""
    if last >= len(sentence.tokens) or sentence.tokens[last].text.lower() != "из":
        return False
    return any(name.kind == "LOC" and name.first == last + 1 for name in sentence.names)


def listed_event(sentence: Sentence, first: int) -> str | None:
    """The noun of events that a list of quoted names follows: «три секции: «Лес», «Рыба» и «Транспорт»»; else None."""
    index, quotes = first - 1, {stop: start for start, stop in title_quotes(sentence)}
    while index > 0 and (sentence.tokens[index].text in _LIST_MARKS or index + 1 in quotes):
        index = quotes.get(index + 1, index) - 1
    head = sentence.tokens[index] if index >= 0 else None
    counted = index > 0 and sentence.tokens[index - 1].pos == "NUM"
    if head is None or head.pos != "NOUN" or not (head.number == "Plur" or counted):
        return None
    return head.lemma if names_events(head) else None


def names_events(token: Token) -> bool:
    """Whether a noun is one that events are named after: «форум», «выставка»."""
    return any(row["head"] == token.lemma for row in rows("event_heads"))


def names_event(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a quotation says itself that it names an event: «Нефтехимсалон», «Урал-Экспо»."""
    words_of = [token.text.lower() for token in sentence.tokens[first + 1 : last - 1]]
    return any(stem in word for word in words_of for stem in words("event_stems", "inside", "stem"))


def _may_precede(sentence: Sentence, first: int) -> bool:
    """A noun before the quotation makes it a name of something else, unless it governs: «директор «Весны»»."""
    before, inner = sentence.tokens[first - 1], sentence.tokens[first + 1]
    if before.text == ")" or is_acronym(before.text):
        return False
    if is_relational(before.text):
        return True
    if before.pos not in {"NOUN", "PROPN"} or before.text[0].isdigit():
        return True
    form = choose_form(sentence, before.index, "posts")
    if form is not None or before.feats.get("Animacy") == "Anim":
        return True
    return "Nom" not in possible_cases(inner.text) and inner.case == "Gen"


def _case_before(sentence: Sentence, first: int) -> str | None:
    """The oblique case that the adjective of a place before a quotation stands in: «с пинским «Сельмашем»»."""
    before = sentence.tokens[first - 1] if first else None
    if before is None or not is_relational(before.text) or before.case in {"Nom", "Acc"}:
        return None
    cases = possible_cases(before.text.lower())
    named = possible_cases(sentence.tokens[first + 1].text.lower())
    both = [case for case in (before.case, *sorted(cases)) if case in cases and case in named]
    return next(iter(both), None)


def _nominative(token: Token, case: str | None) -> str:
    """A name of one word in the nominative, where the dictionary can: «Сельмашем» → «Сельмаш»."""
    if case is not None and token.text.isalpha() and not is_acronym(token.text):
        return inflect(token.text, "NOUN", {**token.feats, "Case": case}, ("Nom", token.number or "Sing"))
    if token.case in {None, "Nom"} or not token.text.isalpha() or is_acronym(token.text):
        return token.text
    if any(one.is_known and one.tag.case == "nomn" for one in readings(token.text.lower())) and token.case == "Acc":
        return token.text
    return inflect(token.text, "NOUN", token.feats, ("Nom", token.number or "Sing"))
