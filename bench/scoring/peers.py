"""Times the weighted sum of pymcdm, scikit-criteria and numpy beside ours, on the same made-up data.

Each peer is warm, gets its matrix and weights ready made (floats, already on one scale) and returns scores and ranks.
Ours starts from answers and prices as read, grades and converts them, and ranks exactly. Rankings are compared.
Called by run.sh with two files: divan's table and the rankings that `scoring/benches/evaluate` printed.
"""

import re
import statistics
import sys
import time
import warnings

import numpy as np
from pymcdm.helpers import rrankdata
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

SIZES = {(10, 8): "points_traced_10x8", (1_000, 20): "points_traced_1000x20", (100_000, 20): "points_untraced_100000x20"}
NANOSECONDS = {"ns": 1, "µs": 1e3, "ms": 1e6, "s": 1e9}


def noise(counter):
    """SplitMix64 as a function of a counter: the same as in scoring/benches/evaluate/case.rs."""
    with np.errstate(over="ignore"):
        z = (counter + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def case(bids, criteria):
    """The matrix of shares (price first, then criteria) and the weights, which make 100."""
    first = np.arange(bids, dtype=np.uint64)[:, None] * np.uint64(64)
    price = 100_000 + (noise(first) % np.uint64(900_000)).astype(float)
    levels = noise(first + np.uint64(1) + np.arange(criteria, dtype=np.uint64)) % np.uint64(5)
    matrix = np.ascontiguousarray(np.hstack([price.min() / price, levels.astype(float) / 4]))
    least, rise = (4.0, 1.0) if criteria == 8 else (1.1, 0.2)
    return matrix, np.concatenate([[40.0], least + rise * np.arange(criteria)])


def median(run, seconds=2.0):
    """Nanoseconds of a call: the median of as many as fit, five at least, after two that do not count."""
    run(), run()
    times, end = [], time.perf_counter() + seconds
    while len(times) < 5 or time.perf_counter() < end:
        start = time.perf_counter_ns()
        run()
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times)


def peers(matrix, weights):
    """Each peer as a call without arguments that returns scores, higher is better."""
    share = weights / weights.sum()
    types = np.ones(len(weights), dtype=int)
    # Columns are on one scale already, so that no peer normalises.
    pymcdm = WSM(normalization_function=lambda column, cost: column)
    decider = WeightedSumModel()
    decision = mkdm(matrix, [max] * len(weights), weights=share)

    def run_pymcdm():
        scores = pymcdm(matrix, share, types)
        rrankdata(scores)
        return scores

    def run_numpy():
        scores = matrix @ weights
        np.argsort(-scores, kind="stable")
        return scores

    def run_scikit():
        return decider.evaluate(decision).e_.score

    def run_scikit_from_arrays():
        return decider.evaluate(mkdm(matrix, [max] * len(weights), weights=share)).e_.score

    return {
        "pymcdm": run_pymcdm,
        "scikit-criteria": run_scikit_from_arrays,
        "scikit-criteria, DecisionMatrix ready": run_scikit,
        "numpy": run_numpy,
    }


def ours(table):
    """Medians of divan's table, in nanoseconds."""
    row = re.compile(r"(\w+)\s+[\d.]+ \S+\s+│ [\d.]+ \S+\s+│ ([\d.]+) (ns|µs|ms|s)\s")
    with open(table, encoding="utf-8") as lines:
        found = [row.search(line) for line in lines]
    return {row[1]: float(row[2]) * NANOSECONDS[row[3]] for row in found if row}


def rankings(file):
    """Bids best first, by size."""
    with open(file, encoding="utf-8") as lines:
        rows = [[int(word) for word in line.split()] for line in lines]
    return {(row[0], row[1]): np.array(row[2:]) for row in rows}


def same_ranking(order, scores):
    """Whether scores fall along our order, but for what floats cannot tell apart."""
    along = scores[order] / scores.max()
    return len(order) == len(scores) and bool(np.all(np.diff(along) <= 1e-12))


def shown(nanoseconds):
    unit = next(unit for unit, size in reversed(NANOSECONDS.items()) if nanoseconds >= size)
    return f"{nanoseconds / NANOSECONDS[unit]:.3g} {unit}"


def main(table, ranking_file):
    warnings.simplefilter("ignore")
    medians, orders = ours(table), rankings(ranking_file)
    print("| bids x criteria | ours | pymcdm | scikit-criteria | scikit-criteria, DecisionMatrix ready | numpy | same ranking |")
    print("|---|---|---|---|---|---|---|")
    for size, bench in SIZES.items():
        matrix, weights = case(*size)
        cells, agree = [], True
        for run in peers(matrix, weights).values():
            agree = agree and same_ranking(orders[size], run())
            time_taken = median(run)
            cells.append(f"{shown(time_taken)} ({time_taken / medians[bench]:.3g}x)")
        trace = "with trace" if "_traced" in bench else "no trace"
        print(f"| {size[0]:,} x {size[1]}, {trace} | {shown(medians[bench])} | {' | '.join(cells)} | {agree} |")
    print("\nThe ratio is the peer's time by ours: above 1 we are faster. Ours in full:")
    for name, nanoseconds in sorted(medians.items()):
        print(f"  {name}: {shown(nanoseconds)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
