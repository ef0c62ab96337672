"""Grids that no template fits → tables of generic roles."""
