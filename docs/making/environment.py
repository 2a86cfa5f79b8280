"""The environment variables that are no settings: one list, which a test compares with what the code reads."""

from typing import NamedTuple

from docs.making import markdown


class Variable(NamedTuple):
    """A variable, what it does, and whether a library reads it for us instead of our own code."""

    name: str
    meaning: str
    by_library: bool = False


VARIABLES = (
    Variable("RELKEEPER_CONFIG", "The settings file, in place of the usual one."),
    Variable("RELKEEPER_NOW", "The time that counts as now (ISO 8601), for tests and examples."),
    Variable("RELKEEPER_PASSPHRASE_COMMAND", "A command that prints the passphrase of an encrypted book."),
    Variable("RELKEEPER_NEW_PASSPHRASE_COMMAND", "A command that prints the new one, for `db change-passphrase`."),
    Variable("RELKEEPER_OLD_PASSPHRASE_COMMAND", "A command that prints the one that an older backup was made with."),
    Variable("NO_COLOR", "If it is set to anything, nothing is coloured."),
    Variable("TERM", "With `dumb` nothing is coloured either."),
    Variable("COLUMNS", "How many columns a table may have on a terminal, in place of the width of the window.", True),
    Variable("PAGER", "The program that shows what is longer than the screen; without it nothing is paged."),
    Variable("VISUAL", "The editor that `edit`, `entry edit` and `log` open."),
    Variable("EDITOR", "The editor, where `VISUAL` is not set; else `vi`."),
    Variable("TZ", "The time zone of this machine, in place of that of the system.", True),
    Variable("TMPDIR", "The folder of temporary files: what an import unpacks, the form in an editor.", True),
    Variable("PATH", "Where `remind install` looks for relkeeper and for sendmail."),
    Variable("XDG_CONFIG_HOME", "On Linux: the folder that has `relkeeper/config.toml`, and the units of systemd."),
    Variable("XDG_DATA_HOME", "On Linux: the folder that has `relkeeper/relkeeper.db`.", True),
    Variable("XDG_STATE_HOME", "On Linux: the folder in which `remind --once-per-day` notes that it was shown."),
    Variable("XDG_RUNTIME_DIR", "On Linux: where the systemd of the user listens, for `remind install`."),
    Variable("DBUS_SESSION_BUS_ADDRESS", "On Linux: where the desktop listens, for `remind --notify`."),
    Variable("LOCALAPPDATA", "On Windows: the folder of what `remind --once-per-day` notes."),
)

_INTRODUCTION = """\
## Other environment variables

Beside `RELKEEPER_` and the name of a setting, these are looked at."""


def section() -> str:
    rows = [(f"`{variable.name}`", markdown.text(variable.meaning)) for variable in VARIABLES]
    return markdown.page(_INTRODUCTION, markdown.table(("variable", "meaning"), rows)).rstrip()
