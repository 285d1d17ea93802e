"""Checks on fair words: nobody is kept out for age, sex, nationality or descent, not even by a side door (R46)."""

import re
from collections.abc import Iterator, Sequence

from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import sentences
from openinhuur.domain.lint.phrases import DIRECT, INDIRECT, NOT_ASKED, Phrase
from openinhuur.domain.written_call import WrittenCall


def discrimination_direct(call: WrittenCall) -> Iterator[Finding]:
    """An age, a sex, a nationality or an accent is asked for, or kept out."""
    return _found(call, "discrimination-direct", Severity.ERROR, DIRECT)


def discrimination_indirect(call: WrittenCall) -> Iterator[Finding]:
    """Words that look neutral and hit one group: a mother tongue, a ceiling on experience, "starter", "energetic"."""
    return _found(call, "discrimination-indirect", Severity.WARNING, INDIRECT)


def _found(call: WrittenCall, code: str, severity: Severity, phrases: Sequence[Phrase]) -> Iterator[Finding]:
    for sentence in sentences(call):
        text, told = sentence.text, range(0)
        for phrase in phrases:
            match = phrase.pattern.search(text)
            if match and not {match.start(), match.end() - 1}.intersection(told) and _is_asked(phrase, match, text):
                told = range(match.start(), match.end())
                lines = sentence.lines(match.start(), match.end())
                yield Finding(code, severity, lines, sentence.key, {"words": match[0].strip(" .,;)")})


def _is_asked(phrase: Phrase, match: re.Match[str], text: str) -> bool:
    """Whether the words are a demand: nothing around them says that it is not asked, or about whom it is."""
    around = f"{text[: match.start()]} … {text[match.end() :]}"
    return not NOT_ASKED.search(around) and not (phrase.unless and phrase.unless.search(text))
