"""Spelling and script: rules as data, one engine, every change undoable."""
