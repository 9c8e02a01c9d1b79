"""What formats with pages share: what a page draws becomes lines of text, tables and figures.

A reader whose format places every character itself (PDF, and any like it) knows its files and
nothing of tables. For every page it fills a :class:`~gouji.reading.pages.content.PageContent` with
characters, straight lines (:class:`~gouji.reading.pages.strokes.StrokeCollector` makes them of
paths) and pictures; it hands that to :func:`~gouji.reading.pages.layout.read_page`, and the pages
to :func:`~gouji.reading.pages.document.document_of`. A reader of pixels enters at the rulings, with
``lattice``, and gives the same :class:`~gouji.reading.pages.layout.Page`.

``content`` → ``visible``, ``rulings``, ``lattice``, ``cells``, ``lines`` → ``layout`` (the blocks
of a page) → ``furniture``, ``joins`` → ``document``. All measures are points from the top left
corner of the page as shown. Nothing here knows a format, and nothing here opens a file.
"""
