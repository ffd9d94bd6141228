"""The pages as they will be on paper: a view of them, the print preview, and printing."""
