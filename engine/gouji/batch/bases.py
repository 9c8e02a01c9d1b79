"""What files can be scored by, whatever the profile: read and judged once, in killable children."""

from collections.abc import Callable, Iterable
from pathlib import Path

from gouji.auditor import Auditor
from gouji.errors import DocumentError
from gouji.isolated import IsolatedAuditor
from gouji.model.basis import BASIS_TYPES
from gouji.model.filed import FILED_TYPES
from gouji.reading.inputs import files_below
from gouji.rulebook import Rulebook
from gouji.scoring import Known


def known_in(
    folders: Iterable[Path], book: Rulebook, year: int | None, tell: Callable[[str], None]
) -> list[Known]:
    """Return the reports in ``folders``, those of ``year`` where it is given.

    ``tell`` hears of each file that could not be processed.
    """
    auditor = IsolatedAuditor(Auditor(book), types=(*BASIS_TYPES, *FILED_TYPES, Known))
    found: dict[str, Known] = {}
    for path in (path for folder in folders for path in files_below(folder)):
        try:
            each = auditor.do(_known, path)
        except DocumentError as error:
            tell(f"{path}：{error}")
            continue
        if year is None or each.filed.year == year:
            found[each.name] = each
    auditor.close()
    return list(found.values())


def _known(auditor: Auditor, path: Path) -> Known:
    audit = auditor.audit_file(path)
    return Known(audit.filed.agency or str(path), audit.filed, audit.basis)
