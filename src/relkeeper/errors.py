"""What can go wrong, each as a class with an exit code; its message is the sentence the user reads.

RelkeeperError                1   a file stands in the way, a package is missing, the disk is full or may not be written
├── UsageError                2   the words of the command or a setting cannot be used
│   └── DateError             2   a date is not understood, ambiguous, or on the wrong side of now
├── NamesakeError             1   somebody of that name is in the book already
├── PassphraseError           1   there is no passphrase for an encrypted book, or it does not open it
├── NotFoundError             3   nobody and nothing by that name
├── AmbiguousError            4   several are meant
├── InputError                5   a file to import cannot be read
│   ├── DateOrderError        5   only the user can say in which order day and month stand in it
│   └── MappingError          5   only the user can say what the columns of a table hold
├── NewerFileError            6   the book was written by a newer relkeeper
├── BusyError                 7   another program is writing to the book
└── DamagedError              8   the book is damaged, or no book at all
    └── ForeignFileError      8   the file is a database of another program
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes that scripts may rely on."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    AMBIGUOUS = 4
    UNREADABLE_INPUT = 5
    NEWER_FILE = 6
    BUSY = 7
    DAMAGED = 8
    DUE = 10
    INTERRUPTED = 130


class RelkeeperError(Exception):
    """Anything a user may meet. The message says in one sentence what is wrong and what to do."""

    exit_code: ClassVar[ExitCode] = ExitCode.FAILED


class UsageError(RelkeeperError):
    exit_code = ExitCode.USAGE


class DateError(UsageError):
    pass


class NamesakeError(RelkeeperError):
    pass


class PassphraseError(RelkeeperError):
    pass


class NotFoundError(RelkeeperError):
    exit_code = ExitCode.NOT_FOUND


class AmbiguousError(RelkeeperError):
    exit_code = ExitCode.AMBIGUOUS


class InputError(RelkeeperError):
    exit_code = ExitCode.UNREADABLE_INPUT


class DateOrderError(InputError):
    pass


class MappingError(InputError):
    pass


class NewerFileError(RelkeeperError):
    exit_code = ExitCode.NEWER_FILE


class BusyError(RelkeeperError):
    exit_code = ExitCode.BUSY


class DamagedError(RelkeeperError):
    exit_code = ExitCode.DAMAGED


class ForeignFileError(DamagedError):
    pass
