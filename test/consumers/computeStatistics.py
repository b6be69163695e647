"""Reads one JSON request per line and answers with the figures of scipy and statsmodels."""

import json
import sys

import numpy
from scipy.stats import bootstrap, hypergeom
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


def wilson(passed, total):
    return list(proportion_confint(passed, total, method="wilson"))


def exact_mcnemar(first, second):
    return mcnemar([[0, first], [second, 0]], exact=True).pvalue


def holm(values):
    return multipletests(values, method="holm")[1].tolist()


def pass_at(runs, passed, k):
    return [1 - hypergeom.pmf(0, runs, passed, k), hypergeom.pmf(k, runs, passed, k)]


def difference(shots):
    cases = numpy.array([shot["cases"] for shot in shots])
    gained = numpy.array([shot["secondPassed"] - shot["firstPassed"] for shot in shots])

    def rate(gained, cases, axis=-1):
        return gained.sum(axis=axis) / cases.sum(axis=axis)

    found = bootstrap((gained, cases), rate, paired=True, n_resamples=10000, method="percentile", random_state=1)
    return [found.confidence_interval.low, found.confidence_interval.high]


FIGURES = {"wilson": wilson, "mcnemar": exact_mcnemar, "holm": holm, "pass": pass_at, "bootstrap": difference}

for line in sys.stdin:
    if line.strip():
        request = json.loads(line)
        answer = FIGURES[request["figure"]](*request["given"])
        print("answer", json.dumps(answer))
