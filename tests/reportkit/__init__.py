"""Makes annual reports for tests and benchmarks: correct ones, and ones with planted faults.

``make`` draws a correct report, ``FAULTS`` plants faults into it and says what an audit must find,
``reportkit.renderers.RENDERERS`` turns it into bytes, ``truth`` says what every cell is worth.
Nothing here uses the product: labels, sums and values are stated a second time, as the oracle.
"""

from reportkit.content import Content, Phrase, Section, make
from reportkit.faults import FAULTS
from reportkit.planting import Fault, Finding, Planted
from reportkit.truth import broken_ties, truth, value_of

__all__ = [
    "FAULTS",
    "Content",
    "Fault",
    "Finding",
    "Phrase",
    "Planted",
    "Section",
    "broken_ties",
    "make",
    "truth",
    "value_of",
]
