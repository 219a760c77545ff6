from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Annotation, Change, Shape
from labeler.core.geometry import Box
from labeler.ui.canvas.batch import Batch

coordinates = st.integers(0, 300)


@st.composite
def shapes(draw, id):
    x, y = draw(coordinates), draw(coordinates)
    w, h = draw(st.integers(1, 80)), draw(st.integers(1, 80))
    name = draw(st.sampled_from(["plate", "car"]))
    if draw(st.booleans()):
        return Shape(id, "polygon", ((x, y), (x + w, y), (x, y + h)), name)
    return Shape(id, "box", ((x, y), (x + w, y + h)), name, difficult=draw(st.booleans()))


@st.composite
def annotations(draw):
    ids = draw(st.lists(st.integers(1, 12), unique=True, max_size=8))
    return Annotation(tuple(draw(shapes(id)) for id in ids))


def _told(batch):
    rows = batch.rows_in([Box(-1e6, -1e6, 1e6, 1e6)]).tolist()
    return [
        (
            batch.shapes[row],
            tuple(batch.bounds[row]),
            batch.styles[batch.style[row]],
            bool(batch.boxes[row]),
            list(batch.outline(row)),
        )
        for row in rows
    ]


@given(annotations(), annotations())
def test_following_a_change_is_the_same_as_starting_anew(before, after):
    followed, fresh = Batch(), Batch()
    followed.show(before.shapes)
    _told(followed)  # outlines are kept from here on
    followed.update(after, Change.between(before, after))
    fresh.show(after.shapes)
    assert _told(followed) == _told(fresh)


@given(annotations(), coordinates, coordinates)
def test_only_shapes_in_the_parts_are_found(annotation, x, y):
    part = Box(x, y, x + 50, y + 50)
    batch = Batch()
    batch.show(annotation.shapes)
    found = [batch.shapes[row] for row in batch.rows_in([part, part])]
    assert found == [s for s in annotation if s.bounds.intersects(part)]


def test_rows_of_ids_and_without_them():
    batch = Batch()
    batch.show([Shape(id, "box", ((0, 0), (9, 9)), "car") for id in (7, 3, 5)])
    assert batch.rows_of({3, 5, 99}) == [1, 2]
    everything = batch.rows_in([Box(0, 0, 9, 9)])
    assert batch.without(everything, {3, 99}).tolist() == [0, 2]
