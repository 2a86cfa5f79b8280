"""The command that fuzzes: what it keeps is for its user's eyes only, and it takes everything else along."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz import run

_TREE = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def process() -> Iterator[None]:
    """What the command changes in its own process."""
    mask, handler = os.umask(0o022), signal.getsignal(signal.SIGTERM)
    yield
    os.umask(mask)
    signal.signal(signal.SIGTERM, handler)


def test_nothing_of_the_seeds_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "private").write_text("every 3 weeks")
    folder = tmp_path / "found"
    monkeypatch.chdir(_TREE)
    given = ("--only", "cadence", "--minutes", "0.001", "--engine", "random")
    monkeypatch.setattr("sys.argv", ["run", *given, "--seeds", str(tmp_path / "seeds"), "--folder", str(folder)])
    with pytest.raises(SystemExit) as ended:
        run.main()
    assert ended.value.code == 0, capsys.readouterr()
    assert not list((tmp_path / "tmp").iterdir())
    assert [path.name for path in folder.iterdir()] == ["cadence.json"]
    assert [path.stat().st_mode & 0o077 for path in (folder, folder / "cadence.json")] == [0, 0]
