"""The report and everything that is true of it without a file, a window or a page. Standard library only."""
