"""The version of the tool, for reports that name it."""

from __future__ import annotations


def tool_version() -> str:
    """Empty where the tool is not installed as a package."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("checker")
    except PackageNotFoundError:
        return ""
