"""The command line: bad input ends in one clear line and the right code; good input is what the library gives."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import ArticleFacts
from tests.conftest import ROOT, Ran

Run = Callable[..., Ran]
ENGLISH = "The Vitebsk region has signed agreements with regions of Russia, the committee's chairman said."
NO_FACTS = "Погода стояла хорошая, и над рекой долго было тихо.\n"
COMMANDS = ("build", "completion", "eval", "explain", "export", "facts", "query", "validate", "view")


@pytest.fixture(scope="module")
def built(seed: Path, tmp_path_factory: pytest.TempPathFactory, kg_process: Run) -> Path:
    folder = tmp_path_factory.mktemp("build")
    ran = kg_process("build", seed, "--out", folder)
    assert ran.code == 0, ran.err
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(kg: Run, command: str) -> None:
    ran = kg(command, "--help")
    assert ran.code == 0
    assert f"kg {command}" in ran.out.split("\n", 2)[2]


def test_help_names_every_command(kg: Run) -> None:
    ran = kg("--help")
    assert ran.code == 0
    assert all(f"\n  {command} " in ran.out for command in COMMANDS)
    assert kg().out == ran.out


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from kg.cli import main; main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True, text=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    heavy = {"numpy", "rdflib", "networkx", "pyoxigraph", "pyvis", "slovnet", "navec", "pymorphy3", "rich", "pyshacl"}
    assert loaded & heavy == set()


def test_version(kg: Run) -> None:
    import kg as package

    assert kg("--version").out == f"kg {package.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(kg: Run, shell: str) -> None:
    ran = kg("completion", shell)
    assert ran.code == 0
    assert "_KG_COMPLETE" in ran.out


def test_the_shell_is_answered() -> None:
    environment = {**os.environ, "_KG_COMPLETE": "bash_complete", "COMP_WORDS": "kg exp", "COMP_CWORD": "1"}
    command = [sys.executable, "-m", "kg"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, text=True, env=environment)
    assert done.stdout.split() == ["plain,explain", "plain,export"]


# Misuse: exit code 2


@pytest.mark.parametrize(
    ("arguments", "culprit"),
    [
        (["nonsense"], "nonsense"),
        (["build"], "PATH"),
        (["build", "a.txt"], "--out"),
        (["facts", "a.txt", "--format", "xml"], "xml"),
        (["facts", "a.txt", "--min-confidence", "3"], "--min-confidence"),
        (["facts", "a.txt", "--nonsense"], "--nonsense"),
        (["query"], "--list"),
        (["query", "x", "--param", "region"], "'region' is not name=value"),
        (["export", "a.ttl", "--format", "docx"], "docx"),
        (["explain", "a.txt", "--sentence", "0"], "--sentence"),
        (["completion", "cmd"], "cmd"),
        (["eval", "gold"], "TEXT_DIR"),
        (["eval", "gold", "texts", "--relations", "holdsPost,nonsense"], "'nonsense'"),
        (["eval", "gold", "texts", "--format", "csv"], "csv"),
    ],
)
def test_misuse(kg: Run, arguments: list[str], culprit: str) -> None:
    ran = kg(*arguments)
    assert ran.code == 2
    assert culprit in ran.complaint
    assert "--help" in ran.complaint
    assert ran.out == ""


# Bad articles: exit code 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "binary data"),
        (ENGLISH.encode(), "not in Russian"),
        ("статья".encode() + b"\xff", "not UTF-8"),
    ],
)
def test_articles_that_cannot_be_read(kg: Run, tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "статья.txt"
    path.write_bytes(data)
    out = tmp_path / "out"
    for arguments in (["facts", path], ["explain", path], ["build", path, "--out", out]):
        ran = kg(*arguments)
        assert ran.code == 1
        assert str(path) in ran.complaint
        assert reason in ran.complaint
        assert ran.out == ""
    assert not out.exists()


def test_a_text_of_50_megabytes_is_refused(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "большая.txt"
    path.write_bytes((NO_FACTS * 700).encode() * 800)
    assert path.stat().st_size > 50_000_000
    ran = kg("build", path, "--out", tmp_path / "out")
    assert ran.code == 1
    assert "larger than 20 MB" in ran.complaint
    assert files(tmp_path) == ["большая.txt"]


@pytest.mark.parametrize(("name", "reason"), [("нет.txt", "no such file"), ("пусто", "no articles in this folder")])
def test_paths_without_articles(kg: Run, tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "пусто").mkdir()
    ran = kg("build", tmp_path / name, "--out", tmp_path / "out")
    assert ran.code == 1
    assert reason in ran.complaint
    assert not (tmp_path / "out").exists()


# Good articles


def test_facts_are_what_the_library_gives(kg: Run, seed: Path, seed_facts: ArticleFacts) -> None:
    from kg.flat import KEYS, flat

    ran = kg("facts", seed)
    assert (ran.code, ran.err) == (0, "")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert rows == list(flat(seed_facts))
    assert all(tuple(row) == KEYS for row in rows)
    text = seed.read_text("utf-8")
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_facts_as_csv_and_table(kg: Run, seed: Path, seed_facts: ArticleFacts) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("facts", seed, "--format", "csv").out)))
    assert [row["relation"] for row in rows] == [fact.relation for fact in seed_facts]
    table = kg("facts", seed, "--format", "table").out
    assert all(fact.subject.name.split()[0] in table for fact in seed_facts if fact.relation != "publishedBy")


def test_facts_by_confidence(kg: Run, seed: Path, seed_facts: ArticleFacts) -> None:
    least = max(fact.confidence for fact in seed_facts)
    ran = kg("facts", seed, "--min-confidence", least)
    assert len(ran.out.splitlines()) == sum(fact.confidence >= least for fact in seed_facts)


def test_coverage_shows_what_no_fact_rests_on(kg: Run, seed: Path, seed_facts: ArticleFacts) -> None:
    rows = [json.loads(line) for line in kg("facts", seed, "--coverage").out.splitlines()]
    coverage = seed_facts.coverage
    assert len(rows) == len(coverage.sentences) + len(coverage.numerals) + len(coverage.names)
    text = seed.read_text("utf-8")
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_cp1251_gives_the_same_facts(kg: Run, seed: Path, tmp_path: Path) -> None:
    other = tmp_path / seed.name
    other.write_bytes(seed.read_text("utf-8").replace("\u2212", "-").encode("cp1251"))
    expected = kg("facts", seed).out
    assert kg("facts", other).out == expected


def test_a_text_without_facts_is_no_failure(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "погода.txt"
    path.write_text(NO_FACTS, "utf-8")
    ran = kg("facts", path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [f"kg: {path}: no facts found. kg facts --coverage shows what was left out"]
    ran = kg("build", path, "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert files(tmp_path / "out") == ["facts.jsonl", "graph.html", "graph.ttl"]
    assert (tmp_path / "out" / "facts.jsonl").read_bytes() == b""


def test_one_bad_article_of_several_is_named_and_left_out(kg: Run, seed: Path, tmp_path: Path) -> None:
    (tmp_path / "english.txt").write_text(ENGLISH, "utf-8")
    ran = kg("build", tmp_path / "english.txt", seed, tmp_path / "нет.txt", "--out", tmp_path / "out")
    assert ran.code == 0
    assert ran.err.splitlines()[2:] == ["kg: 1 read, 0 reprints, 2 rejected"]
    assert "english.txt" in ran.err
    assert "нет.txt" in ran.err
    assert ran.out.startswith("1 article")
    assert files(tmp_path / "out") == ["facts.jsonl", "graph.html", "graph.ttl"]


def test_explain_shows_words_and_pattern(kg: Run, seed: Path, seed_facts: ArticleFacts) -> None:
    ran = kg("explain", seed)
    assert ran.code == 0
    assert all(fact.evidence.pattern in ran.out for fact in seed_facts)
    assert all(reason in ran.out for _, _, reason in seed_facts.abstentions)
    assert ran.out.count("\n[") + 1 == len(seed_facts.sentences)


def test_explain_one_sentence(kg: Run, seed: Path, seed_facts: ArticleFacts) -> None:
    ran = kg("explain", seed, "--sentence", 2)
    assert ran.out.startswith("[2] ")
    assert "[3]" not in ran.out
    count = len(seed_facts.sentences)
    ran = kg("explain", seed, "--sentence", count + 1)
    assert ran.code == 2
    assert f"the article has {count} sentences" in ran.complaint


# Facts against gold facts


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with two texts and their gold facts."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in ("03", "08"):
        for ending in ("txt", "json"):
            shutil.copy(ROOT / "tests" / "data" / "counterfactual" / f"{name}.{ending}", folder)
    return folder


def test_eval_is_what_the_library_gives(kg: Run, gold: Path) -> None:
    from kg import evaluate, find_articles, find_facts, read
    from kg.evaluation import render

    evaluation = evaluate(gold, map(find_facts, map(read, find_articles([gold]))))
    assert evaluation.total.strict.right > 0
    for form in ("table", "markdown", "json"):
        assert kg("eval", gold, gold, "--format", form) == Ran(0, render(evaluation, form), "")
        assert kg("eval", gold, gold, "--format", form, "--errors").out == render(evaluation, form, errors=True)


def test_eval_of_some_relations(kg: Run, gold: Path) -> None:
    told = json.loads(kg("eval", gold, gold, "--relations", "holdsPost, saidBy", "--format", "json").out)
    assert {row["relation"] for row in told["relations"]} == {"holdsPost", "saidBy"}
    assert told["total"]["gold"] == sum(row["gold"] for row in told["relations"]) > 0


def test_eval_names_texts_without_gold(kg: Run, gold: Path) -> None:
    expected = kg("eval", gold, gold)
    (gold / "99.txt").write_text(ENGLISH, "utf-8")  # not read at all
    ran = kg("eval", gold, gold)
    assert (ran.code, ran.out) == (0, expected.out)
    assert ran.complaint == f"kg: {gold}: left out, without gold facts: 99"


def test_eval_of_a_text_without_facts(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "погода.txt").write_text(NO_FACTS, "utf-8")
    (tmp_path / "погода.json").write_text('{"id": "погода", "facts": []}', "utf-8")
    ran = kg("eval", tmp_path, tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].split() == [*["all,", "1", "article", "0", "0", "0"], *["0.000"] * 6]


def test_eval_where_a_text_is_missing_or_cannot_be_read(kg: Run, gold: Path) -> None:
    (gold / "08.txt").write_text(ENGLISH, "utf-8")
    ran = kg("eval", gold, gold)
    assert (ran.code, ran.out) == (1, "")
    assert "08.txt: not in Russian" in ran.complaint
    (gold / "08.txt").unlink()
    ran = kg("eval", gold, gold)
    assert (ran.code, ran.out) == (1, "")
    assert f"{gold}: no text for the gold facts of «08»" in ran.complaint


def test_eval_of_folders_that_are_missing_or_empty(kg: Run, gold: Path, seed: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "нет"
    for folders, reason in (
        ((nowhere, gold), f"{nowhere}: no such folder"),
        ((gold, nowhere), f"{nowhere}: no such file or folder"),
        ((seed, gold), f"{seed}: a file, not a folder"),
        ((seed.parent, gold), f"{seed.parent}: no gold facts in this folder"),
        ((gold, tmp_path / "empty"), "no articles in this folder"),
    ):
        (tmp_path / "empty").mkdir(exist_ok=True)
        ran = kg("eval", *folders)
        assert (ran.code, ran.out) == (1, "")
        assert reason in ran.complaint


# What is built


def test_build_writes_three_files(built: Path, seed_facts: ArticleFacts) -> None:
    assert files(built) == ["facts.jsonl", "graph.html", "graph.ttl"]
    assert len((built / "facts.jsonl").read_text("utf-8").splitlines()) == len(seed_facts)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_build_gives_the_same_bytes(built: Path, seed: Path, tmp_path: Path, kg_process: Run, hash_seed: str) -> None:
    environment = {"PYTHONHASHSEED": hash_seed, "LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ran = kg_process("build", seed, "--out", tmp_path / "out", env=environment)
    assert ran.code == 0, ran.err
    for name in files(built):
        assert (tmp_path / "out" / name).read_bytes() == (built / name).read_bytes(), name


def test_built_graph_conforms(kg: Run, built: Path) -> None:
    ran = kg("validate", built / "graph.ttl")
    assert (ran.code, ran.err) == (0, "")
    assert "conforms" in ran.out


def test_an_invalid_graph_is_not_written(kg: Run, seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import building
    from kg.validation import Report

    broken = Report(("no evidence: fact 7",))  # type: ignore[arg-type]
    monkeypatch.setattr(building, "validate", lambda dataset: broken)
    ran = kg("build", seed, "--out", tmp_path / "out")
    assert ran.code == 1
    assert "no evidence: fact 7" in ran.complaint
    assert files(tmp_path) in ([], ["out"])


def test_view_equals_the_built_page(kg: Run, built: Path, tmp_path: Path) -> None:
    ran = kg("view", built / "graph.ttl", "--out", tmp_path / "graph.html")
    assert ran.code == 0, ran.err
    assert (tmp_path / "graph.html").read_bytes() == (built / "graph.html").read_bytes()


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "graphml", "csv"])
def test_export_to_a_file_and_to_standard_output(kg: Run, built: Path, tmp_path: Path, form: str) -> None:
    for options in ([], ["--no-provenance"]):
        to_file = kg("export", built / "graph.ttl", "--format", form, *options, "--out", tmp_path / form)
        assert to_file == Ran(0, "", "")
        printed = kg("export", built / "graph.ttl", "--format", form, *options)
        assert printed.code == 0
        assert (tmp_path / form).read_text("utf-8") == printed.out
        assert printed.out


# Queries


def test_every_query_is_listed(kg: Run) -> None:
    ran = kg("query", "--list", "--format", "json")
    assert ran.code == 0
    names = {row["name"] for row in json.loads(ran.out)}
    assert {path.stem for path in (ROOT / "queries").glob("*.rq")} <= names
    assert all(row["question"] and row["in English"] for row in json.loads(ran.out))


def test_a_query_given_as_text_and_as_a_file(kg: Run, built: Path, tmp_path: Path) -> None:
    text = "SELECT ?name WHERE { ?article <https://schema.org/datePublished> ?name }"
    (tmp_path / "мой.rq").write_text(text, "utf-8")
    by_text = kg("query", text, "--graph", built / "graph.ttl", "--format", "csv")
    by_file = kg("query", tmp_path / "мой.rq", "--graph", built / "graph.ttl", "--format", "csv")
    assert (by_text.code, by_text.err) == (0, "")
    assert by_text.out == by_file.out
    assert by_text.out.startswith("name\n2025-09-29")


@pytest.mark.parametrize(
    ("arguments", "culprit"),
    [
        (["нет-такого"], "нет-такого"),
        (["broken.rq"], "broken.rq"),
        (["missing.rq"], "missing.rq"),
        (["SELECT ?s WHERE { ?s"], ""),
        (["SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", "--param", "nonsense=1"], "nonsense"),
        (["SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", "--graph", "нет.ttl"], "нет.ttl"),
        (["SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", "--graph", "broken.ttl"], "broken.ttl"),
        (["DELETE WHERE { ?s ?p ?o }"], ""),
    ],
)
def test_queries_that_cannot_be_answered(
    kg: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], culprit: str
) -> None:
    (tmp_path / "broken.rq").write_text("SELEKT ?s WHERE { ?s ?p ?o }", "utf-8")
    (tmp_path / "broken.ttl").write_text("это не Turtle .", "utf-8")
    monkeypatch.chdir(tmp_path)
    graph = [] if "--graph" in arguments else ["--graph", built / "graph.ttl"]
    ran = kg("query", *arguments, *graph)
    assert ran.code == 1
    assert culprit in ran.complaint
    assert ran.out == ""


# Graphs that cannot be loaded, places that cannot be written to


@pytest.mark.parametrize("command", ["validate", "export", "view"])
@pytest.mark.parametrize("name", ["нет.ttl", "broken.ttl", "graph.docx"])
def test_graphs_that_cannot_be_loaded(kg: Run, tmp_path: Path, command: str, name: str) -> None:
    if name != "нет.ttl":
        (tmp_path / name).write_text("это не Turtle .", "utf-8")
    out = [] if command == "validate" else ["--out", tmp_path / "out"]
    ran = kg(command, tmp_path / name, *out)
    assert ran.code == 1
    assert name in ran.complaint
    assert not (tmp_path / "out").exists()


def test_a_graph_that_breaks_the_shapes(kg: Run, built: Path, tmp_path: Path) -> None:
    turtle = (built / "graph.ttl").read_text("utf-8")
    broken = tmp_path / "broken.ttl"
    lines = [line for line in turtle.splitlines() if "nif:beginIndex" not in line]
    assert len(lines) < len(turtle.splitlines())
    broken.write_text("\n".join(lines), "utf-8")
    ran = kg("validate", broken)
    assert ran.code == 1
    assert ran.out


def test_targets_that_cannot_be_written(kg: Run, seed: Path, built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "taken" / "graph.html").mkdir(parents=True)
    before = files(tmp_path)
    graph = built / "graph.ttl"
    for arguments, culprit in (
        (["build", seed, "--out", tmp_path / "file"], "file"),
        (["build", seed, "--out", tmp_path / "taken"], "taken/graph.html"),
        (["view", graph, "--out", tmp_path / "folder"], "folder"),
        (["view", graph, "--out", tmp_path / "no" / "graph.html"], "no"),
        (["export", graph, "--out", tmp_path / "folder"], "folder"),
    ):
        ran = kg(*arguments)
        assert ran.code == 1
        assert str(tmp_path / culprit) in ran.complaint
        assert ran.out == ""
    assert files(tmp_path) == before
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_target(kg: Run, built: Path) -> None:
    for command in ("view", "export"):
        ran = kg(command, built / "graph.ttl", "--out", "/dev/full")
        assert ran.code == 1
        assert "no space left" in ran.complaint
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_standard_output() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "kg", "--help"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False, text=True)
    assert done.returncode == 1
    assert done.stderr == "kg: standard output: No space left on device\n"


# Pipes and signals


def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "kg", "--help"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    fifo = tmp_path / "статья.txt"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "kg", "facts", str(fifo)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    with fifo.open("wb"):  # opens once the reader has: the command waits for the article
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


# Articles of any format


def test_build_names_reprints_and_what_is_refused(kg: Run, seed: Path, tmp_path: Path) -> None:
    text = seed.read_text("utf-8")
    rows = [
        {"body": text, "link": "https://a.example/1"},
        {"body": f"{text}\n", "link": "https://b.example/2"},
        {"x": 1},
    ]
    path, refused, out = tmp_path / "a.jsonl", tmp_path / "refused.jsonl", tmp_path / "out"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    ran = kg("build", path, "--columns", "text=body,url=link", "--rejected", refused, "--out", out, "--strict")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == f"kg: 1 read, 1 reprint, 1 rejected → {refused}"
    (row,) = map(json.loads, refused.read_text("utf-8").splitlines())
    assert (row["path"], row["record"]) == (str(path), 3)
    assert "schema:isBasedOn" in (out / "graph.ttl").read_text("utf-8")


def test_build_refuses_an_unknown_field(kg: Run, seed: Path, tmp_path: Path) -> None:
    ran = kg("build", seed, "--columns", "body=text", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "no such field: body" in ran.complaint


def test_a_part_of_the_graph_is_drawn(kg: Run, built: Path, tmp_path: Path) -> None:
    graph, out = built / "graph.ttl", tmp_path / "part.html"
    ran = kg("view", graph, "--only", "SELECT ?f { ?f rdf:predicate kg:participantCount }", "--out", out)
    assert ran.code == 0
    part, whole = out.read_text("utf-8"), (built / "graph.html").read_text("utf-8")
    assert part.count("<tr><td>") == 5
    assert whole.count("<tr><td>") == 49
    assert "ИННОПРОМ. Беларусь" in part
    assert "Гидропресс</" not in part.split("<noscript>")[1].split("</noscript>")[0]


def test_a_query_that_finds_nothing_to_draw_is_refused(kg: Run, built: Path, tmp_path: Path) -> None:
    ran = kg("view", built / "graph.ttl", "--only", "SELECT ?f { ?f a kg:Nothing }", "--out", tmp_path / "part.html")
    assert ran.code == 1
    assert "finds no fact" in ran.err
    assert not (tmp_path / "part.html").exists()


def test_a_terminal_sees_how_many_how_quickly_and_how_long_yet(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Завод «Прогресс» построил цех номер {number + 2} в Орше.", "utf-8")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "kg", "build", str(tmp_path), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, stderr=follower, stdout=subprocess.PIPE, text=True, timeout=120, check=False)
    os.close(follower)
    seen = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while piece := os.read(leader, 65536):
            seen += piece
    os.close(leader)
    assert done.returncode == 0
    assert b"3 articles" in seen
    assert b"/s" in seen
    assert b"3 articles, " in done.stdout.encode()


def test_facts_and_explanations_of_a_web_page(tmp_path: Path, kg: Callable[..., Ran]) -> None:
    body = "".join(f"<p>{line}</p>" for line in PAGE_LINES)
    (tmp_path / "page.html").write_text(f"<html><body><article><h1>Визит</h1>{body}</article></body></html>", "utf-8")
    ran = kg("facts", str(tmp_path / "page.html"))
    assert ran.code == 0
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ("holdsPost", "Олег Тарасевич") in {(row["relation"], row["subject"]) for row in rows}
    assert "Олег Тарасевич | holdsPost" in kg("explain", str(tmp_path / "page.html")).out


PAGE_LINES = (
    "Губернатор Псковской области Олег Тарасевич прибыл с визитом в Витебск, где его ждали переговоры.",
    "Стороны обсудили сотрудничество в промышленности, сельском хозяйстве и туризме и договорились о новых встречах.",
    "Делегация побывала на заводе «Прогресс», где гостям показали новую линию по выпуску деревообрабатывающих станков.",
)
