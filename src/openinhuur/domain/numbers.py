"""Numbers that others give out: each is brought into one spelling, or refused.

Spaces, dots and hyphens between the characters are dropped and letters become capitals. Anything else that
is not an ASCII letter or digit is refused, and so is nothing at all: who allows an empty field does not ask.

The forms and the check digits of VAT numbers and IBANs are those of ``python-stdnum``. An OIN is described at
https://logius-standaarden.github.io/OIN-Stelsel/: a prefix of 8 that names the register, the number in it, zeros.

>>> vat_number("nl 000098437 b01"), kvk_number("9010.0022"), postcode("2712pc")
('NL000098437B01', '90100022', '2712 PC')
>>> oin("00000001 000098437 000"), g_account_iban("NL66 INGB 0990 0010 08")
('00000001000098437000', 'NL66INGB0990001008')
"""

import re

import stdnum.iban
from stdnum.nl import bsn, btw

from openinhuur.domain.errors import Refusal
from openinhuur.domain.invoice_check import is_g_account

BETWEEN = re.compile(r"[ \t\N{NO-BREAK SPACE}.-]")
SHOWN = 40  # characters of a refused number that are repeated to who typed it


class KvkNumberInvalid(Refusal):
    """Not a number of the trade register: 8 digits. Fields: ``number``, ``field``."""


class VatNumberInvalid(Refusal):
    """Not a Dutch VAT number, or a typing error in one. Fields: ``number``, ``field``."""


class OinInvalid(Refusal):
    """Not the 20 digits of an OIN, or a typing error in them. Fields: ``number``, ``field``."""


class IbanInvalid(Refusal):
    """Not an IBAN, or a typing error in one. Fields: ``number``, ``field``."""


class NotAGAccount(Refusal):
    """An IBAN, but not of a Dutch blocked account: those begin with 099. Fields: ``number``, ``field``."""


class PostcodeInvalid(Refusal):
    """Not a Dutch postcode: four digits and two letters. Fields: ``number``, ``field``."""


def kvk_number(text: str) -> str:
    """A number of the trade register: 8 digits. It has no check digit.

    Raises:
        KvkNumberInvalid.
    """
    number = _compact(text)
    if not re.fullmatch(r"\d{8}", number) or not int(number):
        raise KvkNumberInvalid(number=_shown(text), field="kvk_number")
    return number


def vat_number(text: str) -> str:
    """A Dutch VAT number with its prefix: NL, 9 digits, B, 2 digits. NL may be left out by who types it.

    The digits are an RSIN (11-test) or, since 2020, the whole number passes the 97-test.

    Raises:
        VatNumberInvalid.
    """
    number = _compact(text).removeprefix("NL")
    if not re.fullmatch(r"\d{9}B\d{2}", number) or not btw.is_valid(number):
        raise VatNumberInvalid(number=_shown(text), field="vat_number")
    return f"NL{number}"


def oin(text: str) -> str:
    """The number of a public body in digital traffic: 20 characters, all digits in nearly every register.

    Prefix 00000001 is followed by an RSIN (11-test) and 000, prefix 00000003 by a KvK number and 0000. The
    numbers of other registers (schools have letters in theirs) are held to their shape only.

    Raises:
        OinInvalid.
    """
    number = _compact(text)
    register, rest = number[:8], number[8:]
    if register == "00000001":
        is_valid = bool(re.fullmatch(r"\d{9}000", rest)) and bsn.is_valid(rest[:9])
    elif register == "00000003":
        is_valid = bool(re.fullmatch(r"\d{8}0000", rest)) and rest[:8] != "00000000"
    else:
        is_valid = bool(re.fullmatch(r"000000(?!00)\d{2}[0-9A-Z]{12}", number))
    if not is_valid:
        raise OinInvalid(number=_shown(text), field="oin")
    return number


def iban(text: str) -> str:
    """An account number of any country that uses IBAN (ISO 13616), with its check digits.

    Raises:
        IbanInvalid.
    """
    return _iban(text, field="iban")


def g_account_iban(text: str) -> str:
    """The IBAN of a Dutch blocked account: an account number that begins with 099 (practice).

    Raises:
        IbanInvalid: not an IBAN at all.
        NotAGAccount: an IBAN of another kind of account.
    """
    number = _iban(text, field="g_account_iban")
    if not is_g_account(number):
        raise NotAGAccount(number=_shown(text), field="g_account_iban")
    return number


def postcode(text: str) -> str:
    """A Dutch postcode as the post writes it: "1234 AB". SA, SD and SS are never given out.

    Raises:
        PostcodeInvalid.
    """
    number = _compact(text)
    if not re.fullmatch(r"[1-9]\d{3}(?!SA|SD|SS)[A-Z]{2}", number):
        raise PostcodeInvalid(number=_shown(text), field="postcode")
    return f"{number[:4]} {number[4:]}"


def _iban(text: str, *, field: str) -> str:
    number = _compact(text)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[0-9A-Z]{11,30}", number) or not stdnum.iban.is_valid(number):
        raise IbanInvalid(number=_shown(text), field=field)
    return number


def _compact(text: str) -> str:
    """Without what stands between, in capitals; nothing when a character is left that no number has."""
    bare = BETWEEN.sub("", text)
    return bare.upper() if bare.isascii() and bare.isalnum() else ""


def _shown(text: str) -> str:
    """What was typed, fit to be repeated: short, and without characters that cannot be seen."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text[:SHOWN])
