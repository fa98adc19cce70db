"""Sentences with linked mentions → matches of the relations. `RELATIONS` lists every relation with its patterns."""

from __future__ import annotations

from itertools import chain

from kg.relations import agreements, companies, contacts, cooperation, events, posts, projects, publishing, trade
from kg.relations.pattern import Relation

RELATIONS: tuple[Relation, ...] = tuple(
    chain.from_iterable(
        module.RELATIONS
        for module in (publishing, posts, events, contacts, cooperation, agreements, trade, projects, companies)
    )
)
