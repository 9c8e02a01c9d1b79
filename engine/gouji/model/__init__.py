"""The types that every layer shares; nothing here imports another part of gouji."""
