"""Writes the text of a correct report, in one of many usual wordings."""

from collections.abc import Mapping
from random import Random

from reportkit import bank
from reportkit.bank import BODIES, PLACES
from reportkit.phrases import Paragraph, Phrase

__all__ = ["BODIES", "PLACES", "Writer"]


class Writer:
    """Writes one report's text; every choice is drawn from ``rng``."""

    def __init__(
        self, rng: Random, place: str, agency: str, year: int, cells: Mapping[str, str]
    ) -> None:
        self.rng = rng
        self.cells = cells
        self.words = {
            "agency": agency,
            "place": place,
            "year": str(year),
            "self": bank.self_of(agency),
            "host": bank.PINYIN.get(place, "xxgk"),
            "phone": f"09{rng.randint(60, 69)}-{rng.randint(2_000_000, 8_999_999)}",
            "post": f"9{rng.randint(10_000, 99_999)}",
            "number": str(rng.randint(2, 298)),
            "street": rng.choice(bank.STREETS),
            "office": rng.choice(bank.OFFICES),
        }
        self.contact_last = rng.random() < 0.3

    def say(self, texts: tuple[str, ...], role: str = "", **more: str) -> Phrase:
        """Return one of ``texts`` filled in."""
        return Phrase(self.rng.choice(texts).format_map(self.words | more), role)

    def opening(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs above section one."""
        first = (
            self.say(bank.BASIS, "basis"),
            self.say(bank.NOTICE, "notice"),
            self.say(bank.ISSUED),
        )
        period = (self.say(bank.PERIOD, "period"),)
        paragraphs: tuple[Paragraph, ...] = (
            (first, period) if self.rng.random() < 0.5 else (first + period,)
        )
        return paragraphs if self.contact_last else paragraphs + self._contact()

    def body(self) -> dict[str, tuple[Paragraph, ...]]:
        """Return the paragraphs of the sections one, five and six."""
        others: tuple[Paragraph, ...] = ((self.say(bank.OTHERS),),)
        if self.rng.random() < 0.3:
            others = ()
        last = self._contact() if self.contact_last else ()
        return {
            "s1": ((self.say(bank.INTRO),), *self._aspects()),
            "s5": self._problems(),
            "s6": (*others, (self._fee(),), *last),
        }

    def _contact(self) -> tuple[Paragraph, ...]:
        download = (self.say(bank.DOWNLOAD, "download"),)
        contact = (
            self.say(bank.ASK, "contact.ask"),
            self.say(bank.ADDRESS, "contact.address"),
            self.say(bank.POST, "contact.post"),
            self.say(bank.TELEPHONE, "contact.telephone"),
            self.say(bank.MAIL, "contact.mail"),
        )
        return (download, contact)

    def _aspects(self) -> tuple[Paragraph, ...]:
        """Return the five aspects of section one; the heads are run in or stand alone."""
        style = self.rng.choice(bank.ASPECT_STYLES)
        alone = self.rng.random() < 0.3
        paragraphs: list[Paragraph] = []
        for ordinal, (aspect, heads) in zip("一二三四五", bank.ASPECT_HEADS.items(), strict=True):
            role = f"s1.{aspect}"
            name = self.rng.choice(heads)
            if alone:
                paragraphs.append((Phrase(f"（{ordinal}）{name}", role),))
                head: Paragraph = ()
            else:
                head = (Phrase(style.format(ordinal=ordinal, name=name), role),)
            lead = self.say(bank.ASPECT_TEXTS[aspect], role)
            paragraphs.append((*head, lead, *self._claims(aspect, role)))
        return tuple(paragraphs)

    def _claims(self, aspect: str, role: str) -> tuple[Phrase, ...]:
        """Return the sentences of an aspect that state figures."""
        if aspect == "active":
            return (self._published(role),)
        if aspect == "on_request":
            return (self._received(role), *self._results(role), self._disputes(role))
        if aspect == "management":
            return (self._normative(role),)
        if aspect == "platform":
            return (self.say(bank.HOTLINE, role, letters=self._some(90), calls=self._some(6000)),)
        courses = self._some(9)
        return (self.say(bank.TRAINING, role, courses=courses, people=courses + self._some(99)),)

    def _some(self, most: int) -> str:
        return str(self.rng.randint(1, most))

    def _published(self, role: str) -> Phrase:
        """Return a whole and its parts, which add up."""
        kinds = self.rng.sample(bank.PUBLISHED, 3)
        parts = [self.rng.randint(1, 300) for _ in kinds]
        named = "、".join(f"{kind}{part}条" for kind, part in zip(kinds, parts, strict=True))
        return self.say(bank.PUBLISHED_TEXTS, role, whole=str(sum(parts)), parts=named)

    def _about(self, texts: tuple[str, ...], role: str, **cells: str) -> Phrase:
        """Return a sentence that states the figure of one cell for each name."""
        figures = {name: self.cells[cell] for name, cell in cells.items()}
        return Phrase(self.say(texts, **figures).text, f"{role}.claim", frozenset(cells.values()))

    def _received(self, role: str) -> Phrase:
        cells = {
            "new": "t3.new.total",
            "old": "t3.carried_over.total",
            "done": "t3.total.total",
            "left": "t3.carried_out.total",
        }
        nothing = all(self.cells[cell] == "0" for cell in cells.values())
        return self._about(bank.NONE_RECEIVED if nothing else bank.RECEIVED, role, **cells)

    def _results(self, role: str) -> tuple[Phrase, ...]:
        done = int(self.cells["t3.total.total"])
        if done == 0:
            return ()
        groups = {
            name: tuple(cell for cell in self.cells if self._in_group(cell, prefix))
            for name, prefix in bank.RESULT_GROUPS.items()
        }
        sums = {name: sum(int(self.cells[c]) for c in cells) for name, cells in groups.items()}
        named = "、".join(f"{name}{count}件" for name, count in sums.items())
        about = frozenset(cell for cells in groups.values() for cell in cells)
        said = self.say(bank.RESULTS, done=str(done), parts=named)
        return (Phrase(said.text, f"{role}.claim", about | {"t3.total.total"}),)

    @staticmethod
    def _in_group(cell: str, prefix: str) -> bool:
        return cell.startswith(f"t3.{prefix}") and cell.endswith(".total")

    def _disputes(self, role: str) -> Phrase:
        """Return the sentence on reviews and suits; both kinds of suit count together."""
        totals = tuple(f"t4.{row}.total" for row in ("review", "direct_suit", "after_review_suit"))
        review, *suits = (int(self.cells[cell]) for cell in totals)
        figures = {"review": str(review), "suit": str(sum(suits))}
        texts = bank.DISPUTES if review or sum(suits) else bank.NO_DISPUTES
        return Phrase(self.say(texts, **figures).text, f"{role}.claim", frozenset(totals))

    def _normative(self, role: str) -> Phrase:
        cells = {name: f"t2.normative.{name}" for name in ("made", "repealed", "valid")}
        return self._about(bank.NORMATIVE, role, **cells)

    def _problems(self) -> tuple[Paragraph, ...]:
        count = self.rng.randint(2, 3)
        marks = self.rng.choice(bank.ENUMERATIONS)
        problems = self._listed(bank.PROBLEMS, marks, count)
        plans = self._listed(bank.PLANS, marks, count)
        return (
            (self.say(bank.PROBLEM_TEXTS, "s5.problems", parts=problems),),
            (self.say(bank.PLAN_TEXTS, "s5.improvements", parts=plans),),
        )

    def _listed(self, pool: tuple[str, ...], marks: tuple[str, ...], count: int) -> str:
        drawn = self.rng.sample(pool, count)
        return "；".join(mark + text for mark, text in zip(marks, drawn, strict=False)) + "。"

    def _fee(self) -> Phrase:
        if self.rng.random() < 0.6:
            return self.say(bank.NO_FEE, "fee_disclosure")
        amount = str(self.rng.randint(1, 900) * 10)
        return self.say(bank.FEE, "fee_disclosure", amount=amount)
