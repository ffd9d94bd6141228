"""The structured editor."""
