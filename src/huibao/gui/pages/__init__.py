"""Print preview and printing."""
