"""The local policies of this library: the registry that finds one by its key.

A policy's module is imported, and the policy built, when its key is first asked for.
"""

from __future__ import annotations

import importlib
from typing import Final

from complaintrules._nations import nations
from complaintrules.errors import UnknownKeyError, WrongTypeError
from complaintrules.procedures.policy import LocalPolicy

_POLICY_MODULES: Final[dict[str, str]] = {
    "shropshire-children-2016": "shropshire_children_policy",
}


def policies() -> tuple[str, ...]:
    """The keys of every local policy of this library.

    >>> policies()
    ('shropshire-children-2016',)
    """
    return tuple(_POLICY_MODULES)


def get_policy(key: str) -> LocalPolicy:
    """The local policy with this key.

    Raises:
        WrongTypeError: The key is not a string.
        UnknownKeyError: There is no such policy; the message names the nearest.
    """
    if not isinstance(key, str):
        raise WrongTypeError("policy", key, "the key of a policy, or a LocalPolicy")
    if key not in _POLICY_MODULES:
        # A policy belongs to the nation whose procedure it is laid over.
        raise UnknownKeyError("policy", key, policies(), nations(_policy(known).procedure for known in policies()))
    return _policy(key)


def _policy(key: str) -> LocalPolicy:
    module = importlib.import_module(f"{__package__}.{_POLICY_MODULES[key]}")
    found: LocalPolicy = next(policy for policy in module.POLICIES if policy.key == key)
    return found


def as_policy(policy: str | LocalPolicy | None) -> LocalPolicy | None:
    """A policy as callers may name it: the policy itself, its key, or None.

    Raises:
        WrongTypeError: It is none of these.
        UnknownKeyError: There is no such policy.
    """
    return policy if policy is None or isinstance(policy, LocalPolicy) else get_policy(policy)
