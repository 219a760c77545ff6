"""Live objects without widgets: QtCore and QtGui only."""
