"""Widgets: what the annotator sees and touches."""
