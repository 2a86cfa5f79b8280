"""What it costs to find something, and whether it is found: `python -m benchmarks.searching --folder FOLDER`.

Some people and entries are put into a copy of the large book, among ten thousand others and a million. The table says
of each query what should come first, what did, at which place the expected stood, and the CPU above that of a command
that opens nothing.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.figures import FINDING, OWN, Figure, Result
from benchmarks.measure import Command, interleaved, run
from benchmarks.places import QUICK, Books, Home, Scale

_MOST_MS = 150
_ABOVE = "above start, large book"
_ROUNDS = 3
_NO_BACKUP = {"RELKEEPER_BACKUP_DAILY": "0"}

_PLANTED = (
    ("add", "Needle Haystack", "--phone", "+1 646 555 0177", "--org", "Zither Works", "--email", "needle@post.example"),
    ("add", "曾针线", "--alias", "绣花", "--yes"),
    ("add", "翟海底", "--notes", "喜歡圍棋", "--yes"),
    ("log", "Needle Haystack", "the regatta is in June", "--when", "2024-06-01", "--via", "letter"),
    ("log", "Needle Haystack", "project budget for the lighthouse", "--when", "2022-03-04", "--via", "call"),
    ("log", "曾针线", "討論報價單", "--when", "2023-02-01", "--via", "wechat"),
    ("log", "曾针线", "call her cousin at (646) 555-0178", "--when", "2025-02-01"),
    ("log", "翟海底", "tea", "--when", "2023-05-05", "--place", "Périgord café"),
    ("note", "翟海底", "a book on marquetry", "--kind", "gift", "--when", "2024-04-04"),
    ("follow-up", "add", "Needle Haystack", "return the barometer", "--due", "2027-01-05"),
    ("contact", "knows", "Needle Haystack", "ornithology, C++"),
)  # fmt: skip


class Query(NamedTuple):
    """What is typed, and what should come first: its kind, and words of its snippet or of whom it is about."""

    typed: str
    kind: str
    words: str


# These come first, each with a budget.
_BUDGETED = {
    "a rare word": Query("regatta", "entry", "the regatta is in June"),
    "a common word": Query("project", "entry", "project"),
    "the commonest word": Query("the", "contact", "the"),
    "two Chinese characters": Query("合同", "entry", "合同"),
    "two frequent Chinese characters": Query("聚会", "entry", "聚会"),
    "a phone number": Query("+1 (646) 555-0177", "contact", "646 555 0177"),
}
_QUERIES = (
    *_BUDGETED.values(),
    Query("haystack", "contact", "Needle Haystack"),
    Query("zengzhenxian", "contact", "曾针线"),
    Query("xiuhua", "contact", "曾针线"),
    Query("zhaihaidi", "contact", "翟海底"),
    Query("绣花", "contact", "绣花"),
    Query("围棋", "contact", "喜歡圍棋"),
    Query("needle@post.example", "contact", "needle@post.example"),
    Query("zeng zhen xian 报价单", "entry", "討論報價單"),
    Query("zhenxian", "contact", "曾针线"),
    Query("Needle C++", "contact", "C++"),
    Query("zither", "contact", "Zither Works"),
    Query("ornithology", "contact", "ornithology"),
    Query("646.555.0178", "entry", "(646) 555-0178"),
    Query("报价单", "entry", "討論報價單"),
    Query("project lighthouse", "entry", "project budget for the lighthouse"),
    Query("haystack project", "entry", "project budget for the lighthouse"),
    Query("\"project budget\"", "entry", "project budget for the lighthouse"),
    Query("marq*", "note", "a book on marquetry"),
    Query("project -review via:call until:2022", "entry", "project budget for the lighthouse"),
    Query("perigord", "entry", "Périgord café"),
    Query("marquetry", "note", "a book on marquetry"),
    Query("barometer", "follow-up", "return the barometer"),
    Query("who:haystack via:letter", "entry", "the regatta is in June"),
    Query("zzzzz", "", ""),
)  # fmt: skip


_OF_OUR_OWN = "the commonest word"
_COSTS = {
    what: Figure("searching", f"{what}: {query.typed}", _MOST_MS, "ms", _ABOVE, OWN if what == _OF_OUR_OWN else FINDING)
    for what, query in _BUDGETED.items()
}
_WORST = Figure("searching", "worst query of the table", _MOST_MS, "ms", _ABOVE)
_MISSED = Figure("searching", "queries of the table whose expected is not first", 0, "")
FIGURES = (*_COSTS.values(), _WORST, _MISSED)


class Found(NamedTuple):
    """What a query brought: what came first, the place of what was expected (0 for nowhere), and its cost in ms."""

    query: Query
    first: str
    place: int
    cost: float


def searching(books: Books) -> Iterator[Result]:
    """A word is found among a million entries as quickly as among a few, and comes first."""
    found = list(measured(planted(books), books.scale.rounds))
    cost = {each.query: each.cost for each in found}
    for what, query in _BUDGETED.items():
        yield _COSTS[what].result(cost[query])
    worst = max(found, key=lambda each: each.cost)
    yield _WORST.result(worst.cost, worst.query.typed)
    missed = [each.query.typed for each in found if each.place != 1]
    yield _MISSED.result(len(missed), ", ".join(missed))


def planted(books: Books) -> Home:
    """A copy of the large book, with what the queries expect."""
    home = books.copy(books.large())
    for line in _PLANTED:
        planting = home.relkeeper(line[0], *line)
        run(replace(planting, environ={**planting.environ, **_NO_BACKUP}), 0)
    return home


def measured(home: Home, rounds: int) -> Iterator[Found]:
    """The queries, each in turn with the others."""
    start = home.relkeeper("start", "--version")
    series = interleaved([start, *(_search(home, query) for query in _QUERIES)], rounds)
    for query, runs in zip(_QUERIES, series[1:], strict=True):
        rows = _rows(runs.samples[0].said)
        cost = (runs.cpu - series[0].cpu) * 1000
        yield Found(query, _told(rows[0]) if rows else "nothing", _place(rows, query), cost)


def _search(home: Home, query: Query) -> Command:
    return home.relkeeper(query.typed, "search", query.typed, "--json")


def _rows(said: str) -> list[dict[str, Any]]:
    """The JSON, without what was said around it to who looks."""
    rows: list[dict[str, Any]] = json.JSONDecoder().raw_decode(said, said.index("["))[0]
    return rows


def _place(rows: list[dict[str, Any]], query: Query) -> int:
    """Nothing is in the first place where nothing is expected."""
    if not query.kind:
        return int(not rows)
    fits = (row["kind"] == query.kind and query.words in f"{row['snippet']}\n{_person(row)}" for row in rows)
    return next((place for place, fitting in enumerate(fits, 1) if fitting), 0)


def _person(row: dict[str, Any]) -> str:
    return str(row["contact"]["name"]) if row["contact"] else ""


def _told(row: dict[str, Any]) -> str:
    return f"{row['kind']}: {_person(row)}, {row['snippet']}"


def _table(found: list[Found]) -> Iterator[str]:
    yield "| query | expected | found first | rank | ms |"
    yield "|---|---|---|---|---|"
    for query, first, place, cost in found:
        expected = f"{query.kind}: {query.words}" if query.kind else "nothing"
        yield f"| `{query.typed}` | {expected} | {first} | {place or 'none'} | {cost:.0f} |"


def main() -> None:
    """The table alone, as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.searching", description="What is found, and how fast.")
    parser.add_argument("--folder", type=Path, required=True, help="where books are made, and found again")
    parser.add_argument("--quick", action="store_true", help="in a book of a few hundred people")
    given = parser.parse_args()
    books = Books(given.folder.resolve(), QUICK if given.quick else Scale())
    for line in _table(list(measured(planted(books), _ROUNDS))):
        print(line)


if __name__ == "__main__":
    main()
