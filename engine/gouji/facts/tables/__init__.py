"""The tables of the statutory form, from whatever shape a document gives them."""

from gouji.facts.tables.read import read_tables

__all__ = ["read_tables"]
