"""Has LibreOffice accept or reject all tracked changes of a Word document, as a person would.

The comments are taken out before: they are not what is accepted, and a LibreOffice without a
screen (7.4) does not open a document for editing that has comments beside it.
"""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from waiting import PATIENCE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

SYSTEM_PYTHON = "/usr/bin/python3"
"""LibreOffice's bridge belongs to the system's own Python."""

_SCRIPT = """
import subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
source, target, profile, command = sys.argv[1:]
pipe = "gouji" + str(abs(hash(profile)))
office = subprocess.Popen(["soffice", "--headless", "--norestore", "--nodefault",
    "-env:UserInstallation=" + profile, "--accept=pipe,name=" + pipe + ";urp;"])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
while office.poll() is None:
    try:
        context = resolver.resolve(
            "uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        time.sleep(0.3)
make = context.ServiceManager.createInstanceWithContext
desktop = make("com.sun.star.frame.Desktop", context)
hidden = PropertyValue("Hidden", 0, True, 0)
document = desktop.loadComponentFromURL(source, "_blank", 0, (hidden,))
frame = document.CurrentController.Frame
make("com.sun.star.frame.DispatchHelper", context).executeDispatch(
    frame, ".uno:" + command, "", 0, ())
word = PropertyValue("FilterName", 0, "MS Word 2007 XML", 0)
document.storeToURL(target, (word,))
document.close(True)
desktop.terminate()
office.wait()
"""


def can_settle() -> bool:
    """Tell whether LibreOffice and its bridge are installed here."""
    if shutil.which("soffice") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    found = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True)
    return found.returncode == 0


def without_comments(data: bytes) -> bytes:
    """Return a Word document without the marks of its comments."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(buffer, "w") as changed:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                marks = ("commentRangeStart", "commentRangeEnd", "commentReference")
                for mark in list(root.iter(*(W + mark for mark in marks))):
                    gone = mark.getparent() if mark.tag == W + "commentReference" else mark
                    gone.getparent().remove(gone)
                part = etree.tostring(root)
            changed.writestr(name, part)
    return buffer.getvalue()


def settled(data: bytes, folder: Path, command: str = "AcceptAllTrackedChanges") -> bytes:
    """Return the document after LibreOffice's ``command`` on its changes."""
    source, target = folder / "in.docx", folder / "out.docx"
    source.write_bytes(without_comments(data))
    uris = [path.as_uri() for path in (source, target, folder / "profile")]
    subprocess.run(
        [SYSTEM_PYTHON, "-c", _SCRIPT, *uris, command],
        timeout=PATIENCE, check=True, capture_output=True,
    )  # fmt: skip
    return target.read_bytes()
