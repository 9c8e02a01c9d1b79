"""The history: every audit kept, which of them count, and what people decided on findings."""

from gouji.extras import extra

with extra("office"):
    from gouji.model.spelling import agency_name
    from gouji.store.asking import Filters
    from gouji.store.history import History
    from gouji.store.keeping import Audited
    from gouji.store.opening import open_history
    from gouji.store.registers import Imported

__all__ = ["Audited", "Filters", "History", "Imported", "agency_name", "open_history"]
