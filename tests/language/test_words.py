"""Words and lemmas are remembered, and are the same as found anew."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import tokenize

from kg.language.models import load_models
from kg.language.morphology import lemma_by_tag, lemma_of
from kg.language.pieces import pieces_of
from kg.language.segmentation import split_words
from kg.language.words import find_words
from kg.reading import read
from tests.language.test_flat_networks import ARTICLES, HOSTILE

# Characters on both sides of each of razdel's rules: dashes, fractions, figures, smiles, marks, other letters, spaces.
ATOMS = [
    "а",
    "Я",
    "ё",
    "x",
    "Y",
    "1",
    "23",
    ".",
    ",",
    "-",
    "—",
    "_",
    "/",
    "\\",
    "!",
    "?",
    ":",
    ")",
    "(",
    "*",
    "Δ",
    "😀",
]
ATOMS += ["%", "№", "«", "»", '"', "yahoo", "Ⅷ", "٣", "\u0301", " ", " ", " ", "\n", "\t", "\u00a0", "\u2028", "\x1c"]


def razdel_words(text: str) -> list[tuple[int, int]]:
    return [(token.start, token.stop) for token in tokenize(text)]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_words_of_hostile_texts_are_razdels(text: str) -> None:
    assert find_words(text) == razdel_words(text)


def test_words_of_articles_are_razdels() -> None:
    for path in ARTICLES:
        text = path.read_text("utf-8")
        assert find_words(text) == razdel_words(text), path.name


@given(st.lists(st.sampled_from(ATOMS), max_size=40).map("".join))
def test_words_are_razdels(text: str) -> None:
    assert find_words(text) == razdel_words(text)


@given(st.text(max_size=60))
def test_words_of_any_text_are_razdels(text: str) -> None:
    assert find_words(text) == razdel_words(text)


@given(st.lists(st.sampled_from(ATOMS), max_size=40).map("".join))
def test_a_mark_after_a_figure_stands_alone(text: str) -> None:
    expected: list[tuple[int, int]] = []
    for start, stop in razdel_words(text):
        cut = stop - 1 if re.fullmatch(r".*\d[.,:;]", text[start:stop]) else stop
        expected += [(start, cut), (cut, stop)] if cut < stop else [(start, stop)]
    assert split_words(text) == expected


def test_lemmas_by_tag_are_the_lemmas() -> None:
    pieces = [piece for path in ARTICLES for piece in pieces_of(read(path))]
    words = [piece.words for piece in pieces]
    seen = 0
    for sentence, analysis in zip(words, load_models().analyse(words), strict=True):
        for word, tag in zip(sentence, analysis.tags, strict=True):
            assert lemma_by_tag(word, tag.text) == lemma_of(word, tag.pos, tag.feats)
            seen += 1
    assert seen > 30_000
