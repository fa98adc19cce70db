"""Posts with their whole titles: «врио заместителя губернатора Воронежской области», «министр промышленности Беларуси».

A title reaches up to the holder's name or the end of its clause. Plural posts («губернаторам России») are mentions too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.phrases import cases_of
from kg.mentions.headwords import HeadForm, row_of
from kg.mentions.quotes import in_title_quote
from kg.mentions.span import make_mention, text_of
from kg.mentions.titles import Unit, choose_form, complement, in_nominative, is_adjective, title_words, unit_texts
from kg.model import Mention, Sentence

_ACTING = (("и", ".", "о", "."), ("и.о", "."), ("и.о.",), ("ио",), ("врио",), ("вр", ".", "и", ".", "о", "."))
_INNER = {
    "правления", "совета директоров", "президиума", "коллегии", "наблюдательного совета", "попечительского совета",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: tokens first..last, its head with its form, where its nominative ends, and its links."""

    first: int
    last: int
    head: int
    form: HeadForm | None
    units: tuple[Unit, ...]


def find_posts(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Posts, left to right; a post inside another's title is not a mention of its own."""
    index = 0
    while index < len(sentence.tokens):
        title = _title(sentence, index, known)
        if title is None:
            index += 1
            continue
        index = title.last
        if title.form and title.form.plural and _in_body(title, known):
            continue  # «Совет | Министров Республики Беларусь»
        normal = _nominative(sentence, title, title.last)
        yield make_mention(sentence, "Post", title.first, title.last, head=title.head, normal=normal)


def _in_body(title: Title, known: Sequence[Mention]) -> bool:
    return any(mention.type == "Organization" and mention.first < title.first < mention.last for mention in known)


def is_plural(sentence: Sentence, mention: Mention) -> bool:
    """Whether a post stands in the plural: «губернаторы России»."""
    form = choose_form(sentence, mention.head, "posts")
    return form is not None and form.plural


def singular_title(sentence: Sentence, mention: Mention, known: Sequence[Mention] = ()) -> str:
    """The post in the nominative singular: «сопредседателям РБС» → «сопредседатель РБС»."""
    title = _title(sentence, mention.head, known)
    if title is None or title.form is None or not title.form.plural:
        return mention.normal
    form = HeadForm(title.form.head, title.form.head, title.form.cases, False)
    return _nominative(sentence, Title(title.first, title.last, title.head, form, title.units), mention.last)


def post_parts(
    sentence: Sentence, mention: Mention, known: Sequence[Mention] = ()
) -> tuple[str, int | None, int | None]:
    """The post's own words in the nominative, and the token range of the body it governs (None, None where unnamed).

    «заместитель премьер-министра | Беларуси», «министр промышленности и торговли | Татарстана», «посол | Беларуси».
    """
    title = _title(sentence, mention.head if _head_form(sentence, mention.head) else mention.first, known)
    if title is None:
        return mention.normal, None, None
    units = [unit for unit in title.units if unit.last <= mention.last]
    taken = _own_units(sentence, title, units)
    last = units[taken - 1].last if taken else title.head + 1
    body = [unit for unit in units[taken:] if unit.kind != "at"]
    first = title.first
    while body and body[-1].kind == "about" and _is_deputy(sentence, title, units[:taken]):
        body.pop()
    if body and body[0].kind == "about":
        return _nominative(sentence, title, body[0].last), None, None
    place = _place_adjective(sentence, title)
    if not body and place is not None:
        return _nominative(sentence, _from(title, place + 1), last), place, place + 1
    post = _nominative(sentence, _from(title, first), last)
    return (post, body[0].first, body[-1].last) if body else (post, None, None)


def _from(title: Title, first: int) -> Title:
    return Title(first, title.last, title.head, title.form, title.units)


def _place_adjective(sentence: Sentence, title: Title) -> int | None:
    """«пензенский губернатор»: the adjective that names where."""
    token = sentence.tokens[title.first]
    is_place = title.first < title.head and token.lemma.endswith("ский") and token.lemma not in title_words("modifier")
    return title.first if is_place and not token.lemma.endswith("ческий") else None


def _own_units(sentence: Sentence, title: Title, units: Sequence[Unit]) -> int:
    """How many links belong to the post itself."""
    taken, texts = 0, list(unit_texts(sentence, units))
    kind = _kind(sentence, title.head)
    while taken < len(units):
        unit = units[taken]
        if unit.kind == "post":
            kind = _kind(sentence, unit.last - 1)
        elif " ".join(texts[taken : taken + 2]) in _INNER:
            taken += 1
        elif texts[taken] not in _INNER and not _is_field(kind, unit, taken):
            break
        taken += 1
    return taken


def _is_field(kind: str, unit: Unit, taken: int) -> bool:
    """«министр | промышленности», «уполномоченный | по правам человека»."""
    return (kind == "field" and unit.kind in {"noun", "about"}) or (taken == 0 and unit.kind == "about")


def _is_deputy(sentence: Sentence, title: Title, own: Sequence[Unit]) -> bool:
    return _kind(sentence, title.head) == "deputy" or any(unit.kind == "post" for unit in own)


def _kind(sentence: Sentence, index: int) -> str:
    form = choose_form(sentence, index, "posts")
    return row_of("posts", form.head)["kind"] if form else "deputy"


def _nominative(sentence: Sentence, title: Title, last: int) -> str:
    """A title in the nominative, without a capital of its own: «Глава региона» is «глава региона»."""
    if title.form is None:
        text = text_of(sentence, title.first, last)
    else:
        text = in_nominative(sentence, title.first, last, title.head, title.form)
        own = len(in_nominative(sentence, title.first, title.head + 1, title.head, title.form))
        text = text[:own].lower() + text[own:]
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _title(sentence: Sentence, index: int, known: Sequence[Mention]) -> Title | None:
    """The title that begins at a token or whose head stands there."""
    if any(mention.type == "Person" and mention.first <= index < mention.last for mention in known):
        return None
    acting = _acting(sentence, index, known)
    if acting is not None:
        return acting
    form = _head_form(sentence, index)
    if form is None or in_title_quote(sentence, index):
        return None
    kind = row_of("posts", form.head)["kind"]
    first = _first(sentence, index, form)
    units = complement(sentence, index + 1, known, fields=kind == "field", at=kind in {"envoy", "qualified"})
    if kind == "qualified" and not _is_qualified(sentence, first, index, form, units):
        return None
    last = units[-1].last if units else index + 1
    return Title(first, last, index, form, units)


def _head_form(sentence: Sentence, index: int) -> HeadForm | None:
    """The form of a post's noun; «во главе» is none, nor is «глава 3»."""
    form = choose_form(sentence, index, "posts")
    if form is None:
        return None
    before = sentence.tokens[index - 1].text.lower() if index else ""
    after = sentence.tokens[index + 1].text if index + 1 < len(sentence.tokens) else ""
    chapter = form.head == "глава" and (before in {"во", "в"} or after[:1].isdigit())
    return None if chapter or form.head == "член" and form.plural else form


def _acting(sentence: Sentence, index: int, known: Sequence[Mention]) -> Title | None:
    """«и. о. губернатора …», «врио заместителя …», «исполняющий обязанности министра …»."""
    after = _after_acting(sentence, index)
    if after is None:
        return None
    units = complement(sentence, after, known, fields=False, at=True)
    if not units or units[0].kind != "post":
        return None
    form = HeadForm("исполняющий", "исполняющий", frozenset(sentence.tokens[index].case or ""), False)
    declined = sentence.tokens[index].text.lower().startswith("исполняющ")
    return Title(index, units[-1].last, index, form if declined else None, units)


def _after_acting(sentence: Sentence, index: int) -> int | None:
    if sentence.tokens[index].text[0] not in "иИвВ":
        return None
    words = tuple(token.text.lower() for token in sentence.tokens[index : index + 6])
    for form in _ACTING:
        if words[: len(form)] == form:
            return index + len(form)
    if words and words[0].startswith("исполняющ") and words[1:2] == ("обязанности",):
        return index + 2
    return None


def _first(sentence: Sentence, head: int, form: HeadForm) -> int:
    """Where a title begins: «первый заместитель», «чрезвычайный и полномочный посол», «российский министр»."""
    first, tokens = head, sentence.tokens
    while first:
        token = tokens[first - 1]
        if token.text == "и" and first >= 2 and first < head and tokens[first - 2].lemma in title_words("modifier"):
            first -= 1
            continue
        belongs = token.lemma in title_words("modifier") or token.lemma.endswith(("ский", "цкий"))
        if not (belongs and is_adjective(token) and cases_of(token) & form.cases):
            break
        first -= 1
    return first


def _is_qualified(sentence: Sentence, first: int, head: int, form: HeadForm, units: Sequence[Unit]) -> bool:
    """«официальный представитель», «представитель МИД»; not «представители компаний»."""
    titled = any(sentence.tokens[index].lemma in title_words("qualifier") for index in range(first, head))
    return titled or (not form.plural and any(unit.kind in {"name", "quote"} for unit in units))
