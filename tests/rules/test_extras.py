"""How a missing extra is installed depends on where the program is."""

import pytest

from relkeeper.rules.extras import installing


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/usr", "pip install 'relkeeper[pdf]'"),
        ("/home/ada/venvs/relkeeper", "pip install 'relkeeper[pdf]'"),
        ("/home/ada/pipx/venvs", "pip install 'relkeeper[pdf]'"),
        ("/home/ada/.local/share/pipx/venvs/relkeeper", "pipx inject relkeeper 'relkeeper[pdf]'"),
        ("/home/ada/.local/pipx/venvs/relkeeper-next", "pipx inject relkeeper-next 'relkeeper[pdf]'"),
    ],
)
def test_it_goes_into_the_environment_that_runs(prefix: str, command: str) -> None:
    assert installing("pdf", prefix) == command
