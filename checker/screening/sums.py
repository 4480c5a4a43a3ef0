"""Sums and products of floats, rounded upwards and only where they must be.

A sum that float64 can hold comes out exact; any other comes out as a number not below it. So a bound that is made of
these sums may take some too many pairs for conflicting, never too few. Rounding downwards is rounding the negative up.

Source: T. J. Dekker, "A floating-point technique for extending the available precision" (1971), and D. E. Knuth, "The
Art of Computer Programming", volume 2, 4.2.2: a rounding error is itself a float, which a few operations yield.
"""

from __future__ import annotations

import numpy as np

from checker.screening.arrays import Float64Array

SPLITTER = float(2**27 + 1)
"""Cuts the 53 digits of a float into 26 and 26 (Dekker)."""


@np.errstate(invalid="ignore", over="ignore")
def exact_sum(a: Float64Array, b: Float64Array) -> tuple[Float64Array, Float64Array]:
    """The sum, and what rounding took from it. Where a term is infinite the second number is no number."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def exact_product(a: Float64Array, b: Float64Array) -> tuple[Float64Array, Float64Array]:
    """The product, and what rounding took from it; the factors are finite and neither huge nor tiny."""
    product = a * b
    a_head, a_tail = _halves(a)
    b_head, b_tail = _halves(b)
    return product, ((a_head * b_head - product) + a_head * b_tail + a_tail * b_head) + a_tail * b_tail


def raised(a: Float64Array, b: Float64Array) -> Float64Array:
    """The sum, or the next float above it where float64 cannot hold it."""
    total, lost = exact_sum(a, b)
    return np.where(lost > 0, np.nextafter(total, np.inf), total)


def raised_by_product(a: Float64Array, b: Float64Array, c: Float64Array) -> Float64Array:
    """`a + b × c` on the terms of `raised`."""
    product, small = exact_product(b, c)
    total, lost = exact_sum(a, product)
    rest = raised(np.where(np.isfinite(total), lost, 0.0), small)
    return np.where(rest == 0, total, raised(total, rest))


def _halves(a: Float64Array) -> tuple[Float64Array, Float64Array]:
    scaled = a * SPLITTER
    head = scaled - (scaled - a)
    return head, a - head
