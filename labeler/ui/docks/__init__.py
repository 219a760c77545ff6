"""The docks, in the order they are laid out."""

from labeler.ui.docks.classes import ClassesDock
from labeler.ui.docks.dock import Dock
from labeler.ui.docks.files import FilesDock
from labeler.ui.docks.objects import ObjectsDock

DOCKS: tuple[type[Dock], ...] = (FilesDock, ClassesDock, ObjectsDock)
