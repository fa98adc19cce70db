"""The mentions of each sentence: what names people, bodies, places, events, numbers and dates.

Finders run in the order of `FINDERS`; each sees what the earlier ones found, so that people come before places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.mentions.dates import find_dates
from kg.mentions.events import find_events
from kg.mentions.industries import find_industries
from kg.mentions.organizations import find_organizations
from kg.mentions.people import find_people
from kg.mentions.places import find_places
from kg.mentions.posts import find_posts
from kg.mentions.quantities import find_quantities
from kg.mentions.sites import find_sites
from kg.model import Mention, Period, Sentence

Finder = Callable[[Sentence, Sequence[Mention]], Iterator[Mention]]

FINDERS: tuple[Finder, ...] = (
    find_quantities,
    find_people,
    find_organizations,
    find_places,
    find_sites,
    find_posts,
    find_industries,
    find_events,
)


def find_mentions(sentence: Sentence, published: Period | None = None) -> tuple[Mention, ...]:
    """All mentions of a sentence, in the order of the text, an outer one before those inside it.

    `published` is the article's date, which relative dates («вчера») are read from.
    """
    found: list[Mention] = list(find_dates(sentence, published))
    for finder in FINDERS:
        found.extend(list(finder(sentence, tuple(found))))
    return tuple(sorted(found, key=lambda mention: (mention.first, -mention.last, mention.type)))
