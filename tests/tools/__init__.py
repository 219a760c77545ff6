"""Tests of the tools, with a fake workspace."""
