"""The last look before a release: `python -m tests.packaging.release [--extra NAME]...`.

Builds the wheel and the sources, lets twine judge them, and installs the wheel into a clean environment without extras and
with each of them, where commands are run as a user types them. It needs a network, or a mirror that pip knows.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import segno

from tests.services.attachments.test_extracting import pdf

ROOT = Path(__file__).parents[2]
_MOST_SECONDS = 900


class Trial(NamedTuple):
    """A line for a shell, the exit code it must end with, and what it must say."""

    line: str
    code: int
    says: str


_ENCRYPT = "RELKEEPER_PASSPHRASE_COMMAND='echo correct horse' relkeeper"
ALWAYS = (
    Trial("relkeeper --version", 0, "relkeeper"),
    Trial("rk --help", 0, "overdue"),
    Trial("relkeeper demo", 0, "样张三"),
    Trial("relkeeper add 'Ada Example' --every 2w", 0, "Ada Example"),
    Trial("relkeeper log ada tea", 0, "Logged"),
    Trial("relkeeper search tea", 0, "tea"),
    Trial("relkeeper show ada", 0, "Ada Example"),
    Trial("relkeeper db check", 0, ""),
)
# What each extra is for; and without any, that its absence is a sentence.
TRIALS = {
    "": (
        Trial(f"{_ENCRYPT} db encrypt --yes", 1, "relkeeper[encryption]"),
        Trial("relkeeper import card.png", 5, "relkeeper[ocr]"),
        Trial("relkeeper import mail.msg", 5, "relkeeper[outlook]"),
        Trial("relkeeper stats --png stats.png", 1, "relkeeper[pictures]"),
    ),
    "encryption": (
        Trial(f"{_ENCRYPT} db encrypt --yes", 0, ""),
        Trial(f"{_ENCRYPT} list", 0, "Ada Example"),
        Trial("relkeeper list", 1, "passphrase"),
    ),
    "keyring": (Trial("python -c 'import keyring; print(keyring.__name__)'", 0, "keyring"),),
    "pdf": (Trial("relkeeper attach ada plan.pdf", 0, ""), Trial("relkeeper search zeppelin", 0, "lands at noon")),
    "ocr": (Trial("relkeeper import card.png", 0, "Grace Sampleton"),),
    "pictures": (Trial("relkeeper stats --png stats.png", 0, ""), Trial("head -c 4 stats.png", 0, "PNG")),
    "outlook": (Trial("relkeeper import mail.msg", 5, "damaged"),),
}


def main() -> None:
    """The command line; ends with 1 at the first thing that is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.packaging.release", description=main.__doc__)
    parser.add_argument("--extra", action="append", choices=[*TRIALS], help="only these, '' for none")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="relkeeper-release-") as folder:
        wheel = build(Path(folder))
        for extra in given.extra or TRIALS:
            install_and_try(wheel, extra, Path(folder))
    print("all is well")


def build(folder: Path) -> Path:
    """The wheel, built from the sources that are shipped, and judged by twine."""
    _run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)])
    _run([sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(folder.glob("relkeeper-*")))])
    (wheel,) = folder.glob("*.whl")
    print(f"built {wheel.name}: {wheel.stat().st_size / 2**20:.1f} MB")
    return wheel


def install_and_try(wheel: Path, extra: str, folder: Path) -> None:
    """A clean environment with the wheel and this extra, and its trials there."""
    place = folder / f"with-{extra or 'nothing'}"
    _run([sys.executable, "-m", "venv", str(place)])
    _run([str(place / "bin" / "pip"), "install", "--quiet", f"{wheel}[{extra}]" if extra else str(wheel)])
    home = place / "home"
    home.mkdir()
    _samples(home)
    for trial in (*ALWAYS, *TRIALS[extra]):
        _try(trial, place, home)
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 2**20
    print(f"with {extra or 'no extra'}: {len(ALWAYS) + len(TRIALS[extra])} commands as they should be; {size:.0f} MB")


def _samples(home: Path) -> None:
    (home / "plan.pdf").write_bytes(pdf("the zeppelin lands at noon"))
    (home / "mail.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing else")
    segno.make("MECARD:N:Grace Sampleton;TEL:+12125550110;;", error="m").save(str(home / "card.png"), scale=6)


def _try(trial: Trial, place: Path, home: Path) -> None:
    environment = {"HOME": str(home), "PATH": f"{place / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin", "LANG": "C.UTF-8"}
    ended = subprocess.run(
        ["sh", "-c", trial.line],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_MOST_SECONDS,
        check=False,
    )
    said = (ended.stdout + ended.stderr).decode("utf-8", "replace")
    if ended.returncode != trial.code or trial.says not in said:
        sys.exit(f"{place.name}: {trial.line}\nended with {ended.returncode}, expected {trial.code}, and said:\n{said}")


def _run(command: list[str]) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False)
    if ended.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{ended.stdout}{ended.stderr}")


if __name__ == "__main__":
    main()
