"""The verdict: facts are matched against declared rules by durable-rules."""
