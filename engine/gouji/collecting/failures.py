"""Why something could not be fetched, in one sentence for the person whose list it is."""

from gouji.errors import GoujiError


class NotCollected(GoujiError):
    """What an address leads to could not be fetched, or is no report."""
