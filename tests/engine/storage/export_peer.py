#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads exports with programs that are not ours, and says how far they are from what the network itself computed.

Usage: export_peer.py FOLDER

FOLDER holds a folder for each case: input0.npy, input1.npy, ..., expected.npy and any of network.onnx, network.pt,
network.py with network.safetensors. Prints JSON: {case: {"onnx": largest difference, ...}}, with a text in place of the
number where a file could not be used. Every file runs on the whole batch and on its first sample alone.
"""
import importlib.util
import json
import math
import sys
from pathlib import Path

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

sys.dont_write_bytecode = True
torch.set_num_threads(1)


def resized(x, scales, sizes, mode, place):
    if sizes is not None:
        assert list(sizes[:2]) == list(x.shape[:2])
        height, width = int(sizes[2]), int(sizes[3])
    else:
        height, width = math.floor(x.shape[2] * scales[2]), math.floor(x.shape[3] * scales[3])
    if mode == b"nearest":
        assert place == b"asymmetric"
        rows = torch.arange(height) * x.shape[2] // height
        columns = torch.arange(width) * x.shape[3] // width
        return x[:, :, rows][:, :, :, columns]
    assert (mode, place) == (b"linear", b"half_pixel")
    return F.interpolate(x, (height, width), mode="bilinear", align_corners=False)


def gemm(a, inputs, w, bias=None):
    return F.linear(inputs, w if a["transB"] else w.t(), bias)


def symmetric(a):
    pads = a.get("pads", [0, 0, 0, 0])
    assert pads[:2] == pads[2:]
    return pads[:2]


def sliced(x, start, end, axes=None):
    axis = 0 if axes is None else int(axes[0])
    return x.narrow(axis, int(start[0]), int(end[0]) - int(start[0]))


# What the specification says of each operator (github.com/onnx/onnx, docs/Operators.md), as far as it is used.
# An operator that a new primitive needs is missing here: write it down, from the specification.
OPERATORS = {
    "Add": lambda a, x, y: x + y,
    "ArgMin": lambda a, x: x.argmin(a["axis"], keepdim=bool(a["keepdims"])),
    "AveragePool": lambda a, x: F.avg_pool2d(x, a["kernel_shape"], a["strides"], symmetric(a)),
    "BatchNormalization": lambda a, x, w, b, m, v: F.batch_norm(x, m, v, w, b, False, 0, a["epsilon"]),
    "Clip": lambda a, x, low, high: x.clamp(low.item(), high.item()),
    "Concat": lambda a, *xs: torch.cat(xs, a["axis"]),
    "ConstantOfShape": lambda a, s: torch.zeros(s.tolist()),
    "Conv": lambda a, x, w, b: F.conv2d(x, w, b, a["strides"], symmetric(a)),
    "ConvTranspose": lambda a, x, w, b: F.conv_transpose2d(x, w, b, a["strides"], symmetric(a), a["output_padding"]),
    "Div": lambda a, x, y: x / y,
    "Elu": lambda a, x: F.elu(x),
    "Erf": lambda a, x: torch.erf(x),
    "Flatten": lambda a, x: x.flatten(a["axis"]),
    "Gather": lambda a, x, i: torch.from_numpy(numpy.take(x.numpy(), i.numpy(), a["axis"])),
    "Gemm": gemm,
    "Identity": lambda a, x: x,
    "LeakyRelu": lambda a, x: F.leaky_relu(x, a["alpha"]),
    "MatMul": lambda a, x, y: x @ y,
    "MaxPool": lambda a, x: F.max_pool2d(x, a["kernel_shape"], a["strides"], symmetric(a)),
    "Mul": lambda a, x, y: x * y,
    "ReduceMean": lambda a, x: x.mean(a["axes"], keepdim=bool(a["keepdims"])),
    "Relu": lambda a, x: x.clamp(min=0),
    "Reshape": lambda a, x, s: x.reshape([n or x.shape[i] for i, n in enumerate(s.tolist())]),
    "Resize": lambda a, x, roi, scales=None, sizes=None: resized(
        x, scales, sizes, a["mode"], a["coordinate_transformation_mode"]
    ),
    "ScatterElements": lambda a, x, i, u: x.scatter(a["axis"], i, u),
    "Shape": lambda a, x: torch.tensor(x.shape),
    "Sigmoid": lambda a, x: torch.sigmoid(x),
    "Slice": lambda a, *xs: sliced(*xs),
    "Softplus": lambda a, x: torch.log1p(torch.exp(-x.abs())) + x.clamp(min=0),
    "Sqrt": lambda a, x: x.sqrt(),
    "Sub": lambda a, x, y: x - y,
    "Tanh": lambda a, x: torch.tanh(x),
    "TopK": lambda a, x, k: torch.topk(x, int(k[0]), a["axis"]),
    "Transpose": lambda a, x: x.permute(a["perm"]),
}


def run_onnx(path):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    graph = model.graph
    constants = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}

    def run(*inputs):
        values = dict(constants)
        for declared, given in zip(graph.input, inputs, strict=True):
            sizes = [d.dim_value for d in declared.type.tensor_type.shape.dim]
            assert sizes == [0, *given.shape[1:]], (sizes, given.shape)
            values[declared.name] = given
        for node in graph.node:
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            outputs = OPERATORS[node.op_type](attributes, *(values[n] if n else None for n in node.input))
            values.update(zip(node.output, [outputs] if len(node.output) == 1 else outputs))
        return values[graph.output[0].name]

    return run


def run_torchscript(path):
    return torch.jit.load(str(path)).eval()


def run_python(path):
    spec = importlib.util.spec_from_file_location("network", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load()


READERS = {"network.onnx": run_onnx, "network.pt": run_torchscript, "network.py": run_python}


def difference(run, inputs, expected):
    worst = 0.0
    for count in (len(expected), 1):
        output = run(*(x[:count] for x in inputs))
        assert output.dtype == torch.float32, output.dtype
        assert output.shape == expected[:count].shape, (output.shape, expected.shape)
        worst = max(worst, (output - expected[:count]).abs().max().item())
    return worst


def measured(folder):
    inputs = [torch.from_numpy(numpy.load(path)) for path in sorted(folder.glob("input*.npy"))]
    expected = torch.from_numpy(numpy.load(folder / "expected.npy"))
    result = {}
    for name, reader in READERS.items():
        path = folder / name
        if path.exists():
            try:
                result[path.suffix[1:]] = difference(reader(path), inputs, expected)
            except Exception as error:  # whatever it is, it belongs to this file alone
                result[path.suffix[1:]] = f"{type(error).__name__}: {error}"
    return result


if __name__ == "__main__":
    with torch.no_grad():
        print(json.dumps({folder.name: measured(folder) for folder in sorted(Path(sys.argv[1]).iterdir())}))
