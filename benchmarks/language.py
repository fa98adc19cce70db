"""Articles a second through the language stage, beside natasha's own way over the same texts in the same run.

    python benchmarks/language.py [FOLDER]

FOLDER holds *.txt; without it the articles of training/ are taken. Their lines are put together to articles of 270
words and marks. One half warms what is remembered of words, the other half is measured: articles not seen before, in
the midst of a run. Natasha's own way is razdel, slovnet's calls and pymorphy3's normal forms. Each figure is the
median of three fresh processes, the ways in turn: CPU time of one thread, loading left out.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
WORDS = 270
ROUNDS = 3

from kg.language import annotate, annotate_all  # noqa: E402 (kg sets the number of threads before numpy comes)
from kg.language.morphology import lemma_of  # noqa: E402
from kg.language.words import find_words  # noqa: E402
from kg.model import Document, Span  # noqa: E402


def main() -> None:
    """Prints the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "training/articles"
    _, unseen = halves(folder)
    words = sum(len(find_words(text)) for text in unseen) / len(unseen)
    rounds = [{name: run(name, folder) for name in WAYS} for _ in range(ROUNDS)]
    print(f"{len(unseen)} articles, {words:.0f} words and marks each; load {os.getloadavg()[0]:.1f}")
    own = median(one["natasha's own way"][0] for one in rounds)
    for name in WAYS:
        spent, memory = (median(one[name][column] for one in rounds) for column in range(2))
        print(f"{name:20}{len(unseen) / spent:8.1f} articles/s{own / spent:8.2f} times{memory:8.0f} MB")


def run(name: str, folder: Path) -> tuple[float, float]:
    """CPU seconds of a way in a fresh process, and the most memory in MB."""
    command = [sys.executable, __file__, "--way", name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    spent, memory = map(float, done.stdout.split())
    return spent, memory


def measure(name: str, folder: Path) -> None:
    """Prints what `run` reads."""
    seen, unseen = halves(folder)
    way = WAYS[name]()
    way(seen)
    start = time.process_time()
    way(unseen)
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def halves(folder: Path) -> tuple[list[str], list[str]]:
    """The texts to warm with and those to measure."""
    texts = list(articles(folder))
    return texts[::2], texts[1::2]


def articles(folder: Path) -> Iterator[str]:
    """Texts of some 270 words, from the lines of the files in order."""
    lines: list[str] = []
    words = 0
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            lines.append(line)
            words += len(find_words(line))
            if words >= WORDS:
                yield "\n".join(lines)
                lines, words = [], 0


def document(text: str) -> Document:
    """A text as running text, line by line."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        blocks.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    return Document("article", text, tuple(block for block in blocks if len(block)))


class Natasha:
    """What natasha does with a text: sentences, words, morphology, syntax, names, normal forms."""

    def __init__(self) -> None:
        from navec import Navec
        from slovnet import NER, Morph, Syntax

        from kg.resources import weights

        vectors = Navec.load(str(weights("navec")))
        self.names, self.morphology, self.syntax = (
            kind.load(str(weights(name))).navec(vectors)
            for kind, name in ((NER, "ner"), (Morph, "morph"), (Syntax, "syntax"))
        )

    def __call__(self, texts: list[str]) -> list[Any]:
        return [self.analyse(text) for text in texts]

    def analyse(self, text: str) -> Any:
        """The markups of one text."""
        from razdel import sentenize, tokenize

        words = [[token.text for token in tokenize(sentence.text)] for sentence in sentenize(text)]
        tags, trees = list(self.morphology.map(words)), list(self.syntax.map(words))
        lemmas = [[lemma_of(word.text, word.pos, word.feats or {}) for word in each.tokens] for each in tags]
        return tags, trees, lemmas, self.names(text)


WAYS: dict[str, Callable[[], Callable[[list[str]], object]]] = {
    "natasha's own way": Natasha,
    "kg, one at a time": lambda: lambda texts: [annotate(document(text)) for text in texts],
    "kg, 32 together": lambda: lambda texts: list(annotate_all(map(document, texts))),
}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--way"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
