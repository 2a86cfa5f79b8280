"""Runs the tests of a subject against its mutants, each in a child of this process, which has everything imported.

A mutant is never written to the disk: the child imports it in the place of the file. A process that a test starts by itself
meets the file as it is. Tests that need no fixture are called first, without pytest; it runs the others where those pass.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from io import StringIO
from pathlib import Path
from types import CodeType, ModuleType
from typing import Literal

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.mutation import calling
from tests.mutation.mutants import Mutant

Outcome = Literal["killed", "survived", "timeout"]

PROFILE = "mutation"
_MEMORY = 4 << 30
_OPTIONS = ("-x", "-q", "--tb=no", "--assert=plain", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist")
_PASSED, _FAILED, _INTERRUPTED, _NONE = 0, 1, 2, 5

# The tests that noticed mutants before: what they notice next, they notice at once.
_noticing: list[str] = []


class BrokenError(Exception):
    """The tests fail without any mutant, or cannot be run."""


def prepare() -> None:
    """The same examples each time, fewer than usual, and none that a failure is made small by.

    That the machine is busy is no failure.
    """
    settings.register_profile(
        PROFILE,
        deadline=None,
        max_examples=25,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow],
    )
    os.environ["HYPOTHESIS_PROFILE"] = PROFILE
    settings.load_profile(PROFILE)


def baseline(tests: Sequence[str]) -> float:
    """Seconds of computing that the tests take in a child, after everything they need was imported here."""
    with redirect_stdout(StringIO()) as said:
        if pytest.main([*_OPTIONS, *tests]) != _PASSED:
            raise BrokenError(f"the tests fail without a mutant:\n{said.getvalue()}")
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    if _ended(lambda: _run(tests), 0) != _PASSED:
        raise BrokenError("the tests fail when they run a second time")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def outcome(tree: Path, mutant: Mutant, tests: Sequence[str], limit: float) -> Outcome:
    """What became of the mutant; `limit` is the seconds of computing after which it counts as endless."""
    status = _ended(lambda: _run_mutant(tree, mutant, tests), limit)
    if status == -signal.SIGPROF:
        return "timeout"
    if status == _PASSED:
        return "survived"
    if status in (_FAILED, _INTERRUPTED) or status < 0:
        return "killed"
    raise BrokenError(f"pytest ended with {status} for\n{mutant.diff}")


def _ended(work: Callable[[], int], limit: float) -> int:
    """The status of a child that did `work`, negative for the signal that ended it; a `limit` of 0 is none."""
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        try:
            _be_quiet()
            _first.says = said
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            signal.setitimer(signal.ITIMER_PROF, limit)
            status = work()
        except BaseException:  # noqa: BLE001 - a mutant may end pytest itself in any way: it was noticed
            status = _FAILED
        os._exit(status)
    os.close(said)
    with open(heard, encoding="utf-8") as failed:  # noqa: PTH123 - a pipe has no path
        _remember(failed.read())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _remember(test: str) -> None:
    if test in _noticing:
        _noticing.remove(test)
    if test:
        _noticing.insert(0, test)


def _be_quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


class _NoticingFirst:
    """Runs the tests first that noticed something before, and says into a pipe which one fails.

    Those that were `called` are left out.
    """

    says = -1
    called: frozenset[str] = frozenset()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid.partition("[")[0] not in self.called]
        places = {test: place for place, test in enumerate(_noticing)}
        items.sort(key=lambda item: places.get(item.nodeid, len(places)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.says, report.nodeid.encode())


_first = _NoticingFirst()


def _run_mutant(tree: Path, mutant: Mutant, tests: Sequence[str]) -> int:
    sys.meta_path.insert(0, _InPlaceOfFile(tree / mutant.path, mutant.code))
    return _run(tests)


def _run(tests: Sequence[str]) -> int:
    """Import the program and its tests anew, and run them."""
    for name in list(sys.modules):
        if name.split(".")[0] in {"relkeeper", "tests"}:
            del sys.modules[name]
    if not _all_pass(calling.of_tests(tests)):
        return _FAILED
    status = pytest.main([*_OPTIONS, *tests], plugins=[_first])
    return _PASSED if status == _NONE else status


def _all_pass(calls: calling.Calls) -> bool:
    places = {test: place for place, test in enumerate(_noticing)}
    for name in sorted(calls, key=lambda name: places.get(name, len(places))):
        try:
            calls[name]()
        except BaseException:  # noqa: BLE001 - however a test fails, it noticed
            os.write(_first.says, name.encode())
            return False
    _first.called = frozenset(name.partition("#")[0] for name in calls)
    return True


class _InPlaceOfFile(MetaPathFinder):
    """Finds the module of a file, with other code in it."""

    def __init__(self, path: Path, code: str) -> None:
        self.path, self.code = path, code
        folder = path.parent if path.name == "__init__.py" else path.with_suffix("")
        self.name = ".".join(folder.parts[folder.parts.index("relkeeper") :])

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return spec_from_file_location(fullname, self.path, loader=_Mutated(fullname, str(self.path), self.code))


class _Mutated(SourceFileLoader):
    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.code, self.path, "exec")
