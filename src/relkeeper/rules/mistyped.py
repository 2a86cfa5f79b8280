"""How far what was typed is from a word."""

from difflib import get_close_matches

# Of so many letters two may be wrong.
_LONG = 8
# What is less alike than this is further off than that.
_LIKE = 0.75


def edits(typed: str, word: str) -> int:
    """How many letters were left out, put in, changed, or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(word) + 1))
    for place, letter in enumerate(typed, 1):
        before, row, above = row, [place], before
        for column, wanted in enumerate(word, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            if place > 1 and column > 1 and (letter, typed[place - 2]) == (word[column - 2], wanted):
                cost = min(cost, above[column - 2] + 1)
            row.append(cost)
    return row[-1]


def near(typed: str, known: list[str], most: int) -> list[str]:
    """Up to `most` of the known words that `typed` may be with a wrong letter, or with two in a long one; the nearest
    first. A short word has none of its letters changed, since that makes another word of it: call is not Carl."""
    allowed = 2 if len(typed) >= _LONG else 1
    alike = get_close_matches(typed, known, 4 * most, _LIKE) if typed else []
    found = [(count, each) for each in alike if (count := edits(typed, each)) <= allowed and _is_meant(typed, each)]
    return [each for _, each in sorted(found, key=lambda pair: pair[0])][:most]


def _is_meant(typed: str, word: str) -> bool:
    return len(typed) > 4 or sorted(typed) == sorted(word) or len(typed) != len(word)
