"""A report held against its template."""
