"""Reads a call out of a document (text, Markdown, HTML, PDF, .docx). No database, no clock, no network.

    content → kinds → lines → sections → pairs · lists · prose → facts → Reading

`read` is the one door. A label or heading that is not known yet is added in `labels`, a new way to write a
value in `values`, `dates` or `fields`, a new way to say a fact in a sentence in `prose`.
"""

from openinhuur.importing.reading import Reading, read

__all__ = ["Reading", "read"]
