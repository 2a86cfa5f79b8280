"""`show` is asked many times a day: what it costs to begin, and the choice among several."""

import subprocess
import sys

import pytest

from tests.conftest import Run
from tests.terminals import terminal

_COUNTED = """
import sys
opened = []
sys.addaudithook(lambda event, values: opened.append(event) if event == "sqlite3.connect" else None)
sys.argv = ["relkeeper", "show", *sys.argv[1:]]
from relkeeper.__main__ import main
try:
    main()
finally:
    print(len(opened), "relkeeper.drafts" in sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("words", [["ada"], ["ada", "--json"]])
def test_the_file_is_opened_once_and_no_drafts_are_loaded(run: Run, words: list[str]) -> None:
    run("add 'Ada Example'")
    told = subprocess.run([sys.executable, "-c", _COUNTED, *words], capture_output=True, text=True, check=True)
    assert "Ada Example" in told.stdout
    assert told.stderr == "1 False\n"


def test_who_is_chosen_among_several_is_shown(run: Run) -> None:
    run("add 'Ada Example'")
    run("add 'Ada Sampleton' --notes 'plays the zither'")
    screen = terminal("show", "ada", typed="2")
    assert screen.code == 0
    assert "plays the zither" in screen.text
