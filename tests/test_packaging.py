"""What is installed holds all that kg needs, wherever it is installed from."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
BESIDE = {"kg.ontology": "ontology", "kg.queries": "queries"}
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
ASK = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
import kg
from kg import resources
for path in resources.ontology(), resources.shapes(), resources.queries(), resources.gazetteer("regions"):
    assert Path(sys.argv[1]) in path.parents, path
print(kg.__version__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy: setuptools leaves its work beside what it builds."""
    copy, out = tmp_path_factory.mktemp("copy") / "kg", tmp_path_factory.mktemp("wheel")
    copy.mkdir()
    for name in ("kg", "ontology", "queries"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    done = subprocess.run([sys.executable, "-c", BUILD, out], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = out.glob("*.whl")
    return path


def test_every_package_is_declared() -> None:
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "kg").rglob("__init__.py")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found | set(BESIDE)


def test_the_wheel_holds_code_and_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kg").rglob("*") if path.is_file()}
    for package, folder in BESIDE.items():
        files = (path for path in (ROOT / folder).iterdir() if path.suffix in {".ttl", ".rq"})
        wanted |= {f"{package.replace('.', '/')}/{path.name}" for path in files}
    wanted = {name for name in wanted if "__pycache__" not in name}
    assert wanted <= held
    assert {name.split("/")[0] for name in held - wanted} == {f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"}


def test_an_unpacked_wheel_finds_its_files(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "-c", ASK, tmp_path], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", done.stdout)


def test_the_version_is_told_once() -> None:
    import kg

    assert "version" in PROJECT["project"]["dynamic"]
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "kg.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", kg.__version__)


def test_the_public_face_is_there() -> None:
    import kg

    assert set(kg.__all__) == set(dir(kg))
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018


def test_no_dependency_is_under_the_gpl() -> None:
    waiting, seen = list(PROJECT["project"]["dependencies"]), set()
    while waiting:
        requirement = waiting.pop()
        name = re.split(r"[^\w.-]", requirement)[0]
        if name in seen or "extra ==" in requirement:
            continue
        seen.add(name)
        try:
            waiting += requires(name) or []
            about = metadata(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        told = [line[:100] for key in ("License-Expression", "License") for line in about.get_all(key) or []]
        told += [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
        assert not re.search(r"(?<!L)GPL|(?<!Lesser )General Public", " ".join(told)), (name, told)
    assert len(seen) > 20
