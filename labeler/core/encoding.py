"""Label files as text: which encoding and byte order mark they have, kept when written back."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from labeler.core.finding import LabelerError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
# others that Python knows are no encodings of documents (zip, idna, unicode_escape, utf-7)
_KNOWN = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|us-ascii|ascii|latin-?1|iso-?8859-?\d+|(cp|windows-)\d{3,4}|euc-?kr"
    r"|ks_c_5601-1987|euc-?jp|shift_?jis|gb2312|gbk|gb18030|big5|koi8-[ru]"
)


@dataclass(frozen=True)
class Encoding:
    """How a file spells its text."""

    name: str = "utf-8"
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """The bytes of XML or digits; what the encoding lacks becomes a character reference."""
        return self.bom + text.encode(self.name, "xmlcharrefreplace")


def decoded(data: bytes) -> tuple[str, Encoding]:
    """The text of a label file and its encoding; LabelerError("wrong_encoding") when none fits."""
    if data.isascii() and b"\0" not in data and b"encoding" not in data[:200]:
        return data.decode("ascii"), Encoding()
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = _tried(data[len(bom) :], name)
            if text is None:
                raise LabelerError("wrong_encoding", encoding=name)
            return text, Encoding(name, bom)
    for name in _candidates(data):
        text = _tried(data, name)
        if text is not None and ("\0" not in text):
            return text, Encoding(name)
    raise LabelerError("wrong_encoding", encoding="utf-8")


def _candidates(data: bytes) -> Iterator[str]:
    """Encodings to try, likeliest first: what the bytes show before what the file says."""
    if data[:2] == b"<\0":
        yield "utf-16-le"
    if data[:2] == b"\0<":
        yield "utf-16-be"
    declared = _DECLARED.match(data.lstrip()[:300])
    if declared:
        name = declared[1].decode("ascii").lower()
        if _KNOWN.fullmatch(name) and not name.startswith("utf"):
            yield name
    yield "utf-8"
    yield "cp949"


def _tried(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
