"""The package holds all that a command or a page needs, and runs without the folder it was made in."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import urllib.parse
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BESIDE_THE_PACKAGE = (
    *("Makefile", "requirements.lock", "pyproject.toml", "package.json", "package-lock.json", "tsconfig.json"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "knowledge/company.yaml"),
    *("samples/demo.py", "samples/plain.xlsx", "samples/review.png", "tests/conftest.py"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the source archive, built as for an index."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def list_files(folder: Path) -> set[str]:
    """Return the files below a folder by their path from the root, but for compiled ones."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == list_files(ROOT / "qbot")
    endings = {Path(name).suffix for name in held}
    assert {".html", ".js", ".css", ".svg", ".woff2", ".json", ".xlsx", ".mako"} <= endings


def test_the_source_archive_holds_what_make_needs(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held >= list_files(ROOT / "qbot") | set(BESIDE_THE_PACKAGE)


def make_venv(folder: Path, wheel: Path, *, borrowed: bool) -> Path:
    """Return the Python of a new environment with the wheel in it; its dependencies are this one's, or come by pip."""
    venv.create(folder, with_pip=not borrowed)
    python = folder / "bin" / "python"
    if borrowed:
        own = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(own)
        (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
        return python
    line = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if "No matching distribution" in done.stderr or "Temporary failure in name resolution" in done.stderr:
        pytest.skip(f"no package index: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return python


@contextmanager
def serve(python: Path, folder: Path, home: Path) -> Iterator[str]:
    """Run `qbot serve` and give the address that signs in."""
    line = [str(python), "-m", "qbot", "serve", "--port", "0", "--knowledge", str(ROOT / "knowledge")]
    with subprocess.Popen(line, cwd=folder, env=surround(home), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.match(r"Open (\S+)", server.stdout.readline())
            assert found is not None
            yield found[1]
        finally:
            server.terminate()
            server.wait(30)


def surround(home: Path) -> dict[str, str]:
    """Return an environment in which no module is found by the way it was found here."""
    return {**{key: value for key, value in os.environ.items() if key != "PYTHONPATH"}, "QBOT_HOME": str(home)}


def fetch_pages(address: str) -> dict[str, int]:
    """Sign in and return every style, script and picture of the first page with its length."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    token = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["token"][0]
    form = urllib.parse.urlencode({"token": token, "reviewer": "Ada"}).encode()
    with browser.open(urllib.parse.urljoin(address, "/sign-in"), form, timeout=60) as answer:
        page = answer.read().decode()
    found = {}
    for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        with browser.open(urllib.parse.urljoin(address, name), timeout=60) as answer:
            found[name] = len(answer.read())
    return found


@pytest.mark.parametrize("borrowed", [True, pytest.param(False, marks=pytest.mark.long)])
def test_the_wheel_runs_in_an_empty_environment(built: tuple[Path, Path], tmp_path: Path, borrowed: bool) -> None:
    python = make_venv(tmp_path / "venv", built[0], borrowed=borrowed)
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "home"
    elsewhere.mkdir()

    def run(*arguments: str | Path) -> str:
        line = [python, *arguments]
        return subprocess.run(
            line, cwd=elsewhere, env=surround(home), capture_output=True, text=True, check=True
        ).stdout

    where = run("-c", "import qbot; print(qbot.__file__)").strip()
    assert Path(where).is_relative_to(tmp_path)
    sample = ROOT / "samples" / "plain.xlsx"
    assert json.loads(run("-m", "qbot", "questions", sample, "--json"))["questions"]
    drafted = json.loads(run("-m", "qbot", "draft", sample, "--knowledge", ROOT / "knowledge", "--json"))
    assert any(one["draft"]["status"] == "answered" for one in drafted["questions"])
    with serve(python, elsewhere, home) as address:
        assets = fetch_pages(address)
    assert {Path(name.partition("?")[0]).suffix for name in assets} >= {".css", ".svg"}
    assert all(assets.values())
