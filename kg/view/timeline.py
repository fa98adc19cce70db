"""The graph over time: events, agreements, visits, posts and figures, a row a kind; what has no date stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kg.view.palette import colours
from kg.view.sheet import to_sheet
from kg.view.statements import Statement, Statements, name_of, to_statements

if TYPE_CHECKING:
    import networkx

Record = dict[str, Any]

KINDS = ("event", "agreement", "contact", "post", "figure", "other")
_KIND_OF = {
    "signedAgreementWith": "agreement",
    "agreementCount": "agreement",
    "contractValue": "agreement",
    "implementsProject": "agreement",
    "plansProject": "agreement",
    "initiatedBy": "agreement",
    "financedBy": "agreement",
    "investsIn": "agreement",
    "visits": "contact",
    "meets": "contact",
    "holdsPost": "post",
    "worksFor": "post",
}
_EVENTS = frozenset({"Event", "EventSection"})
_SAYING = frozenset({"publishedBy", "saidBy"})


def to_timeline(network: networkx.MultiDiGraph[str], title: str = "", language: str = "ru") -> str:
    """The network as one page with a timeline that needs nothing beside it.

    An event is one item with all its facts; every other fact is an item. An item has the date that the fact states, or
    that of its event; for want of one it is undated, and `reported` is the date of its article.
    """
    statements = to_statements(network, language)
    items = sorted(_items(network, statements, language), key=_order)
    present = [kind for kind in KINDS if any(item["kind"] == kind for item in items)]
    data = {"items": items, "kinds": present, "looks": colours(KINDS)}
    return to_sheet("timeline", data, statements, title, language)


def _order(item: Record) -> tuple[Any, ...]:
    return (KINDS.index(item["kind"]), item["date"] == "", item["date"] or item["reported"], item["facts"])


def _items(network: networkx.MultiDiGraph[str], statements: Statements, language: str) -> list[Record]:
    events: dict[str, list[int]] = {}
    items: list[Record] = []
    for index, fact in enumerate(statements.facts):
        if fact.relation in _SAYING:
            continue
        event = next((iri for iri in (fact.start, fact.end) if _type(network, iri) in _EVENTS), None)
        if event is not None:
            events.setdefault(event, []).append(index)
        else:
            items.append(_item(_kind(fact), _label(fact), [index], statements, fact.record.get("date", "")))
    for iri in sorted(events):
        facts = [statements.facts[index] for index in events[iri]]
        name = name_of(network.nodes[iri], language, iri)
        items.append(_item("event", name, events[iri], statements, _event_date(iri, facts)))
    return items


def _item(kind: str, label: str, facts: list[int], statements: Statements, stated: str) -> Record:
    articles = [statements.facts[index].record["article"] for index in facts]
    told = sorted(date for number in articles if number >= 0 and (date := statements.articles[number]["date"]))
    span = days(stated)
    item: Record = {"kind": kind, "label": label, "facts": facts, "date": stated if span else ""}
    item["reported"] = told[0] if told and days(told[0]) else ""
    item["span"] = span or days(item["reported"])
    return item


def _kind(fact: Statement) -> str:
    return _KIND_OF.get(fact.relation) or ("figure" if fact.record.get("figure") else "other")


def _label(fact: Statement) -> str:
    record = fact.record
    figure = f": {record['figure']}" if record.get("figure") else ""
    return f"{record['subject']} — {record['name']}{figure} → {record['object']}"


def _event_date(iri: str, facts: Sequence[Statement]) -> str:
    """The date of an event: what is said of its day before what is said of its place, and so on."""
    dated = [fact for fact in facts if fact.record.get("date") and fact.start == iri]
    dated.sort(key=lambda fact: (fact.relation != "takesPlaceOn", fact.relation != "takesPlaceIn", fact.iri))
    return str(dated[0].record["date"]) if dated else ""


def _type(network: networkx.MultiDiGraph[str], iri: str) -> str:
    attributes: Mapping[str, Any] = network.nodes[iri]
    return str(attributes.get("type") or "")


def days(iso: str) -> list[int] | None:
    """The first and the last day of an ISO date or interval, counted from 1970; None for what is no date.

    >>> days("1970-02"), days("1970-01-03/1970-01-05"), days("весна")
    ([31, 58], [2, 4], None)
    """
    first, _, last = iso.partition("/")
    start, end = _ends(first), _ends(last or first)
    return [start[0], end[1]] if start and end and start[0] <= end[1] else None


def _ends(iso: str) -> tuple[int, int] | None:
    parts = iso.split("T")[0].split("-")
    try:
        year, month, day = (int(part) for part in (parts + ["1", "1"])[:3])
        start = date(year, month, day)
        following = (
            date(year + 1, 1, 1)
            if len(parts) == 1
            else date(year + month // 12, month % 12 + 1, 1)
            if len(parts) == 2
            else start + timedelta(days=1)
        )
    except (ValueError, OverflowError):
        return None
    epoch = date(1970, 1, 1)
    return (start - epoch).days, (following - epoch).days - 1
