"""The address book of abook."""

from pathlib import Path

import pytest
from hypothesis import given

from relkeeper.drafts import ContactDraft
from relkeeper.importers import abook
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.chat_readers import broken_samples, head, is_read, problems, records
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("abook")
HEAD = "# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, abook) == golden.expectation(sample).read_text(encoding="utf-8")
    assert abook.recognises(head(sample))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("name=Ada Example\nnick=Countess", "Ada Example"),
        ("nick=Countess\nemail=ada@example.org", "Countess"),
        ("email=ada@example.org,b@example.org", "ada@example.org"),
        ("mobile=+1 212 555 0101", "+1 212 555 0101"),
    ],
)
def test_what_a_contact_is_called(fields: str, name: str) -> None:
    (contact,) = records(abook, f"{HEAD}[0]\n{fields}\n")
    assert isinstance(contact, ContactDraft)
    assert (contact.name, contact.line) == (name, 8)


def test_a_contact_of_nothing_is_told_with_its_place() -> None:
    found = records(abook, f"{HEAD}[0]\nnotes=nobody\n\n[1]\nname=Ada Example\n")
    assert [problem.where for problem in problems(found)] == ["line 8"]
    assert len(found) == 2


def test_older_encodings_are_read() -> None:
    (contact,) = records(abook, f"{HEAD}[0]\nname=José Muster\n".encode("latin-1"), encoding="latin-1")
    assert isinstance(contact, ContactDraft)
    assert contact.name == "José Muster"


@pytest.mark.parametrize("text", [HEAD, "[format]\nprogram=abook", "\n\n[format]\n# x\nprogram = abook\n"])
def test_what_is_taken(text: str) -> None:
    assert abook.recognises(Head(text.encode()))


@pytest.mark.parametrize("text", ["[format]\nprogram=other\n", "[0]\nname=Ada\n", "program=abook\n", "\n" * 50_000])
def test_what_is_not_taken(text: str) -> None:
    assert not abook.recognises(Head(text.encode()))


@FEW
@given(broken_samples("abook"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(abook, data)
