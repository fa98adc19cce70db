"""The networks run flat: the same tags as slovnet's own way, word by word, for any text and in any company."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest
from razdel import sentenize, tokenize

from kg.language.flat.networks import Networks
from kg.language.models import load_models
from kg.language.pieces import pieces_of
from kg.model import Document, Span
from kg.reading import read
from tests.conftest import ROOT
from tests.language.slovnet_own import load_own, own_analyses, own_names

ARTICLES = [
    *sorted((ROOT / "seeds").glob("*.txt")),
    *sorted((ROOT / "tests/data/counterfactual").glob("*.txt")),
    *sorted((ROOT / "training/articles").glob("*.txt")),
]
SEED = ARTICLES[0].read_text("utf-8")
WORDS = re.findall(r"\w+", SEED)
HOSTILE = {
    "nothing": "",
    "a space": " ",
    "one word": "Минск",
    "one mark": "!",
    "emoji": "Форум 😀👨‍👩‍👧 в Минске 🇧🇾🇷🇺 открыл 𝔘𐍈 Ⅷ 維捷布斯克.",
    "shapes": "СИЗО-6 Санкт-Петербург 2011-2020 ООО a А ... ?! **** +7 Δσ mβж ʼ №5 <pad> <unk> ёж Ё O'Нил ﬁ ǅ İ",
    "a line of 20,000 words": " ".join((WORDS * 80)[:20_000]),
    "one word, again and again": "Минск " * 900,
    "a long word": "абв" * 100_000,
    "other alphabets": "ვიტებსკი 維捷布斯克 ΑΒΓ αβγ مينسك",
    "no spaces": re.sub(r"\s", "", SEED),
    "capitals": SEED.upper(),
    "marks": "«" * 300 + "." * 300 + "—" * 300,
}


@pytest.fixture(scope="module")
def networks() -> Networks:
    return load_models()


def words_of(texts: Sequence[str]) -> list[list[str]]:
    return [[token.text for token in tokenize(text)] for text in texts]


def flat_analyses(networks: Networks, sentences: Sequence[list[str]]) -> list[object]:
    return [
        [(tag.pos, tag.feats, head, relation) for tag, head, relation in zip(*parts, strict=True)]
        for parts in ((one.tags, one.heads, one.relations) for one in networks.analyse(sentences))
    ]


def flat_names(networks: Networks, texts: Sequence[str]) -> list[list[tuple[str, int, int]]]:
    tokens = [list(tokenize(text)) for text in texts]
    found = networks.find_names([[token.text for token in each] for each in tokens])
    return [
        [(kind, each[first].start, each[last - 1].stop) for kind, first, last in names]
        for each, names in zip(tokens, found, strict=True)
    ]


def test_articles_are_tagged_as_by_slovnet(networks: Networks) -> None:
    pieces = [piece for path in ARTICLES for piece in pieces_of(read(path))]
    sentences, texts = [piece.words for piece in pieces], [piece.clean.text for piece in pieces]
    assert sum(map(len, sentences)) > 30_000
    for sentence, one, other in zip(
        sentences, flat_analyses(networks, sentences), own_analyses(sentences), strict=True
    ):
        assert one == other, sentence
    for text, names in zip(texts, flat_names(networks, texts), strict=True):
        assert names == own_names(text), text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_tagged_as_by_slovnet(networks: Networks, text: str) -> None:
    pieces = list(pieces_of(Document("hostile", text, (Span(0, len(text)),))))
    sentences, texts = [piece.words for piece in pieces], [piece.clean.text for piece in pieces]
    assert flat_analyses(networks, sentences) == own_analyses(sentences)
    assert flat_names(networks, texts) == [own_names(piece) for piece in texts]


def test_a_sentence_of_5000_words_is_tagged_as_by_slovnet(networks: Networks) -> None:
    """Longer than a row, and its arcs more than are held at a time."""
    sentence = (WORDS * 20)[:5000]
    assert flat_analyses(networks, [sentence]) == own_analyses([sentence])
    text = " ".join(sentence)
    assert flat_names(networks, [text]) == [own_names(text)]


def test_nothing_has_no_tags(networks: Networks) -> None:
    assert list(networks.analyse([])) == []
    assert list(networks.find_names([])) == []


def test_an_empty_sentence_disturbs_no_other(networks: Networks) -> None:
    sentences = words_of([sentence.text for sentence in sentenize(SEED)])
    mixed = [[], *(one for sentence in sentences for one in (sentence, []))]
    analysed = flat_analyses(networks, mixed)
    assert analysed[1::2] == flat_analyses(networks, sentences)
    assert analysed[::2] == [[]] * (len(sentences) + 1)
    assert [names for names in networks.find_names(mixed) if names] == [
        names for names in networks.find_names(sentences) if names
    ]
    assert list(networks.find_names([[]])) == [[]]


def test_a_sentence_is_tagged_alike_alone_and_in_company(networks: Networks) -> None:
    sentences = [piece.words for path in ARTICLES[:40] for piece in pieces_of(read(path))]
    assert flat_analyses(networks, sentences) == [flat_analyses(networks, [one])[0] for one in sentences]
    assert list(networks.find_names(sentences)) == [next(networks.find_names([one])) for one in sentences]


def test_word_vectors_are_navecs() -> None:
    vectors, own = load_models().vectors, load_own().names.infer.model.emb.word
    for word in (*WORDS, "<unk>", "<pad>", "нетакогослова"):
        vector, index = vectors.get(word), vectors.ids.get(word)
        assert (vector is None) == (index is None)
        if vector is not None and index is not None:
            assert (vector == own(own.qdims[:1] * 0 + index)[0]).all()


def test_another_models_words_are_refused(tmp_path: Path) -> None:
    import gzip
    import io
    import tarfile

    from kg import resources
    from kg.errors import ResourceError
    from kg.language.flat.networks import read_networks

    other = tmp_path / "slovnet_other.tar"
    with tarfile.open(other, "w") as archive:
        content = gzip.compress("другие\nслова".encode())
        member = tarfile.TarInfo("vocabs/word.gz")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    with pytest.raises(ResourceError, match="differ") as caught:
        read_networks(resources.weights("navec"), other, other, other)
    assert "slovnet_other.tar" in str(caught.value)


def test_memory_grows_with_a_sentence_not_with_its_square(networks: Networks) -> None:
    """The arcs of 8,000 words have 64 million scores, 256 MB, never held at once."""
    sentence = (WORDS * 40)[:8000]
    tracemalloc.start()
    list(networks.analyse([sentence]))
    list(networks.find_names([sentence]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 160_000_000
