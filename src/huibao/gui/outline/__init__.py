"""The outline tree."""
