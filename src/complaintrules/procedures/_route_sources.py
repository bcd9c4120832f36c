"""The instruments that the table of `_routes` cites."""

from __future__ import annotations

from typing import Final

from complaintrules.procedures import (
    england_adult_social_care,
    england_children,
    england_corporate,
    england_housing,
    england_public_health,
    uk_data_protection,
)
from complaintrules.rules.law import Source

CHILDREN: Final = england_children.REGS
CHILDREN_ACT: Final = england_children.CHILDREN_ACT
GUIDANCE: Final = england_children.GUIDANCE
ADULTS: Final = england_adult_social_care.REGS
PUBLIC_HEALTH: Final = england_public_health.REGS
CODE: Final = england_corporate.CODE
HOUSING: Final = england_housing.CODE
DATA_PROTECTION: Final = uk_data_protection.ACT

# The ways without a clock here are named by their Act, whose provisions were not read.
EDUCATION_ACT: Final = Source(
    "Education Act 2002", "Education Act 2002", unit="section", short_unit="s", kind="ukpga", year=2002, number=32
)
INFORMATION_ACT: Final = Source("Freedom of Information Act 2000", "Freedom of Information Act 2000")
INFORMATION_REGS: Final = Source("Environmental Information Regulations 2004", "Environmental Information Regulations 2004")
HOMES_REGS: Final = Source(
    "SI 2015/541",
    "Children's Homes (England) Regulations 2015",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2015,
    number=541,
)
FOSTERING_REGS: Final = Source(
    "SI 2011/581",
    "Fostering Services (England) Regulations 2011",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2011,
    number=581,
)
PROVIDER_REGS: Final = Source(
    "SI 2014/2936",
    "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2014,
    number=2936,
)
# Named by its parts and schedules, which are not sections.
OMBUDSMAN_ACT: Final = Source("Local Government Act 1974", "Local Government Act 1974", kind="ukpga", year=1974, number=7)
LOCALISM_ACT: Final = Source("Localism Act 2011", "Localism Act 2011")
HOUSING_ACT: Final = Source("Housing Act 1996", "Housing Act 1996")
