"""The optional packages of relkeeper, and how one of them is brought in where it is missing."""

import sys
from pathlib import PurePath

_PIPX = ("pipx", "venvs")


def installing(extra: str, prefix: str = sys.prefix) -> str:
    """The command that installs an extra. In an environment of pipx, which `prefix` tells, pip would miss it."""
    package = f"'relkeeper[{extra}]'"
    parts = PurePath(prefix).parts
    if parts[-3:-1] == _PIPX:
        return f"pipx inject {parts[-1]} {package}"
    return f"pip install {package}"
