"""The properties of a card -> a contact: what goes where, and what is kept."""

from io import BytesIO

import pytest

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.importers import Reading, vcard


def read(*lines: str, version: str = "3.0") -> list[ContactDraft | Problem]:
    card = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return list(vcard.read(BytesIO(card.encode()), "a.vcf", Reading()))


def contact(*lines: str, version: str = "3.0") -> ContactDraft:
    (draft,) = read(*lines, version=version)
    assert isinstance(draft, ContactDraft)
    return draft


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ada Example", "N:Other;One;;;"], "Ada Example"),
        (["FN:Example, Ada"], "Example, Ada"),
        ([r"FN:Example\, Ada"], "Example, Ada"),
        (["FN: Ada   Example "], "Ada Example"),
        ([r"FN:Ada\nExample"], "Ada Example"),
        (["FN:", "N:Example;Ada;B.;Dr.;Jr."], "Dr. Ada B. Example Jr."),
        (["N:Example"], "Example"),
        (["N:;Ada"], "Ada"),
        (["N:张;三;;;"], "张三"),
        (["N:张;三;;;先生"], "张三先生"),
        (["N:安藤;ロイド;;;"], "安藤ロイド"),
        (["N:김;철수;;;"], "김철수"),
        (["N:张;Tony;;;"], "Tony 张"),
        (["N:;;;;", "NICKNAME:Addie,Queen", "ORG:Works"], "Addie"),
        (["ORG:;;"], ""),
        (["ORG:;Sales", "TEL:1"], "Sales"),
        (["ORG:Works;Sales", "EMAIL:a@example.org"], "Works"),
        (["TEL:1", "EMAIL:a@example.org", "EMAIL;TYPE=pref:b@example.org"], "b@example.org"),
        (["TEL:1", "ADR:;;Street 1;;;;"], "1"),
        (["X-QQ:123"], "123"),
        (["CN:Ada"], "Ada"),
        (["ADR:;;Street 1;;;;", "URL:http://a.example", "NOTE:x"], ""),
    ],
)
def test_the_display_name(lines: list[str], name: str) -> None:
    (first, *_) = read(*lines)
    assert (first.name if isinstance(first, ContactDraft) else "") == name


def test_names_given_and_further() -> None:
    draft = contact(r"N:Rossi;Maria;;;", "FN:Maria Rossi", "FN:M. Rossi", r"NICKNAME:Mari,La\, Prof,", "NICKNAME:Mari")
    assert (draft.given_name, draft.family_name) == ("Maria", "Rossi")
    assert draft.aliases == ("Mari", "La, Prof", "M. Rossi")
    assert draft.properties == ()


def test_an_n_of_which_the_book_holds_only_the_sum_is_kept() -> None:
    assert [kept.value for kept in contact("FN:A", "N:B;A;;Dr.;").properties] == ["B;A;;Dr.;"]
    assert [kept.params for kept in contact("FN:A", 'N;SORT-AS="B":B;A').properties] == ['SORT-AS="B"']
    assert [kept.value for kept in contact("FN:A", "N:B;A;;;;C").properties] == ["B;A;;;;C"]


def test_the_preferred_of_several_is_taken_and_the_others_are_kept() -> None:
    draft = contact("FN;PREF=2:Old", "FN;PREF=1:New", "ORG:One", "ORG;PREF=1:Two", "TITLE:a", "TITLE:b", "N:X;Y", "N:Z")
    assert (draft.name, draft.aliases, draft.organization, draft.title) == ("New", ("Old",), "Two", "a")
    assert [(kept.name, kept.value) for kept in draft.properties] == [("ORG", "One"), ("TITLE", "b"), ("N", "Z")]


def test_a_role_is_a_title_where_there_is_none() -> None:
    assert contact("FN:A", "ROLE:Cook", "ROLE:Baker").title == "Cook"
    draft = contact("FN:A", "ROLE:Cook", "TITLE:Chef")
    assert (draft.title, [kept.value for kept in draft.properties]) == ("Chef", ["Cook"])


