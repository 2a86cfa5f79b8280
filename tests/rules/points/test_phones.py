"""Phone numbers as cards of several countries have them. The numbers are fictitious, so few of them exist."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules import names
from relkeeper.rules.points import phones

NORMAL = {
    ("+49 30 1234567", None): "+49301234567",
    ("+49 (0)30 1234567", None): "+49301234567",
    ("0049 30 1234567", None): "+49301234567",
    ("030 1234567", "DE"): "+49301234567",
    ("(030) 123/4567", "DE"): "+49301234567",
    ("0049-30-1234567", "US"): "+49301234567",
    ("(212) 555-0100", "US"): "+12125550100",
    ("1-800-FLOWERS", "US"): "+18003569377",
    ("1 800 FLOWERS", "US"): "+18003569377",
    ("06 1234 5678", "IT"): "+390612345678",
    ("138 0013 8000", "CN"): "+8613800138000",
    ("１３８００１３８０００", "CN"): "+8613800138000",
    ("＋８６ １３８００１３８０００", None): "+8613800138000",
    ("\u202a+86 138 0013 8000\u202c", None): "+8613800138000",
    ("0086 10 62332345", "CN"): "+861062332345",
    ("0086 10 62332345", "DE"): "+861062332345",
    ("0086 10 62332345", "US"): "+861062332345",
    ("0086 10 62332345", None): "+861062332345",
    ("86-13800138000", "CN"): "+8613800138000",
    ("86-13800138000", "DE"): "+8613800138000",
    ("86-13800138000", None): "+8613800138000",
    ("86 138 0013 8000", "US"): "+8613800138000",
    ("860-555-0123", "US"): "+18605550123",
    ("8699195000", "IN"): "+918699195000",
    ("12345 Mama", "CN"): "+8612345",
    ("86-12-34-56", "NO"): "+4786123456",
    ("62332345", "CN"): "+8662332345",
    ("110", "CN"): "+86110",
    ("tel:+1-201-555-0123", None): "+12015550123",
    ("TEL:+1-201-555-0123", "CN"): "+12015550123",
    ("tel:555-0123;phone-context=+1-201", None): "+12015550123",
    ("٠١٠١٢٣٤٥٦٧٨", "EG"): "+201012345678",
}


@pytest.mark.parametrize(("number", "normal"), NORMAL.items())
def test_a_number_has_one_form(number: tuple[str, str | None], normal: str) -> None:
    assert phones.normalise(*number) == normal


EXTENSIONS = {
    ("010-62332345 转 8001", "CN"): "+861062332345;ext=8001",
    ("010-62332345转8001", "CN"): "+861062332345;ext=8001",
    ("010-62332345 轉 8001", "CN"): "+861062332345;ext=8001",
    ("010-62332345 分机8001", "CN"): "+861062332345;ext=8001",
    ("010-62332345 分机号：8001", "CN"): "+861062332345;ext=8001",
    ("010-62332345转分机８００１", "CN"): "+861062332345;ext=8001",
    ("010-62332345 分機 8001", "CN"): "+861062332345;ext=8001",
    ("03-1234-5678 内線12", "JP"): "+81312345678;ext=12",
    ("02-123-4567 내선 12", "KR"): "+8221234567;ext=12",
    ("030 1234567 Durchwahl 12", "DE"): "+49301234567;ext=12",
    ("+49 30 1234567 ext. 5", None): "+49301234567;ext=5",
    ("+49 30 1234567 Ext 5", None): "+49301234567;ext=5",
    ("+49 30 1234567 extension 5", None): "+49301234567;ext=5",
    ("+49 30 1234567 x5", None): "+49301234567;ext=5",
    ("+49301234567x5", None): "+49301234567;ext=5",
    ("+49 30 1234567#5", None): "+49301234567;ext=5",
    ("+49301234567,5", None): "+49301234567;ext=5",
    ("+49301234567;ext=5", None): "+49301234567;ext=5",
    ("tel:+49-30-1234567;ext=5", None): "+49301234567;ext=5",
    ("62332345 转 8001", None): "62332345;ext=8001",
}


@pytest.mark.parametrize(("number", "normal"), EXTENSIONS.items())
def test_an_extension_is_kept(number: tuple[str, str | None], normal: str) -> None:
    assert phones.normalise(*number) == normal


@pytest.mark.parametrize(
    "text", ["030 1234567 privat", "030 1234567 (Mama)", "030 1234567家", "030 1234567 (家)", "家 030 1234567"]
)
def test_a_remark_is_not_dialled(text: str) -> None:
    assert phones.normalise(text, "DE") == "+49301234567"


NO_NUMBERS = {
    ("138 0013 8000", None): "13800138000",
    ("138 0013 8000", "XX"): "13800138000",
    (" +1", None): "+1",
    ("tel: +1", None): "+1",
    ("+ -", None): "+ -",
    ("TEL:110", None): "110",
    ("86 123 456", None): "86123456",
    ("0049 99999", None): "+4999999",
    ("Office 12345", None): "12345",
    ("Office 1234", None): "office 1234",
    ("110", None): "110",
    ("0049 9", None): "00499",
    ("1" * 40, "CN"): "1" * 40,
    ("*100#", None): "100",
    ("Office 4711 0815", None): "47110815",
    ("call at 5", "DE"): "call at 5",
    ("Ask ADA", "DE"): "ask ada",
    ("ext 5", None): "ext 5",
    ("问 Ada", "CN"): "问 ada",
    ("+", "CN"): "+",
    ("", "CN"): "",
}


@pytest.mark.parametrize(("number", "normal"), NO_NUMBERS.items())
def test_what_no_plan_can_read_is_kept(number: tuple[str, str | None], normal: str) -> None:
    assert phones.normalise(*number) == normal


REGIONS = st.sampled_from([None, "CN", "DE", "US", "IT", "XX"])


@settings(deadline=None)
@given(st.text() | st.text("+0123456789 -()x#;ext=转家tel:"), REGIONS)
@example("\ud800 030 1234567", "DE")
@example("\ud800", None)
def test_no_text_is_refused(text: str, region: str | None) -> None:
    normal = phones.normalise(text, region)
    normal.encode("utf-8")
    assert bool(normal) == bool(names.fold(text))


@settings(deadline=None)
@given(st.from_regex(r"\+(49|1|86)[2-9]{8,10}", fullmatch=True), st.integers(1, 9999), REGIONS, REGIONS)
def test_a_normal_form_stays_whatever_the_region(
    number: str, extension: int, one: str | None, other: str | None
) -> None:
    normal = phones.normalise(f"{number} ext {extension}", one)
    assert normal.endswith(f";ext={extension}")
    assert phones.normalise(normal, other) == normal


def test_a_number_is_no_longer_than_any_reader_takes() -> None:
    assert len(phones.normalise("1 " * 100_000, None)) == 125


@pytest.mark.parametrize(("text", "region"), [("CN", "CN"), (" de ", "DE"), ("us", "US")])
def test_a_region_is_two_letters(text: str, region: str) -> None:
    assert phones.check_region(text) == region


@pytest.mark.parametrize("text", ["UK", "Germany", "", "001", "中国", "+49"])
def test_what_is_no_region_is_refused(text: str) -> None:
    with pytest.raises(
        UsageError, match="is no country; two letters of ISO 3166 are expected, for example CN, DE, GB"
    ) as e:
        phones.check_region(text)
    assert repr(text) in str(e.value)


def test_phonenumbers_is_loaded_by_its_first_use() -> None:
    code = (
        "import sys; from relkeeper.rules.points import phones; print('phonenumbers' in sys.modules); "
        "phones.normalise('1', None); print('phonenumbers' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "True"]
