"""The settings: their names, variables, defaults and meaning, and the files of the program."""

from docs.making import markdown
from relkeeper.config import SETTINGS, Setting

_INTRODUCTION = """\
Nothing has to be set. An option of the command line wins over the environment, the environment over the settings file,
and the file over the default.

```sh
relkeeper config list                    # each setting, its value, and where that comes from
relkeeper config set phone_region CN     # writes the file
relkeeper config set phone_region ""     # back to the default
RELKEEPER_BUSY_SECONDS=5 relkeeper list  # for one command
```

The file is TOML, one `name = value` a line; a list of texts may stand for words with commas between them, and a table
for names that begin alike:

```toml
default_cadence = "3m"
channels = ["zoom", "teams"]

[me]
names = "Ada,小艾"
```"""

_PLACES = (
    ("Linux", "~/.config/relkeeper/config.toml", "~/.local/share/relkeeper/relkeeper.db"),
    (
        "macOS",
        "~/Library/Application Support/relkeeper/config.toml",
        "~/Library/Application Support/relkeeper/relkeeper.db",
    ),
    ("Windows", r"%LOCALAPPDATA%\relkeeper\config.toml", r"%LOCALAPPDATA%\relkeeper\relkeeper.db"),
)
_BACKUPS = "relkeeper-backups"
_BACKED_UP = f"""\
`relkeeper config path` and `relkeeper db info` print them. Backups go to `{_BACKUPS}` beside the book. All of them
are readable by you alone."""


def files() -> list[tuple[str, str]]:
    """The files of the program on Linux, and what each is."""
    _, config, book = _PLACES[0]
    return [
        (book, "The book, unless --db or the setting db names another file."),
        (
            f"{book.rpartition('/')[0]}/{_BACKUPS}/",
            "Its backups, unless the setting backup_folder names another folder.",
        ),
        (config, "The settings; relkeeper config path prints where they are."),
    ]


def page(*further: str) -> str:
    """The page of the settings, and further sections below."""
    places = [(system, markdown.code(config), markdown.code(book)) for system, config, book in _PLACES]
    return markdown.page(
        "# Settings",
        _INTRODUCTION,
        "## Every setting",
        markdown.table(("setting", "meaning", "default", "example", "variable"), map(_row, SETTINGS.values())),
        "## Where the files are",
        markdown.table(("system", "settings", "book"), places),
        _BACKED_UP,
        *further,
        "[All commands](index.md)",
    )


def _row(setting: Setting) -> tuple[str, ...]:
    return (
        markdown.code(setting.name),
        markdown.text(setting.description),
        markdown.code(setting.default) if setting.default else "",
        markdown.code(setting.example),
        markdown.code(f"RELKEEPER_{setting.name.upper()}"),
    )
