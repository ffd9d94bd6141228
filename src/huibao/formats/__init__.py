"""Bytes ⇄ model: native, Word, text, spreadsheet, template and profile files."""
