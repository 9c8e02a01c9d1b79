"""The narrative's statements as claims that can be held against the tables."""

from gouji.facts.claims.read import read_claims

__all__ = ["read_claims"]
