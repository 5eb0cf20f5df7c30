# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of the training benchmark: one row for each model."""

LIMITS = (("fp32", "limit"), ("bf16", "bf16 limit"))


def limit(row, peak, precision):
    """Samples a second if the matrix products and convolutions of a step ran as fast as the fastest large ones on all cores,
    and all else took no time."""
    if not peak or precision not in peak:
        return None
    flops = row["flopsPerSample"]
    seconds = flops["dense"] / peak[precision]["matrixProduct"] + flops["convolution"] / peak[precision]["convolution"]
    return 1 / seconds


def speed(measurement):
    return measurement["samplesPerSecond"] if measurement else None


def own(row):
    """What somebody who sets nothing gets: the automatic precision where there is one, otherwise the fastest."""
    speeds = row["hourglass"]
    return speed(speeds.get("auto")) or max(speed(one) for one in speeds.values())


def speed_text(measurement):
    if not measurement:
        return "–"
    spread = (measurement["highest"] - measurement["lowest"]) / 2 / measurement["samplesPerSecond"]
    value = measurement["samplesPerSecond"]
    return (f"{value:,.0f}" if value >= 100 else f"{value:.1f}") + f" ± {100 * spread:.0f} %"


def ratio_text(row, peer):
    other = speed(row[peer])
    return f"{own(row) / other:.1f}" if other else "–"


def limit_text(row, peak, precision):
    value = limit(row, peak, precision)
    if value is None:
        return ["–", "–"]
    speeds = row["hourglass"]
    reached = speed(speeds.get(precision) or (speeds.get("") if precision == "fp32" else None))
    return [f"{value:,.0f}", f"{100 * reached / value:.0f} %" if reached else "–"]


def table(rows, peak, precisions):
    """@param precisions  those of training.precision; [""] where there is no such setting"""
    limits = [(precision, title) for precision, title in LIMITS if precision == "fp32" or precision in precisions]
    heads = ["model"] + [precision or "Hourglass" for precision in precisions]
    heads += ["tutorial", "tuned", "TF.js", "× tutorial", "× tuned"]
    for _, title in limits:
        heads += [title, "share"]
    lines = [heads + ["others"]]
    for row in rows:
        line = [row["title"]] + [speed_text(row["hourglass"].get(precision)) for precision in precisions]
        line += [speed_text(row[peer]) for peer in ("tutorial", "tuned", "tfjs")]
        line += [ratio_text(row, "tutorial"), ratio_text(row, "tuned")]
        for precision, _ in limits:
            line += limit_text(row, peak, precision)
        lines.append(line + [f"{row['others']:.1f}"])
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads) + 1)]
    texts = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines]
    return "\n".join([texts[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|"] + texts[1:])


def giga(value):
    return f"{value / 1e9:,.0f}"


def notes(report):
    """How to read the table, and under which conditions it was made."""
    machine, peak = report["machine"], report["peak"]
    lines = ["Samples a second while training, in steady state: the median of a few repetitions and half of their range."]
    lines.append("Hourglass: training time only, as its own figures count it. Peers: all of the loop. Ratios: of auto, where "
                 "it exists.")
    if peak:
        reached = ", ".join(f"{giga(peak[p]['matrixProduct'])} and {giga(peak[p]['convolution'])} in {p}"
                            for p in ("fp32", "bf16"))
        lines.append("Limit: the step's arithmetic (forward, and twice as much backward but for the first layer's input) over "
                     f"what large matrix products and convolutions reach at best here: {reached}, in GFLOP/s. (PyTorch on one "
                     "core, measured in processor time, times the number of cores.)")
    for row in report["rows"]:
        if row["tuned"]:
            choice = row["tuned"]["choice"]
            lines.append(f"Tuned, {row['title']}: {choice['threads']} thread(s), {choice['precision']}, {choice['layout']}.")
    if report["tutorialThreads"]:
        lines.append(f"Tutorial: {report['tutorialThreads']} thread(s), PyTorch's default here.")
    lines += report["skipped"]
    lines.append("Others: how many cores other programs (and the machine's host) took during the row.")
    lines.append(f"{machine['cpu']}, {machine['cores']} cores, {machine['date']}; load average "
                 f"{machine['loadBefore']:.1f} before, {machine['loadAfter']:.1f} after.")
    return "\n".join(lines)
