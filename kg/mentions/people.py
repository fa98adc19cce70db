"""People by name: «Александру Субботину» → «Александр Субботин», «Вовка» → «Вовк», «А. С. Субботин».

The name finder says where a person is; the words' endings say how the name is built. No name is guessed from a post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.morphology import possible_cases, readings
from kg.mentions.headwords import find_forms
from kg.mentions.personal_names import (
    common_readings,
    is_given,
    is_initial,
    is_known_patronymic,
    is_patronymic,
    read_name,
)
from kg.mentions.place_names import names_at
from kg.mentions.quotes import title_quotes
from kg.mentions.span import make_mention
from kg.model import Mention, Sentence, Token


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name; empty where it has none. `initials` are letters without points: «АС»."""

    given: str = ""
    patronymic: str = ""
    surname: str = ""
    initials: str = ""


def find_people(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """People, left to right, each with its name in the nominative, the given name first."""
    del known
    for first, last in _ranges(sentence):
        for start, stop in _split(sentence, first, last):
            if _is_name(sentence, start, stop):
                head = next((i for i in range(start, stop) if not _is_mark(sentence.tokens[i])), start)
                case = "Gen" if stop < last else None  # «предшественник Уразалина | Бердыбек Сапарбаев»
                normal = _normal(sentence, start, stop, case)
                yield make_mention(sentence, "Person", start, stop, head=head, normal=normal)


def parse_name(normal: str) -> PersonName:
    """The parts of a name in the nominative.

    >>> parse_name("Наталья Владимировна")
    PersonName(given='Наталья', patronymic='Владимировна', surname='', initials='')
    >>> parse_name("А. С. Голубев")
    PersonName(given='', patronymic='', surname='Голубев', initials='АС')
    """
    words = normal.replace(".", ". ").split()
    initials = "".join(word.replace(".", "") for word in words if is_initial(word))
    rest = [word for word in words if not is_initial(word)]
    patronymic = next((index for index in range(1, len(rest)) if _is_middle(rest, index)), None)
    if patronymic is not None:
        surname = [word for index, word in enumerate(rest) if index not in {patronymic - 1, patronymic}]
        return PersonName(rest[patronymic - 1], rest[patronymic], " ".join(surname), initials)
    if len(rest) == 1 and (initials or not _has_given(rest[0])):
        return PersonName(surname=rest[0], initials=initials)
    if not rest:
        return PersonName(initials=initials)
    return PersonName(given=rest[0], surname=" ".join(rest[1:]), initials=initials)


def same_person(left: str, right: str) -> bool:
    """Whether two names in the nominative can be one person's: what both have agrees, and they share a name.

    >>> same_person("Ведерников", "Михаил Ведерников"), same_person("Иван Ведерников", "Михаил Ведерников")
    (True, False)
    """
    a, b = parse_name(left), parse_name(right)
    pairs = ((a.given, b.given), (a.patronymic, b.patronymic), (a.surname, b.surname))
    if any(one and other and _plain(one) != _plain(other) for one, other in pairs):
        return False
    initials = [(a.initials, b), (b.initials, a)]
    if any(letters and other.given and other.given[0] != letters[0] for letters, other in initials):
        return False
    shared = {index for index, (one, other) in enumerate(pairs) if one and other}
    return 2 in shared or {0, 1} <= shared


def _is_middle(words: Sequence[str], index: int) -> bool:
    """A patronymic after a given name; of two words only one that the dictionary knows: «Петкевич» is a surname."""
    if not is_patronymic(words[index]) or index > 2:
        return False
    return len(words) > 2 or (_has_given(words[0]) and is_known_patronymic(words[index]))


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _has_given(word: str) -> bool:
    return any(reading.given and reading.case == "Nom" for reading in read_name(word))


def _ranges(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where people may be: the finder's names, widened, and a known given name before a capital word."""
    end = 0
    found = sorted({*_found(sentence), *_unfound(sentence)})
    for first, last in found:
        if first >= end:
            end = last
            yield first, last


def _found(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for name in sentence.names:
        if name.kind != "PER" or _in_title(sentence, name.first, name.last):
            continue
        first, last = name.first, _before_brackets(sentence, name.first, name.last)
        while first < last and _is_post(sentence.tokens[first]):
            first += 1
        if _is_title_too(sentence, first, last):
            first += 1
        first = _past_place(sentence, first, last)
        while first and _precedes(sentence, first - 1):
            first -= 1
        while last < len(sentence.tokens) and _follows(sentence, last):
            last += 1
        last = _initials_end(sentence, last)
        if first < last:
            yield first, last


def _is_title_too(sentence: Sentence, first: int, last: int) -> bool:
    """«Аким Асхат Шахаров»: a given name that is a post as well, before another given name."""
    tokens = sentence.tokens
    return last - first > 2 and bool(find_forms("posts", tokens[first].text)) and is_given(tokens[first + 1].text)


def _past_place(sentence: Sentence, first: int, last: int) -> int:
    """Past the place of a post that the finder joined with the name: «хоким | Намангана Равшан Ганиев»."""
    place = names_at(sentence.tokens, first) if first and _is_post(sentence.tokens[first - 1]) else ()
    length = len(place[0].words) if place else 0
    return first + length if first + length < last else first


def _before_brackets(sentence: Sentence, first: int, last: int) -> int:
    """Where a name ends that the finder joined with what stands in brackets: «Ши Тао | (Shi Tao)»."""
    return next((index for index in range(first, last) if sentence.tokens[index].text in "()"), last)


def _unfound(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """«Аман Тулеев» where the name finder saw nothing."""
    taken = {index for name in sentence.names for index in range(name.first, name.last)}
    for token in sentence.tokens[:-1]:
        following = sentence.tokens[token.index + 1]
        free = not {token.index, following.index} & taken and not _in_title(sentence, token.index, token.index + 2)
        if free and _is_capital(token) and _is_capital(following):
            words = (token.text, following.text)
            given = [one for one in read_name(token.text) if one.given]
            if given and token.pos == "PROPN" and not _is_common(following) and common_readings(words):
                yield token.index, token.index + 2


def _precedes(sentence: Sentence, index: int) -> bool:
    """A given name or an initial's point that the name finder left before the name."""
    token = sentence.tokens[index]
    inside = any(name.first <= index < name.last for name in sentence.names)
    proper = token.index > 0 and _is_capital(token) and token.pos == "PROPN"
    return proper and not inside and is_given(token.text) and len(token.text) > 2


def _follows(sentence: Sentence, index: int) -> bool:
    """A surname that the name finder left behind the given name, or the point of a last initial."""
    token, before = sentence.tokens[index], sentence.tokens[index - 1]
    if token.text == "." and is_initial(before.text) and index + 1 < len(sentence.tokens):
        return True
    inside = any(name.first <= index < name.last for name in sentence.names)
    return not inside and _is_capital(token) and token.rel == "flat:name" and token.head >= 0 and before.pos == "PROPN"


def _initials_end(sentence: Sentence, last: int) -> int:
    """Past initials behind a surname: «Ковальчук | В. И.»."""
    tokens = sentence.tokens
    while last + 1 < len(tokens) and tokens[last + 1].text == "." and tokens[last].text.isupper():
        if len(tokens[last].text) > 1:
            break
        last += 2
    return last


def _split(sentence: Sentence, first: int, last: int) -> Iterator[tuple[int, int]]:
    """One range a person: «предшественник Уразалина Бердыбек Сапарбаев» are two, as their cases cannot agree."""
    words = [index for index in range(first, last) if not _is_mark(sentence.tokens[index])]
    texts = [sentence.tokens[index].text for index in words]
    if len(words) < 3 or common_readings(texts) or any(is_initial(text) for text in texts):
        yield first, last
        return
    if common_readings(texts[1:]):
        yield first, words[0] + 1
        yield words[1], last
    else:
        yield first, last


def _is_name(sentence: Sentence, first: int, last: int) -> bool:
    words = [sentence.tokens[i] for i in range(first, last) if not _is_mark(sentence.tokens[i])]
    if not words or not _is_capital(words[0]) or any(_is_post(word) for word in words):
        return False
    if all(is_initial(word.text) for word in words):
        return False
    if len(words) > 1:
        return True
    token = words[0]
    if token.number == "Plur" or token.rel == "amod" or token.pos in {"ADJ", "VERB", "ADV", "ADP"}:
        return False
    if _acts_as_many(sentence, token) or _is_place(sentence, token):
        return False
    return token.pos == "PROPN" or (token.index > 0 and not _is_common(token))


def _is_place(sentence: Sentence, token: Token) -> bool:
    """«с Синьцзяном», «в Ургенче»: a place of the gazetteer that the dictionary does not know as a person's name."""
    known = {str(g) for one in readings(token.text.lower()) if one.is_known for g in one.tag.grammemes}
    return not {"Name", "Surn"} & known and bool(names_at(sentence.tokens, token.index))


def _acts_as_many(sentence: Sentence, token: Token) -> bool:
    """«Псковичи приехали»: the subject of a plural verb, alone, names a people."""
    verb = sentence.tokens[token.head] if token.head >= 0 and token.rel == "nsubj" else None
    joined = any(sentence.tokens[child].rel in {"conj", "nmod"} for child in sentence.children[token.index])
    return verb is not None and verb.number == "Plur" and verb.pos == "VERB" and not joined


def _normal(sentence: Sentence, first: int, last: int, case: str | None) -> str:
    """The name in the nominative; `case` is what it stands in, where that is known."""
    words = [sentence.tokens[i] for i in range(first, last) if not _is_mark(sentence.tokens[i])]
    common = common_readings([word.text for word in words])
    if not common:
        return _joined([word.text for word in words])
    beside = case or _case_of_title(sentence, words[0])
    most = 1.0 if len(words) == 1 else 3.0  # a surname alone may look like a given name: «Вовка»

    def score(pair: tuple[str, str]) -> float:
        weight = sum(min(one.weight, most) for one in common[pair])
        return _score(words, pair, weight) + 5.0 * (pair[0] == beside)

    best = max(common, key=score)
    return _joined(_ordered([one.nominative for one in common[best]]))


def _case_of_title(sentence: Sentence, word: Token) -> str | None:
    """The case of the noun that a name stands beside, where its form leaves no doubt: «с акимом … Дарханом …»."""
    if word.head < 0 or word.rel != "appos":
        return None
    cases = possible_cases(sentence.tokens[word.head].text)
    return next(iter(cases)) if len(cases) == 1 else None


def _score(words: Sequence[Token], pair: tuple[str, str], weight: float) -> float:
    case, gender = pair
    full = [word for word in words if not is_initial(word.text)]
    tagged = sum(2.0 * (word.case == case) + 1.0 * (word.gender == gender) for word in full)
    return weight + tagged + 0.5 * (case == "Nom") + 0.2 * (gender == "Masc")


def _ordered(words: list[str]) -> list[str]:
    """The given name first: «Лужков Юрий» → «Юрий Лужков», «Субботин А. С.» → «А. С. Субботин»."""
    full = [word for word in words if not is_initial(word)]
    initials = [word for word in words if is_initial(word)]
    if initials:
        return [*initials, *full]
    if len(full) == 3 and is_patronymic(full[2]) and not is_patronymic(full[1]):
        return [full[1], full[2], full[0]]
    if len(full) == 2 and _has_given(full[1]) and not _has_given(full[0]):
        return [full[1], full[0]]
    return full


def _joined(words: Sequence[str]) -> str:
    return " ".join(f"{word.rstrip('.')}." if is_initial(word) and len(words) > 1 else word for word in words)


def _in_title(sentence: Sentence, first: int, last: int) -> bool:
    """Inside a name in quotation marks: «Кыргыз Текстиль» is no person."""
    return any(start < first and last <= stop for start, stop in title_quotes(sentence))


def _is_post(token: Token) -> bool:
    """A post's noun; «хоким» is in no dictionary, «Аким» is a name in it."""
    return bool(find_forms("posts", token.text)) and not any(
        {"Name", "Surn", "Patr"} & set(one.tag.grammemes) for one in readings(token.text.lower()) if one.is_known
    )


def _is_common(token: Token) -> bool:
    """A word that the dictionary knows, and not as a name."""
    known = [one for one in readings(token.text.lower()) if one.is_known]
    return bool(known) and not any({"Name", "Surn", "Patr"} & set(one.tag.grammemes) for one in known)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and not (token.text.isupper() and len(token.text) > 3 and token.pos != "PROPN")


def _is_mark(token: Token) -> bool:
    return not any(letter.isalnum() for letter in token.text)
