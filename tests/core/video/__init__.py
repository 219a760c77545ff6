"""Tests of labeler.core.video."""
