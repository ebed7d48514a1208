"""Expressions of time in Arabic news with their ISO values, and the moments of visible date lines."""

from __future__ import annotations

from mudawwana.arabic.dates.find import find_dates
from mudawwana.arabic.dates.moments import Moment, find_moments

__all__ = ["Moment", "find_dates", "find_moments"]
