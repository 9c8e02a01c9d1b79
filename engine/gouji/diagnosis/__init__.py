"""Error localisation: the smallest changes that would mend every broken tie."""

from gouji.diagnosis.doubts import Doubts, doubts
from gouji.diagnosis.localise import localise

__all__ = ["Doubts", "doubts", "localise"]
