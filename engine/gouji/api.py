"""What ``import gouji`` gives to programs: audits of files, as the public audit.

Paths are ``str`` or :class:`~pathlib.Path`. docs/python.md says what is isolated and what is not.
"""

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gouji import auditor, rulesets
from gouji.companions import companions
from gouji.errors import UsageError
from gouji.isolated import IsolatedAuditor
from gouji.model.audit import AuditJson
from gouji.model.bodies import KNOWN_BODIES
from gouji.model.context import Context
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import Rulebook

AnyPath = str | Path

_log = logging.getLogger("gouji")


def load_rulebook(rules: Sequence[AnyPath] = (), profile: AnyPath | None = None) -> Rulebook:
    """Return the rules that ship with gouji, with the directories ``rules`` laid over them.

    ``profile`` is the name of a way to score that the rules hold, or a YAML file with one. Raises
    :class:`gouji.errors.RuleFileError`, which names every fault by file, line and column, and
    :class:`gouji.errors.UsageError` for a profile that there is not.
    """
    if isinstance(rules, str | Path):
        raise TypeError("rules is a sequence of directories, not a single one")
    chosen = None if profile is None else str(profile)
    return rulesets.chosen_rulebook([Path(layer) for layer in rules], chosen)


class Auditor:
    """Audits one report after another by the same rules, which are compiled once.

    ``rulebook`` is what :func:`load_rulebook` gives, by default the rules that ship. ``today`` is
    the day by which waivers expire; without it none applies, and ``notes`` says so. Files are read
    and judged in a process of their own, bounded in time and memory, unless ``isolated`` is false.
    """

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        *,
        today: date | None = None,
        isolated: bool = True,
    ) -> None:
        book = load_rulebook() if rulebook is None else rulebook
        self._auditor = auditor.Auditor(book, today)
        self._isolated = IsolatedAuditor(self._auditor) if isolated else None

    def audit(
        self,
        path: AnyPath,
        *,
        previous: AnyPath | None = None,
        published: date | None = None,
        members: AnyPath | None = None,
        peers: Sequence[AnyPath] = (),
        body: str | None = None,
    ) -> AuditJson:
        """Audit the report at ``path``, beside what else is given.

        ``previous`` is last year's report, ``published`` the day of publication, ``members`` a
        list of the members' reports (JSON, CSV) or a folder of them, ``peers`` other reports that
        it must not be like, ``body`` the agency's kind of body where its name does not tell.

        Raises :class:`gouji.errors.DocumentError` where the report, or last year's, cannot be
        processed, and :class:`gouji.errors.UsageError` for a list of members that is none and an
        unknown kind of body. A member or a peer that cannot be read counts as unread and is a
        warning of the logger ``gouji``.
        """
        context = self._context(previous, published, members, peers, body)
        if self._isolated is not None:
            return self._isolated.audit_file(Path(path), context=context).audit
        return to_public(self._auditor.audit_file(Path(path), context=context))

    def _context(
        self,
        previous: AnyPath | None,
        published: date | None,
        members: AnyPath | None,
        peers: Sequence[AnyPath],
        body: str | None,
    ) -> Context:
        if isinstance(peers, str | Path):
            raise TypeError("peers is a sequence of files, not a single one")
        if body is not None and body not in KNOWN_BODIES:
            raise UsageError(f"没有「{body}」这种机关，可用的有：{'、'.join(KNOWN_BODIES)}")
        return companions(
            (self._isolated or self._auditor).read_filing,
            _log.warning,
            previous=_path(previous),
            published=published,
            members=_path(members),
            peers=[Path(peer) for peer in peers],
            body=body,
        )


def audit(
    path: AnyPath,
    *,
    rules: Sequence[AnyPath] = (),
    profile: AnyPath | None = None,
    today: date | None = None,
    previous: AnyPath | None = None,
    published: date | None = None,
    members: AnyPath | None = None,
    peers: Sequence[AnyPath] = (),
    body: str | None = None,
) -> AuditJson:
    """Audit one report; for several, an :class:`Auditor` compiles the rules once.

    Takes and raises what :func:`load_rulebook` and :meth:`Auditor.audit` do.
    """
    return Auditor(load_rulebook(rules, profile), today=today).audit(
        path, previous=previous, published=published, members=members, peers=peers, body=body
    )


def _path(path: AnyPath | None) -> Path | None:
    return None if path is None else Path(path)
