"""The reports of a list of web addresses are fetched: the only part that uses the network."""
