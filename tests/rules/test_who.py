"""Naming somebody, and who is meant."""

import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.errors import AmbiguousError, ExitCode, NotFoundError, UsageError
from relkeeper.rules import who
from relkeeper.rules.who import AmbiguousWho, Candidate, Tier


@pytest.mark.parametrize(
    ("text", "number", "exact"),
    [
        ("#12", 12, True),
        (" #12 ", 12, True),
        ("＃１２", 12, True),
        ("#0012", 12, True),
        ("12", 12, False),
        ("999999999", 999_999_999, False),
        ("1234567890", None, False),
        ("#1234567890", None, False),
        ("##12", None, False),
        ("#", None, False),
        ("#-1", None, False),
        ("#ada", None, False),
        ("1.5", None, False),
        ("ada", None, False),
    ],
)
def test_an_id_is_a_number(text: str, number: int | None, exact: bool) -> None:
    parsed = who.parse(text)
    assert (parsed.id, parsed.exact_id) == (number, exact)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("José  ÁLVAREZ", "jose alvarez"), ("张三", "张三"), ("🦊", "🦊"), ("İrem", "irem"), ("홍길동", "홍길동")],
)
def test_a_name_is_folded(text: str, folded: str) -> None:
    parsed = who.parse(text)
    assert parsed.folded == folded
    assert parsed.text == text
    assert (parsed.id, parsed.email, parsed.digits, parsed.service) == (None, "", "", "")


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Ada@Example.org", "ada@example.org"),
        ("mailto:ada@example.org", "ada@example.org"),
        ("Ada Example <ada@example.org>", "ada@example.org"),
        ("@ada", ""),
        ("ada@", ""),
        ("ada", ""),
    ],
)
def test_an_email_address_is_recognised(text: str, email: str) -> None:
    assert who.parse(text).email == email


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+49 30 123456", "4930123456"),
        ("0049 30 123456", "4930123456"),
        ("+49 (0)30 123456", "4930123456"),
        ("0049 (0)30 123456", "4930123456"),
        ("(030) 123456", "30123456"),
        ("030/12.34-56", "30123456"),
        ("030–123456", "30123456"),
        ("tel:+49-30-123456", "4930123456"),
        ("TEL: +49 (0)30-123456", "4930123456"),
        ("１３８ ００１３ ８０００", "13800138000"),
        ("\u202a+86 138\u202c", "86138"),
        ("12345", "12345"),
        ("1234", ""),
        ("00012", ""),
        ("030 Ada 123456", ""),
        ("30,123456", ""),
        ("---", ""),
        ("张三", ""),
    ],
)
def test_the_digits_of_a_number_end_what_is_stored(text: str, digits: str) -> None:
    assert who.parse(text).digits == digits
    if digits and not digits.startswith(("123", "138", "86")):
        assert "+4930123456".endswith(digits)


@pytest.mark.parametrize(
    ("text", "service", "handle"),
    [
        ("@Ada", "", "ada"),
        ("Ada Example", "", "ada example"),
        ("qq:123", "qq", "123"),
        ("QQ号：123", "qq", "123"),
        ("微信:@Ada", "wechat", "ada"),
        ("https://example.org", "", "https://example.org"),
        ("tel:123", "", "tel:123"),
        ("阿达", "", "阿达"),
    ],
)
def test_a_handle_may_name_its_service(text: str, service: str, handle: str) -> None:
    parsed = who.parse(text)
    assert (parsed.service, parsed.handle) == (service, handle)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\x00", "\u200b"])
def test_somebody_must_be_named(text: str) -> None:
    with pytest.raises(UsageError, match=r"^somebody must be named: by a name, .* or #id$"):
        who.parse(text)


@given(st.text() | st.text("#+0123456789@:qQ.()- "))
@example("\ud800")
@example("²")
def test_any_text_names_somebody_or_is_refused(text: str) -> None:
    try:
        parsed = who.parse(text)
    except UsageError:
        return
    assert parsed.folded
    assert parsed.text == text
    assert parsed.id is not None or not parsed.exact_id
    assert parsed.digits == "" or len(parsed.digits) >= 5
    for form in (parsed.folded, parsed.email, parsed.digits, parsed.handle, parsed.service):
        form.encode("utf-8")


ADA = Candidate(1, "Ada Example", "Example Ltd", Tier.NAME, archived=False)
NAMESAKE = Candidate(2, "Ada Example", "ada@example.org", Tier.NAME, archived=False)
ADAM = Candidate(3, "Adam Sample", "", Tier.PART, archived=False)
OLD = Candidate(4, "Ada Example", "", Tier.NAME, archived=True)
OLDER = Candidate(5, "Ada Example", "", Tier.NAME, archived=True)


def unasked() -> Sequence[str]:
    raise AssertionError("nobody should be proposed")


def choose(text: str, *candidates: Candidate) -> Candidate:
    return who.choose(who.parse(text), candidates, unasked)


def test_the_only_candidate_is_meant() -> None:
    assert choose("adam", ADAM) is ADAM
    assert choose("ada", OLD) is OLD


def test_the_tiers_are_in_order() -> None:
    assert [tier.name for tier in sorted(Tier)] == ["ID", "NAME", "POINT", "PINYIN", "PART"]


def test_a_better_match_beats_a_worse_one() -> None:
    assert choose("ada", ADAM, ADA) is ADA
    for better, worse in zip(list(Tier), list(Tier)[1:], strict=False):
        best = Candidate(7, "B", "", better, archived=False)
        rest = Candidate(8, "W", "", worse, archived=False)
        assert choose("#7", rest, best) is best


