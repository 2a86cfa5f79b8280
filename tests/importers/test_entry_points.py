"""Formats of others: a small package on the path is found; a broken one is told and stops nothing.

The packages are real folders with real metadata; what a user sees of them is seen from outside, as a user does.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from relkeeper.drafts import MessageDraft
from relkeeper.errors import InputError
from relkeeper.importers import Reading, entry_points
from relkeeper.importers.entry_points import outsiders
from relkeeper.importers.head import Head
from tests.importers import golden

EXAMPLE = Path(__file__).parents[2] / "docs" / "example_importer"
SAMPLE = EXAMPLE / "grace.pigeon"
CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Example\nEND:VCARD\n"

READER = """
from relkeeper.drafts import ContactDraft

NAME = "leaves"
TITLE = "Leaves"
ENDINGS = (".leaf",)
WHERE = "Under the tree."

def recognises(head):
    return head.text.startswith("LEAF")

def read(file, name, reading):
    yield ContactDraft("Grace Sampleton")
"""


def install(site: Path, entries: dict[str, str], package: str = "leaves-for-relkeeper", **modules: str) -> None:
    """A package as pip leaves it: modules, and metadata that names them."""
    metadata = site / f"{package.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    lines = [f"{name} = {module}" for name, module in entries.items()]
    (metadata / "entry_points.txt").write_text("\n".join([f"[{entry_points.GROUP}]", *lines, ""]))
    for name, code in modules.items():
        (site / f"{name}.py").write_text(code)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which Python looks for packages."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return site


def relkeeper(site: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "relkeeper", *words],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(site)},
    )  # fmt: skip
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    return done


def install_the_example(site: Path) -> None:
    about = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())
    entries = about["project"]["entry-points"][entry_points.GROUP]
    modules = {
        name.removesuffix(".py"): (EXAMPLE / name).read_text()
        for name in about["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    }
    install(site, entries, about["project"]["name"], **modules)


def test_the_example_is_found_and_its_sample_goes_in(site: Path, home: Path) -> None:
    install_the_example(site)
    report = json.loads(relkeeper(site, "import", str(SAMPLE), "--create", "--json").stdout)
    assert (report["format"], report["files"], report["messages"]["created"]) == ("pigeonpost", 1, 3)
    assert [problem["where"] for problem in report["problems"]] == ["line 5"]
    assert "好，星期天见" in relkeeper(site, "show", "grace").stdout
    listed = json.loads(relkeeper(site, "import", "--list", "--json").stdout)
    assert [row["package"] for row in listed if row["name"] == "pigeonpost"] == ["relkeeper-pigeonpost"]


def test_the_golden_pair_of_the_example(site: Path) -> None:
    install_the_example(site)
    reader = outsiders(()).found["pigeonpost"]
    assert golden.read(SAMPLE, reader) == golden.expectation(SAMPLE).read_text(encoding="utf-8")
    with SAMPLE.open("rb") as file:
        texts = [record.text for record in reader.read(file, "a", Reading()) if isinstance(record, MessageDraft)]
    assert texts == ["Shall we meet at the harbour?", "Gladly.\nOn Sunday, if the wind allows.", "好，星期天见"]


def test_the_page_about_formats_of_ones_own_names_what_there_is() -> None:
    page = (EXAMPLE.parent / "own-format.md").read_text(encoding="utf-8")
    named = re.findall(r"`(relkeeper(?:\.\w+)*)\.(\w+)`", page)
    assert len(named) >= 5
    for module, name in named:
        assert hasattr(import_module(module), name) or import_module(f"{module}.{name}")
    for path in re.findall(r"\]\(([^)]+)\)", page):
        assert (EXAMPLE.parent / path).exists()


def test_a_reader_of_others_is_asked_first(site: Path) -> None:
    install(site, {"leaves": "leaves"}, leaves=READER.replace('startswith("LEAF")', 'startswith("BEGIN:VCARD")'))
    (site / "ada.vcf").write_text(CARD)
    assert json.loads(relkeeper(site, "import", str(site / "ada.vcf"), "--json").stdout)["format"] == "leaves"


def broken(site: Path, code: str, entry: str = "leaves", name: str = "leaves") -> str:
    """What is said of a package that holds `code`."""
    install(site, {name: entry}, leaves=code)
    known = outsiders(["vcard"])
    assert known.found == {}
    ((file, message),) = known.notices
    assert file == "leaves-for-relkeeper"
    assert f"'{name}' cannot be used" in message
    return message


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise RuntimeError('no leaves in winter')", "no leaves in winter"),
        ("import sys; sys.exit()", "SystemExit"),
        ("def (", "invalid syntax"),
        ("NAME = 'leaves'", "TITLE"),
        (READER.replace('NAME = "leaves"', 'NAME = "Leaves of grass"'), "small letters"),
        (READER.replace('NAME = "leaves"', 'NAME = "vcard"'), "there is a format 'vcard' already"),
        (READER.replace('(".leaf",)', '".leaf"'), "ENDINGS"),
        (READER.replace('WHERE = "Under the tree."', 'WHERE = ""'), "WHERE"),
        (READER.replace("def read(", "def reads("), "read"),
        (READER + "\nread = 1", "read must be a function"),
    ],
)
def test_a_package_that_cannot_be_used_is_told(site: Path, code: str, said: str) -> None:
    assert said in broken(site, code)
    sys.modules.pop("leaves", None)


def test_packages_that_cannot_be_used_stop_nothing(site: Path) -> None:
    for number, code in enumerate(["raise RuntimeError('no leaves')", "import sys; sys.exit()", "def ("]):
        install(site, {f"leaves{number}": f"leaves{number}"}, f"leaves{number}", **{f"leaves{number}": code})
    (site / "ada.vcf").write_text(CARD)
    report = json.loads(relkeeper(site, "import", str(site / "ada.vcf"), "--json").stdout)
    assert report["contacts"]["created"] == 1
    assert {notice["file"] for notice in report["notices"]} == {"leaves0", "leaves1", "leaves2"}


def test_an_entry_that_leads_nowhere_is_told(site: Path) -> None:
    assert "No module named 'nowhere'" in broken(site, READER, entry="nowhere")


def test_the_second_of_one_name_is_refused(site: Path) -> None:
    install(site, {"leaves": "leaves"}, leaves=READER)
    install(site, {"leaves": "others"}, package="other-leaves", others=READER)
    known = outsiders(())
    assert list(known.found) == ["leaves"]
    assert ["there is a format 'leaves' already" in notice.message for notice in known.notices] == [True]
    sys.modules.pop("leaves", None)


def leaves(site: Path, code: str) -> tuple[entry_points.Outsider, list[Any]]:
    install(site, {"leaves": "leaves"}, leaves=code)
    known = outsiders(())
    sys.modules.pop("leaves", None)
    return known.found["leaves"], known.notices


def test_a_reader_that_fails_to_look_has_not_recognised(site: Path) -> None:
    reader, notices = leaves(site, READER.replace("head.text.startswith", "head.nothing"))
    assert reader.recognises(Head(b"LEAF", "a.leaf")) is False
    assert "could not look at it: AttributeError" in notices[0].message
    (site / "ada.vcf").write_text(CARD)
    assert relkeeper(site, "import", str(site / "ada.vcf")).stdout.startswith("Imported 1 file")


@pytest.mark.parametrize(
    ("yielded", "said"), [("1 / 0", "ZeroDivisionError"), ("{'name': 'Ada'}", "it gave a dict, which is no record")]
)
def test_a_reader_that_fails_to_read_is_told(site: Path, yielded: str, said: str) -> None:
    code = READER.replace('ContactDraft("Grace Sampleton")', f'ContactDraft("Grace Sampleton")\n    yield {yielded}')
    reader, _ = leaves(site, code)
    (site / "a.leaf").write_text("LEAF")
    with pytest.raises(InputError, match=said) as refused, (site / "a.leaf").open("rb") as file:
        list(reader.read(file, "a.leaf", Reading()))
    assert "'leaves' of leaves-for-relkeeper" in str(refused.value)


def test_nothing_is_imported_of_a_reader_that_fails(site: Path) -> None:
    install(site, {"leaves": "leaves"}, leaves=READER + "\n    1 / 0\n")
    (site / "a.leaf").write_text("LEAF")
    assert "could not be read" in relkeeper(site, "import", str(site / "a.leaf"), code=5).stderr
    assert relkeeper(site, "list").stdout == ""
