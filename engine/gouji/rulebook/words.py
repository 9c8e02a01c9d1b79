"""The words of a rulebook: editions of the form and files of wording, read, checked and layered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gouji.facts.fact import Wording
from gouji.facts.registry import FACTS
from gouji.facts.wording import WHOLE_FILES, WORDING_FILES, wording_of
from gouji.model.form import Form, Strict
from gouji.model.names import Refers
from gouji.records import dataclass
from gouji.rulebook.edition_aliases import EditionAliases, check_aliases
from gouji.rulebook.files import Faults, sources_in, validated
from gouji.rulebook.form_checks import check_against, check_form, check_years, spoken_of
from gouji.rulebook.merging import laid_over
from gouji.rulebook.resolve import Checked, Known, names_given, names_of_forms, unresolved
from gouji.rulebook.source import Fault, Source

EDITIONS = "editions/*.yaml"


@dataclass(frozen=True, slots=True)
class WordFiles:
    """The files themselves: editions, and files of wording by name."""

    editions: tuple[Source, ...]
    wording: Mapping[str, Source]

    def sources(self) -> Iterator[Source]:
        """Yield all files."""
        yield from self.editions
        yield from self.wording.values()

    def under(self, editions: Iterable[Source], wording: Mapping[str, Source]) -> "WordFiles":
        """Return these files with those of an office's layer laid over them."""
        texts = dict(self.wording)
        for file, source in wording.items():
            texts[file] = laid_over(texts[file], source, WORDING_FILES[file])
        forms = {_edition(source): source for source in self.editions}
        for source in editions:
            name = _edition(source)
            forms[name] = _with_aliases(forms[name], source) if name in forms else source
        return replace(self, editions=tuple(forms.values()), wording=texts)


@dataclass(frozen=True, slots=True)
class Words:
    """What they say, checked; ``known`` are all names that they give."""

    forms: dict[str, Form]
    wording: Wording
    known: Known

    def with_forms(self, forms: dict[str, Form]) -> "Words":
        """Return these words with ``forms`` for the editions."""
        return replace(self, forms=forms, known={**self.known, **names_of_forms(forms.values())})


def word_files(root: Path) -> WordFiles:
    """Read the files of words below ``root``, a directory that holds all of them."""
    return WordFiles(
        tuple(sources_in(root, EDITIONS)),
        {file: sources_in(root, file)[0] for file in WORDING_FILES},
    )


def words_in(files: WordFiles) -> Words:
    """Return what ``files`` say; raises with the place of every mistake and unknown name."""
    editions, texts = _shaped(files)
    forms = [edition.data for edition in editions]
    known = names_of_forms(forms) | names_given([*editions, *texts])
    faults = Faults()
    for file in (*editions, *texts):
        faults.add(file.source, unresolved(file, known))
    _compare_editions(editions, texts, faults)
    wording: dict[str, object] = {}
    for name, text in zip(files.wording, texts, strict=True):
        wording |= wording_of(name, text.data)
    by_edition = {form.edition: form for form in forms}
    for fact in FACTS:
        if fact.wording:
            at = () if fact.file in WHOLE_FILES else (fact.name,)
            found = fact.check(fact.words(wording), by_edition)
            faults.add(files.wording[fact.file], (Fault((*at, *loc), text) for loc, text in found))
    faults.settle()
    return Words(by_edition, wording, known)


def _shaped(files: WordFiles) -> tuple[list[Checked[Form]], list[Checked[Strict]]]:
    """Return every file as its type; raises with every file's own faults."""
    faults = Faults()
    editions, texts = [], []
    for source in files.editions:
        form = faults.gather(lambda source=source: _form(source))  # type: ignore[misc]
        if form is not None:
            editions.append(Checked(source, Form, form))
    for file, source in files.wording.items():
        model = WORDING_FILES[file]
        data = faults.gather(lambda source=source, model=model: validated(source, model))  # type: ignore[misc]
        if data is not None:
            texts.append(Checked(source, model, data))
    faults.settle()
    return editions, texts


def _form(source: Source) -> Form:
    form = validated(source, Form)
    source.fail(list(check_form(form)))
    return form


def _compare_editions(
    editions: Sequence[Checked[Form]], texts: Sequence[Checked[Strict]], faults: Faults
) -> None:
    forms = [edition.data for edition in editions]
    for index, fault in check_years(forms):
        faults.add(editions[index].source, [fault])
    spoken = {
        name
        for text in texts
        for mention in text.mentions()
        if isinstance(mention.mark, Refers)
        for name in spoken_of(mention.mark.names, mention.text)
    }
    for edition in editions:
        others = [form for form in forms if form is not edition.data]
        faults.add(edition.source, check_against(edition.data, others, spoken))


def _edition(source: Source) -> str:
    data = source.data
    return str(data.get("edition")) if isinstance(data, dict) else source.name


def _with_aliases(below: Source, above: Source) -> Source:
    """Return an edition with the further labels and headings that a layer knows it by."""
    aliases = validated(above, EditionAliases)
    above.fail(list(check_aliases(aliases, validated(below, Form))))
    return laid_over(below, above, Form)
