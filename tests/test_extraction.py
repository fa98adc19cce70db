"""What holds for the facts of every article, whatever it tells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import kg
from kg.extraction import find_facts
from kg.flat import KEYS, flat, to_lines
from kg.language import annotate
from kg.mentions import find_mentions
from kg.model import ArticleFacts, Coverage, Document, Entity, Fact, Span
from kg.reading import read, read_text
from kg.vocabulary import relations as declared
from tests.conftest import ROOT, Ran

DEVELOPMENT = ROOT.parent / "shared" / "dev" / "texts"
ARTICLES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests/data/counterfactual").glob("*.txt"))]
NUMERAL = re.compile(r"\d+(?:[.,]\d+)?")
STATEMENT = [key for key in KEYS if key not in {"sentence", "start", "end", "text", "mode", "pattern", "confidence"}]


def articles() -> Iterator[object]:
    """The articles here, and those for development where they lie beside the repository."""
    yield from (pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in ARTICLES)
    if DEVELOPMENT.is_dir():
        yield from (pytest.param(path, id=f"dev/{path.stem}") for path in sorted(DEVELOPMENT.glob("*.txt")))
    else:
        reason = "the articles for development do not lie beside the repository"
        yield pytest.param(DEVELOPMENT, id="dev", marks=pytest.mark.skip(reason=reason))


@cache
def facts_of(path: Path) -> ArticleFacts:
    return find_facts(read(path))


@pytest.fixture(params=articles())
def article(request: pytest.FixtureRequest) -> ArticleFacts:
    """All that is found in one of the articles."""
    return facts_of(request.param)


def told(article: ArticleFacts, fact: Fact) -> str:
    """A fact in a line, for a failure."""
    sides = f"{fact.subject.name} | {fact.object.name if fact.object else '—'}"
    return f"{fact.relation}: {sides}: {fact.evidence.span.of(article.document.text)!r} ({fact.evidence.pattern})"


def test_the_words_of_a_fact_lie_in_its_sentence(article: ArticleFacts) -> None:
    text = article.document.text
    for fact in article:
        words = fact.evidence.span
        assert words.of(text).strip() == words.of(text) != "", told(article, fact)
        assert words in article.sentence_of(fact), told(article, fact)


def test_a_row_quotes_the_text(article: ArticleFacts) -> None:
    for row in flat(article):
        assert article.document.text[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["sentence"]


def test_the_sides_of_a_fact_lie_in_its_sentence(article: ArticleFacts) -> None:
    for fact in article:
        for words in (fact.evidence.subject, fact.evidence.object):
            if words is not None:
                assert words.of(article.document.text).strip(), told(article, fact)
                assert words in article.sentence_of(fact), told(article, fact)


def test_facts_stand_in_the_order_of_the_text(article: ArticleFacts) -> None:
    spans = [fact.evidence.span for fact in article]
    assert spans == sorted(spans)


def test_no_fact_is_told_twice(article: ArticleFacts) -> None:
    rows = [tuple(row[key] for key in STATEMENT) for row in flat(article)]
    assert len(rows) == len(set(rows))


def test_sides_fit_the_ontology(article: ArticleFacts) -> None:
    for fact in article:
        signature = declared()[fact.relation]
        assert fact.subject.type in signature.domain, told(article, fact)
        assert fact.object is None or fact.object.type in signature.range, told(article, fact)
        assert (fact.object is None) == (fact.relation == "takesPlaceOn"), told(article, fact)


def test_no_fact_is_about_itself(article: ArticleFacts) -> None:
    assert [told(article, fact) for fact in article if fact.object and fact.object.iri == fact.subject.iri] == []


def test_one_iri_has_one_name_and_type(article: ArticleFacts) -> None:
    named: dict[str, set[tuple[str, str]]] = {}
    for fact in article:
        for entity in entities_of(fact):
            named.setdefault(entity.iri, set()).add((entity.type, entity.name))
    assert {iri: names for iri, names in named.items() if len(names) > 1} == {}


def entities_of(fact: Fact) -> Iterator[Entity]:
    yield from (entity for entity in (fact.subject, fact.object, fact.body, fact.speaker) if entity is not None)


def test_names_have_no_loose_ends(article: ArticleFacts) -> None:
    for fact in article:
        for entity in entities_of(fact):
            assert entity.name == " ".join(entity.name.split()) != "", told(article, fact)
            assert entity.name.count("«") == entity.name.count("»"), told(article, fact)
            assert not entity.name.endswith((",", "-", "—", "(")), told(article, fact)


def test_every_numeral_has_a_place(article: ArticleFacts) -> None:
    """Each is in a fact's words, in a date, in a name, or is reported as left over."""
    document = article.document
    homes = [fact.evidence.span for fact in article] + list(article.coverage.numerals) + dates_and_names(document)
    lost = [span.of(document.text) for span in numerals(document) if not any(span in home for home in homes)]
    assert lost == []


def numerals(document: Document) -> list[Span]:
    found = (Span(*match.span()) for match in NUMERAL.finditer(document.text))
    return [span for span in found if any(span in block for block in document.blocks)]


def dates_and_names(document: Document) -> list[Span]:
    mentions = [m for s in annotate(document) for m in find_mentions(s, document.metadata.published)]
    return [m.span for m in mentions if m.type not in {"Quantity", "Money"}]


def test_what_is_covered_is_not_left_over(article: ArticleFacts) -> None:
    stated = {fact.evidence.sentence for fact in article if fact.evidence.pattern != "publishedBy.dateline"}
    silent = [article.sentences.index(span) for span in article.coverage.sentences]
    assert stated.isdisjoint(silent)
    words = [fact.evidence.span for fact in article]
    assert [n for n in article.coverage.numerals if any(n in span for span in words)] == []


def test_quotations_lie_in_the_text(article: ArticleFacts) -> None:
    for quotation in article.quotations:
        assert quotation.span.of(article.document.text).strip()
        assert quotation.span in article.sentences[quotation.sentence]


def test_a_second_run_finds_the_same(article: ArticleFacts) -> None:
    assert find_facts(article.document) == article


def test_other_articles_change_nothing(seed_document: Document) -> None:
    """Nothing is remembered from one article to the next."""
    first = find_facts(seed_document)
    for path in ARTICLES:
        facts_of(path)
    assert find_facts(seed_document) == first


def test_a_text_without_a_fact() -> None:
    found = find_facts(read_text("Дождь шел весь день.", "rain"))
    assert (found.facts, found.quotations) == ((), ())
    assert found.coverage == Coverage(sentences=found.sentences)


def test_the_public_face_finds_the_same(seed: Path, seed_facts: ArticleFacts) -> None:
    assert kg.find_facts(kg.read(seed)) == seed_facts


def test_hash_seeds_leave_the_files_alone(seed: Path, kg_process: Callable[..., Ran], tmp_path: Path) -> None:
    digests = set()
    for hash_seed in ("0", "1", "4711"):
        folder = tmp_path / hash_seed
        ran = kg_process("build", seed, "--out", folder, env={"PYTHONHASHSEED": hash_seed})
        assert ran.code == 0, ran.err
        digests.add(tuple(digest(folder / name) for name in ("facts.jsonl", "graph.ttl")))
    assert len(digests) == 1


def test_a_process_writes_what_the_library_finds(
    seed: Path, seed_facts: ArticleFacts, kg_process: Callable[..., Ran]
) -> None:
    ran = kg_process("facts", seed, env={"PYTHONHASHSEED": "17"})
    assert ran.code == 0, ran.err
    assert ran.out == to_lines(flat(seed_facts))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
