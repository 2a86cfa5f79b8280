"""Queries as a shell hands them over: without the quotes around an argument."""

from datetime import UTC, datetime

import pytest

from relkeeper.rules.queries import shell

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["tax", "law"], "tax law"),
        (["tax law"], "tax law"),
        (['"tax law"', "rust"], '"tax law" rust'),
        (["-tax law", "rust"], '-"tax law" rust'),
        (["who:Ada Example", "deck"], 'who:"Ada Example" deck'),
        (["-who:Ada Example"], '-who:"Ada Example"'),
        (["who:who who"], 'who:"who who"'),
        (["since:3 days ago"], 'since:"3 days ago"'),
        (["-until:last friday"], '-until:"last friday"'),
        (["since:2025 deck"], "since:2025 deck"),
        (["kind:note tea"], "kind:note tea"),
        (["in:outcome the deck"], "in:outcome the deck"),
        (["-via:call tea"], "-via:call tea"),
        (["outcome:the deck"], 'outcome:"the deck"'),
        (["“tax law” deck"], "“tax law” deck"),
        (['who:"Ada Example" deck'], 'who:"Ada Example" deck'),
        (["who:ada -deck"], "who:ada -deck"),
        (["via:call since:2025"], "via:call since:2025"),
        ([], ""),
    ],
)
def test_joined(arguments: list[str], text: str) -> None:
    assert shell.joined(arguments, NOW) == text


@pytest.mark.parametrize(
    ("arguments", "shielded"),
    [
        (["deck", "--json"], ["deck", "--json"]),
        (["deck", "-draft", "--json"], ["deck", "--json", "--", "-draft"]),
        (["-n", "5", "deck"], ["-n", "5", "deck"]),
        (["deck", "-n5", "-nova"], ["deck", "-n5", "--", "-nova"]),
        (["--limit", "-5"], ["--limit", "-5"]),
        (["-h"], ["-h"]),
        (["-hotel", "x"], ["x", "--", "-hotel"]),
        (["deck", "-"], ["deck", "-"]),
        (["deck", "--", "--json", "-x"], ["deck", "--", "--json", "-x"]),
        (["deck", "--limit"], ["deck", "--limit"]),
    ],
)
def test_shielded(arguments: list[str], shielded: list[str]) -> None:
    assert shell.shielded(arguments, {"-n", "--limit"}, {"-h", "--help", "--json"}) == shielded
