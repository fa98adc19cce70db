"""Facts held against gold facts: what agrees, what the rates are, and the same figures as the judge's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import GoldError, KgError
from kg.evaluation import (
    Evaluation,
    Rates,
    Row,
    alike,
    check_texts,
    compare,
    evaluate,
    judge,
    pair,
    read_gold,
    render,
)
from kg.flat import flat, to_lines
from kg.model import ArticleFacts
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data"
CHANGED = DATA / "counterfactual"
SHARED = ROOT.parent / "shared"
JUDGE = SHARED / "eval" / "score_facts.py"
SEED_GOLD: list[dict[str, Any]] = json.loads((DATA / "seed-facts.json").read_text("utf-8"))["facts"]
POST = {"relation": "holdsPost", "subject": "Иван Петров", "object": "мэр Тулы | глава Тулы"}
COUNT = {"relation": "participantCount", "subject": "БелАгро", "object": "компании"}


def row(names: Mapping[str, Any], **figures: Any) -> dict[str, Any]:
    return {**names, "value": None, "comparator": None, "unit": None, "date": None, **figures}


GOLD = [row(POST, evidence="мэр Тулы\nИван Петров"), row(COUNT, value=510, comparator=">", unit="компания")]
FOUND = [
    row({**POST, "object": "глава Тулы"}, text="глава Тулы"),
    row(COUNT, value=509, comparator="=", unit="компания", text="509 компаний"),
    row({**POST, "relation": "worksFor", "object": "Тула"}, text="Тулы"),
]


# What agrees


def test_all_gold_agrees_with_itself() -> None:
    total = Evaluation((judge("seed", SEED_GOLD, SEED_GOLD),)).total
    assert total.strict == total.loose == Rates(len(SEED_GOLD), len(SEED_GOLD), len(SEED_GOLD))
    assert total.strict.f1 == 1.0


@pytest.mark.parametrize(
    ("change", "strict", "loose"),
    [
        ({"value": 511}, False, True),
        ({"value": 509.8}, True, True),
        ({"comparator": ">="}, False, True),
        ({"value": None}, False, True),
        ({"object": "участники"}, True, True),
        ({"object": "участники", "value": 511}, False, False),
        ({"subject": "ИННОПРОМ"}, True, True),
        ({"subject": "БелАгро"}, False, False),
        ({"relation": "enterpriseCount"}, False, False),
    ],
)
def test_a_figure_agrees_in_number_and_comparator(change: Row, strict: bool, loose: bool) -> None:
    gold = [fact for fact in SEED_GOLD if fact["value"] == 510]
    found = [{**gold[0], **change}]
    assert (bool(pair(gold, found)), bool(pair(gold, found, strict=False))) == (strict, loose)


def test_an_event_agrees_in_its_date() -> None:
    gold = [fact for fact in SEED_GOLD if fact["relation"] == "takesPlaceOn"]
    found = [{**gold[0], "date": "2025-09-29"}]
    assert pair(gold, found) == ()
    assert pair(gold, found, strict=False) == ((0, 0),)


def test_people_of_one_first_name_stay_apart() -> None:
    assert alike("Александр Субботин", "Александр Петров") == 0.5
    gold = [fact for fact in SEED_GOLD if fact["relation"] == "saidBy"]
    assert not pair(gold, [{**gold[0], "object": "Александр Петров"}])


def test_only_symmetric_relations_turn_round() -> None:
    for relation, turns in (("cooperatesWith", True), ("plansProject", False)):
        gold = [fact for fact in SEED_GOLD if fact["relation"] == relation][-1:]
        turned = {**gold[0], "subject": gold[0]["object"], "object": gold[0]["subject"]}
        assert bool(pair(gold, [turned])) is turns


def test_a_fact_is_right_once() -> None:
    assert pair(GOLD[:1], [FOUND[0], FOUND[0]]) == ((0, 0),)
    assert pair([GOLD[0], GOLD[0]], FOUND[:1]) == ((0, 0),)


# The rates


def test_rates_by_relation_and_over_all() -> None:
    evaluation = Evaluation((judge("a", GOLD, FOUND), judge("b", GOLD, [])))
    assert evaluation.total.strict == Rates(gold=4, found=3, right=1)
    assert evaluation.total.loose == Rates(gold=4, found=3, right=2)
    rates = {score.relation: (score.strict, score.loose) for score in evaluation.by_relation}
    assert rates == {
        "holdsPost": (Rates(2, 1, 1), Rates(2, 1, 1)),
        "participantCount": (Rates(2, 1, 0), Rates(2, 1, 1)),
        "worksFor": (Rates(0, 1, 0), Rates(0, 1, 0)),
    }
    assert list(rates) == ["holdsPost", "participantCount", "worksFor"]


def test_nothing_found_and_nothing_to_find() -> None:
    assert Rates(gold=3, found=0, right=0).f1 == 0.0
    total = Evaluation((judge("quiet", [], []),)).total.strict
    assert (total.precision, total.recall, total.f1) == (0.0, 0.0, 0.0)


def test_differences_are_told_with_their_words() -> None:
    evaluation = Evaluation((judge("a", GOLD, FOUND), judge("b", GOLD[:1], [])))
    assert [str(difference) for difference in evaluation.differences] == [
        "a missed participantCount | БелАгро | компании | > | 510 | компания",
        "a wrong  participantCount | БелАгро | компании | = | 509 | компания «509 компаний»",
        "a wrong  worksFor | Иван Петров | Тула «Тулы»",
        "b missed holdsPost | Иван Петров | мэр Тулы | глава Тулы «мэр Тулы Иван Петров»",
    ]


# The tables


def test_the_table() -> None:
    told = render(Evaluation((judge("a", GOLD, FOUND),)))
    assert told.splitlines() == [
        "relation         gold found right     P     R    F1 P loose R loose F1 loose",
        "────────────────────────────────────────────────────────────────────────────",
        "holdsPost           1     1     1 1.000 1.000 1.000   1.000   1.000    1.000",
        "participantCount    1     1     0 0.000 0.000 0.000   1.000   1.000    1.000",
        "worksFor            0     1     0 0.000 0.000 0.000   0.000   0.000    0.000",
        "────────────────────────────────────────────────────────────────────────────",
        "all, 1 article      2     3     1 0.333 0.500 0.400   0.667   1.000    0.800",
    ]


def test_the_table_as_markdown() -> None:
    evaluation = Evaluation((judge("a", GOLD, FOUND), judge("b", [], [])))
    lines = render(evaluation, "markdown", errors=True).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[:6]]
    assert {len(line) for line in cells} == {10}
    assert cells[1] == ["---", *["---:"] * 9]
    assert cells[5] == ["all, 2 articles", "2", "3", "1", "0.333", "0.500", "0.400", "0.667", "1.000", "0.800"]
    assert lines[6:] == ["", *(f"- {difference}" for difference in evaluation.differences)]


def test_the_table_as_json() -> None:
    evaluation = Evaluation((judge("a", GOLD, FOUND),), left_out=("c",))
    told = json.loads(render(evaluation, "json", errors=True))
    assert (told["articles"], told["left_out"]) == (["a"], ["c"])
    assert told["total"]["strict"] == {"right": 1, "precision": 1 / 3, "recall": 0.5, "f1": pytest.approx(0.4)}
    assert [each["relation"] for each in told["relations"]] == ["holdsPost", "participantCount", "worksFor"]
    assert [(each["kind"], each["value"]) for each in told["errors"]] == [
        ("missed", 510),
        ("wrong", 509),
        ("wrong", None),
    ]
    assert "errors" not in json.loads(render(evaluation, "json"))


def test_an_unknown_format() -> None:
    with pytest.raises(KgError, match="docx"):
        render(Evaluation(()), "docx")


# Gold facts


def written(folder: Path, text: str, name: str = "01.json") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def as_json(**change: Any) -> str:
    return json.dumps({"id": "01", "facts": [{**GOLD[1], **change}]}, ensure_ascii=False)


def test_gold_is_read_by_id(tmp_path: Path) -> None:
    written(tmp_path, "\ufeff" + json.dumps({"id": 7, "facts": []}), "b.json")
    written(tmp_path, as_json(), "a.json")
    assert dict(read_gold(tmp_path)) == {"01": [GOLD[1]], "7": []}


def test_a_gold_fact_needs_no_figures(tmp_path: Path) -> None:
    written(tmp_path, json.dumps({"id": "01", "facts": [POST]}))
    assert dict(read_gold(tmp_path)) == {"01": [row(POST)]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"id": "01",', "not JSON: .* in line 1"),
        ("", "not JSON"),
        ("[" * 100_000, "beyond reason"),
        ("[]", "no «id»"),
        ('{"facts": []}', "no «id»"),
        ('{"id": "01"}', "no «facts»"),
        ('{"id": "01", "facts": {}}', "facts that are no list"),
        ('{"id": null, "facts": []}', "an id that is no text"),
        ('{"id": "01", "facts": ["holdsPost"]}', "fact 1 is no object"),
        ('{"id": "01", "facts": [{"relation": "saidBy"}]}', "fact 1 has no «subject»"),
        (as_json(relation=None), "fact 1 has a «relation» that is no text"),
        (as_json(object=["a", "b"]), "fact 1 has a «object» that is no text"),
        (as_json(value="510"), "fact 1 has a «value» that is no number"),
        (as_json(value=True), "fact 1 has a «value» that is no number"),
        (as_json(value=float("nan")), "fact 1 has a «value» that is no number"),
        (as_json(value=10**400), "fact 1 has a «value» that is no number"),
    ],
)
def test_gold_of_another_form(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(GoldError, match=reason) as caught:
        read_gold(written(tmp_path, text))
    assert caught.value.where == str(tmp_path / "01.json")
    assert caught.value.remedy


def test_gold_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "01.json").write_bytes(as_json().encode("cp1251"))
    with pytest.raises(GoldError, match="not UTF-8"):
        read_gold(tmp_path)


def test_two_gold_files_of_one_id(tmp_path: Path) -> None:
    written(tmp_path, as_json())
    with pytest.raises(GoldError, match="a second file with the id «01»") as caught:
        read_gold(written(tmp_path, as_json(), "02.json"))
    assert caught.value.where == str(tmp_path / "02.json")


def test_folders_without_gold(tmp_path: Path) -> None:
    reasons = {tmp_path: "no gold facts", tmp_path / "нет": "no such folder", DATA / "seed-facts.json": "a file, not a"}
    for folder, reason in reasons.items():
        with pytest.raises(GoldError, match=reason):
            read_gold(folder)
    (tmp_path / "01.json").mkdir()
    with pytest.raises(GoldError, match=r"01\.json"):
        read_gold(tmp_path)


# Gold facts and articles


def test_evaluate_the_seed(seed_facts: ArticleFacts) -> None:
    evaluation = evaluate(DATA, [seed_facts])
    assert evaluation.total.strict == Evaluation((judge("", SEED_GOLD, list(flat(seed_facts))),)).total.strict
    assert kg.evaluate is evaluate
    some = evaluate(str(DATA), [seed_facts], ["saidBy"])
    assert [score.relation for score in some.by_relation] == ["saidBy"]
    assert some.total.strict == next(each.strict for each in evaluation.by_relation if each.relation == "saidBy")


def test_articles_without_gold_are_left_out(seed_facts: ArticleFacts) -> None:
    other = replace(seed_facts, document=replace(seed_facts.document, id="other"))
    evaluation = evaluate(DATA, [other, seed_facts])
    assert evaluation.left_out == ("other",)
    assert [judged.article for judged in evaluation.articles] == [seed_facts.document.id]
    assert evaluation.total == evaluate(DATA, [seed_facts]).total


def test_gold_without_its_article(seed_facts: ArticleFacts) -> None:
    with pytest.raises(GoldError, match="«01», «02»"):
        check_texts({"01": [], "02": []}, [], "texts")
    with pytest.raises(GoldError, match="no text for the gold facts of «01»"):
        compare({"01": []}, [seed_facts])


def test_one_article_twice(seed_facts: ArticleFacts) -> None:
    with pytest.raises(GoldError, match=seed_facts.document.id):
        evaluate(DATA, [seed_facts, seed_facts])


# The judge

FIGURES = re.compile(
    r"(\w+) +P ([\d.]+) R ([\d.]+) F1 ([\d.]+) +gold +(\d+) predicted +(\d+) right +(\d+)", re.MULTILINE
)


def figures(name: str, rates: Rates) -> tuple[str, ...]:
    parts = (f"{part:.3f}" for part in (rates.precision, rates.recall, rates.f1))
    return (name, *parts, str(rates.gold), str(rates.found), str(rates.right))


@pytest.mark.parametrize("relations", [None, ["holdsPost", "participantCount", "takesPlaceOn", "cooperatesWith"]])
@pytest.mark.parametrize(
    ("gold", "texts"),
    [
        (DATA, ROOT / "seeds"),
        (CHANGED, CHANGED),
        (SHARED / "dev" / "gold", SHARED / "dev" / "texts"),
    ],
    ids=["seed", "counterfactual", "dev"],
)
def test_the_judge_has_the_same_figures(gold: Path, texts: Path, relations: list[str] | None, tmp_path: Path) -> None:
    if not JUDGE.exists() or not gold.exists():
        pytest.skip("the judge and its articles are not beside this repository")
    articles = [kg.find_facts(kg.read(path)) for path in kg.find_articles([texts])]
    evaluation = evaluate(gold, articles, relations)
    (tmp_path / "facts.jsonl").write_text("".join(to_lines(flat(article)) for article in articles), "utf-8")
    command = [sys.executable, str(JUDGE), str(gold), str(tmp_path / "facts.jsonl"), "--errors"]
    wanted = ["--relations", ",".join(relations)] if relations else []
    judged = subprocess.run([*command, *wanted], capture_output=True, check=True, encoding="utf-8").stdout

    ours = [figures(str(score.relation), score.strict) for score in evaluation.by_relation]
    ours += [figures("loose", evaluation.total.loose), figures("strict", evaluation.total.strict)]
    assert sorted(ours) == sorted(FIGURES.findall(judged))
    errors = [str(each).removesuffix(f" «{each.words}»") for each in evaluation.differences]
    told = [re.sub("MISSED|WRONG", lambda kind: kind[0].lower(), line, count=1) for line in judged.splitlines()]
    assert errors == told[: len(errors)]
    assert len(told) == len(errors) + len(ours)
