"""Where nodes stand."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest

from kg.view.labels import label_size, text_width, wrap
from kg.view.layout import Box, place
from kg.view.records import to_records
from kg.view.sides import labels_above

BOX = Box(50, 10, 50, 34)


def overlaps(places: list[tuple[int, int]], boxes: list[Box]) -> list[tuple[int, int]]:
    """The pairs of nodes whose boxes share room."""

    def apart(a: int, b: int) -> bool:
        (ax, ay), (bx, by) = places[a], places[b]
        across = ax + boxes[a].right <= bx - boxes[b].left or bx + boxes[b].right <= ax - boxes[a].left
        return across or ay + boxes[a].bottom <= by - boxes[b].top or by + boxes[b].bottom <= ay - boxes[a].top

    return [pair for pair in itertools.combinations(range(len(boxes)), 2) if not apart(*pair)]


def test_no_label_overlaps_in_the_sample(network: nx.MultiDiGraph) -> None:
    nodes = to_records(network, "ru").nodes
    boxes = []
    for node in nodes:
        width, height = label_size(str(node.get("label", node["name"])).split("\n"))
        half = max(width / 2, node["size"])
        ends = (node["size"], node["size"] + 3 + height)
        up, down = reversed(ends) if "above" in node else ends
        boxes.append(Box(half, up, half, down))
    assert len(nodes) == 60
    assert overlaps([(node["x"], node["y"]) for node in nodes], boxes) == []


GRAPHS = {
    "one": nx.empty_graph(1),
    "none linked": nx.empty_graph(30),
    "two": nx.path_graph(2),
    "star": nx.star_graph(40),
    "ring": nx.cycle_graph(25),
    "tree": nx.balanced_tree(3, 3),
    "all linked": nx.complete_graph(12),
    "parts": nx.disjoint_union_all([nx.star_graph(9), nx.path_graph(4), nx.path_graph(2), nx.cycle_graph(5)]),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(8, 8)),
    "hundreds": nx.random_labeled_tree(180, seed=1),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_no_box_overlaps(name: str) -> None:
    graph = GRAPHS[name]
    boxes = [BOX] * len(graph)
    assert overlaps(place(boxes, list(graph.edges)), boxes) == []


def test_the_same_places_again() -> None:
    graph = nx.random_labeled_tree(40, seed=2)
    boxes = [BOX] * len(graph)
    assert place(boxes, list(graph.edges)) == place(boxes, [(b, a) for a, b in reversed(list(graph.edges))])


def test_a_label_goes_up_where_a_link_comes_from_below() -> None:
    assert labels_above([(0, 0), (0, 300)], [BOX] * 2, [(0, 1)]) == [True, False]


def test_a_label_stays_down_where_there_is_no_room_above() -> None:
    places = [(0, 0), (0, 300), (20, -40)]
    assert labels_above(places, [BOX] * 3, [(0, 1)]) == [False, False, False]


def test_no_nodes() -> None:
    assert place([], []) == []


def test_a_loop_and_parallel_links_change_nothing() -> None:
    assert place([BOX] * 3, [(0, 1), (1, 2)]) == place([BOX] * 3, [(0, 1), (1, 0), (2, 2), (1, 2)])


def test_nodes_outside_the_core_stand_apart() -> None:
    graph = nx.star_graph(1_200)
    places = place([BOX] * len(graph), list(graph.edges))
    assert len(set(places)) == len(graph)


@pytest.mark.parametrize("text", ["Минск", "Межрегиональное сотрудничество в области промышленных инноваций", "а" * 90])
def test_lines_are_short(text: str) -> None:
    lines = wrap(text)
    assert all(len(line) <= 26 for line in lines)
    assert "".join(lines).replace(" ", "").startswith(text.replace(" ", "")[:60])


def test_a_long_name_ends_in_an_ellipsis() -> None:
    assert wrap("слово " * 60)[-1].endswith("…")
    assert len(wrap("слово " * 60)) == 4


def test_wide_letters_need_more_room() -> None:
    assert text_width("шшшш") > text_width("аааа") > text_width("....")
