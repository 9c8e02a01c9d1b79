"""What wheels say of themselves: name, version, licence; and lists of them."""

import hashlib
from email.message import Message
from email.parser import Parser
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile

_CLASSIFIER = "License :: "


class Wheel:
    """A wheel file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def metadata(self) -> Message:
        """Its core metadata."""
        with ZipFile(self.path) as archive:
            name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
            return Parser().parsestr(archive.read(name).decode("utf-8"))

    @property
    def name(self) -> str:
        return str(self.metadata["Name"])

    @property
    def version(self) -> str:
        return str(self.metadata["Version"])

    @property
    def licence(self) -> str:
        """The licence as one line: an expression, else the classifiers, else what is written."""
        return licence_of(self.metadata)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def licence_of(metadata: Message) -> str:
    """Return the licence that core metadata names, on one line."""
    expression = metadata["License-Expression"]
    if expression:
        return str(expression)
    found = [
        c.rpartition(" :: ")[2]
        for c in metadata.get_all("Classifier", [])
        if c.startswith(_CLASSIFIER) and c != "License :: OSI Approved"
    ]
    written = str(metadata["License"] or "").strip().partition("\n")[0]
    return ", ".join(found) or written or "见包内文件"


def requirements(wheels: list[Wheel]) -> str:
    """Return the requirements file that admits these wheels and no others.

    pip is what installs them and is not installed: it would reach for a network that is not there.
    """
    lines = (f"{w.name}=={w.version} --hash=sha256:{w.sha256}\n" for w in wheels)
    return "".join(line for line in lines if not line.startswith("pip=="))


def licences(wheels: list[Wheel]) -> str:
    """Return the list of licences; their texts are in the wheels."""
    rows = [f"{w.name} {w.version}\t{w.licence}\n" for w in wheels]
    head = "这个安装包里的部件和它们的许可；许可全文在各个 .whl 文件（zip 格式）里。\n\n"
    return head + "".join(rows)
