"""Old Word files (.doc, .wps): the binary format of Word 97–2003 ([MS-DOC]) turned into the XML that ``formats.docx`` reads.

Only what a report needs is turned over: words, numbers, styles, looks, tables, pictures, notes. So both kinds of Word file
are read by the same rules.
"""
