"""Many audits told: an overview, an annual summary, the formats of other programs."""
