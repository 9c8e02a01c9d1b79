"""What is generated from code and rules is up to date, and says what the code does."""

import sys
from pathlib import Path

from gouji.reporting.rules.catalogue import rules_page
from gouji.reporting.rules.cells import cells_page
from gouji.reporting.rules.loci import loci_page
from gouji.rulebook.loading import whole_rulebook

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import make_docs  # noqa: E402 - a script, not a package


def test_the_rules_page_is_that_of_the_rule_files() -> None:
    assert make_docs.RULES.read_text(encoding="utf-8") == rules_page(whole_rulebook())


def test_the_page_of_loci_is_that_of_the_facts() -> None:
    assert make_docs.LOCI.read_text(encoding="utf-8") == loci_page(whole_rulebook())


def test_the_page_of_cells_is_that_of_the_forms() -> None:
    assert make_docs.CELLS.read_text(encoding="utf-8") == cells_page(whole_rulebook())


def test_the_page_of_formats_is_that_of_their_list() -> None:
    page = make_docs.FORMATS_PAGE.read_text(encoding="utf-8")
    assert page == make_docs.formats_page()
    assert "| 纯文本 | `txt` | `.txt` | 行号 | 不能 |" in page


def test_the_shipped_schema_is_that_of_the_models() -> None:
    assert make_docs.SCHEMA.read_text(encoding="utf-8") == make_docs.schema_text()


def test_the_shipped_schema_of_rule_files_is_that_of_the_models() -> None:
    assert make_docs.RULES_SCHEMA.read_text(encoding="utf-8") == make_docs.rules_schema_text()
