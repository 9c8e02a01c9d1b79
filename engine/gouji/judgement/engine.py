"""The C module of durable-rules, or one sentence that tells how to build one that loads."""

from gouji.libraries import loading

with loading("规则引擎 durable-rules ", "durable-rules==2.0.28"):
    import durable_rules_engine as engine

__all__ = ["engine"]
