"""The laws and notices that rules and editions rely on, so that a slip in a name is seen."""

from typing import Annotated

from gouji.facts.fact import Fact
from gouji.model.names import INSTRUMENT, Defines

Instruments = tuple[Annotated[str, Defines(INSTRUMENT)], ...]

INSTRUMENTS: Fact[Instruments, None] = Fact(
    name="instruments", wording=Instruments, file="laws.yaml"
)
