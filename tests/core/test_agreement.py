"""The two files of an image are compared object by object, whatever their order."""

import random
import time
from dataclasses import replace

from labeler.core.agreement import compare, merged
from labeler.core.annotation import Annotation, Shape

SIZE = (1920, 1080)


def boxes(*corners: tuple[float, float, float, float], name: str = "plate") -> Annotation:
    shapes = (
        Shape(n, "box", ((x1, y1), (x2, y2)), name) for n, (x1, y1, x2, y2) in enumerate(corners, 1)
    )
    return Annotation(tuple(shapes), seen=True)


A, B, C = (10, 20, 100, 60), (300, 20, 400, 60), (500, 500, 900, 800)


def codes(voc: Annotation, yolo: Annotation) -> list[str]:
    return [f.code for f in compare(voc, yolo, SIZE).differences]


def test_half_a_pixel_is_agreement_and_more_is_not() -> None:
    assert codes(boxes(A), boxes((10.5, 20, 100, 59.5))) == []
    assert codes(boxes(A), boxes((10.6, 20, 100, 60))) == ["box_differs"]


def test_another_order_is_agreement() -> None:
    agreement = compare(boxes(A, B, C), boxes(C, A, B), SIZE)
    assert agreement.pairs == {0: 1, 1: 2, 2: 0}
    assert agreement.differences == ()


def test_what_is_missing_is_told_from_what_moved() -> None:
    found = compare(boxes(A, B, C), boxes((15, 20, 105, 60), B), SIZE).differences
    assert [(f.code, f.shape) for f in found] == [("box_differs", 0), ("missing_in_txt", 2)]
    assert found[0].values == {
        "name": "plate", "xml": "10 20 100 60", "txt": "15 20 105 60", "px": 5,
    }  # fmt: skip
    assert codes(boxes(A), boxes(A, B)) == ["missing_in_xml"]


def test_an_empty_txt_is_a_difference() -> None:
    assert codes(boxes(A), Annotation(seen=True)) == ["missing_in_txt"]


def test_the_same_place_with_another_class() -> None:
    voc = boxes(A, B)
    yolo = replace(voc, shapes=(voc.shapes[1], voc.shapes[0].classed("car")))
    [found] = compare(voc, yolo, SIZE).differences
    assert (found.code, found.values) == ("class_differs", {"xml": "plate", "txt": "car"})


def test_two_equal_boxes_are_two() -> None:
    assert codes(boxes(A, A), boxes(A, A)) == []
    assert codes(boxes(A, A), boxes(A)) == ["missing_in_txt"]


TRIANGLE = Shape(1, "polygon", ((10, 20), (100, 25), (50, 60)), "plate")


def test_a_polygon_is_compared_by_its_box_or_its_corners() -> None:
    polygon = Annotation((TRIANGLE,))
    assert codes(polygon, boxes((10, 20, 100, 60))) == []
    turned = replace(TRIANGLE, points=TRIANGLE.points[1:] + TRIANGLE.points[:1])
    assert codes(polygon, Annotation((turned,))) == []
    other = replace(TRIANGLE, points=((10, 20), (100, 25), (60, 60)))
    assert codes(polygon, Annotation((other,))) == ["box_differs"]


def test_a_polygon_under_obb_is_compared_by_its_rectangle() -> None:
    many = replace(TRIANGLE, points=((0, 10), (10, 0), (30, 18), (20, 30), (9, 20)))
    assert codes(Annotation((many,)), Annotation((many.converted("quad"),))) == []


def test_the_more_precise_geometry_holds_and_the_rest_is_the_xmls() -> None:
    whole = replace(boxes(A).shapes[0], difficult=True)
    exact = boxes((10.3, 20, 100, 60)).shapes[0]
    fine, rough = (1e-6 * 1920, 1e-6 * 1080), (19.2, 10.8)
    assert merged(whole, exact, fine) == replace(exact, difficult=True)
    assert merged(whole, exact, rough) == whole
    decimals = boxes((10.21, 20, 100, 60)).shapes[0]
    assert merged(decimals, exact, fine) == decimals


def test_kind_is_the_xmls_unless_the_txt_holds_an_outline() -> None:
    box = boxes((10, 20, 100, 60)).shapes[0]
    corners = replace(box, kind="polygon", points=box.corners)
    assert merged(box, corners, (0.002, 0.002)) == box
    assert merged(box, TRIANGLE, (0.002, 0.002)) == TRIANGLE
    assert merged(TRIANGLE, box, (0.002, 0.002)) == TRIANGLE


def test_five_thousand_shapes_are_compared_quickly() -> None:
    chance = random.Random(5)
    corners = [
        (x, y, x + chance.randint(1, 90), y + chance.randint(1, 90))
        for x, y in ((chance.randint(0, 1800), chance.randint(0, 900)) for _ in range(5000))
    ]
    voc = boxes(*corners)
    shuffled = replace(voc, shapes=tuple(chance.sample(voc.shapes, 5000)))
    shifted = replace(voc, shapes=tuple(s.moved(7, 7) for s in voc.shapes))
    for yolo, differ in ((voc, False), (shuffled, False), (shifted, True)):
        started = time.process_time()
        found = compare(voc, yolo, SIZE).differences
        assert bool(found) == differ
        assert time.process_time() - started < 1.0  # linear: about 0.1 s; quadratic would take 30
