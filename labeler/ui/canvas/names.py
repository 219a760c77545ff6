"""Paints class names beside their shapes, never over each other and never too many."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter, QPixmap

from labeler.core.annotation import Shape
from labeler.ui.canvas.batch import Batch
from labeler.ui.canvas.items import Palette
from labeler.ui.canvas.sight import Sight

_MOST = 300  # shapes in the window; with more, only selected and hovered ones are named
_LEAST_PX = 7.0  # a shape smaller than this on the screen goes without a name
_LONGEST_PX = 220.0
_FADED = 0.3
_GAP = 7.0  # widget pixels beside the shape, free for its handles
_BAND = 32.0  # widget pixels: about the height of a name


class NamesLayer:
    """Places are found once per view and annotation, and kept until `forget`."""

    def __init__(self, sight: Sight, batch: Batch, palette: Palette) -> None:
        self._sight = sight
        self._batch = batch
        self._palette = palette
        self._chips: dict[tuple[str, float], QPixmap] = {}
        self._places: dict[int, QRectF] | None = None
        self._shifted = False
        self.first: frozenset[int] = frozenset()  # named before all others: selected and hovered
        self.previewed: frozenset[int] = frozenset()
        self.faded = False
        self.shown = True

    def recolor(self, palette: Palette) -> None:
        self._palette = palette
        self._chips.clear()
        self.forget()

    def forget(self) -> None:
        self._places, self._shifted = None, False

    def shift(self, dx: float, dy: float) -> None:
        """Places go along with a view that is panned, until they are found anew at rest."""
        if self._places is not None:
            self._places = {id: place.translated(dx, dy) for id, place in self._places.items()}
            self._shifted = True

    def settle(self) -> list[QRect]:
        """Find places anew if they were shifted; what must be repainted for it."""
        return self.changed_since(dict(self.places())) if self._shifted else []

    def places(self) -> Mapping[int, QRectF]:
        """Where the name of each named shape is, in widget pixels."""
        if self._places is None:
            self._places = self._laid_out() if self._sight.names and len(self._batch) else {}
        return self._places

    def regions(self, ids: frozenset[int]) -> list[QRect]:
        """What the names of these shapes cover."""
        places = self.places()
        return [places[id].toAlignedRect() for id in ids if id in places]

    def prefer(self, ids: frozenset[int]) -> list[QRect]:
        """Name these shapes in any case; what must be repainted for it."""
        self.first = ids
        known = self._places
        if known is not None and ids <= known.keys():
            return []
        return self.changed_since(dict(known or {}))

    def changed_since(self, before: Mapping[int, QRectF]) -> list[QRect]:
        """Lay out anew; what is covered now or was before, but not both alike."""
        self.forget()
        after = self.places()
        moved = {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)}
        return [
            places[id].toAlignedRect() for places in (before, after) for id in moved if id in places
        ]

    # --- finding places

    def _laid_out(self) -> dict[int, QRectF]:
        width, height = self._sight.window
        rows = self._batch.rows_in([self._sight.box(QRect(0, 0, width, height))])
        first = self._batch.rows_of(self.first)
        seen = set(rows.tolist())
        preferred = set(first)
        if len(rows) > _MOST:
            order = [row for row in first if row in seen]
        else:
            order = first + [row for row in rows.tolist() if row not in preferred]
        taken = _Taken()
        places: dict[int, QRectF] = {}
        for row in order:
            place = self._place(row, taken, row in preferred)
            if place is not None:
                taken.add(place)
                places[self._batch.shapes[row].id] = place
        return places

    def _place(self, row: int, taken: "_Taken", anyway: bool) -> QRectF | None:
        camera = self._sight.camera
        x1, y1, x2, y2 = self._batch.bounds[row].tolist()
        left, top = camera.to_widget((x1, y1))
        right, bottom = camera.to_widget((x2, y2))
        if max(right - left, bottom - top) < _LEAST_PX and not anyway:
            return None
        chip = self._chip(self._batch.shapes[row].class_name)
        size = QSizeF(chip.width() / self._sight.ratio, chip.height() / self._sight.ratio)
        free = next(filter(taken.free, self._options(left, top, bottom, size)), None)
        if free is None and anyway:
            return next(self._options(left, top, bottom, size))
        return free

    def _options(self, left: float, top: float, bottom: float, size: QSizeF) -> Iterator[QRectF]:
        """Above the shape, below it, else inside at its top; wholly in the window."""
        width, height = self._sight.window
        x = round(min(max(left - 2, 0.0), max(0.0, width - size.width())))
        above, below = round(top - size.height() - _GAP), round(bottom + _GAP)
        if above >= 0:
            yield QRectF(QPointF(x, above), size)
        if below + size.height() <= height:
            yield QRectF(QPointF(x, below), size)
        x = round(min(max(left + _GAP, 0.0), max(0.0, width - size.width())))
        inside = min(max(round(top + _GAP), 0), round(height - size.height()))
        yield QRectF(QPointF(x, inside), size)

    # --- painting

    def _chip(self, class_name: str) -> QPixmap:
        """The name on a dark plate with its colour beside it, painted once."""
        key = (class_name, self._sight.ratio)
        chip = self._chips.get(key)
        if chip is None:
            chip = self._chips[key] = self._painted(class_name)
        return chip

    def _painted(self, class_name: str) -> QPixmap:
        font = QGuiApplication.font()
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(class_name, Qt.TextElideMode.ElideMiddle, _LONGEST_PX)
        width = int(metrics.horizontalAdvance(text)) + 20
        height = int(metrics.height()) + 2
        chip = QPixmap(int(width * self._sight.ratio), int(height * self._sight.ratio))
        chip.setDevicePixelRatio(self._sight.ratio)
        chip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(chip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 22, 26, 215))
        painter.drawRoundedRect(QRectF(0, 0, width, height), 4, 4)
        painter.setBrush(self._palette[class_name])
        painter.drawRoundedRect(QRectF(4, height / 2 - 4, 8, 8), 2, 2)
        painter.setPen(QColor("white"))
        painter.setFont(font)
        painter.drawText(QRectF(15, 0, width - 15, height), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
        return chip

    def paint(self, painter: QPainter, parts: list[QRect]) -> None:
        if self._sight.hidden or not self.shown:
            return
        painter.setOpacity(_FADED if self.faded else 1.0)
        exposed = [QRectF(part) for part in parts]
        names = {shape.id: shape.class_name for shape in self._named()}
        for id, place in self.places().items():
            if id not in self.previewed and any(part.intersects(place) for part in exposed):
                painter.drawPixmap(place.topLeft(), self._chip(names[id]))

    def _named(self) -> Iterator[Shape]:
        shapes = self._batch.shapes
        return (shapes[row] for row in self._batch.rows_of(self.places()))


class _Taken:
    """The places given away, by bands of the window; a new one may touch but not overlap them."""

    def __init__(self) -> None:
        self._bands: dict[int, list[tuple[float, float, float, float]]] = {}

    def add(self, place: QRectF) -> None:
        edges = (place.left(), place.top(), place.right(), place.bottom())
        for band in _bands(edges):
            self._bands.setdefault(band, []).append(edges)

    def free(self, place: QRectF) -> bool:
        edges = (place.left() + 1, place.top() + 1, place.right() - 1, place.bottom() - 1)
        x1, y1, x2, y2 = edges
        return not any(
            left < x2 and x1 < right and top < y2 and y1 < bottom
            for band in _bands(edges)
            for left, top, right, bottom in self._bands.get(band, ())
        )


def _bands(edges: tuple[float, float, float, float]) -> range:
    return range(int(edges[1] // _BAND), int(edges[3] // _BAND) + 1)
