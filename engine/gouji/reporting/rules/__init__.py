"""The rules told: one by itself, the catalogue, two sets compared, a new one begun."""
