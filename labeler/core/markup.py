"""XML as text: read it safely, and find where in it each element stands so as to edit only that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^>\[]*>"
    r"|<(/?)([^\s/>!?]+)[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>",
    re.DOTALL,
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_TAGS = 800_000
_SPACE = " \t\r\n"


@dataclass(slots=True)
class Element:
    """Where an element of a well-formed text stands: `<tag>` from start to inner, its content from
    inner to close, `</tag>` from close to end. An empty-element tag has inner = close = end."""

    tag: str
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    def child(self, tag: str) -> "Element | None":
        return next((c for c in self.children if c.tag == tag), None)


def outline(text: str) -> Element:
    """The elements of a text that a parser has found well-formed."""
    top = Element("", 0, 0, len(text), len(text))
    open_elements = [top]
    for token in _TOKEN.finditer(text):
        tag = token[2]
        if tag is None:
            continue
        if token[1]:
            element = open_elements.pop()
            element.close, element.end = token.span()
            continue
        element = Element(tag, token.start(), token.end(), token.end(), token.end())
        open_elements[-1].children.append(element)
        if text[token.end() - 2] != "/":
            open_elements.append(element)
    return top.children[0]


def parsed(text: str) -> "_Element":
    """The root element, read without entities, DTD and network.

    Raises LabelerError("xml_broken") with the line, or ("xml_doctype") for a document type with
    declarations, which only an attack has in a label file.
    """
    from lxml import etree

    if text.count("<") > _MOST_TAGS:
        raise LabelerError("too_many_shapes", count=text.count("<"), most=_MOST_TAGS)
    line = _declarations(text)
    if line:
        raise LabelerError("xml_doctype", None, line)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        where = error.position[0] or None
        raise LabelerError("xml_broken", None, where, reason=(error.msg or "")[:200]) from None
    if root is None:
        raise LabelerError("xml_broken", None, 1, reason="empty")
    return root


def _declarations(text: str) -> int:
    """The line of a `<!DOCTYPE` that declares or fetches anything before the root; 0 without."""
    position = 0
    while True:
        position = text.find("<", position)
        if position < 0:
            return 0
        if text.startswith("<?", position):
            position = text.find("?>", position)
        elif text.startswith("<!--", position):
            position = text.find("-->", position)
        elif text.startswith("<!DOCTYPE", position):
            end = text.find(">", position)
            if re.fullmatch(r"<!DOCTYPE\s+[\w:.-]+\s*", text[position : end if end > 0 else None]):
                return 0
            return text.count("\n", 0, position) + 1
        else:
            return 0
        if position < 0:
            return 0


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def escaped(text: str) -> str:
    """Text as the content of an element; what XML cannot hold becomes U+FFFD."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace("\r", "&#13;")
    return _ILLEGAL.sub("\ufffd", text)


def leading_space(text: str, position: int) -> str:
    """The white space directly before a position."""
    start = position
    while start > 0 and text[start - 1] in _SPACE:
        start -= 1
    return text[start:position]


def outline_start(text: str) -> Element:
    """The root element's start tag alone."""
    for token in _TOKEN.finditer(text):
        if token[2] is not None:
            return Element(token[2], token.start(), token.end())
    raise ValueError("no element")


@dataclass
class Edits:
    """Replacements within one text, made all at once."""

    text: str
    _made: list[tuple[int, int, str]] = field(default_factory=list)

    def replace(self, start: int, end: int, new: str) -> None:
        self._made.append((start, end, new))

    def content(self, element: Element, new: str) -> None:
        """Give an element this content, already escaped."""
        if element.inner == element.end and self.text[element.end - 2] == "/":
            opening = self.text[element.start : element.end - 2].rstrip()
            self.replace(element.start, element.end, f"{opening}>{new}</{element.tag}>")
        else:
            self.replace(element.inner, element.close, new)

    def remove(self, element: Element) -> None:
        """Take an element out with the white space before it."""
        lead = len(leading_space(self.text, element.start))
        self.replace(element.start - lead, element.end, "")

    def after(self, element: Element, new: str) -> None:
        self.replace(element.end, element.end, new)

    def before(self, element: Element, new: str) -> None:
        self.replace(element.start, element.start, new)

    def made(self) -> str:
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        position = 0
        for start, end, new in sorted(self._made, key=lambda edit: edit[:2]):
            yield self.text[position:start]
            yield new
            position = end
        yield self.text[position:]
