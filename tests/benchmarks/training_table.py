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


def speed(measurement, figure="samplesPerSecond"):
    return measurement[figure] if measurement else None


def own(row, figure="samplesPerSecond"):
    """What somebody who sets nothing gets: the automatic precision where there is one, otherwise the fastest."""
    speeds = row["hourglass"]
    return speed(speeds.get("auto"), figure) or max(speed(one, figure) for one in speeds.values())


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def speed_text(measurement):
    if not measurement:
        return "–"
    spread = (measurement["highest"] - measurement["lowest"]) / 2 / measurement["samplesPerSecond"]
    return f"{number(measurement['samplesPerSecond'])} ± {100 * spread:.0f} %"


def efficiency_text(measurement):
    return number(measurement["samplesPerProcessorSecond"]) if measurement else "–"


def ratio_text(row, peer, figure="samplesPerSecond"):
    other = speed(row[peer], figure)
    return f"{own(row, figure) / other:.1f}" if other else "–"


def limit_text(row, peak, precision):
    value = limit(row, peak, precision)
    if value is None:
        return ["–", "–"]
    speeds = row["hourglass"]
    reached = speed(speeds.get(precision) or (speeds.get("") if precision == "fp32" else None))
    return [f"{value:,.0f}", f"{100 * reached / value:.0f} %" if reached else "–"]


def aligned(lines):
    """A Markdown table; the first line has the names of the columns."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    texts = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines]
    return "\n".join([texts[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|"] + texts[1:])


def compared(row, precisions, text, figure):
    """Every speed and the two ratios."""
    line = [row["title"]] + [text(row["hourglass"].get(precision)) for precision in precisions]
    line += [text(row[peer]) for peer in ("tutorial", "tuned", "tfjs")]
    return line + [ratio_text(row, "tutorial", figure), ratio_text(row, "tuned", figure)]


def tables(rows, peak, precisions):
    """@param precisions  those of training.precision; [""] where there is no such setting"""
    limits = [(precision, title) for precision, title in LIMITS if precision == "fp32" or precision in precisions]
    names = [precision or "Hourglass" for precision in precisions]
    names += ["tutorial", "tuned", "TF.js", "× tutorial", "× tuned"]
    speeds = [["samples a second"] + names + [name for _, title in limits for name in (title, "share")] + ["others"]]
    efficiencies = [["samples a second of processor time"] + names]
    for row in rows:
        line = compared(row, precisions, speed_text, "samplesPerSecond")
        for precision, _ in limits:
            line += limit_text(row, peak, precision)
        speeds.append(line + [f"{row['others']:.1f}"])
        efficiencies.append(compared(row, precisions, efficiency_text, "samplesPerProcessorSecond"))
    return aligned(speeds) + "\n\n" + aligned(efficiencies)


def giga(value):
    return f"{value / 1e9:,.0f}"


def notes(report):
    """How to read the table, and under which conditions it was made."""
    machine, peak = report["machine"], report["peak"]
    lines = ["Speeds are the median of a few repetitions in steady state, ± half of their range. Processor time adds up all "
             "threads, waiting in a loop included; other programs disturb it less."]
    lines.append("Hourglass: training time only, as its own figures count it. Peers: all of the loop. Ratios: of auto, "
                 "where it exists.")
    if peak:
        reached = ", ".join(f"{giga(peak[p]['matrixProduct'])} and {giga(peak[p]['convolution'])} in {p}"
                            for p in ("fp32", "bf16"))
        lines.append("Limit: the step's arithmetic (forward, and twice as much backward but for the first layer's input) "
                     f"over what large matrix products and convolutions reach at best here: {reached}, in GFLOP/s. "
                     "(PyTorch on one core, measured in processor time, times the number of cores.)")
    for row in report["rows"]:
        if row["tuned"]:
            choice = row["tuned"]["choice"]
            lines.append(f"Tuned, {row['title']}: {choice['threads']} thread(s), {choice['precision']}, {choice['layout']}.")
    if report["tutorialThreads"]:
        lines.append(f"Tutorial: {report['tutorialThreads']} thread(s), PyTorch's default here, and no more than there are "
                     "cores for it.")
    lines += report["skipped"]
    lines.append("Others: how many cores other programs (and the machine's host) took during the row.")
    lines.append(f"{machine['cpu']}, {machine['cores']} cores, {machine['date']}; load average "
                 f"{machine['loadBefore']:.1f} before, {machine['loadAfter']:.1f} after.")
    return "\n".join(lines)
