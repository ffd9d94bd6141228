"""Word files: styles, reader, numbering, writer."""
