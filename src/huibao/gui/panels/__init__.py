"""Panes beside the editor."""
