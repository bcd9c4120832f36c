"""What is said where hypothesis is not installed."""

from __future__ import annotations

import attrs

from complaintrules.errors import ComplaintRulesError


@attrs.define(slots=False)
class MissingHypothesisError(ComplaintRulesError, ImportError):
    """`complaintrules.testing` was imported where hypothesis is not installed."""

    def __str__(self) -> str:
        return "complaintrules.testing needs hypothesis, which is not installed: pip install 'complaintrules[testing]'"
