"""Graphs of any size made from a template, the same each time, and the page that stock pyvis makes of one."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

BASE = "https://example.org/kg/"
NAMES = {
    "Region": "{}-я область",
    "Company": "завод № {} «Восход»",
    "Person": "Иван Петрович Сидоров-{}",
    "Event": "выставка «Мост — {}»",
    "Project": "строительство линии {} по выпуску турбин",
    "Industry": "отрасль {}",
    "City": "Приозёрск-{}",
}
RELATIONS = ("сотрудничает с", "участвует в", "находится в", "поставляет", "реализует проект")
STATUSES = ("declared", "planned", "underway", "done")
SENTENCE = "{} {} {}, сообщили на форуме."
FACTS_A_NODE = 1.5
FACTS_AN_ARTICLE = 60


def synthetic(count: int) -> nx.MultiDiGraph[str]:
    """So many nodes, half as many facts again, an article of a few thousand letters for every sixty of them."""
    chance = random.Random(count)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles={})
    types = list(NAMES)
    for number in range(count):
        kind = types[number % len(types)]
        network.add_node(f"{BASE}entity/{number}", label=NAMES[kind].format(number + 1), type=kind)
    iris = list(network)
    for number in range(int(FACTS_A_NODE * count)):
        start = iris[number % count]
        end = iris[min(chance.randrange(count), chance.randrange(count), chance.randrange(count))]
        _add_fact(network, start, end, number, chance)
    return network


def _add_fact(network: nx.MultiDiGraph[str], start: str, end: str, number: int, chance: random.Random) -> None:
    """A fact, and its sentence at the end of its article."""
    iri = f"{BASE}article/{number // FACTS_AN_ARTICLE}"
    article = network.graph["articles"].setdefault(
        iri, {"id": iri[-4:], "title": "О сотрудничестве областей", "date": "2031-05-14", "text": ""}
    )
    kind = chance.randrange(len(RELATIONS))
    said = SENTENCE.format(network.nodes[start]["label"], RELATIONS[kind], network.nodes[end]["label"])
    at = len(article["text"])
    article["text"] += said + " "
    network.add_edge(
        start, end, key=f"{BASE}fact/{number}", relation=f"relation{kind}", label=RELATIONS[kind],
        status=chance.choice(STATUSES), pattern=f"relation{kind}.by_words", confidence=0.9, article=iri,
        date=f"2031-{1 + number % 12:02}-{1 + number % 28:02}", start=at, end=at + len(said) - 1,
        sentence_start=at, sentence_end=at + len(said),
    )  # fmt: skip


def stock_page(count: int) -> str:
    """The same graph by pyvis as it comes, and a sign in its page when it has settled and is drawn."""
    from pyvis.network import Network

    network: Any = synthetic(count)
    net = Network(directed=True, cdn_resources="in_line")
    for iri, attributes in network.nodes(data=True):
        net.add_node(iri, label=attributes["label"])
    for start, end, attributes in network.edges(data=True):
        net.add_edge(start, end, label=attributes["label"])
    sign = "network.once('stabilizationIterationsDone', () => { window.stockReady = true; }); return network;"
    return str(net.generate_html()).replace("return network;", sign, 1)
