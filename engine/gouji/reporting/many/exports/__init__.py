"""Findings for other programs: SARIF for code scanners, JUnit XML for builds, CSV for tables.

All are built from the public audit alone, and read audits that were saved before.
"""
