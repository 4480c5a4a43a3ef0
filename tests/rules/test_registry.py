"""The folders of rules are the registry."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import checker.rules
from checker.rules.rule import Rule


def test_no_rule_lies_where_nobody_looks() -> None:
    """A file beside the folders of rules that defines one would never run."""
    names = [module.name for module in iter_modules(checker.rules.__path__) if not module.ispkg]
    modules = {name: import_module(f"checker.rules.{name}") for name in names}
    assert "registry" in modules
    assert [name for name, module in modules.items() if isinstance(getattr(module, "RULE", None), Rule)] == []
