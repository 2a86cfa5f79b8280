"""Real cards of many programs, where they are at hand: each is a draft or a problem, and known values are right."""

import re
from functools import cache
from pathlib import Path

import pytest

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.importers import Reading, vcard
from relkeeper.importers.head import Head

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "vcard"
FILES = sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []
_BEGIN = re.compile(rb"^(?:\xef\xbb\xbf)?(?:[\w-]+\.)?BEGIN:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not at hand")


@cache
def read(name: str) -> tuple[ContactDraft | Problem, ...]:
    with (CORPUS / name).open("rb") as file:
        return tuple(vcard.read(file, name, Reading()))


def drafts(name: str) -> list[ContactDraft]:
    return [record for record in read(name) if isinstance(record, ContactDraft)]


def left_out(name: str) -> list[Problem]:
    taken = {f"line {draft.line}" for draft in drafts(name)}
    return [
        record
        for record in read(name)
        if isinstance(record, Problem)
        and record.where not in taken
        and record.message.startswith(("this card has no name", "this card is the group"))
    ]


def test_every_card_is_a_draft_or_a_problem() -> None:
    for path in FILES:
        data = path.read_bytes().replace(b"\r", b"\n")
        assert vcard.recognises(Head(data[:65536])), path.name
        assert len(drafts(path.name)) + len(left_out(path.name)) == len(_BEGIN.findall(data)), path.name
        for draft in drafts(path.name):
            assert draft.name.strip(), path.name
            assert "\ufffd" not in draft.name, path.name


def test_how_many_there_are() -> None:
    names = [path.name for path in FILES]
    assert (len(names), sum(len(drafts(name)) for name in names), sum(len(left_out(name)) for name in names)) == (
        109,
        1143,
        11,
    )


def test_what_could_not_be_taken_whole() -> None:
    partial = {(path.name, record.where) for path in FILES for record in read(path.name)
               if isinstance(record, Problem) and record not in left_out(path.name)}  # fmt: skip
    assert partial == {
        ("calcard--056.vcf", "line 1"),
        ("ezvcard--John_Doe_ANDROID.vcf", "line 82"),
        ("folker--Cropped_2_1.vcf", "line 1"),
        ("folker--Cropped_2_1.vcf", "line 8"),
        ("folker--v4.vcf", "line 22"),
        ("vobject--simple_3_0_test.ics", "line 6"),
    }


