#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the models of models/ with PyTorch and prints samples a second as JSON.

tutorial  as PyTorch's tutorials do: DataLoader, float32, loss.item() at every step, the default number of threads (but no
          more than there are cores for it)
tuned     as PyTorch's tuning guide does: one bound thread a core, resident data, an allocator that keeps its memory, no
          reading of the loss; layout, bfloat16 and number of threads are what a short trial finds fastest
peak      the arithmetic that large matrix products and convolutions reach, in operations a second: one core's, measured in
          processor time so that other programs do not count, times the number of cores
"""

import argparse
import ctypes
import gzip
import json
import os
import struct
import sys
import time
from statistics import median

FASHION_MNIST = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz"
VALIDATION_SHARE = {FASHION_MNIST: 0.1}  # of others, 0.05: what the experiments set apart


def physical_cores():
    """Those that the process may run on."""
    usable = os.sched_getaffinity(0)
    cores, processor, package = set(), None, None
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        key, _, value = line.partition(":")
        if key.strip() == "processor":
            processor = int(value)
        elif key.strip() == "physical id":
            package = value
        elif key.strip() == "core id" and processor in usable:
            cores.add((package, value))
    return len(cores) or len(usable)


CORES = physical_cores()


def bind_threads():
    """Before torch is loaded: OpenMP reads these once. From then on this thread may use one core only."""
    os.environ.setdefault("OMP_PROC_BIND", "close")
    os.environ.setdefault("OMP_PLACES", "cores")


def keep_memory():
    """Large buffers are used again, not handed back to the system after each step: M_MMAP_THRESHOLD, M_TRIM_THRESHOLD,
    M_TOP_PAD of mallopt(3)."""
    libc = ctypes.CDLL(None)
    for parameter, value in ((-3, 32 << 20), (-1, 2**31 - 1), (-2, 64 << 20)):
        libc.mallopt(parameter, value)


def blas_in_use():
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split()[-1] for line in maps if "blas" in line.split()[-1].rpartition("/")[2]}
    return sorted(os.path.realpath(file) for file in files)


def read_idx(path):
    """The training part of an IDX file of bytes, as numbers from 0 to 1."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        zero, kind, rank = struct.unpack(">HBB", file.read(4))
        if zero or kind != 8:
            raise ValueError(path + " is not an IDX file of bytes.")
        sizes = struct.unpack(f">{rank}I", file.read(4 * rank))
        data = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).view(sizes)
    count = sizes[0] - round(VALIDATION_SHARE.get(path, 0.05) * sizes[0])
    return data[:count].float() / 255


def clock(steps, options, warm_up_steps=3):
    """The figures of all repetitions, after the warm-up. @param steps  yields the samples of each finished step"""
    speeds, per_processor, samples, count, warm = [], [], 0, 0, False
    begin, processor = time.perf_counter(), time.process_time()
    for done in steps:
        samples += done
        count += 1
        seconds = time.perf_counter() - begin
        if seconds < (options.seconds if warm else options.warm_up) or (not warm and count < warm_up_steps):
            continue
        if warm:
            speeds.append(samples / seconds)
            per_processor.append(samples / (time.process_time() - processor))
            if len(speeds) == options.repetitions:
                break
        samples, count, warm = 0, 0, True
        begin, processor = time.perf_counter(), time.process_time()
    return {
        "samplesPerSecond": median(speeds),
        "lowest": min(speeds),
        "highest": max(speeds),
        "repetitions": speeds,
        "samplesPerProcessorSecond": median(per_processor),
    }


def tutorial_steps(model, batch_size, data):
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(data), batch_size=batch_size, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    total = 0.0
    while True:
        for (x,) in loader:
            optimizer.zero_grad()
            loss = model.loss(x)
            loss.backward()
            optimizer.step()
            total += loss.item()
            yield x.size(0)


def tuned_steps(model, batch_size, data, choice):
    torch.set_num_threads(choice["threads"])
    bf16 = choice["precision"] == "bf16"
    layout = torch.channels_last if choice["layout"] == "channels_last" else torch.contiguous_format
    if data.dim() == 4:
        model = model.to(memory_format=layout)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, foreach=True)
    while True:
        for indices in torch.randperm(len(data)).split(batch_size):
            x = data[indices]
            if data.dim() == 4:  # .contiguous() would leave pictures of one channel as they are
                x = torch.empty(x.shape, memory_format=layout).copy_(x)
            optimizer.zero_grad(set_to_none=True)
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                loss = model.loss(x)
            loss.backward()
            optimizer.step()
            yield x.size(0)


