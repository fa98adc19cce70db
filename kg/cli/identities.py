"""`kg merge`, `kg split`, `kg why`: who is who across the articles of a store."""

from __future__ import annotations

import click

STORE = click.argument("folder", metavar="STORE")
ONE = click.argument("one", metavar="A")
OTHER = click.argument("other", metavar="B")
REASON = click.option("--reason", default="", help="Why; it is kept with the decision.")


@click.command()
@STORE
@ONE
@OTHER
@REASON
def merge(folder: str, one: str, other: str, reason: str) -> None:
    """Say that two entities of a store are one thing.

    A and B are their names, or their IRIs where several bear a name. The decision stands in decisions.csv in the
    store's folder; `kg split` takes it back. What reads the store then sees one node. Articles keep what they say.

    \b
    kg merge archive "Гидропресс" "Гидропресс-Плюс" --reason "Renamed"
    kg merge archive https://w3id.org/kg-econ/id/company/a-1 https://w3id.org/kg-econ/id/company/b-2
    """
    from kg.store import open_store
    from kg.store.linking import merge
    from kg.store.things import named

    archive = open_store(folder, write=True)
    changed = merge(archive, named(archive, one), named(archive, other), reason)
    click.echo(f"{folder}: {'merged' if changed else 'one thing already'}: {one} {other}")


@click.command()
@STORE
@ONE
@OTHER
@REASON
def split(folder: str, one: str, other: str, reason: str) -> None:
    """Take back `kg merge`, or say that two entities that a rule merged are two things.

    \b
    kg split archive "Гидропресс" "Гидропресс-Плюс"
    """
    from kg.store import open_store
    from kg.store.linking import split
    from kg.store.things import named

    archive = open_store(folder, write=True)
    changed = split(archive, named(archive, one), named(archive, other), reason)
    click.echo(f"{folder}: {'split' if changed else 'two things already'}: {one} {other}")


@click.command()
@STORE
@ONE
@OTHER
def why(folder: str, one: str, other: str) -> None:
    """Say why two entities of a store are one thing, or two: ids, names, normal forms, decisions.

    \b
    kg why archive "БелАЗ" "Белорусский автомобильный завод"
    """
    from kg.store import open_store
    from kg.store.things import named
    from kg.store.why import why

    archive = open_store(folder)
    for line in why(archive, named(archive, one), named(archive, other)):
        click.echo(line)
