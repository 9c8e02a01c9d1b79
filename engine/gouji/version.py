"""The version of gouji, as the package says it and as every result tells it."""

__version__ = "0.1.0"