def test_a_contact_that_matches_twice_is_one() -> None:
    alias = Candidate(ADA.id, "Ada Example", "", Tier.NAME, archived=False)
    assert choose("ada", ADA, alias) is ADA


def test_archived_contacts_stand_back() -> None:
    assert choose("ada", OLD, ADA) is ADA
    assert choose("ada", OLD, ADAM) is OLD
    with pytest.raises(AmbiguousWho) as several:
        choose("ada", OLD, OLDER)
    assert several.value.candidates == (OLD, OLDER)


def test_several_are_listed_with_what_tells_them_apart() -> None:
    with pytest.raises(AmbiguousWho) as several:
        choose("ada", ADA, NAMESAKE, ADAM, OLD)
    assert str(several.value).split("\n") == [
        "'ada' may be any of 2 contacts; use a longer name, or an id in quotes such as '#1':",
        "#1 Ada Example (Example Ltd)",
        "#2 Ada Example (ada@example.org)",
    ]
    assert several.value.candidates == (ADA, NAMESAKE)
    assert isinstance(several.value, AmbiguousError)
    assert several.value.exit_code is ExitCode.AMBIGUOUS


def test_no_more_than_eight_are_listed() -> None:
    many = [Candidate(n, f"Ada {n}", "", Tier.PART, archived=False) for n in range(1, 12)]
    with pytest.raises(AmbiguousWho) as several:
        choose("ada", *many)
    lines = str(several.value).split("\n")
    assert lines[1] == "#1 Ada 1"
    assert lines[8:] == ["#8 Ada 8", "and 3 more"]
    assert len(several.value.candidates) == 11
    with pytest.raises(AmbiguousWho) as several:
        choose("ada", *many[:8])
    assert str(several.value).split("\n")[-1] == "#8 Ada 8"


def test_a_name_cannot_look_like_another_line() -> None:
    forged = Candidate(9, "Ada\n#1 Bob", "Example\nLtd", Tier.NAME, archived=False)
    with pytest.raises(AmbiguousWho) as several:
        choose("a\nda", ADA, forged)
    assert str(several.value).split("\n")[1:] == ["#1 Ada Example (Example Ltd)", "#9 Ada #1 Bob (Example Ltd)"]


def test_blank_details_are_not_shown() -> None:
    blank = Candidate(9, "Ada Sample", " ", Tier.NAME, archived=False)
    with pytest.raises(AmbiguousWho, match=r"\n#9 Ada Sample$"):
        choose("ada", ADA, blank)


BY_ID = Candidate(12345, "Bob Sample", "", Tier.ID, archived=False)
BY_HANDLE = Candidate(1, "Ada Example", "", Tier.POINT, archived=False)


def test_an_exact_id_means_nothing_else() -> None:
    assert choose("#12345", BY_HANDLE, BY_ID) is BY_ID


def test_a_bare_number_may_be_an_id_or_a_handle() -> None:
    assert choose("12345", BY_ID) is BY_ID
    assert choose("12345", BY_ID, ADAM) is BY_ID
    assert choose("12345", BY_ID, ADA) is ADA
    with pytest.raises(AmbiguousWho) as several:
        choose("12345", BY_ID, BY_HANDLE)
    assert several.value.candidates == (BY_ID, BY_HANDLE)


@pytest.mark.parametrize(
    ("proposals", "said"),
    [
        (["Ada Example"], "Nobody is called 'adda'. Did you mean Ada Example?"),
        (["Ada Example", "Adam"], "Nobody is called 'adda'. Did you mean Ada Example or Adam?"),
        (["Ada\nExample", "Adam", "阿达"], "Nobody is called 'adda'. Did you mean Ada Example, Adam or 阿达?"),
        ([], "Nobody is called 'adda'. To add somebody: relkeeper add NAME"),
    ],
)
def test_when_nobody_is_found_the_nearest_are_proposed(proposals: list[str], said: str) -> None:
    with pytest.raises(NotFoundError) as nobody:
        who.choose(who.parse("\nadda "), [], lambda: proposals)
    assert str(nobody.value) == said


def test_nothing_is_near_to_an_id() -> None:
    with pytest.raises(NotFoundError, match=r"^There is no contact #12\. See `relkeeper list`"):
        choose("#12")


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 5),
        name=st.just("Ada"),
        detail=st.just(""),
        tier=st.sampled_from(Tier),
        archived=st.booleans(),
    )
)


@given(st.sampled_from(["ada", "12", "#12"]), CANDIDATES)
def test_the_choice_is_of_the_best_tier_and_never_a_guess(text: str, candidates: list[Candidate]) -> None:
    typed = who.parse(text)
    try:
        chosen = [who.choose(typed, candidates, list)]
    except AmbiguousWho as several:
        chosen = list(several.candidates)
        assert len({candidate.id for candidate in chosen}) == len(chosen) > 1
    except NotFoundError:
        assert not candidates
        return
    assert {candidate.archived for candidate in chosen} in ({True}, {False})
    if typed.exact_id:
        assert {candidate.tier for candidate in chosen} == {min(candidate.tier for candidate in candidates)}


def test_who_is_light() -> None:
    code = "import sys; import relkeeper.rules.who; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {
        "pypinyin",
        "phonenumbers",
        "relkeeper.rules.points.phones",
        "relkeeper.rules.names.pinyin",
        "sqlite3",
    } & set(loaded)
