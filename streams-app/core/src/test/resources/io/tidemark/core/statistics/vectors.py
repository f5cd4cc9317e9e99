# SPDX-License-Identifier: Apache-2.0
"""Writes the expected values beside this file: python3 vectors.py

The first line of each file records the version of SciPy that made it. Exact rational arithmetic (Python's integers and
fractions) makes the columns called "rational", so that a shared mistake of floating point would show.
"""

import math
import os
from fractions import Fraction

import numpy as np
import scipy
from scipy import special, stats

HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = f"# SciPy {scipy.__version__}, NumPy {np.__version__}, vectors.py: "


def write(name, columns, rows):
    with open(os.path.join(HERE, name), "w", encoding="ascii") as out:
        out.write(HEAD + columns + "\n")
        for row in rows:
            out.write(" ".join(repr(float(x)) if isinstance(x, (float, np.floating)) else str(x) for x in row) + "\n")


def rational_outside(n, m, d):
    """Share of lattice paths that touch |i/n - j/m| >= d, by counting the paths that do not."""
    g = math.gcd(n, m)
    h = round(d * (n // g * m))
    inside = [0] * (m + 1)
    for i in range(n + 1):
        for j in range(m + 1):
            if abs(i * (m // g) - j * (n // g)) >= h:
                inside[j] = 0
            elif i == 0:
                inside[j] = 1 if j == 0 else inside[j - 1]
            else:
                inside[j] = inside[j] + (inside[j - 1] if j else 0)
    return float(1 - Fraction(inside[m], math.comb(n + m, m)))


def two_sample():
    sizes = [(1, 1), (1, 2), (2, 3), (3, 3), (5, 4), (7, 10), (12, 8), (20, 20), (30, 1), (50, 40), (100, 99), (128, 96)]
    sizes += [(200, 200), (300, 17), (400, 150), (360, 300)]
    rows = []
    for n, m in sizes:
        lcm = math.lcm(n, m)
        for share in (0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0):
            d = max(1, round(share * lcm)) / lcm
            rows.append((n, m, d, rational_outside(n, m, d)))
    write("ks-two-sample-rational.txt", "n m d rational", rows)
    rows = []
    for n, m in [(1000, 1000), (1000, 999), (2000, 1500), (5000, 40), (10000, 3), (10000, 2500), (4000, 3999), (10000, 9999), (10000, 10000)]:
        size = n * m / (n + m)
        for log10 in (-0.3, -2, -5, -12, -50, -120, -200, -250, -295):
            shift = math.sqrt(-(log10 * math.log(10) - math.log(2)) / 2 / size)
            if shift >= 1:
                continue
            found = stats.ks_2samp(np.arange(n) / n, np.arange(m) / m + shift, method="exact")
            if found.pvalue > 1e-301:
                rows.append((n, m, found.statistic, found.pvalue))
    write("ks-two-sample.txt", "n m d p", rows)


def one_sample():
    rows = []
    for n in (1, 2, 3, 5, 10, 20, 50, 100, 140, 141, 200, 500, 1000, 5000, 20000, 100000, 500000, 1000000):
        for depth in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.75, 0.8, 1, 1.5, 2, 2.19, 2.21, 2.5, 3, 3.9, 4.1, 6, 10, 20, 50, 57.5, 115, 230, 300, 345):
            d = math.sqrt(depth / n)
            if d < 1:
                rows.append((n, d, stats.kstwo.sf(d, n)))
    write("ks-one-sample.txt", "n d p", rows)


def tails():
    levels = (0.9, 0.5, 0.1, 1e-2, 1e-5, 1e-10, 1e-20, 1e-50, 1e-100, 1e-200, 1e-300)
    rows = []
    for freedom in (1, 2, 3, 5, 9, 10, 38, 39, 100, 1000, 10000, 100000):
        for p in levels:
            x = stats.chi2.isf(p, freedom)
            rows.append((freedom, x, stats.chi2.sf(x, freedom)))
    write("chi-squared.txt", "degreesOfFreedom x p", rows)
    write("normal.txt", "z p", [(z, special.ndtr(-z)) for z in (-3.0, -0.5, 0.0, 0.1, 1.0, 2.5, 6.0, 10.0, 20.0, 30.0, 37.0)])


if __name__ == "__main__":
    two_sample()
    one_sample()
    tails()
