"""The map, the timeline and the static picture: structure, safety and equal bytes, without a browser."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from click.testing import CliRunner

from kg.cli.commands import cli
from kg.errors import OutputError
from kg.resources import view_asset
from kg.view import to_html
from kg.view.arrows import fold, place_names
from kg.view.bundle import fingerprint
from kg.view.drawing import to_svg
from kg.view.map import to_map
from kg.view.outlines import country_points, outlines
from kg.view.palette import relation_looks
from kg.view.pictures import draw
from kg.view.places import find_places
from kg.view.projection import project
from kg.view.raster import size_of, to_png
from kg.view.records import to_records
from kg.view.sheet import script
from kg.view.statements import to_statements
from kg.view.timeline import days, to_timeline
from kg.vocabulary import THING

VITEBSK, RUSSIA, MINSK = (str(THING[name]) for name in ("region/BY-VI", "country/RU", "city/625144"))
COLLECTIVE, FACTORY, FAIR, SECTION = (
    str(THING[name]) for name in ("group/grp-ru-regions", "company/f", "event/e", "eventsection/s")
)
HOSTILE = '</script><script>window.pwned=1</script>{{7*7}} "javascript:alert(1)" <a href=x onclick=1>'
SVG = "{http://www.w3.org/2000/svg}"
SHEETS = {"map": to_map, "timeline": to_timeline}


def places_network(label: str = "Витебская область") -> nx.MultiDiGraph:
    """A region, a country, a city, a collective, and a factory and a fair that stand in the city."""
    text = "Так. Область торгует с Россией. Завод стоит в Минске."
    article = {"id": "a", "title": label, "date": "2031-05-14", "publisher": label, "url": "javascript:window.pwned=1"}
    network: nx.MultiDiGraph = nx.MultiDiGraph(articles={"urn:a": article | {"text": text}})
    for iri, name, kind in (
        (VITEBSK, label, "Region"), (RUSSIA, "Россия", "Country"), (COLLECTIVE, "регионы России", "Region"),
        (FACTORY, "завод", "Company"), (FAIR, "ярмарка", "Event"), (SECTION, "секция", "EventSection"),
        (str(THING["company/lost"]), "нигде", "Company"),
        (str(THING["product/p"]), "товар", "Product"),
    ):  # fmt: skip
        network.add_node(iri, label=name, type=kind)
    network.add_node(MINSK, label="Минск", type="City", lat=53.9, lon=27.57)
    base = {"article": "urn:a", "start": 13, "end": 20, "sentence_start": 5, "sentence_end": 31, "status": "done"}
    for number, (start, relation, end, more) in enumerate([
        (VITEBSK, "cooperatesWith", COLLECTIVE, {}),
        (VITEBSK, "exportsTo", RUSSIA, {"figure": "> 5 млн USD", "date": "2030"}),
        (VITEBSK, "exportsTo", RUSSIA, {}),
        (FACTORY, "locatedIn", MINSK, {}),
        (FACTORY, "exportsTo", RUSSIA, {}),
        (FAIR, "takesPlaceIn", MINSK, {"date": "2031-05-14/2031-05-16"}),
        (SECTION, "partOfEvent", FAIR, {}),
        (VITEBSK, "participatesIn", SECTION, {}),
        (FACTORY, "signedAgreementWith", str(THING["company/lost"]), {}),
        (str(THING["company/lost"]), "produces", FACTORY, {"date": "весной"}),
        (str(THING["company/lost"]), "produces", str(THING["product/p"]), {}),
    ]):  # fmt: skip
        network.add_edge(start, end, key=f"urn:fact:{number:02}", relation=relation, label=relation, **base, **more)
    return network


def block(html: str, name: str) -> Any:
    """What a page is told under a name."""
    found = re.search(rf'<script type="application/json" id="data-{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_projection_keeps_east_and_north() -> None:
    west, east, north = project(53.9, 27.6), project(51.2, 71.4), project(69.0, 33.1)
    assert west[0] < east[0]
    assert north[1] < west[1]
    # Minsk to Astana is 2,914 km; the map is true to scale along 40° and 62° and shrinks little between them.
    assert sum((a - b) ** 2 for a, b in zip(west, east, strict=True)) ** 0.5 * 6.371 == pytest.approx(2914, rel=0.05)


def test_the_outlines_hold_the_countries_of_the_gazetteer() -> None:
    assert {"BY", "RU", "KZ", "KG", "UZ", "AM", "TJ", "TM"} <= set(country_points())
    assert all(re.fullmatch(r"(M[-\d.,L]+Z)+", outline.path) for outline in outlines())
    assert len(view_asset("outlines.json").read_bytes()) < 100_000


def test_places_are_known_by_the_gazetteer_or_by_one_fact() -> None:
    network = places_network()
    places = find_places(network, to_statements(network, "ru").facts)
    assert places.own[VITEBSK] == project(55.1904, 30.2049)
    assert places.own[COLLECTIVE] == places.own[RUSSIA] == pytest.approx(project(55.752, 37.616), abs=0.3)  # Moscow
    assert {places.of(FACTORY), places.of(FAIR), places.of(SECTION)} == {MINSK}
    assert places.of(str(THING["company/lost"])) is None


def test_a_thing_in_two_places_stands_in_neither() -> None:
    network = places_network()
    network.add_edge(FACTORY, VITEBSK, key="urn:fact:x", relation="locatedIn", label="в")
    assert find_places(network, to_statements(network, "ru").facts).of(FACTORY) is None


def test_facts_between_two_places_fold_to_arcs() -> None:
    data = block(to_map(places_network()), "map")
    names = [place["iri"] for place in data["places"]]
    arcs = {(names[a["from"]], a["relation"], names[a["to"]], a["through"]): len(a["facts"]) for a in data["arcs"]}
    assert arcs == {
        (COLLECTIVE, "cooperatesWith", VITEBSK, False): 1,  # symmetric: in the order of IRIs
        (VITEBSK, "exportsTo", RUSSIA, False): 2,
        (MINSK, "exportsTo", RUSSIA, True): 1,
        (VITEBSK, "participatesIn", MINSK, True): 1,
    }
    assert [arc["relation"] for arc in data["arcs"] if arc["both"]] == ["cooperatesWith"]
    assert sorted(place["seat"] for place in data["places"]) == [0, 0, 0, 1]
    assert data["ends"][-1] == [-1, -1]
    assert list(data["looks"]) == ["exportsTo", "cooperatesWith", "participatesIn"]


def test_a_symmetric_relation_is_one_arc_whichever_side_comes_first() -> None:
    network = places_network()
    network.add_edge(COLLECTIVE, VITEBSK, key="urn:fact:y", relation="cooperatesWith", label="с")
    arcs = block(to_map(network), "map")["arcs"]
    assert [len(arc["facts"]) for arc in arcs if arc["relation"] == "cooperatesWith"] == [2]


def test_a_fact_comes_with_its_sentence_in_three_pieces() -> None:
    facts = block(to_map(places_network()), "facts")
    assert facts[0]["quote"] == ["Область ", "торгует", " с Россией."]
    assert facts[0]["subject"] == "Витебская область"


def test_the_timeline_puts_each_thing_in_its_row_and_the_undated_apart() -> None:
    items = block(to_timeline(places_network()), "timeline")["items"]
    rows = {(item["kind"], item["label"].split(" — ")[0], item["date"]): len(item["facts"]) for item in items}
    assert rows["event", "ярмарка", "2031-05-14/2031-05-16"] == 1
    assert rows["event", "секция", ""] == 2
    assert rows["figure", "Витебская область", "2030"] == 1
    assert rows["agreement", "завод", ""] == 1
    assert rows["other", "нигде", ""] == 1  # «весной» is no date of the calendar
    assert all(item["span"] == days(item["date"] or "2031-05-14") for item in items)


@pytest.mark.parametrize(
    ("iso", "expected"),
    [("2024-02", 29), ("2023", 365), ("2025-12-31", 1), ("2025-12", 31), ("9999", None), ("2025-13", None), ("", None)],
)
def test_days_are_counted_by_the_calendar(iso: str, expected: int | None) -> None:
    span = days(iso)
    assert (span[1] - span[0] + 1 if span else None) == expected


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_admits_only_its_own_script_and_style(kind: str) -> None:
    html = SHEETS[kind](places_network(HOSTILE), title=HOSTILE)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy.startswith(
        f"default-src 'none'; script-src {fingerprint(script(kind))}; style-src 'sha256-".replace("'", "&#39;")
    )
    assert script(kind) in html
    assert html.count("<script>") == 1
    assert html.count("</script>") == html.count("<script")
    assert not re.search(r"<[^>]* (?:src|href|onclick|style)=", html.replace(script(kind), ""))
    assert "import " not in re.sub(r'"[^"\n]*"|//.*', "", script(kind))
    assert "innerHTML" not in script(kind)


@pytest.mark.parametrize("kind", SHEETS)
def test_both_languages_and_no_other(kind: str) -> None:
    assert '<html lang="en">' in SHEETS[kind](places_network(), language="en")
    with pytest.raises(OutputError, match="Choose one of ru, en"):
        SHEETS[kind](places_network(), language="de")


def test_both_languages_say_the_same_and_all_is_used() -> None:
    russian, english = json.loads(view_asset("sheet-phrases.json").read_text("utf-8")).values()
    assert russian.keys() == english.keys()
    for name in ("types", "statuses", "kinds"):
        assert russian[name].keys() == english[name].keys()
    assets = view_asset("sheet.mjs").parent
    code = "".join(
        (assets / name).read_text("utf-8") for name in ("sheet.mjs", "map.mjs", "timeline.mjs", "sheet.html")
    )
    code += "".join((assets.parent / name).read_text("utf-8") for name in ("drawing.py", "legend.py"))
    computed = {f"{kind}_{what}" for kind in ("map", "timeline", "graph") for what in ("title", "hint")}
    assert [n for n in russian if n not in computed and f'"{n}"' not in code and f"phrases.{n}" not in code] == []


@pytest.mark.parametrize("name", ["map.html", "timeline.html", "graph.svg", "graph.png"])
def test_two_runs_and_another_order_give_the_same_bytes(name: str) -> None:
    network = places_network()
    turned: nx.MultiDiGraph = nx.MultiDiGraph(articles=network.graph["articles"])
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    path = Path(name)
    assert draw(network, path, path.stem) == draw(turned, path, path.stem)


def test_an_empty_graph_has_pictures() -> None:
    for kind in SHEETS:
        assert block(SHEETS[kind](nx.MultiDiGraph()), "facts") == []
    assert ElementTree.fromstring(to_svg(nx.MultiDiGraph()).encode()).tag == f"{SVG}svg"


def test_the_drawing_is_sound_and_runs_nothing(sample: Any) -> None:
    network = sample.sample_network()
    nx.set_node_attributes(network, dict.fromkeys(list(network)[:3], HOSTILE + "\x00�"), "label")
    root = ElementTree.fromstring(to_svg(network, title=HOSTILE).encode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "g", "rect", "path", "circle", "polygon", "text",
    }  # fmt: skip
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name]
    assert root.findtext(f"{SVG}title") == HOSTILE


def test_the_drawing_has_a_mark_for_each_node_and_an_arrow_for_each_pair(sample: Any) -> None:
    network = sample.sample_network()
    root = ElementTree.fromstring(to_svg(network).encode())
    nodes = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    assert len(nodes) == len(network)
    assert len([path for path in root.iter(f"{SVG}path") if path.get("stroke-opacity")]) == len(set(network.edges()))


def test_no_name_of_an_arrow_covers_a_node_or_another_name(sample: Any) -> None:
    records = to_records(sample.sample_network(), "ru")
    arrows = fold(records.nodes, records.edges)
    marks = [(n["x"] - n["size"], n["y"] - n["size"], n["x"] + n["size"], n["y"] + n["size"]) for n in records.nodes]
    names = {edge["relation"]: edge["name"] for edge in records.edges}
    place_names(arrows, marks, names, {name: number for number, name in enumerate(names, 1)})
    boxes = [arrow.box for arrow in arrows if arrow.box]
    assert len(boxes) > len(arrows) / 2
    for index, one in enumerate(boxes):
        for other in boxes[:index] + marks:
            assert not (one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1])


def test_a_png_has_letters_and_a_bounded_size() -> None:
    network = places_network()
    svg = to_svg(network)
    png = to_png(svg)
    width = float(re.search(r'width="([\d.]+)"', svg)[1])  # type: ignore[index]
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert size_of(png)[0] == round(2 * width)
    assert len(png) > 1.2 * len(to_png(re.sub(r"<text.*?</text>", "", svg)))
    assert size_of(png) == struct.unpack(">II", png[16:24])


def test_more_relations_than_colours_still_have_one() -> None:
    assert len(relation_looks(str(number) for number in range(40))) == 40


def test_a_hollow_mark_is_explained_where_there_is_one() -> None:
    phrase = "Полый знак: группа"
    grouped, single = nx.MultiDiGraph(), nx.MultiDiGraph()
    grouped.add_node("a", label="регионы", type="Region", collective=True)
    single.add_node("a", label="регион", type="Region")
    assert phrase in to_svg(grouped)
    assert phrase not in to_svg(single)
    assert phrase in to_html(grouped)
    assert 'id="hollow"' not in to_html(single)


def test_a_map_and_a_timeline_are_two_pages(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("", "utf-8")
    arguments = ["view", str(tmp_path / "graph.ttl"), "--map", "--timeline", "--out", str(tmp_path / "out.html")]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert "--map and --timeline are two pages" in result.output
    assert not (tmp_path / "out.html").exists()


def test_the_command_goes_by_option_and_ending(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("", encoding="utf-8")

    def run(*arguments: str) -> int:
        return CliRunner().invoke(cli, ["view", str(graph), *arguments]).exit_code

    for name, options in (("a.svg", ()), ("a.png", ()), ("map.html", ("--map",)), ("time.html", ("--timeline",))):
        assert run(*options, "-o", str(tmp_path / name)) == 0, name
    assert b'id="data-map"' in (tmp_path / "map.html").read_bytes()
    assert b'id="data-timeline"' in (tmp_path / "time.html").read_bytes()
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
    with pytest.raises(OutputError, match=r"Name a file ending in \.html"):
        draw(nx.MultiDiGraph(), Path("a.svg"), "map")
