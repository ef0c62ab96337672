"""An exact amount as the store's decimals hold it. Never rounds: what does not fit is left out."""

from decimal import Context, Decimal, Inexact

from auditor.store.schema import PLACES

_LARGEST = Decimal(10) ** (38 - PLACES)
_EXACTLY = Context(prec=200, traps=[Inexact])


def write_amount(amount: Decimal | None) -> str | None:
    """Write an amount without exponent; None for none, and where a digit would be lost."""
    if amount is None or not amount.is_finite() or abs(amount) >= _LARGEST:
        return None
    text = f"{amount:f}"
    fraction = text.partition(".")[2].rstrip("0")
    return text if len(fraction) <= PLACES else None


def multiply_exactly(amount: Decimal, factor: Decimal) -> Decimal:
    """Multiply without rounding, whatever the number of digits."""
    return _EXACTLY.multiply(amount, factor)
