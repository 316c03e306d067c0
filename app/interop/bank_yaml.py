"""Questions as our authors write them in questions.yaml. What is not ready stands there as remarks, to be mended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from app.interop.inward import Carried

ON_ONE_LINE = ("answer", "tags", "audience")
"""Lists of short keys, which authors write as [one, two]."""


class _Keys(list[str]):
    """A list to be written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes every value as text, without the quotes that only types would need: yes, 8.5, 2024-05-01."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012  # the name and kind that PyYAML looks at

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Move lists in under their name, as authors do."""
        super().increase_indent(flow, False)


def _one_line(dumper: _Dumper, keys: _Keys) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", keys, flow_style=True)


_Dumper.add_representer(_Keys, _one_line)


def bank_yaml(carried: Iterable[Carried]) -> str:
    """Write questions, each after an empty line but the first. Ours reads every value back as the text it was."""
    return "\n".join(_entry(each) for each in carried)


def _entry(carried: Carried) -> str:
    text = _dumped(carried.raw)
    if carried.ready:
        return text
    lines = [f"# {line}".rstrip() for line in text.splitlines()]
    return "\n".join(["# Mend this one (see what was said at the import), then take out the signs `# `.", *lines, ""])


def _dumped(raw: dict[str, Any]) -> str:
    item = {
        key: _Keys(value) if key in ON_ONE_LINE and isinstance(value, list) else value for key, value in raw.items()
    }
    return str(yaml.dump([item], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000))
