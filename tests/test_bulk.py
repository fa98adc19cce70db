"""Many articles by several workers: the same shards as by one, also where a worker is killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.bulk import SIZE, dask, local, write_shards
from kg.errors import OutputError
from kg.model import Document
from kg.store import Store, open_store
from kg.store.exchange import export, load
from tests.conftest import Ran

DATA = Path(__file__).parent / "data" / "counterfactual"


def documents() -> Iterator[Document]:
    """More than one shard of short articles."""
    for number in range(SIZE + 3):
        yield kg.read_text(f"Губернатор Иван Петров посетил Минск. Встретились {number} компаний.", f"a{number:02}")


def written(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("part-*.nq"))]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("alone")
    shards = list(write_shards(documents(), folder, local(1)))
    assert sum(shard.articles for shard in shards) == SIZE + 3
    return written(folder)


def test_processes_write_the_same(alone: list[bytes], tmp_path: Path) -> None:
    list(write_shards(documents(), tmp_path, local(2)))
    assert written(tmp_path) == alone
    assert len(alone) == 2


@pytest.mark.filterwarnings("ignore")  # of the cluster's own processes, one of which is killed
def test_a_cluster_writes_the_same_though_a_worker_is_killed(alone: list[bytes], tmp_path: Path) -> None:
    import distributed

    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster:  # type: ignore[no-untyped-call]
        shards = write_shards(_killing(cluster), tmp_path, dask(2, cluster.scheduler_address))
        assert sum(shard.articles for shard in shards) == SIZE + 3
    assert written(tmp_path) == alone


def _killing(cluster: object) -> Iterator[Document]:
    """The documents; the first worker is killed once a batch is under way."""
    for number, document in enumerate(documents()):
        if number == SIZE + 1:
            worker = next(iter(cluster.workers.values()))  # type: ignore[attr-defined]
            os.kill(worker.pid, signal.SIGKILL)
        yield document


def test_shards_fill_a_store(alone: list[bytes], tmp_path: Path) -> None:
    for number, data in enumerate(alone):
        (tmp_path / f"part-{number}.nq").write_bytes(data)
    filled, one_by_one = Store(), Store()
    assert sum(load(filled, sorted(tmp_path.glob("*.nq"))).values()) == SIZE + 3
    for document in documents():
        one_by_one.add(kg.find_facts(document))
    export(filled, tmp_path / "filled.nq")
    export(one_by_one, tmp_path / "one-by-one.nq")
    assert (tmp_path / "filled.nq").read_bytes() == (tmp_path / "one-by-one.nq").read_bytes()


def test_shards_are_not_written_over(alone: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "part-00000.nq").write_bytes(alone[0])
    with pytest.raises(OutputError, match="holds shards already"):
        list(write_shards(documents(), tmp_path, local(1)))
    assert written(tmp_path) == alone[:1]


def test_the_command_writes_shards_that_a_store_takes(kg: Callable[..., Ran], tmp_path: Path) -> None:
    ran = kg("build", str(DATA), "--engine", "local", "--workers", "1", "--out", str(tmp_path / "shards"))
    assert ran.code == 0, ran.err
    assert kg("store", "init", str(tmp_path / "store")).code == 0
    ran = kg("store", "import", str(tmp_path / "store"), *map(str, (tmp_path / "shards").iterdir()))
    assert "10 articles" in ran.out, ran.err
    assert len(open_store(tmp_path / "store")) == 10
