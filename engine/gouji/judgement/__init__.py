"""Facts meet rules: a report becomes subjects, durable-rules decides, verdicts come out."""

from gouji.judgement.judge import Judge
from gouji.judgement.subjects import subjects_of

__all__ = ["Judge", "subjects_of"]