# File, name of a card in it, and a contact point of that card (or nothing).
KNOWN = [
    ("aosp--v21_japanese_1.vcf", "安藤ロイド", "0300000000"),
    ("aosp--v21_japanese_2.vcf", "安藤 ロイド 1", "東京都渋谷区桜丘町26-1セルリアンタワー6階, 150-8512"),
    ("aosp--v21_multiple_entry.vcf", "安藤ロイド4", "14"),
    ("aosp--v21_nest.vcf", "parent", "1"),
    ("aosp--v21_nest.vcf", "nest2", ""),
    ("aosp--v21_complicated.vcf", "Joe Due", "forrestgump@walladalla.com"),
    (
        "aosp--v21_adr_multiple_line.vcf",
        "bogus",
        "Hermann v. Brevern, 9999999, Packstation 999, Hamburg, 99999, Deutschland",
    ),
    ("aosp--v21_im.vcf", "Nick", "hhh@gmail.com"),
    ("aosp--v21_sip.vcf", "Android", "90-180-360"),
    ("aosp--v30_ios_613_multiline.vcf", "Bob Smith", "(650) 555-1212"),
    ("aosp--v40_sip.vcf", "安藤 ロイド", "example@example.com"),
    ("folker--German.vcf", "Sören Täve Nüßlebaum", "Mößlitz"),
    ("folker--Murks.vcf", "Sören Täve Nüßlebaum", "Mößlitz"),
    ("folker--Greek.vcf", "Βαγγέλης", "Αθήνα"),
    ("folker--Greek~2.vcf", "Βαγγέλης", "Αθήνα"),
    ("folker--Hebrew.vcf", "אפרים קישון", ""),
    ("folker--Ukrainian.vcf", "Віталій Володимирович Кличко", "Київ"),
    ("folker--AnsiIssueNoEncoding.vcf", "Ralf Rastral", "Lämmerweg 12, Kleindorf, 98765, Deutschland"),
    ("folker--LabelIssue.vcf", "Rudi Wimmel", "Business-Straße 19, Schaffhausen, 76543, Deutschland"),
    ("folker--v3Ansi.vcf", "KMS Außenstelle", "blablö@blub.com"),
    ("folker--utf-8.vcf", "孔夫子", ""),
    ("folker--v2_1.vcf", "Maxl", "Tel geschäftlich"),
    ("folker--v4.vcf", "Möhrke Gerda", "034441/ 2 22 67"),
    ("folker--LargeFile.vcf", "Kasey Schmitt", ""),
    ("ezvcard--John_Doe_ANDROID.vcf", "Ñ Ñ Ñ Ñ", "bob@company.com"),
    ("ezvcard--John_Doe_ANDROID.vcf", "jane.doe@company.com", "jane.doe@company.com"),
    ("ezvcard--John_Doe_EVOLUTION.vcf", "Mr. John Richter, James Doe Sr.", "johnny5@aol.com"),
    ("ezvcard--John_Doe_GMAIL.vcf", "Mr. John Richter, James Doe Sr.", "http://www.ibm.com"),
    ("ezvcard--John_Doe_IPHONE.vcf", "Mr. John Richter James Doe Sr.", "905-222-1234"),
    ("ezvcard--issue114.vcf", "Dummy, Dummy", "+49 1234 56789"),
    ("ezvcard--outlook-2007.vcf", "Mr. Michael Angstadt Jr.", "mike.angstadt@gmail.com"),
    ("ical4j--4b62872a-849-0.vcf", "Herr Franz M. Branntwein", "0221 12345678"),
    ("ical4j--Simon_Perreault.vcf", "Simon Perreault", "+1-418-656-9254 ext. 102"),
    ("ical4j--vcard-antoni-kontact.vcf", "Antoni Mylka", "antoni-kde-skype"),
    ("knugi--contacts.vcf", "Yard Lawn Guy, Jose Lopez", "5673334444"),
    ("knugi--contacts.vcf", "John Butler 🌟💫🌟", "5556667777"),
    ("knugi--contacts.vcf", "Airline Contact #'s", "1234567890"),
    ("nuovo--Example.vcf", "John Doe", "(404) 555-1213"),
    ("calcard--003.vcf", "Forrest Gump", "21588891"),
    ("calcard--009.vcf", "гор ЗаорсЁкі xyz і", "+49123456789"),
    ("calcard--009.vcf", "John Doe얁", "+49123456789"),
    ("calcard--051.vcf", "First Last NextCloud", "205246;;,;"),
    ("calcard--056.vcf", "Babs Jensen", "+1 313 747-4454"),
    ("calcard--rfc.vcf", "Taro Yamada", "+1-555-555-5555 ext. 5555"),
    ("vobject--vcard_with_groups.ics", "Meister Berger", "+49 3581 123456"),
]


@pytest.mark.parametrize(("file", "name", "point"), KNOWN)
def test_known_values(file: str, name: str, point: str) -> None:
    found = [draft for draft in drafts(file) if draft.name == name]
    assert found, [draft.name for draft in drafts(file)][:10]
    assert not point or any(point == has.value for draft in found for has in draft.points)


def test_known_notes() -> None:
    assert "Reid’s place" in drafts("calcard--010.vcf")[0].notes
    assert drafts("aosp--v21_complicated.vcf")[0].notes.endswith(
        "Now's the time for all folk to come to the aid of their country."
    )
    labels = [
        kept.value for kept in drafts("ical4j--vcard-antoni-outlook2003.vcf")[0].properties if kept.name == "LABEL"
    ]
    assert "Kraków, małopolskie 30-072" in labels[1]
