"""The label of what search found, typed before a colon."""

from pathlib import Path

import pytest

from tests.conftest import Run

ADA = (
    "add 'Ada Wname' --alias Walias --org Worg --title Wtitle --met Wmet --notes Wnotes --address Waddress --tag wtag"
    " --email wmail@example.org --handle mastodon:whandle --handle steam:wsteam --url https://wurl.example.org --phone 5550101"
    " --knows Wtopic --field coffee=Wfield"
)
LINES = (
    ADA,
    "edit ada --private --notes Wprivate",
    "contact relate ada colleague --name Wrelation",
    "log ada 'Wsummary\n\nWbody' --outcome Woutcome --place Wplace",
    "note add ada Wnoted --kind likes",
    "follow-up add ada Wpromise --due friday",
    "attach ada wfile.txt --note Wnotefile",
)
# Each label that can be printed, with a word that stands there alone.
LABELS = (
    ("contact", "name", "wname"),
    ("contact", "alias", "walias"),
    ("contact", "organization", "worg"),
    ("contact", "title", "wtitle"),
    ("contact", "how-we-met", "wmet"),
    ("contact", "notes", "wnotes"),
    ("contact", "private-notes", "wprivate"),
    ("contact", "email", "wmail"),
    ("contact", "mastodon", "whandle"),
    ("contact", "handle", "wsteam"),
    ("contact", "url", "wurl"),
    ("contact", "address", "waddress"),
    ("contact", "phone", "5550101"),
    ("contact", "topic", "wtopic"),
    ("contact", "field", "wfield"),
    ("contact", "relation", "wrelation"),
    ("entry", "summary", "wsummary"),
    ("entry", "outcome", "woutcome"),
    ("entry", "body", "wbody"),
    ("entry", "place", "wplace"),
    ("note", "summary", "wnoted"),
    ("follow-up", "follow-up", "wpromise"),
    ("attachment", "file", "wfile"),
    ("attachment", "note", "wnotefile"),
    ("attachment", "text", "wtext"),
)


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """The book of these lines, once the first test has made it."""
    return []


@pytest.fixture(autouse=True)
def book(run: Run, home: Path, book_path: Path, made: list[bytes]) -> None:
    if not made:
        (home / "wfile.txt").write_text("Wtext")
        for line in LINES:
            run(line)
        made.append(book_path.read_bytes())
    book_path.parent.mkdir(parents=True, exist_ok=True)
    book_path.write_bytes(made[0])


def printed(run: Run, query: str) -> list[tuple[str, ...]]:
    """Kind, number, people and label of what is found, as they are printed."""
    rows = [line.split("\t") for line in run(f"search {query} --reveal").out.splitlines()]
    return [(kind, number, people, label) for kind, number, people, _, _, label, _ in rows]


@pytest.mark.parametrize(("kind", "label", "word"), LABELS)
def test_a_label_can_be_typed(run: Run, kind: str, label: str, word: str) -> None:
    found = printed(run, f"{word} --kind {kind}")
    assert [row[3] for row in found] == [label] * len(found) != []
    assert printed(run, f"{label}:{word}") == found


def test_a_tag_is_a_field(run: Run) -> None:
    assert printed(run, "wtag") == [("contact", "1", "Ada Wname", "tag")]
    assert printed(run, "tag:wtag")[0][:3] == ("contact", "1", "Ada Wname")


@pytest.mark.parametrize("word", ["colleague", "同事"])
def test_a_relation_is_found_by_its_kind(run: Run, word: str) -> None:
    assert ("contact", "1", "Ada Wname", "relation") in printed(run, f"relation:{word}")


def test_notes_are_notes_on_a_contact_and_of_a_day(run: Run) -> None:
    run("edit ada --notes 'Wnotes and green tea'")
    run("note add ada 'green tea again'")
    assert {row["kind"] for row in run("search notes:tea --json").json} == {"contact", "note"}


def test_a_label_is_printed_as_it_is_typed(run: Run) -> None:
    assert "\thow-we-met\t" in run("search met:wmet").out
    assert "\tprivate-notes\t[private] Wprivate\n" in run("search private:wprivate --reveal").out
    assert run("search private:wprivate").out == ""
