"""Elements are found in a text where a parser sees them."""

from lxml import etree

from labeler.core.markup import Edits, escaped, outline

ODD = (
    "<?xml version='1.0'?><!-- <a> --><a x='>' y=\"/>\"><b/><![CDATA[</a><c>]]><c  >t<!-- </c> -->"
    "<d\n z='1'></d></c ><b x='/'>3</b><?pi <b> ?></a>"
)


def test_the_outline_is_the_parsers_tree() -> None:
    def shape(element: etree._Element) -> tuple[object, ...]:
        return (element.tag, *(shape(e) for e in element if isinstance(e.tag, str)))

    def own(element: object) -> tuple[object, ...]:
        return (element.tag, *(own(child) for child in element.children))  # type: ignore[attr-defined]

    root = etree.fromstring(ODD.encode())
    assert own(outline(ODD)) == shape(root)


def test_edits_touch_nothing_else() -> None:
    top, edits = outline(ODD), Edits(ODD)
    empty, *_, last = (child for child in top.children if child.tag == "b")
    edits.content(last, "4")
    edits.content(empty, escaped("<&"))
    assert edits.made() == ODD.replace(">3<", ">4<").replace("<b/>", "<b>&lt;&amp;</b>")


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert escaped("a\x00b\ud800\r") == "a\ufffdb\ufffd&#13;"
