"""What Qt itself takes for the same: a plain view that moves one rectangle over the picture."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)


class PlainView(QGraphicsView):
    """A picture as large as the view, and one rectangle that goes with the pointer."""

    def __init__(self, picture: QPixmap, box: QSize) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        scene = QGraphicsScene(QRectF(picture.rect()), self)
        scene.addPixmap(picture)
        self._box = QGraphicsRectItem(0, 0, box.width(), box.height())
        self._box.setPen(QPen(QColor("red"), 3))
        scene.addItem(self._box)
        self.setScene(scene)
        self.setFixedSize(picture.size())
        self.show()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._box.setPos(self.mapToScene(event.position().toPoint()))


class PlainPicture(QWidget):
    """Paints all of itself each time: a picture, moved and scaled; nothing else."""

    def __init__(self, picture: QPixmap, size: QSize) -> None:
        super().__init__()
        self._picture = picture
        self._scale, self._at = 1.0, QPointF()
        self.setFixedSize(size)
        self.show()

    def show_at(self, scale: float, at: QPointF) -> None:
        self._scale, self._at = scale, at
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.translate(self._at)
        painter.scale(self._scale, self._scale)
        painter.drawPixmap(0, 0, self._picture)
