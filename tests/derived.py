"""Keys of encrypted files, derived once for all tests of a process: that takes a third of a second each time."""

from functools import cache

import pytest

from relkeeper.store import passphrases

_derive = cache(passphrases.derive)


def remember(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was derived before is known already; commands in a process of their own derive as ever."""
    monkeypatch.setattr(passphrases, "derive", _derive)
