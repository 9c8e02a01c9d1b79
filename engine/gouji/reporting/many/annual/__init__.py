"""The annual summary as an office signs it: one content, as a page, a document, a workbook."""
