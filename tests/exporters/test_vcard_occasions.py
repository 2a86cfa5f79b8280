"""Days that return, as cards have them: which property is whose, and that our reader takes them back."""

from pathlib import Path

import pytest

from relkeeper.drafts import ContactDraft, OccasionDraft
from tests.conftest import Run
from tests.exporters.vcards import read, unfolded, written


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (OccasionDraft("birthday", 12, 10, 1985), "BDAY:19851210"),
        (OccasionDraft("birthday", 2, 29), "BDAY:--0229"),
        (OccasionDraft("anniversary", 7, 8, 2010), "ANNIVERSARY:20100708"),
        # Cycle, year in the cycle, month, L for a leap month, day, as Apple writes and reads it.
        (OccasionDraft("birthday", 1, 1, 1984, "chinese"), "X-ALTBDAY;CALSCALE=chinese:007800010101"),
        (OccasionDraft("birthday", 12, 30, 1983, "chinese"), "X-ALTBDAY;CALSCALE=chinese:007700601230"),
        (OccasionDraft("birthday", 5, 1, 1990, "chinese", leap=True), "X-ALTBDAY;CALSCALE=chinese:0078000705L01"),
        (OccasionDraft("birthday", 8, 15, None, "chinese"), "X-ALTBDAY;CALSCALE=chinese:--0815"),
        (OccasionDraft("birthday", 4, 8, None, "chinese", leap=True), "X-ALTBDAY;CALSCALE=chinese:--04L08"),
        (OccasionDraft("anniversary", 7, 7, 2010, "chinese"), "item1.X-ABDATE;CALSCALE=chinese:007800270707"),
        (OccasionDraft("name day", 1, 6), "item1.X-ABDATE:--0106"),
        # It may be that of somebody near: no card says DEATHDATE (RFC 6474) of who is alive.
        (OccasionDraft("memorial", 3, 4, 2001), "item1.X-ABDATE:20010304"),
    ],
)
def test_a_day_goes_out_in_its_property_and_comes_back(day: OccasionDraft, line: str) -> None:
    draft = ContactDraft("Ada Example", occasions=(day,))
    assert line in unfolded(draft)
    for version in ("3.0", "4.0"):
        (again,) = read(written(draft, version))
        assert isinstance(again, ContactDraft)
        assert (again.occasions, again.properties) == ((day,), ())


def test_the_days_of_an_iphone_are_listed_with_their_next_return(run: Run, home: Path) -> None:
    (home / "phone.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nN:样张;三;;;\nFN:样张三\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-07-14\n"
        "X-ALTBDAY;CALSCALE=chinese:0078000705L01\nitem1.X-ABDATE;type=pref:2010-07-08\n"
        "item1.X-ABLabel:_$!<Anniversary>!$_\nitem2.X-ABDATE:2001-03-04\nitem2.X-ABLabel:搬家\nEND:VCARD\n",
        encoding="utf-8",
    )
    run("import phone.vcf")
    rows = run("occasion list --json").json
    assert [(row["kind"], row["calendar"], row["leap"], row["next_on"], row["age"], row["sui"]) for row in rows] == [
        ("搬家", "gregorian", False, "2027-03-04", 26, None),
        ("birthday", "chinese", True, "2027-06-05", 37, 38),
        ("anniversary", "gregorian", False, "2027-07-08", 17, None),
        ("birthday", "gregorian", False, "2027-07-14", None, None),
    ]