def test_units_of_an_organisation_are_kept() -> None:
    draft = contact("ORG:Example\\, Inc.;Sales;North")
    assert draft.organization == "Example, Inc."
    assert [kept.value for kept in draft.properties] == ["Example\\, Inc.;Sales;North"]
    assert contact("ORG:Example;").properties == ()


def test_notes_tags_and_identity() -> None:
    draft = contact(
        r"FN:A", r"NOTE:a\nb", "NOTE:c", "NOTE:", r"CATEGORIES:x, y ,x,,z\, w", "CATEGORIES:v;u", "UID:1", "UID:2"
    )
    assert draft.notes == "a\nb\n\nc"
    assert draft.tags == ("x", "y", "z", "w", "v", "u")
    assert draft.uid == "1"
    assert [(kept.name, kept.value) for kept in draft.properties] == [("UID", "2")]
    assert draft.line == 1


def test_pronouns() -> None:
    assert contact("FN:A", "PRONOUNS:they/them").pronouns == "they/them"
    draft = contact("FN:A", "PRONOUNS;PREF=2:they/them", "PRONOUNS;PREF=1:she/her")
    assert (draft.pronouns, [kept.value for kept in draft.properties]) == ("she/her", ["they/them"])


def test_points_are_in_order_of_preference_and_none_is_twice() -> None:
    draft = contact("TEL:1", "TEL;PREF=2:2", "TEL;TYPE=pref:3", "TEL:1", "TEL;TYPE=home:1", "FN:A")
    assert [(point.value, point.label) for point in draft.points] == [("3", ""), ("2", ""), ("1", ""), ("1", "home")]


def test_labels_of_a_group_are_taken_in_or_kept() -> None:
    draft = contact("FN:A", "ITEM1.TEL:1", "item1.X-ABLabel:Shop", "item2.X-FOO:2", "item2.X-ABLabel:Bar", "TEL:3",
                    "X-ABLabel:of nothing", "item3.EMAIL:e", "item3.X-ABLabel:")  # fmt: skip
    assert [(point.value, point.label) for point in draft.points] == [("1", "shop"), ("3", ""), ("e", "")]
    assert [(kept.group, kept.name, kept.value) for kept in draft.properties] == [
        ("item2", "X-FOO", "2"),
        ("item2", "X-ABLABEL", "Bar"),
        ("", "X-ABLABEL", "of nothing"),
    ]


def test_the_label_of_an_address_stays_with_its_parts() -> None:
    draft = contact("FN:A", "item1.ADR:;;Street 1;Town;;;", "item1.X-ABLabel:Shop")
    assert [(point.value, point.label) for point in draft.points] == [("Street 1, Town", "shop")]
    assert [(kept.group, kept.name) for kept in draft.properties] == [("item1", "ADR"), ("item1", "X-ABLABEL")]


def test_an_address_of_one_part_needs_not_be_kept_unless_there_is_more_to_it() -> None:
    assert contact("FN:A", "ADR:;;Street 1;;;;").properties == ()
    assert len(contact("FN:A", 'ADR;LABEL="Street One":;;Street 1;;;;').properties) == 1


def test_occasions() -> None:
    draft = contact(
        "FN:A",
        "BDAY:1990-02-03",
        "BDAY:19900203",
        "BDAY:--0415",
        "ANNIVERSARY:20150607",
        "a.X-ABDATE:2015-06-07",
        "a.X-ABLabel:_$!<Anniversary>!$_",
        "b.X-ABDATE:20200101",
        "b.X-ABLabel:开店",
        "X-ABDATE:20210101",
    )
    assert [(day.kind, day.year, day.month, day.day) for day in draft.occasions] == [
        ("birthday", 1990, 2, 3),
        ("anniversary", 2015, 6, 7),
        ("开店", 2020, 1, 1),
        ("date", 2021, 1, 1),
    ]
    assert [(kept.name, kept.value) for kept in draft.properties] == [("BDAY", "--0415")]


