"""config: the file, the environment, and what is refused."""

from pathlib import Path

import pytest

from tests.conftest import Run


def test_a_setting_is_set_got_and_taken_back(run: Run, home: Path) -> None:
    path = Path(run("config path").out.strip())
    assert path == home / ".config" / "relkeeper" / "config.toml"
    assert not path.exists()
    assert run("config get default_cadence").out == "none\n"
    run("config set default_cadence 3m")
    assert run("config get default_cadence").out == "3m\n"
    assert path.stat().st_mode & 0o777 == 0o600
    run("config set default_cadence ''")
    assert run("config get default_cadence").out == "none\n"


def test_what_else_is_in_the_file_stays(run: Run, home: Path) -> None:
    path = home / ".config" / "relkeeper" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('# mine\nphone_region = "CN"  # home\n')
    run("config set default_cadence 3m")
    assert path.read_text() == '# mine\nphone_region = "CN"  # home\ndefault_cadence = "3m"\n'


def test_every_setting_says_what_it_is_for(run: Run) -> None:
    rows = run("config list --json").json
    assert {row["name"] for row in rows} >= {"db", "default_cadence", "phone_region"}
    assert all(row["description"] and row["example"] for row in rows)


def test_the_environment_beats_the_file_and_a_flag_beats_both(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("config set db ~/from-file.db")
    run("add File")
    monkeypatch.setenv("RELKEEPER_DB", str(home / "from-environment.db"))
    run("add Environment")
    run("--db flag.db add Flag")
    assert {path.name for path in home.glob("*.db")} == {"from-file.db", "from-environment.db", "flag.db"}
    row = next(row for row in run("config list --json").json if row["name"] == "db")
    assert row["origin"] == "RELKEEPER_DB"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("config get colour", "settings are"),
        ("config get defualt_cadence", "did you mean default_cadence?"),
        ("config set defualt_cadence 3m", "did you mean default_cadence?"),
        ("config set default_cadence soon", "soon"),
        ("config set default_cadence 0", "0"),
        ("config set phone_region China", "two letters"),
        ("config set busy_seconds -1", "-1"),
        ("config set default_channel 'two words'", "one word"),
    ],
)
def test_a_bad_setting_is_refused_and_not_written(run: Run, home: Path, line: str, said: str) -> None:
    assert said in run(line, code=2).err
    assert not (home / ".config").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('defualt_cadence = "3m"\n', "did you mean default_cadence?"),
        ('default_cadence = "soon"\n', "soon"),
        ("default_cadence = \n", "no TOML"),
        ("db = true\n", "db"),
        ("db = {a = 1}\n", "db"),
    ],
)
def test_a_file_with_a_mistake_is_named_by_every_command(run: Run, home: Path, content: str, said: str) -> None:
    path = home / ".config" / "relkeeper" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    for line in ("overdue", "add Ada", "list"):
        refused = run(line, code=2)
        assert said in refused.err
        assert str(path) in refused.err


def test_a_bad_variable_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_DEFAULT_CADENCE", "soon")
    assert "RELKEEPER_DEFAULT_CADENCE" in run("overdue", code=2).err


def test_a_link_to_the_file_stays_a_link(run: Run, home: Path) -> None:
    path = home / ".config" / "relkeeper" / "config.toml"
    path.parent.mkdir(parents=True)
    (home / "dotfile.toml").write_text("")
    path.symlink_to(home / "dotfile.toml")
    run("config set phone_region CN")
    assert path.is_symlink()
    assert "CN" in (home / "dotfile.toml").read_text()


def test_a_relative_book_is_the_same_from_everywhere(run: Run, home: Path) -> None:
    run("config set db people.db")
    assert run("config get db").out.strip() == str(home / "people.db")


def test_own_words_are_taken_away_by_none(run: Run) -> None:
    run("add 'Ada Example'")
    run("config set note_kinds recipe")
    run("note ada 'plum cake' --kind recipe")
    run("config set note_kinds none")
    assert "there is no kind of note 'recipe'" in run("note ada 'apple cake' --kind recipe", code=2).err


def test_a_note_is_no_channel(run: Run) -> None:
    run("add 'Ada Example'")
    run("config set channels note,pigeon")
    assert "relkeeper note WHO TEXT" in run("log ada tea --via note", code=2).err
    run("log ada tea --via pigeon")


def test_own_channels_are_kept_when_another_is_advised(run: Run) -> None:
    run("add Ada")
    run("config set channels pigeon")
    advice = run("log ada x --via smoke", code=2).err
    assert "config set channels pigeon,smoke" in advice
    assert "nonsense" in run("config set default_channel nonsense", code=2).err


def test_one_setting_and_its_file_as_json(run: Run) -> None:
    assert run("config path --json").json == {"path": run("config path").out.strip(), "exists": False}
    run("config set phone_region CN")
    assert run("config path --json").json["exists"] is True
    got = run("config get phone_region --json").json
    assert (got["name"], got["value"]) == ("phone_region", "CN")
