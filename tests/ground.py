"""Loaded before the settings are: the tests keep what they write in a folder of their own."""

import os
from pathlib import Path

from openinhuur.installation import env

os.environ.setdefault("OPENINHUUR_VAR", str(Path(__file__).resolve().parents[1] / "var" / "test"))
os.environ.setdefault("OPENINHUUR_PAGES_IN_MEMORY", "0")  # tests change rows behind the journal's back
env.kept_secret(env.var_folder() / "vault.key")
