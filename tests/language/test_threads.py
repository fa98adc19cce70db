"""One thread for matrix products, unless somebody asked for more."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

ASK = "import os, sys, kg; assert 'numpy' not in sys.modules; print(os.environ['OPENBLAS_NUM_THREADS'])"


@pytest.mark.parametrize(("set_before", "expected"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_the_number_of_threads_is_set_before_numpy_comes(set_before: dict[str, str], expected: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    environment |= {"PYTHONPATH": str(ROOT), **set_before}
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == expected
