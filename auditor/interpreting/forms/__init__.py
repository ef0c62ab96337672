"""Grids of performance forms → Form."""
