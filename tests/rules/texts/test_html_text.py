"""HTML as text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.texts.html_text import html_to_text

PAGE = (
    "<html><head><title>no</title><style>p {}</style></head><body><h1>Hi &amp; ho</h1><p>one<br>two</p>"
    "<ul><li>a<li>b<ol><li>c</li><li>d</li></ol></ul>see <a href='https://example.org/x'>this</a>"
    "<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table><script>if (a<b) no()</script></body></html>"
)


def test_a_page() -> None:
    assert html_to_text(PAGE) == (
        "Hi & ho\n\none\ntwo\n\n- a\n- b\n  1. c\n  2. d\nsee this (https://example.org/x)\n\nA B\nC"
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a  b\n c", "a b c"),
        ("<p>　　你好，</p><p>再见。</p>", "　　你好，\n\n再见。"),
        ("<b>a</b> <i>b</i>", "a b"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n> > b\n> >\nc"),
        ("<a href='https://example.org/'>https://example.org</a>", "https://example.org"),
        ("<a href='mailto:ada@example.org'>ada@example.org</a>", "ada@example.org"),
        ("<a href='mailto:ada@example.org'>Ada</a>", "Ada (ada@example.org)"),
        ("<a href='javascript:x()'>Ada</a>", "Ada"),
        ("<a href='https://example.org'><img src=x></a>", ""),
        ("&#20320;&#x597d;&nbsp;&unknown;&lt;b&gt;", "你好 &unknown;<b>"),
        ("&#99999999999;&#xD800;", "��"),
        ("<p title='a>b'>t</p>", "t"),
        ("<p it's> don't", "don't"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a<!-- b > -->c<!-- d", "ac"),
        ("<![CDATA[x]]>a<?php y ?>b", "ab"),
        ("<SCRIPT>a</SCRIPT >b<style>c", "b"),
        ("<head><body>a", "a"),
        ("a<span", "a"),
        ("</p></li></ul></blockquote></pre></a>a", "a"),
        ("", ""),
    ],
)
def test_pieces(html: str, text: str) -> None:
    assert html_to_text(html) == text


@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<a href='https://a.example'>", "</a>", "<ol>", "<li>", "</ol>", "<pre>", "<!--", "-->", "<script>", "</script>",
    "<blockquote>", "</blockquote>", "<td>", "<br", ">", '"', "'", "&#", "&amp", ";", "9", " ", "\n", "x", "\ud800", "\0", "<head>",
])))  # fmt: skip
def test_nothing_raises_and_no_blank_line_is_at_the_ends(pieces: list[str]) -> None:
    text = html_to_text("".join(pieces))
    assert text == text.strip("\n")


@pytest.mark.parametrize(
    "piece",
    ["<!--a", "<a ", '<a "', "<a '\"", "<head>", "<style>", "</", "<p>", "<blockquote>", "<ul><li>x", "&", "&#", "<a>x", '<a href="', "<td>x"],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        html = piece * times
        begun = time.process_time()
        html_to_text(html)
        return time.process_time() - begun

    few = max(min(seconds(5_000) for _ in range(3)), 0.002)
    assert min(seconds(50_000) for _ in range(2)) < few * 40
