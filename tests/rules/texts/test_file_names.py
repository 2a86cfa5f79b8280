"""Names of files that are written out."""

import os
from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.rules.texts.file_names import safe

DEVICES = ["CON", "nul", "Aux", "prn", "COM1", "lpt9", "COM¹", "CONIN$"]

texts = st.one_of(
    st.text(),
    st.text("aé张 ./\\:-\0\n\u202e\u200b\ud800", max_size=200),
    st.builds(
        "{}{}{}".format, st.sampled_from(["", " ", "-", "."]), st.sampled_from(DEVICES), st.text(". a", max_size=5)
    ),
)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Ada Example", "Ada Example"),
        ("样张三", "样张三"),
        ("photo.jpeg", "photo.jpeg"),
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\Windows\\win.ini", "C--Windows-win.ini"),
        ("-rf", "rf"),
        ("--output=x", "output=x"),
        (".ssh", "ssh"),
        (" . - .bashrc", "bashrc"),
        ("name. . ", "name"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("\u200b\u202e\u3164", "unnamed"),
        ("bill\u202efdp.exe", "billfdp.exe"),
        ("a\x00b\x1b[2Jc\nd", "ab[2Jc d"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1 .tar.gz", "_com1 .tar.gz"),
        ("Conrad", "Conrad"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("what?*<>|\"", "what------"),
        ("\ud800", "unnamed"),
    ],
)  # fmt: skip
def test_names(name: str, made: str) -> None:
    assert safe(name) == made


def test_what_is_too_long_is_cut_between_characters_and_keeps_its_extension() -> None:
    made = safe("张" * 80 + ".jpeg")
    assert made == "张" * 31 + ".jpeg"
    assert len(made.encode()) <= 100
    assert safe("a" * 300) == "a" * 100
    assert safe("a" * 94 + " . " + "b" * 50 + ".txt").endswith(".txt")


def test_the_fallback_is_made_safe_too() -> None:
    assert safe("...", "../contact") == "contact"
    assert safe("...", "") == "unnamed"


@given(texts)
@example("CON" + "." * 98 + "x")
@example("\u0344" * 60)
@example("=\u200d\u0338")
def test_the_laws(name: str) -> None:
    made = safe(name)
    assert 1 <= len(made.encode()) <= 100
    assert not set(made) & set('/\\:*?"<>|\0')
    assert not {category(char) for char in made} & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    assert made[0] not in "-. "
    assert made[-1] not in ". "
    assert made.split(".")[0].rstrip(" ").upper() not in {device.upper() for device in DEVICES}
    assert made == normalize("NFC", made)
    assert Path(made).name == made
    assert safe(made) == made


@given(name=st.text("aé张 .-", min_size=90, max_size=300), extension=st.from_regex(r"\.[a-z0-9]{1,10}", fullmatch=True))
def test_an_extension_stays(name: str, extension: str) -> None:
    assert safe("x" + name + extension).endswith(extension)


@given(texts)
def test_a_file_of_that_name_can_be_made(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("names")
    (folder / safe(name)).write_text("x", encoding="utf-8")
    assert os.listdir(folder) == [safe(name)]