def choices(pictures):
    layouts = ["contiguous", "channels_last"] if pictures else ["contiguous"]
    for threads in sorted({CORES, 1}, reverse=True):
        for precision in ("fp32", "bf16"):
            for layout in layouts:
                yield {"threads": threads, "precision": precision, "layout": layout}


def best_choice(name, data, options):
    """Each choice for a short time. What torch cannot do at all loses."""
    trial = argparse.Namespace(warm_up=0.05, seconds=options.trial, repetitions=1)
    speeds = []
    for choice in choices(data.dim() == 4):
        model, batch_size = build(name, tuned=True)
        try:
            speeds.append((clock(tuned_steps(model, batch_size, data, choice), trial, warm_up_steps=1)["samplesPerSecond"], choice))
        except RuntimeError:
            pass
    return max(speeds, key=lambda speed: speed[0])[1]


def train(options):
    data = read_idx(options.data or FASHION_MNIST)
    built = build(options.model, tuned=options.mode == "tuned")
    if built is None:
        return None
    model, batch_size = built
    data = data.view(-1, *model.shape)
    choice = None
    if options.mode == "tuned":
        choice = best_choice(options.model, data, options)
        steps = tuned_steps(model, batch_size, data, choice)
    else:
        # Its default does not see that taskset leaves it fewer cores than the machine has.
        torch.set_num_threads(min(CORES, torch.get_num_threads()))
        steps = tutorial_steps(model, batch_size, data)
    return clock(steps, options) | {
        "model": options.model,
        "parameters": sum(weights.numel() for weights in model.parameters()),
        "batchSize": batch_size,
        "threads": torch.get_num_threads(),
        "choice": choice,
    }


def operations_per_second(work, operations, seconds=0.5):
    """Of one thread, in the fastest of many tries."""
    work()
    best, begin = float("inf"), time.perf_counter()
    while time.perf_counter() - begin < seconds:
        start = time.thread_time()
        work()
        best = min(best, time.thread_time() - start)
    return operations / best


def peak():
    torch.set_num_threads(1)
    result = {"cores": CORES}
    with torch.no_grad():
        for name, kind in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
            products = []
            for n in (512, 1024, 2048):
                a, b = torch.randn(n, n).to(kind), torch.randn(n, n).to(kind)
                products.append(operations_per_second(lambda: torch.matmul(a, b), 2 * n**3))
            convolutions = []
            for channels, side in ((64, 40), (128, 32)):
                x = torch.randn(64, channels, side, side).to(kind).contiguous(memory_format=torch.channels_last)
                w = torch.randn(channels, channels, 3, 3).to(kind).contiguous(memory_format=torch.channels_last)
                operations = 2 * 9 * channels**2 * x[:, 0].numel()
                convolutions.append(operations_per_second(lambda: F.conv2d(x, w, padding=1), operations))
            result[name] = {"matrixProduct": CORES * max(products), "convolution": CORES * max(convolutions)}
    return result


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["tutorial", "tuned", "peak"])
    parser.add_argument("--model", help="id of the model, such as dense-128")
    parser.add_argument("--data", help="IDX file of the samples; otherwise Fashion-MNIST")
    parser.add_argument("--warm-up", type=float, default=1.5, help="seconds before the first repetition")
    parser.add_argument("--seconds", type=float, default=1.2, help="of each repetition")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--trial", type=float, default=0.4, help="seconds for each choice that tuned tries")
    options = parser.parse_args()
    if options.mode != "peak" and not options.model:
        parser.error("choose a model by --model")
    return options


if __name__ == "__main__":
    given = arguments()
    if given.mode == "tuned":
        bind_threads()
        keep_memory()
    import torch
    import torch.nn.functional as F
    from pytorch_models import build

    if given.mode == "tuned":
        torch.set_flush_denormal(True)
    report = peak() if given.mode == "peak" else train(given)
    if report is None:
        sys.exit(f"pytorch_peer.py: \"{given.model}\" is not a known model.")
    report |= {"torch": torch.__version__, "blas": blas_in_use()}
    json.dump(report, sys.stdout, indent=2)
    print()
