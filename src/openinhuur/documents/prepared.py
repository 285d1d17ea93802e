"""Pages that were drawn once and are kept, so that looking at a CV takes no time.

What is drawn follows from the document alone. So it is no decision and leaves no entry in the journal, and it does not
matter who has it drawn: a worker after the opening, or the first who looks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from openinhuur.documents import pictures
from openinhuur.documents.blackening import blacken
from openinhuur.documents.cv import read_cv
from openinhuur.documents.models import BlindPage, Document, PreparedPage
from openinhuur.documents.pictures import Edges, PagePicture, Word
from openinhuur.domain.blinding import Box, covered

PDF = "application/pdf"
AT_ONCE = 20
"""Documents that one job draws, some tenths of a second each; the next job goes on."""


def pages_of(document: Document) -> list[PreparedPage]:
    """Its pages, drawn now when nobody did before; none when nothing can be drawn. Pictures are fetched when asked for.

    Raises:
        NotReadable: one of its kinds.
    """
    pages = PreparedPage.objects.filter(document=document).defer("content")
    if document.pages and not pages:
        prepare(document)
        return list(pages.all())
    return list(pages)


def prepare(document: Document) -> None:
    """Draw the pages and keep them, once. Not inside a transaction, unless somebody waits for them.

    Of a Word file a PDF is made first.

    Raises:
        NotReadable: one of its kinds.
    """
    content = bytes(document.content)
    pages = pictures.of_pdf(content if document.media_type == PDF else read_cv(content).pdf)
    PreparedPage.objects.bulk_create((_kept(document, page) for page in pages), ignore_conflicts=True)


def blackened(pages: Sequence[tuple[PreparedPage, Sequence[Box]]]) -> list[BlindPage]:
    """Each page with its boxes black, in the picture and in the words; not kept yet. Not inside a transaction.

    Raises:
        NotReadable: one of its kinds.
    """
    made = blacken([(bytes(page.content), [_edges(box) for box in boxes]) for page, boxes in pages])
    return [
        BlindPage(page=page, content=content, words=_as_lists(blind_words(words_of(page), boxes)))
        for (page, boxes), content in zip(pages, made, strict=True)
    ]


def blind_words(words: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """The words as they may be read: signs for what any of the boxes touches."""
    return [replace(word, text=text) for word, text in zip(words, covered(words, boxes), strict=True)]


def words_of(page: PreparedPage | BlindPage) -> list[Word]:
    """The words of a page in the order of reading."""
    return [Word(*one) for one in page.words]


def _as_lists(words: Iterable[Word]) -> list[list[str | int]]:
    return [[one.text, one.left, one.top, one.right, one.bottom, one.line] for one in words]


def _edges(box: Box) -> Edges:
    return box.left, box.top, box.right, box.bottom


def _kept(document: Document, page: PagePicture) -> PreparedPage:
    return PreparedPage(
        document=document,
        number=page.number,
        width=page.width,
        height=page.height,
        content=page.content,
        words=_as_lists(page.words),
        images=[list(one) for one in page.images],
    )
