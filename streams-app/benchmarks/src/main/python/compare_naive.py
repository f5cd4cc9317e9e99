# SPDX-License-Identifier: Apache-2.0
"""ks and psi of every column of two CSV files by pandas and SciPy.

python3 compare_naive.py REF.csv CUR.csv
"""

import sys

import numpy
import pandas
import scipy.stats

BINS = 10
FLOOR = 1e-4


def psi(p, q):
    p, q = numpy.maximum(p, FLOOR), numpy.maximum(q, FLOOR)
    return float(((q - p) * numpy.log(q / p)).sum())


def numeric_psi(reference, current):
    ranks = numpy.ceil(numpy.arange(1, BINS) / BINS * len(reference)).astype(int) - 1
    edges = numpy.unique(numpy.sort(reference)[ranks])

    def shares(values):
        counts = numpy.bincount(numpy.searchsorted(edges, values), minlength=len(edges) + 1)
        return counts / len(values)

    return psi(shares(reference), shares(current))


def main(reference_file, current_file):
    reference = pandas.read_csv(reference_file)
    current = pandas.read_csv(current_file)
    for name in reference.columns:
        r, c = reference[name], current[name]
        if pandas.api.types.is_numeric_dtype(r):
            r, c = r.to_numpy(), c.to_numpy()
            ks = scipy.stats.ks_2samp(r, c, method="asymp")
            print(f"{name} ks={ks.statistic:.12f} psi={numeric_psi(r, c):.12f}")
        else:
            p = r.value_counts(normalize=True)
            q = c.value_counts(normalize=True).reindex(p.index, fill_value=0)
            print(f"{name} psi={psi(p.to_numpy(), q.to_numpy()):.12f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
