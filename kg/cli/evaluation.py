"""`kg eval`: facts held against gold facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.reports import progress

if TYPE_CHECKING:
    from kg.evaluation import Gold


def _relations(context: click.Context, parameter: click.Parameter, value: str | None) -> list[str] | None:
    if value is None:
        return None
    from kg.vocabulary import relations

    names = [name.strip() for name in value.split(",")]
    if unknown := [name for name in names if name not in relations()]:
        raise click.BadParameter(f"no relation is called '{unknown[0]}'", context, parameter)
    return names


@click.command("eval")
@click.argument("gold_dir", metavar="GOLD_DIR", type=click.Path(path_type=Path))
@click.argument("text_dir", metavar="TEXT_DIR", type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="List what was missed and what is wrong, with its words.")
@click.option("--relations", metavar="A,B", callback=_relations, help="Judge these relations only.")
@click.option("--format", "form", type=click.Choice(["table", "markdown", "json"]), default="table", show_default=True)
def evaluate(gold_dir: Path, text_dir: Path, errors: bool, relations: list[str] | None, form: str) -> None:
    """Measure facts against gold: precision, recall, F1.

    GOLD_DIR holds a file *.json for each article of TEXT_DIR that is to be judged; both may be one folder. Its "id" is
    the name of the text without .txt:

    \b
    {"id": "01", "facts": [
      {"relation": "participantCount", "subject": "БелАгро", "object": "компании",
       "value": 510, "comparator": ">", "unit": "компания", "date": null}]}

    Where a fact names "A | B", either will do. A fact is right where it agrees in relation, names, number, comparator
    and an event's date; the loose figures leave the last three out. A text without gold facts is named and left out;
    the exit code stays 0.

    \b
    kg eval gold/ texts/
    kg eval gold/ texts/ --errors --relations holdsPost,worksFor
    kg eval gold/ texts/ --format markdown > quality.md
    """
    from kg.evaluation import compare, read_gold, render
    from kg.extraction import find_facts
    from kg.reading import read

    gold = read_gold(gold_dir)
    texts = _texts_with_gold(gold, text_dir)
    articles = (find_facts(read(path)) for path in progress(iter(texts), texts))
    click.echo(render(compare(gold, articles, relations), form, errors=errors), nl=False)


def _texts_with_gold(gold: Gold, folder: Path) -> list[Path]:
    """The texts of a folder that have gold facts; the others are named on standard error, in one line."""
    from kg.evaluation import check_texts
    from kg.reading import find_articles

    texts = {path.stem: path for path in find_articles([folder])}
    check_texts(gold, texts, str(folder))
    if without := [name for name in texts if name not in gold]:
        click.echo(f"kg: {folder}: left out, without gold facts: {', '.join(without)}", err=True)
    return [path for name, path in texts.items() if name in gold]
