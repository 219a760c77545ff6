"""The label formats: what can be read and written."""

from labeler.core.formats import voc, yolo
from labeler.core.formats.format import Format

FORMATS: tuple[Format, ...] = (voc, yolo)
