"""What numbers are written with: it is drawn and looked at where a font may draw something else."""

_BLANKS = " \t\u00a0\u00ad\u200b\u200c\u200d\u2060\u3000\ufeff"
SMALL = ",.，．。、·'-－−–—"
UNITS = "件个人次项条份元万"
CHECKED = frozenset("0123456789０１２３４５６７８９" + _BLANKS + SMALL + UNITS)
