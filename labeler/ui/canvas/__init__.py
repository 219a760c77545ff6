"""The picture and the shapes drawn over it."""
