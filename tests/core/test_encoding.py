"""Label files keep their encoding and byte order mark; what fits none is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeler.core.encoding import decoded
from labeler.core.finding import LabelerError

TEXT = "<annotation>\r\n\t<name>번호판</name></annotation>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp949"), "cp949"),
    ],
)
def test_text_and_bytes_come_back(data: bytes, name: str) -> None:
    text, encoding = decoded(data)
    assert (text, encoding.name) == (TEXT, name)
    assert encoding.encode(text) == data


@pytest.mark.parametrize("name", ["euc-kr", "shift_jis", "latin-1", "windows-1252"])
def test_a_declared_encoding_is_followed(name: str) -> None:
    word = {"euc-kr": "번호판", "shift_jis": "番号"}.get(name, "é")
    text = f'<?xml version="1.0" encoding="{name}"?><a>{word}</a>'
    assert decoded(text.encode(name))[0] == text


@pytest.mark.parametrize("name", ["zip", "idna", "unicode_escape", "utf-7", "nonsense", "utf-16"])
def test_a_false_or_dangerous_declaration_is_not_followed(name: str) -> None:
    text = f'<?xml version="1.0" encoding="{name}"?><a>번호판\\x41+AGE-</a>'
    assert decoded(text.encode())[0] == text


def test_what_a_file_cannot_spell_becomes_a_reference() -> None:
    _, encoding = decoded(TEXT.encode("cp949"))
    assert encoding.encode("<a>🚗</a>") == b"<a>&#128663;</a>"


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(LabelerError) as refused:
        decoded(b"\xff\xff\xff\x00\x00")
    assert refused.value.finding.code == "wrong_encoding"


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_refusal(data: bytes) -> None:
    try:
        text, encoding = decoded(data)
    except LabelerError:
        return
    assert encoding.encode(text) == data
