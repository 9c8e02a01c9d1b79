"""Tells what was found, by four ideas.

- ``public``: the audit as the public JSON object, from which everything for people is made;
- ``one``: one audit told, on the terminal, as a page, as a notice, beside the draft before it;
- ``many``: many audits told, as an overview, an annual summary, in other programs' formats;
- ``rules``: the rules told, each by itself, in a catalogue, beside another set of rules.

``media`` holds what files, pages, spreadsheets and official paper ask of all of them.
"""
