"""Killed while it adds, a store opens and holds whole articles only. KG_KILLS sets how often (200 in a long run)."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from kg.model import ArticleFacts
from kg.store import create, open_store
from kg.store.records import content_hash
from tests.store.store_states import built, held

KILLS = int(os.environ.get("KG_KILLS", "12"))

# Replaces articles by their corrections and back, for ever; says when it begins.
WRITER = """
import pickle, sys
from kg.store import open_store
store = open_store(sys.argv[1], write=True)
articles = pickle.load(open(sys.argv[2], "rb"))
print("ready", flush=True)
while True:
    for article in articles:
        store.add(article)
        print(article.document.id, flush=True)
"""


def test_a_kill_leaves_whole_articles(articles: Mapping[str, ArticleFacts], tmp_path: Path) -> None:
    place, data = tmp_path / "store", tmp_path / "articles.pickle"
    create(place)
    data.write_bytes(pickle.dumps([articles[name] for name in ("08", "07", "09", "07b", "10")]))
    chance = random.Random(7)
    done: set[str] = set()
    for _ in range(KILLS):
        done |= _killed(place, data, chance.uniform(0, 0.5))
        store = open_store(place, write=True)
        there = {record.id: record.hash for record in store.records()}
        assert done <= set(there), "an article that was added is lost"
        whole = [articles[name] for name in _variants(there, articles)]
        assert held(store) == built(whole)
        del store
    assert done


def _killed(place: Path, data: Path, after: float) -> set[str]:
    """Runs the writer and kills it; returns the ids of the articles that it said were in."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, place, data], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    return {line for line in rest.split("\n")[:-1] if line}


def _variants(there: Mapping[str, str], articles: Mapping[str, ArticleFacts]) -> list[str]:
    """Which version of each article the store says that it holds."""
    documents = ((name, article.document) for name, article in articles.items())
    return [name for name, document in documents if there.get(document.id) == content_hash(document)]
