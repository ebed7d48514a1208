"""Dates, quotes, quantities, entities, relevance and events in an article."""
