"""Pages that were drawn once and are kept, so that looking at a CV takes no time.

What is drawn follows from the document alone. So it is no decision and leaves no entry in the journal, and it does not
matter who has it drawn: a worker after the opening, or the first who looks.
"""

from openinhuur.documents import pictures
from openinhuur.documents.cv import read_cv
from openinhuur.documents.models import Document, PreparedPage
from openinhuur.documents.pictures import PagePicture, Word

PDF = "application/pdf"
AT_ONCE = 20
"""Documents that one job draws, some tenths of a second each; the next job goes on."""


def prepare(document: Document) -> None:
    """Draw the pages and keep them, once. Not inside a transaction, unless somebody waits for them.

    Of a Word file a PDF is made first.

    Raises:
        NotReadable: one of its kinds.
    """
    content = bytes(document.content)
    pages = pictures.of_pdf(content if document.media_type == PDF else read_cv(content).pdf)
    PreparedPage.objects.bulk_create((_kept(document, page) for page in pages), ignore_conflicts=True)


def words_of(page: PreparedPage) -> list[Word]:
    """The words of a page in the order of reading."""
    return [Word(*one) for one in page.words]


def _kept(document: Document, page: PagePicture) -> PreparedPage:
    return PreparedPage(
        document=document,
        number=page.number,
        width=page.width,
        height=page.height,
        content=page.content,
        words=[[one.text, one.left, one.top, one.right, one.bottom, one.line] for one in page.words],
    )
