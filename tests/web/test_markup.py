"""What holds for every template and stylesheet, read as text: the strict policy, the theme, the languages."""

import json
import re
from pathlib import Path

import pytest

from openinhuur.installation import assets

WEB = assets.ROOT / "src" / "openinhuur" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
STYLESHEETS = sorted((WEB / "static").rglob("*.css"))
OURS_IN_EVERY_LANGUAGE = {"Open Inhuur", "Nederlands", "English", "KvK", "OIN"}


def _name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_no_template_holds_a_script_or_a_style(template):
    text = template.read_text()
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"(src|href)=\"(https?:)?//", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_every_word_on_screen_can_be_translated(template):
    text = re.sub(r"{% (blocktranslate|comment).*?{% end\1 %}|{#.*?#}", "", template.read_text(), flags=re.S)
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.S)
    attributes = re.findall(r"(?:aria-label|title|alt|placeholder)=\"([^\"]+)\"", text)
    visible = re.sub(r"<kbd>.*?</kbd>|<[^>]*>", "\n", text)  # what stands on a key is the same everywhere
    words = {line.strip() for line in [*visible.splitlines(), *attributes] if re.search(r"[A-Za-z]{2}", line)}
    assert {word.strip(" ·") for word in words} <= OURS_IN_EVERY_LANGUAGE


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=_name)
def test_only_the_theme_names_a_colour(stylesheet):
    if stylesheet.name != "theme.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", stylesheet.read_text())


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=_name)
def test_no_stylesheet_asks_a_third_party(stylesheet):
    assert not re.search(r"@import|https?:|url\(\s*[\"']?//", stylesheet.read_text())


def test_dark_turns_round_every_colour_of_the_light_scales():
    light, dark = (WEB / "static" / "web" / "theme.css").read_text().split("@media (prefers-color-scheme: dark)")
    scale = re.compile(r"(--voorbeeld-kleuren-[\w-]+):")
    assert set(scale.findall(light)) == set(scale.findall(dark))


def test_the_lock_names_hashes_and_no_addresses():
    lock = (assets.ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in about for name, about in packages.items() if name)


def test_every_package_of_the_design_system_is_used():
    templates = "".join(path.read_text() for path in [*TEMPLATES, *(WEB / "templatetags").glob("*.py")])
    packages = json.loads((assets.ROOT / "package.json").read_text())["dependencies"]
    components = [name.removeprefix("@utrecht/").removesuffix("-css") for name in packages if "utrecht" in name]
    assert [name for name in components if f"utrecht-{name}" not in templates and f'"{name}"' not in templates] == []
