"""The public audit: what was found in one report, as programs and all reports know it."""
