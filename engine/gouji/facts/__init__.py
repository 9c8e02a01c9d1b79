"""What a document says: named facts, each with its place.

Each kind of fact has one home, a module (or a package, for tables and claims) that exports a
:class:`gouji.facts.fact.Fact`: its wording, its value, how it is read, its subjects, the kinds
that rules may judge, how it is shown. ``registry`` has the list of them all.
"""
