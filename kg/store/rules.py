"""Which entities of a store are one thing by what articles call them; never by likeness of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg import gazetteer
from kg.entities import key, mint
from kg.store.bodies import same_bodies
from kg.store.decisions import RULE, SAME, Decision, decide
from kg.store.merging import in_gazetteer
from kg.store.people import same_people
from kg.store.projects import same_projects
from kg.store.things import Thing

BODIES = frozenset({"Company", "Organization"})
ACRONYM = re.compile(r"[А-ЯЁA-Z]{3,}")
OPEN = frozenset({"Company", "Event", "InternationalOrganization", "Publisher"})


def proposals(things: dict[str, Thing]) -> list[Decision]:
    """What the rules say: each pair once, with the first rule's reason, sorted."""
    found: dict[tuple[str, str], Decision] = {}
    for rule in (same_names, same_bodies, same_people, same_projects):
        for one, other, reason in rule(things):
            decision = decide(one, other, SAME, RULE, reason)
            found.setdefault(decision.pair, decision)
    return sorted(found.values())


def same_names(things: dict[str, Thing]) -> Iterator[tuple[str, str, str]]:
    """One's name is what an article calls the other: «БелАЗ», «Белорусский автомобильный завод (БелАЗ)».

    Silent where a third thing has the name, too, where a thing has two such partners, and where legal forms differ.
    People are left out, and bodies but for acronyms: a surname and «Минпромторг» are names of many. An acronym does not
    tell a firm from a body: «БМЗ».
    """
    pairs = sorted({tuple(sorted(pair)) for pair in _pairs(things)})
    partners = Counter(iri for pair in pairs for iri in pair)
    for one, other in pairs:
        if partners[one] == partners[other] == 1:
            yield one, other, "the name of one is an alias of the other"


def _pairs(things: dict[str, Thing]) -> Iterator[tuple[str, str]]:
    holders: dict[tuple[str, str], list[Thing]] = {}
    for thing in things.values():
        for name in {key(name) for name in thing.names | thing.aliases}:
            holders.setdefault(("" if thing.type in BODIES else thing.type, name), []).append(thing)
    for (_, name), found in holders.items():
        if len(found) == 2 and all(_may_merge(one, name) for one in found) and not _forms_differ(*found):
            named = [name in map(key, thing.names) for thing in found]
            alike = found[0].type == found[1].type or any(map(ACRONYM.fullmatch, found[0].names | found[1].names))
            if sum(named) == 1 and alike and _is_proper(found, name):
                yield found[0].iri, found[1].iri


def _may_merge(thing: Thing, shared: str) -> bool:
    """Whether it is of one open type, and its name alone told what it is; a body goes by an acronym only."""
    told = any(mint(thing.type, name) == thing.iri for name in thing.names | thing.aliases)
    acronym = any(key(name) == shared and ACRONYM.fullmatch(name) for name in thing.names | thing.aliases)
    open_ = thing.types <= OPEN or (thing.types <= BODIES and acronym)
    return len(thing.types) == 1 and open_ and told and not thing.collective and not in_gazetteer(thing.iri)


def _is_proper(found: list[Thing], name: str) -> bool:
    """Whether every spelling has a capital: «компания» is no name."""
    spelt = [one for thing in found for one in thing.names | thing.aliases if key(one) == name]
    return len(name) > 2 and all(one != one.lower() for one in spelt)


def _forms_differ(one: Thing, other: Thing) -> bool:
    left, right = _forms(one), _forms(other)
    return bool(left and right and left != right)


def _forms(thing: Thing) -> set[str]:
    """The legal forms in its names: ОАО «БелАЗ» → {ОАО}."""
    known = {row["form"] for row in gazetteer.read_rows("legal_forms")}
    return {word for name in thing.names | thing.aliases for word in re.findall(r"\w+", name) if word in known}
