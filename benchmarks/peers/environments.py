"""Where the programs come from: an environment with each of PyPI, and what Debian has installed already."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command, CommandFailedError, Limits, run
from benchmarks.peers.peer import Peer

ROOT = Path(__file__).resolve().parents[2]
_VERSION = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
_LIMITS = Limits(seconds=600, output=10 * 10**6)


@dataclass(frozen=True, slots=True)
class Environment:
    """Where a program's commands are, and its version; or `missing`, which says why it cannot be had."""

    programs: Path
    version: str = ""
    missing: str = ""


def prepared(peer: Peer, folder: Path) -> Environment:
    """The program, installed into a new environment in `folder` where the last run left none."""
    if peer.unavailable:
        return Environment(folder, missing=peer.unavailable)
    if peer.source == "Debian":
        return _of_the_system(peer)
    programs = folder / peer.name / "bin"
    wanted = str(ROOT) if peer.source == "this tree" else peer.package + peer.series
    if not (programs / peer.program).exists() or peer.source == "this tree":
        failure = _installed(programs, wanted)
        if failure:
            return Environment(programs, missing=failure)
    return Environment(programs, version=_said(str(programs / "python"), "-c", _VERSION, peer.package).strip())


def _installed(programs: Path, wanted: str) -> str:
    """What pip says where it fails; it takes the index that the user has configured, and not its cache."""
    print(f"installing {wanted} ...", file=sys.stderr)
    python = str(programs / "python")
    try:
        if not (programs / "python").exists():
            _said(sys.executable, "-m", "venv", str(programs.parent))
        _said(*(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir", wanted))
    except CommandFailedError as error:
        print(error, file=sys.stderr)
        errors = [line.removeprefix("ERROR: ") for line in str(error).splitlines() if line.startswith("ERROR: ")]
        return errors[-1] if errors else str(error).splitlines()[0]
    return ""


def _said(*line: str) -> str:
    """Raises CommandFailedError where it fails or takes ten minutes."""
    return run(Command(line[0], lambda _: line, os.environ, limits=_LIMITS), 0).said


def _of_the_system(peer: Peer) -> Environment:
    program = shutil.which(peer.program, path="/usr/bin:/bin")
    if program is None:
        return Environment(Path("/usr/bin"), missing=f"not installed here: apt-get install {peer.package}")
    try:
        version = _said("dpkg-query", "--show", "--showformat=${Version}", peer.package)
    except CommandFailedError:
        version = "of unknown version"
    return Environment(Path(program).parent, version=version)
