"""One audit told: on the terminal, as a page, as a notice, beside the draft before it."""
