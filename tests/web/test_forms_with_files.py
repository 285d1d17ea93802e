"""Forms with files are read in memory: as Django reads them, and nothing that is sent brings the site down."""

import contextlib
from io import BytesIO

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.http.request import HttpRequest
from django.test.client import BOUNDARY, encode_multipart
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.web.received import MOST_PARTS, InMemory

NAMES = st.text("abcdefgh_-.0123", min_size=1, max_size=12)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
FILES = st.builds(
    SimpleUploadedFile, st.text("abc é.-", min_size=1).map(lambda name: f"x{name}.pdf"), st.binary(max_size=300)
)
FORMS = st.dictionaries(NAMES, st.one_of(st.lists(TEXTS, max_size=3), FILES), max_size=6)


def read(body: bytes, boundary: bytes = BOUNDARY.encode()) -> tuple[dict[str, list[str]], dict[str, list[object]]]:
    fields, files = InMemory().handle_raw_input(BytesIO(body), {}, len(body), boundary, "utf-8")
    return dict(fields.lists()), {
        name: [(one.name, one.read(), one.size) for one in several] for name, several in files.lists()
    }


def read_by_django(body: bytes) -> tuple[dict[str, list[str]], dict[str, list[object]]]:
    handler = MemoryFileUploadHandler(HttpRequest())
    about = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}", "CONTENT_LENGTH": len(body)}
    fields, files = MultiPartParser(about, BytesIO(body), [handler], "utf-8").parse()
    return dict(fields.lists()), {
        name: [(one.name, one.read(), one.size) for one in several] for name, several in files.lists()
    }


@given(FORMS)
def test_every_form_is_read_as_django_reads_it(form: dict[str, object]) -> None:
    body = encode_multipart(BOUNDARY, form)
    if form:
        assert read(body) == read_by_django(body)


@given(FORMS, st.integers(min_value=0))
def test_of_a_body_that_broke_off_the_whole_parts_are_read_and_no_other(form: dict[str, object], at: int) -> None:
    body = encode_multipart(BOUNDARY, {**form, "whole": "1"})
    end = body.rindex(b"--" + BOUNDARY.encode())
    fields, files = read(body[: at % end])
    assert "whole" not in fields
    all_fields, all_files = read(body)
    for part, whole in ((fields, all_fields), (files, all_files)):
        assert all(values == whole[name][: len(values)] for name, values in part.items())


@given(st.binary(max_size=400))
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    for sent in (body, b"--b\r\n" + body, b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + body):
        with contextlib.suppress(MultiPartParserError):
            read(sent, b"b")


def test_more_parts_than_any_form_has_are_refused() -> None:
    assert read(encode_multipart(BOUNDARY, {"a": ["x"] * MOST_PARTS}))[0] == {"a": ["x"] * MOST_PARTS}
    with pytest.raises(TooManyFieldsSent):
        read(encode_multipart(BOUNDARY, {"a": ["x"] * (MOST_PARTS + 1)}))


@pytest.mark.parametrize(
    ("said", "shown"),
    [("../../etc/passwd", "passwd"), ("C:\\Users\\pien\\cv.pdf", "cv.pdf"), ("a\x07b.pdf", "ab.pdf"), ("..", None),
     ("", None), ("map/", None)],
)  # fmt: skip
def test_of_the_name_of_a_file_its_last_part_is_kept(said: str, shown: str | None) -> None:
    head = f'--b\r\nContent-Disposition: form-data; name="cv"; filename="{said}"\r\n\r\nx\r\n--b--\r\n'
    _, files = read(head.encode(), b"b")
    assert [one[0] for several in files.values() for one in several] == ([] if shown is None else [shown])
