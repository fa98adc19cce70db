"""News agencies, papers and sites: БЕЛТА, «Подробно.uz», газета «Диапазон», sb.by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from kg.language.clauses import is_verb
from kg.language.morphology import readings
from kg.language.phrases import cases_of, nominative, phrase_at
from kg.mentions.bodies import head_form
from kg.mentions.headwords import row_of
from kg.mentions.quotes import title_quotes
from kg.mentions.span import make_mention, text_of
from kg.mentions.surface import touches
from kg.mentions.titles import title_words
from kg.model import Mention, Sentence, Token
from kg.wordlists import rows, words

_DOMAIN = r"by|ru|uz|kz|kg|am|az|md|tj|com|net|org|info|news|media|tv|ру"
_SITE = re.compile(rf"[A-Za-zА-Яа-яЁё0-9-]{{2,}}(?:\.[A-Za-z0-9-]+)*\.(?:{_DOMAIN})", re.IGNORECASE)
_INTRODUCERS = ("агентство", "информагентство", "корреспондент", "журналист", "ИА")
_REPORTERS = ("корреспондент", "журналист", "спецкор", "собкор", "обозреватель")
_TALKS = ("беседа", "разговор", "интервью")
_LONGEST_SITE = 5  # tokens


def find_publishers(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Publishers, by the lists and by the look of a site's name. «Спутник» and the like only where a paper is meant."""
    del known
    for first, last in title_quotes(sentence):
        name = _name_of(sentence.tokens[first + 1 : last - 1]) or _site(sentence, first + 1, last - 1)
        if name and _is_introduced(sentence, first):
            yield make_mention(sentence, "Publisher", first, last, head=first + 1, normal=name)
        elif _is_told(sentence, first):
            own = _own_name(sentence, first, last)
            yield make_mention(sentence, "Publisher", first, last, head=first + 1, normal=own)
    quoted = {index for first, last in title_quotes(sentence) for index in range(first, last)}
    index = 0
    while index < len(sentence.tokens):
        found = None if index in quoted else _at(sentence, index)
        if found is None:
            index += 1
            continue
        last, name = found
        yield make_mention(sentence, "Publisher", index, last, head=index, normal=name)
        index = last


def _at(sentence: Sentence, index: int) -> tuple[int, str] | None:
    """The end and the name of a publisher that begins at a token."""
    begins = _begins_name(sentence.tokens[index].text) or touches(sentence, index + 1)
    for last in range(min(index + _LONGEST_SITE, len(sentence.tokens)) if begins else 0, index + 1, -1):
        name = _name_of(sentence.tokens[index:last]) or _site(sentence, index, last)
        if name:
            return last, name
    token = sentence.tokens[index]
    name = _name_of((token,), exact=True)
    if name is None and token.text.endswith("News") and len(token.text) > 4:
        name = token.text
    if name and (not _is_common(token) or _is_introduced(sentence, index, bare=True)):
        return index + 1, name
    return None


def _site(sentence: Sentence, first: int, last: int) -> str | None:
    """«sb.by»: tokens without spaces between them that make a domain name."""
    tokens = sentence.tokens[first:last]
    spaced = any(one.span.stop != other.span.start for one, other in pairwise(tokens))
    if spaced or len(tokens) > _LONGEST_SITE:
        return None
    text = text_of(sentence, first, last)
    if not _SITE.fullmatch(text) or text.lower().startswith("www."):
        return None
    return None if tokens[0].text.lower() in {word.lower() for word in title_words("service")} else text


def _is_introduced(sentence: Sentence, index: int, *, bare: bool = False) -> bool:
    """Not after a noun of another sort: «стадион «Труд»»; a common word needs an introducer: «агентство Спутник»."""
    if index == 0:
        return not bare
    before = sentence.tokens[index - 1]
    form = head_form(sentence, index - 1)
    media = form is not None and row_of("organization_heads", form.head)["kind"] == "media"
    if media or before.lemma in _INTRODUCERS or before.text in _INTRODUCERS:
        return True
    return not bare and before.pos not in {"NOUN", "PROPN", "ADJ"}


