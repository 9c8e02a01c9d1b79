"""Facts meet rules: durable-rules decides on every subject, verdicts come out."""

from gouji.judgement.judge import Judge

__all__ = ["Judge"]
