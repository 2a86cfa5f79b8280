"""What reads pictures tells nobody of it: onnxruntime leaves nothing of its own in the home of the user."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.card_picture.needs import EXTRA

pytestmark = EXTRA
CARD = "MECARD:N:Ada Example;ORG:Example Engines;TEL:+12125550110;EMAIL:ada@example.org;;"


def test_after_a_picture_only_the_files_of_relkeeper_are_there(home: Path, book_path: Path) -> None:
    segno = pytest.importorskip("segno")
    segno.make(CARD, error="m").save(str(home / "card.png"), scale=6, border=4)
    # Pictures that were read in this process have set it already.
    environ = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    subprocess.run([sys.executable, "-m", "relkeeper", "import", "card.png", "--yes"], env=environ, check=True)
    assert book_path.exists()
    files = [path.relative_to(home) for path in home.rglob("*") if path.is_file()]
    others = [path for path in files if "relkeeper" not in path.parts]
    assert others == [Path("card.png")]
    assert not (home / ".cache" / "Microsoft").exists()
