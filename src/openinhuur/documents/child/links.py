"""Which addresses a link may have: what a person may choose to follow."""

from urllib.parse import urlsplit

PLACES = {"http", "https", "mailto", "tel"}


def leads_to_a_place_on_the_web(address: str) -> bool:
    """Whether it is an ordinary link; one without a scheme is read as such too, except to another machine's files.

    >>> [leads_to_a_place_on_the_web(one) for one in ("https://a.example", "www.a.example", "file:///etc/passwd")]
    [True, True, False]
    """
    plain = "".join(address.split()).replace("\\", "/")
    try:
        scheme = urlsplit(plain).scheme.casefold()
    except ValueError:
        return False
    return scheme in PLACES or (not scheme and not plain.startswith("//"))
