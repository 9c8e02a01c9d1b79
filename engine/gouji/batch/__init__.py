"""Many reports at once: spread over processes, found alike, put together."""
