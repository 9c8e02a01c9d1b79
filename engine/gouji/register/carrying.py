"""The register of an earlier year as it is in a later one: the changes whose day has come."""

from dataclasses import replace

from gouji.model.register import Register, Registered


def carried(register: Register, year: int) -> Register:
    """Return ``register`` as of ``year``, for which there is none of its own.

    Those that were abolished before that year are gone. What was said for one year alone does not
    go on: whose report it is compared with, and the duty to report in the year of its end.
    """
    agencies = tuple(_later(a) for a in register.agencies if not a.ended_before(year))
    return Register(year, agencies, "carried", register.year, register.place)


def _later(agency: Registered) -> Registered:
    ends = agency.reports and agency.until
    return replace(agency, compared=None, reports=None if ends else agency.reports)
