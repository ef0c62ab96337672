"""The weights of figures in sums: what stands left counts up, what stands right counts down."""

from decimal import Decimal

PLUS, MINUS = Decimal(1), Decimal(-1)
