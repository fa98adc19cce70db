"""Files are found, and a missing one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import ResourceError


def test_what_comes_with_kg_is_found() -> None:
    assert resources.ontology().read_text("utf-8").startswith("@prefix kg:")
    assert resources.codes().is_file()
    assert resources.shapes().is_file()
    assert resources.queries().is_dir()
    assert resources.gazetteer("regions") == resources.gazetteer("regions.csv")


@pytest.mark.parametrize("name", ["navec", "ner", "morph", "syntax"])
def test_weights_are_found_without_importing_natasha(name: str) -> None:
    import sys

    assert resources.weights(name).suffix == ".tar"
    assert "natasha" not in sys.modules


def test_a_missing_gazetteer_is_named() -> None:
    with pytest.raises(ResourceError, match=r"gazetteers/rivers\.csv: a gazetteer is missing"):
        resources.gazetteer("rivers")


def test_missing_weights_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "find_spec", lambda name: None)
    with pytest.raises(ResourceError, match="Install natasha"):
        resources.weights("ner")


def test_the_package_holds_its_files_in_a_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "kg.ttl").write_text("# inside", "utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.ontology() == tmp_path / "ontology" / "kg.ttl"
    with pytest.raises(ResourceError, match="shapes"):
        resources.shapes()
