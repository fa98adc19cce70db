"""Who is who: mentions → entities. The only place where an entity's IRI is minted.

An IRI is a gazetteer id, or a hash of type and normal form, with the article as telling context where the name alone
does not tell (a bare surname, «завод»). Names are never merged by likeness: a person's surname must be the same word,
an abbreviation must be introduced by the text.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from kg import gazetteer
from kg.language.morphology import readings
from kg.model import Entity, Mention
from kg.reading.normalization import plain

THINGS = "https://w3id.org/kg-econ/id/"
_COMMON = frozenset({"Project", "Product", "Industry", "Quantity", "Area", "Money", "Agreement", "Document"})
_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "iu",
            "ia",
        ],
        strict=True,
    )
)


def slug(name: str) -> str:
    """A name in Latin letters for an IRI, at most 48 characters.

    >>> slug("ООО «Гидропресс»")
    'ooo-gidropress'
    """
    latin = "".join(_LETTERS.get(letter, letter) for letter in name.lower())
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:48].strip("-")


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """What two spellings of one name share: case, ё, quotation marks, spaces and soft hyphens aside."""
    return " ".join(re.findall(r"[\w+&.-]+", plain(name).lower().replace("ё", "е")))


def mint(type_: str, name: str, context: str = "") -> str:
    """The IRI of a thing that no gazetteer holds: the same type, name and context give the same IRI."""
    digest = hashlib.sha256("\x1f".join((type_, key(name), context)).encode()).hexdigest()[:10]
    return f"{THINGS}{type_.lower()}/{slug(name) or 'x'}-{digest}"


@lru_cache(maxsize=50_000)
def from_gazetteer(reference: str) -> Entity:
    """The gazetteer's thing, with its labels and its ids elsewhere."""
    entry = gazetteer.lookup(reference)
    return Entity(
        THINGS + entry.reference,
        entry.type,
        entry.name,
        labels=entry.labels,
        aliases=entry.aliases,
        same_as=entry.same_as,
        within=THINGS + entry.within if entry.within else None,
        coordinates=entry.coordinates,
        collective=entry.collective,
    )


def describe(
    type_: str,
    name: str,
    *,
    context: str = "",
    aliases: tuple[str, ...] = (),
    collective: bool = False,
    within: str | None = None,
) -> Entity:
    """A thing known by this article's words alone; a common noun that opened a sentence loses its capital."""
    name = _uncapitalised(name) if type_ in _COMMON else name
    return Entity(
        mint(type_, name, context),
        type_,
        name,
        labels=(("ru", name),),
        aliases=aliases,
        collective=collective,
        within=within,
    )


def _uncapitalised(name: str) -> str:
    first = name.split(" ")[0]
    if not first[:1].isupper() or not first[1:].islower():
        return name
    proper = {"Name", "Surn", "Geox", "Orgn", "Trad", "Abbr"} & set(readings(first.lower())[0].tag.grammemes)
    return name if proper else name[0].lower() + name[1:]


def entity_of(mention: Mention, context: str = "") -> Entity:
    """The entity of a mention by itself: the gazetteer's, or one of its own."""
    if mention.reference:
        return from_gazetteer(mention.reference)
    aliases = (
        (plain(mention.text),)
        if key(mention.text) != key(mention.normal) and mention.type in {"Company", "Organization"}
        else ()
    )
    return describe(mention.type, mention.normal, context=context, aliases=aliases)
