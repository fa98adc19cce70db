"""Where the files that come with kg lie: the only module that knows.

The same in a checkout, an editable install and a wheel: `ontology/` and `queries/` stand beside the package in a
checkout and inside it in a wheel.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kg.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent
_REINSTALL = "Install kg again"

WEIGHTS = {
    "navec": "data/emb/navec_news_v1_1B_250K_300d_100q.tar",
    "ner": "data/model/slovnet_ner_news_v1.tar",
    "morph": "data/model/slovnet_morph_news_v1.tar",
    "syntax": "data/model/slovnet_syntax_news_v1.tar",
}


def ontology() -> Path:
    """The ontology, Turtle."""
    return _existing(_folder("ontology") / "kg.ttl", "the ontology is missing")


def codes() -> Path:
    """The code lists of the ontology, Turtle."""
    return _existing(_folder("ontology") / "codes.ttl", "the code lists are missing")


def shapes() -> Path:
    """The SHACL shapes, Turtle."""
    return _existing(_folder("ontology") / "shapes.ttl", "the shapes are missing")


def queries() -> Path:
    """The folder of the queries that come with kg."""
    return _existing(_folder("queries"), "the queries are missing")


def gazetteer(name: str) -> Path:
    """A table of names, CSV: `gazetteer("regions")`."""
    return _existing(_PACKAGE / "gazetteers" / f"{name.removesuffix('.csv')}.csv", "a gazetteer is missing")


def view_asset(name: str) -> Path:
    """A file of the graph's page: its template, style or script."""
    return _existing(_PACKAGE / "view" / "assets" / name, "a file of the view is missing")


def classifier() -> Path:
    """The weights of the relation classifier."""
    return _existing(_PACKAGE / "classification" / "weights.npz", "the classifier's weights are missing")


def weights(name: str) -> Path:
    """A weight file inside the natasha distribution, which is found and never imported.

    `name` is navec, ner, morph or syntax.
    """
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ResourceError("the model weights are missing", where="natasha", remedy="Install natasha 1.6.0")
    return _existing(Path(spec.submodule_search_locations[0]) / WEIGHTS[name], "the model weights are missing")


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def _existing(path: Path, what: str) -> Path:
    if not path.exists():
        raise ResourceError(what, where=f"{path.parent.name}/{path.name}", remedy=_REINSTALL)
    return path
