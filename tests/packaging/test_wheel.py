"""What is shipped: the program, its manual, its licence, and nothing else."""

import tarfile
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# What other programs than Python read of the package, by name.
DATA = {"py.typed", "data/demo.vcf", "render/page/page.css", "render/page/page.js", "store/migrations/newest.sql"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return ZipFile(built)


def _below(wheel: ZipFile, start: str) -> set[str]:
    return {name.removeprefix(start) for name in wheel.namelist() if name.startswith(start)}


def test_the_package_is_whole_and_has_nothing_else(wheel: ZipFile) -> None:
    source = ROOT / "src" / "relkeeper"
    modules = {str(path.relative_to(source)) for path in source.rglob("*.py")}
    assert _below(wheel, "relkeeper/") == modules | DATA


def test_outside_of_the_package_are_its_manual_and_what_describes_it(wheel: ZipFile) -> None:
    (about,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    assert _below(wheel, f"{about}/") == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    data = about.replace(".dist-info", ".data")
    assert _below(wheel, f"{data}/") == {
        f"data/share/man/man1/{page.name}" for page in (ROOT / "docs" / "man").glob("*.1")
    }
    assert {name.split("/")[0] for name in wheel.namelist()} == {"relkeeper", about, data}


def test_it_says_what_it_needs(wheel: ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith("METADATA")]
    said = Parser().parsestr(wheel.read(name).decode())
    extras = PROJECT["optional-dependencies"]
    assert set(said.get_all("Provides-Extra", [])) == set(extras)
    assert len(said.get_all("Requires-Dist", [])) == sum(map(len, [PROJECT["dependencies"], *extras.values()]))


def test_the_sources_have_what_builds_tests_and_explains_them(tmp_path: Path) -> None:
    (built,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(built) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    for path in ("pyproject.toml", "README.md", "README.zh-CN.md", "LICENSE", "CONTRIBUTING.md", "check"):
        assert path in names
    for folder in ("src/relkeeper", "tests/data/qq", "docs/man", "benchmarks"):
        assert any(name.startswith(f"{folder}/") for name in names)
    assert not {
        name for name in names if "__pycache__" in name or (name.endswith((".db", ".pyc")) and "data" not in name)
    }