def _is_told(sentence: Sentence, first: int) -> bool:
    """A paper by its place: «корреспондент «Севера»», «корреспондент агентства «Волга»», «рассказала «Каспию»»."""
    if first == 0:
        return False
    before = sentence.tokens[first - 1]
    if before.lemma in _REPORTERS:
        return True
    if first > 1 and before.lemma in _INTRODUCERS and sentence.tokens[first - 2].lemma in _REPORTERS:
        return True
    if before.text.lower() in {"с", "со"} and first > 1 and sentence.tokens[first - 2].lemma in _TALKS:
        return True  # «в беседе с «Зарёй»»
    told = is_verb(before) and before.lemma in words("lexicon", "publishing") and before.feats.get("Voice") != "Pass"
    if told and before.feats.get("Tense") == "Pres" and before.number == "Sing" and _ends_clause(sentence, first):
        return True  # «…, сообщает «Заря»»
    if told and _says_paper(sentence, first):
        return True  # «об этом рассказали «Северные вести»»
    cases = cases_of(sentence.tokens[first + 1])
    return told and "Dat" in cases and "Nom" not in cases


def _says_paper(sentence: Sentence, first: int) -> bool:
    """Whether a quoted name says itself that it is a paper's: «Северные вести», «Деловой курьер»."""
    last = next(last for start, last in title_quotes(sentence) if start == first)
    return any(token.lemma in title_words("paper") for token in sentence.tokens[first + 1 : last - 1])


def _ends_clause(sentence: Sentence, first: int) -> bool:
    """Whether a full stop or a comma follows the quotation."""
    last = next(stop for start, stop in title_quotes(sentence) if start == first)
    return last >= len(sentence.tokens) or sentence.tokens[last].text in {".", ",", "…"}


def _own_name(sentence: Sentence, first: int, last: int) -> str:
    """The name between quotation marks, put into the nominative: «Союзному вече» → «Союзное вече»."""
    phrase = phrase_at(sentence, first + 1)
    if phrase is None or "Nom" in cases_of(sentence.tokens[first + 1]) or phrase.head >= last - 1:
        return text_of(sentence, first + 1, last - 1)
    return nominative(sentence, first + 1, last - 1, phrase.head)


def _is_common(token: Token) -> bool:
    """A word that means something else too."""
    known = [one for one in readings(token.text.lower()) if one.is_known]
    return not token.text.isupper() and any("Orgn" not in one.tag.grammemes for one in known)


def _name_of(tokens: Sequence[Token], *, exact: bool = False) -> str | None:
    """The publisher's name that words are, in any case of theirs."""
    if not tokens or not tokens[0].text[0].isalnum():
        return None
    written = _key([token.text for token in tokens])
    if written in _names() and (not exact or tokens[0].text[0].isupper()):
        return _names()[written]
    if len(tokens) > 1:
        for name, lemmas in _names_from(tokens[0].text, len(tokens)):
            if all(a & _normal_forms(b.text) for a, b in zip(lemmas, tokens, strict=True)):
                return name
    return None


def _key(words: Sequence[str]) -> str:
    return "".join(words).lower().replace("ё", "е").replace(" ", "")


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in ("agencies", "publishers"):
        for row in rows(table):
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                if len(name) > 2:
                    found.setdefault(_key([name]), row["name"])
    return found


@cache
def _lemmas() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    names = [row["name"] for table in ("agencies", "publishers") for row in rows(table)]
    several = [(name, re.findall(r"\w+", name)) for name in names if " " in name]
    return tuple((name, tuple(_normal_forms(word) for word in words)) for name, words in several)


@lru_cache(maxsize=50_000)
def _begins_name(word: str) -> bool:
    """Whether some publisher's name begins so, as it is written or in another case."""
    written, forms = _key([word]), _normal_forms(word)
    return any(name.startswith(written) for name in _names()) or any(words[0] & forms for _, words in _lemmas())


@lru_cache(maxsize=50_000)
def _names_from(word: str, length: int) -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """The names of so many words that begin with a form of this one."""
    forms = _normal_forms(word)
    return tuple((name, lemmas) for name, lemmas in _lemmas() if len(lemmas) == length and lemmas[0] & forms)


@lru_cache(maxsize=50_000)
def _normal_forms(word: str) -> frozenset[str]:
    return frozenset(str(one.normal_form).replace("ё", "е") for one in readings(word.lower()))
