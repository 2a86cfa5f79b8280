"""What CONTRIBUTING and the recipes say of the tree is so: files, folders, and the lines that are quoted."""

import ast
import re
from typing import NamedTuple

import pytest

from tests.docs.pages import ROOT

HOUSE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = (ROOT / "docs" / "design" / "recipes.md").read_text(encoding="utf-8")
PATHS = sorted({*re.findall(r"`([\w.-]+/[\w./-]*)`", HOUSE)} - {"./check"})
_STEP = re.compile(
    r"^(?:New, `(?P<new>[^`]+)`|In `(?P<file>[^`]+)`, (?P<where>below|instead of|at its end)(?: `(?P<line>[^`\n]*)`)?:)"
    r"[^`]*?\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Step(NamedTuple):
    """One step of a recipe: a new file, or a line of one to be changed."""

    new: str | None
    file: str | None
    where: str | None
    line: str | None
    kind: str
    text: str


STEPS = [Step(*found.groups()) for found in _STEP.finditer(RECIPES)]


@pytest.mark.parametrize("path", PATHS)
def test_every_place_that_is_named_is_there(path: str) -> None:
    wanted = re.sub(r"NAME|NNNN_name", "*", path).rstrip("/")
    assert any([*ROOT.glob(wanted), *(ROOT / "src" / "relkeeper").glob(wanted)])


def test_every_step_of_the_recipes_is_looked_at() -> None:
    assert len(STEPS) == len(re.findall(r"^(?:New|In),? `", RECIPES, re.MULTILINE)) > 20


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.new or step.file}:{step.line or ''}")
def test_every_step_of_the_recipes_can_be_taken(step: Step) -> None:
    if step.new:
        assert not (ROOT / step.new).exists(), "the example has become real: take another"
        if step.kind == "python":
            ast.parse(step.text)
    elif step.where != "at its end":
        assert step.file
        assert (ROOT / step.file).read_text(encoding="utf-8").splitlines().count(step.line or "") == 1