def test_the_calendar_of_an_android_phone_adds_no_second_birthday() -> None:
    row = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;{};3;;;;;;;;;;;;;"
    assert [day.year for day in contact("FN:A", "BDAY:1990-02-03", row.format("1990-02-03")).occasions] == [1990]
    draft = contact("FN:A", "BDAY:1990-02-03", row.format("1991-02-03"))
    assert ([day.year for day in draft.occasions], len(draft.properties)) == ([1990], 1)


def test_the_card_in_an_agent_keeps_its_escapes() -> None:
    draft = contact("FN:A", "AGENT:", "BEGIN:VCARD", r"N:B\;C;D", "END:VCARD", version="2.1")
    assert [relation.name for relation in draft.relations] == ["D B;C"]
    assert contact("FN:A", r"AGENT:BEGIN:VCARD\nFN:Bea\\, B\nEND:VCARD").relations[0].name == "Bea, B"


def test_a_birthday_in_each_calendar() -> None:
    draft = contact("FN:A", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-14", "X-ALTBDAY;CALSCALE=chinese:007800310318")
    assert [(day.calendar, day.year, day.month, day.day) for day in draft.occasions] == [
        ("gregorian", None, 4, 14),
        ("chinese", 2014, 3, 18),
    ]


def test_a_date_that_is_none_is_kept_and_told() -> None:
    draft, problem = read("FN:A", "BDAY:19723101")
    assert isinstance(draft, ContactDraft)
    assert [kept.value for kept in draft.properties] == ["19723101"]
    assert isinstance(problem, Problem)
    assert (problem.where, "19723101" in problem.message) == ("line 4", True)
    assert len(read("FN:A", "BDAY;VALUE=text:circa 1800")) == 1


def test_relations() -> None:
    draft = contact("FN:A", "RELATED;TYPE=spouse;VALUE=text:Bea B", "RELATED;TYPE=friend:urn:uuid:1", "RELATED:Carl",
                    "x.X-ABRELATEDNAMES:Dora", "x.X-ABLabel:_$!<Mother>!$_", "X-ABRELATEDNAMES:Eve", "X-MANAGER:Fred",
                    "X-EVOLUTION-SPOUSE:Bea B", "AGENT:Gil", "AGENT:http://a.example/g.vcf")  # fmt: skip
    assert [(relation.kind, relation.name) for relation in draft.relations] == [
        ("spouse", "Bea B"),
        ("related", "Carl"),
        ("mother", "Dora"),
        ("related", "Eve"),
        ("manager", "Fred"),
        ("agent", "Gil"),
    ]
    assert [kept.value for kept in draft.properties] == ["urn:uuid:1", "http://a.example/g.vcf"]


def test_what_says_nothing_is_dropped() -> None:
    draft = contact(
        "FN:A", r"FN:\n", r"RELATED;VALUE=text:\n", "NOTE: ", r"NOTE:\n\N", "NICKNAME:,", "ADR:;;;;;;", "TEL:", "KEY:"
    )
    assert draft == ContactDraft("A", line=1)


def test_everything_else_is_kept_as_it_came() -> None:
    draft = contact(
        "FN:A", r"item1.X-Some-Thing;X-P=1:a\,b;c", "GEO:1;2", "PHOTO;ENCODING=b:QUJD", "KEY:", "X-EMPTY:;;"
    )
    assert [
        tuple(getattr(kept, field) for field in ("group", "name", "params", "value")) for kept in draft.properties
    ] == [
        ("item1", "X-SOME-THING", "X-P=1", r"a\,b;c"),
        ("", "GEO", "", "1;2"),
        ("", "PHOTO", "ENCODING=b", "QUJD"),
    ]


def test_how_an_organisation_is_sorted_is_kept() -> None:
    draft = contact("FN:Ada", "ORG;SORT-AS=Engines:The Engines Ltd", version="4.0")
    assert draft.organization == "The Engines Ltd"
    assert [(kept.name, kept.params) for kept in draft.properties] == [("ORG", "SORT-AS=Engines")]
