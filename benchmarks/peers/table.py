"""What was measured, as a page of Markdown that reads as well on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.peers.all import OURS, PEERS
from benchmarks.peers.environments import Environment
from benchmarks.peers.measuring import BARE, Cost, Measured
from benchmarks.peers.peer import TASKS
from benchmarks.results import machine

_MEGABYTE = 10**6
_ABOVE = 1.05  # the same program differs by so much from run to run


_LEGEND = (
    "- CPU: user and system time, median, ms; wall: time on the clock, median, ms; MB: highest peak of memory",
    "- `~`: not what was asked for, but what is nearest (see below); `-`: the program has nothing for it",
    "- `time`, `output`: killed at its limit; `failed`: it ended with an error; `book: time`: its book was not written",
    "- `1 run`: it takes more than ten seconds of CPU, and so ran once more after the first, and no more",
    "- `< 7`: so much is there before a program starts, and less cannot be seen",
)


class Found(NamedTuple):
    """All that a run found out. `costs` go by size, task and name, `disk` by size and name, in bytes."""

    environments: Mapping[str, Environment]
    costs: Mapping[int, Mapping[str, Mapping[str, Measured]]]
    disk: Mapping[int, Mapping[str, int]]
    rounds: int
    limits: str


def page(found: Found) -> Iterator[str]:
    """The whole page."""
    yield "# Beside its peers"
    yield ""
    yield "Made by `python -m benchmarks.peers --markdown benchmarks/PEERS.md`."
    yield ""
    yield from (f"- {line}" for line in machine())
    yield f"- {found.rounds} rounds, in turns; {found.limits}"
    yield from _LEGEND
    yield ""
    yield from _costs(found)
    yield ""
    yield "## Where a peer is faster\n"
    yield from _faster(found)
    yield ""
    yield "## Who keeps what, and at what size\n"
    yield from _programs(found)
    yield ""
    yield "## What was run\n"
    yield from _lines(found)


def _costs(found: Found) -> Iterator[str]:
    heads = [f"{size:,} people: {what}" for size in found.costs for what in ("CPU", "wall", "MB")]
    yield from _head("task", "program", *heads)
    for task in TASKS:
        for name in (BARE, *_present(found)):
            cells = [cell for size in found.costs for cell in _cells(found, size, task, name)]
            yield _row(task, name, *cells)


def _nearest(name: str, task: str) -> str:
    return "~ " if name in PEERS and PEERS[name].lines[task].nearest else ""


def _cells(found: Found, size: int, task: str, name: str) -> tuple[str, str, str]:
    cost = found.costs[size][task].get(name, "-")
    if isinstance(cost, str):
        return cost, cost, cost
    seen = max(cost.peak, cost.floor)
    peak = f"{'' if seen > cost.floor * _ABOVE else '< '}{seen / _MEGABYTE:,.0f}"
    few = f" ({cost.runs} run)" if cost.runs < found.rounds else ""
    return f"{_nearest(name, task)}{cost.cpu * 1000:,.0f}{few}", f"{cost.wall * 1000:,.0f}", peak


def _faster(found: Found) -> Iterator[str]:
    """By CPU; also those that do something less."""
    none = True
    for size, tasks in found.costs.items():
        for task, costs in tasks.items():
            ours = costs.get(OURS)
            if not isinstance(ours, Cost):
                continue
            others = {name: cost for name, cost in costs.items() if isinstance(cost, Cost) and name != BARE}
            quicker = {name: ours.cpu / cost.cpu for name, cost in others.items() if cost.cpu < ours.cpu}
            named = ", ".join(f"{_nearest(name, task)}{name} {ratio:.1f} x" for name, ratio in quicker.items())
            if named:
                none = False
                yield f"- {task}, {size:,} people: {named}"
    if none:
        yield "Nowhere."


def _programs(found: Found) -> Iterator[str]:
    yield from _head("program", "version", "holds", "as", *(f"{size:,} people: MB on disk" for size in found.disk))
    for name, environment in found.environments.items():
        peer = PEERS[name]
        sizes = (f"{disk[name] / _MEGABYTE:,.2f}" if name in disk else "-" for disk in found.disk.values())
        told = environment.missing or environment.version
        yield _row(f"{name} ({peer.source})", told, peer.holds, peer.storage, *sizes)


def _lines(found: Found) -> Iterator[str]:
    yield from _head("task", "program", "command", "")
    for task in TASKS:
        for name in _present(found):
            line = PEERS[name].lines[task]
            command = f"`{' '.join(line.argv)}`" if line.argv else "-"
            yield _row(task, name, command, "; ".join(filter(None, (line.nearest, line.remark))))


def _present(found: Found) -> Sequence[str]:
    return [name for name, environment in found.environments.items() if not environment.missing]


def _head(*titles: str) -> Iterator[str]:
    yield _row(*titles)
    yield f"|{'---|' * len(titles)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
