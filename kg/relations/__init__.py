"""Sentences with linked mentions → matches of the relations. `RELATIONS` lists every relation with its patterns."""

from __future__ import annotations

from itertools import chain

from kg.relations import (
    agreement_counts,
    agreements,
    branches,
    companies,
    contacts,
    cooperation,
    cooperation_fields,
    event_figures,
    event_settings,
    financing,
    growth,
    locations,
    ownership,
    participation,
    partner_counts,
    posts,
    production,
    projects,
    publishing,
    trade,
    visits,
)
from kg.relations.pattern import Relation

FAMILIES = (
    publishing,
    posts,
    event_settings,
    participation,
    event_figures,
    visits,
    contacts,
    cooperation,
    partner_counts,
    cooperation_fields,
    agreements,
    agreement_counts,
    trade,
    growth,
    projects,
    financing,
    production,
    branches,
    locations,
    companies,
    ownership,
)
RELATIONS: tuple[Relation, ...] = tuple(chain.from_iterable(family.RELATIONS for family in FAMILIES))
