"""How many examples a law is tried with, where the profile (tests/conftest.py) does not say it."""

from hypothesis import settings

_OF_A_RELEASE = 100
_AT_LEAST = 25


def examples(thorough: int) -> int:
    """As many as `thorough` where the profile is so; for each day a quarter of them, but 25 at least."""
    daily = max(_AT_LEAST, thorough * settings().max_examples // _OF_A_RELEASE)
    return min(thorough, daily)
