"""What all tests share: a clean environment, and the folder of test questionnaires where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("qbot", deadline=None)  # machines are shared: no test fails for its time
settings.load_profile("qbot")

pytest_plugins = ["review_desk"]
TESTDATA = os.environ.get("QBOT_TESTDATA", "")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the person who runs the tests reaches them, and nothing is remembered outside the test's folder."""
    for name in [name for name in os.environ if name.startswith("QBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("QBOT_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The folder that QBOT_TESTDATA names; tests that need it skip without it."""
    folder = Path(TESTDATA)
    if not TESTDATA or not (folder / "corpus").is_dir():
        pytest.skip("QBOT_TESTDATA does not name the folder of test questionnaires")
    return folder
