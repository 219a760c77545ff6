"""Labeler: mark objects on images and get a training set that can be trusted."""

__version__ = "0.1.0"
