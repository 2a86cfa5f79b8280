"""Settings: list, get, set, path."""

from typing import Annotated

import typer
from typer import Argument

from relkeeper import config
from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import Json
from relkeeper.errors import UsageError
from relkeeper.rules.texts import entered

app = typer.Typer(help="Show and change settings.", no_args_is_help=True, add_completion=False, rich_markup_mode=None)

Name = Annotated[str, Argument(metavar="NAME", help="The setting, as `config list` shows it.")]


@app.command("list")
def list_(ctx: typer.Context, json: Json = False) -> None:
    """List the settings: what each is for, its value, and where that comes from.

    \b
    Example:
      relkeeper config list
    """
    book: Book = ctx.obj
    output.show(book, "settings", config.rows(book.config_texts), json)
    try:
        config.load(book.config_texts)
    except UsageError as mistake:
        output.complain(str(mistake))


@app.command()
def get(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """Print the value of a setting.

    \b
    Example:
      relkeeper config get default_cadence
    """
    book: Book = ctx.obj
    row = _standing(book, name)
    if json:
        output.show(book, "settings", row, as_json=True)
    else:
        output.line(row.value)


def _standing(book: Book, name: str) -> config.SettingRow:
    """The setting as it is in force. Raises UsageError where there is none of that name."""
    wanted = config.lookup(name).name
    return next(row for row in config.rows(book.config_texts) if row.name == wanted)


@app.command("set")
def set_(
    ctx: typer.Context,
    name: Name,
    value: Annotated[
        str, Argument(metavar="VALUE", parser=entered.text, help='The value; "" goes back to the default.')
    ],
    json: Json = False,
) -> None:
    """Change a setting.

    \b
    Examples:
      relkeeper config set default_cadence 3m
      relkeeper config set phone_region CN
    """
    book: Book = ctx.obj
    book.set_config(name, value)
    if json:
        output.show(book, "settings", _standing(Book(book.path), name), as_json=True)
    else:
        output.line(f"{name}: {value or 'back to its default'}.")


@app.command()
def path(ctx: typer.Context, json: Json = False) -> None:
    """Print where the settings file is, whether it exists or not.

    \b
    Example:
      relkeeper config path
    """
    book: Book = ctx.obj
    place = book.config_path
    if json:
        output.show(book, "settings", {"path": str(place), "exists": place.exists()}, as_json=True)
    else:
        output.line(str(place))
