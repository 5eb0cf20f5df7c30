# SPDX-License-Identifier: GPL-3.0-or-later
"""The models of models/ as PyTorch's tutorials write them: same layers, same loss, same number of parameters."""

import torch
import torch.nn.functional as F
from torch import nn


def cross_entropy(logits, x):
    return F.binary_cross_entropy_with_logits(logits, x, reduction="sum") / x.size(0)


class Autoencoder(nn.Module):
    """Encoder, decoder and cross-entropy."""

    shape = (784,)

    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder = nn.Sequential(*encoder)
        self.decoder = nn.Sequential(*decoder)

    def loss(self, x):
        return cross_entropy(self.decoder(self.encoder(x)), x)


class Variational(Autoencoder):
    def loss(self, x):
        mean, log_variance = self.encoder(x).chunk(2, dim=1)
        code = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp()) / x.size(0)
        return cross_entropy(self.decoder(code), x) + divergence


class Sparse(Autoencoder):
    def loss(self, x):
        code = self.encoder(x)
        rho, mean = 0.05, code.mean(0).clamp(1e-6, 1 - 1e-6)
        divergence = (rho * torch.log(rho / mean) + (1 - rho) * torch.log((1 - rho) / (1 - mean))).sum()
        return cross_entropy(self.decoder(code), x) + 3 * divergence


class Denoiser(Autoencoder):
    shape = (1, 40, 40)

    def loss(self, x):
        noisy = (x + 0.1 * torch.randn_like(x)).clamp(0, 1)
        return F.mse_loss(self.decoder(self.encoder(noisy)), x, reduction="sum") / x.size(0)


class Contractive(Autoencoder):
    """The exact squared norm of the encoder's Jacobian."""

    def penalty(self, x, code):
        """One gradient for each number of the code, as tutorials do."""
        return sum(
            torch.autograd.grad(code[:, i].sum(), x, create_graph=True)[0].pow(2).sum() for i in range(code.size(1))
        )

    def loss(self, x):
        x.requires_grad_()
        code = self.encoder(x)
        return cross_entropy(self.decoder(code), x.detach()) + 0.3 * self.penalty(x, code) / x.size(0)


class FastContractive(Contractive):
    """The same norm from its formula, with the product of the first layer's weights with themselves in the middle."""

    def loss(self, x):
        first, _, second, _ = self.encoder
        total = first(x)
        code = torch.sigmoid(second(F.relu(total)))
        slopes = (code * (1 - code)).unsqueeze(2) * second.weight * (total > 0).to(total.dtype).unsqueeze(1)
        penalty = (slopes.matmul(first.weight.mm(first.weight.t())) * slopes).sum()
        return cross_entropy(self.decoder(code), x) + 0.3 * penalty / x.size(0)


def dense_layers(sizes):
    """Dense layers with ReLU between them."""
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return layers[:-1]


def dense(*sizes):
    """The decoder mirrors the encoder."""
    return Autoencoder(dense_layers(sizes), dense_layers(sizes[::-1]))


def convolutional():
    encoder = [nn.Conv2d(1, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU(), nn.Flatten()]
    decoder = [nn.Linear(32, 1568), nn.ReLU(), nn.Unflatten(1, (32, 7, 7))]
    decoder += [nn.ConvTranspose2d(32, 16, 3, 2, 1, output_padding=1), nn.ReLU()]
    decoder += [nn.ConvTranspose2d(16, 1, 3, 2, 1, output_padding=1)]
    model = Autoencoder(encoder + [nn.Linear(1568, 32)], decoder)
    model.shape = (1, 28, 28)
    return model


def denoiser():
    layers = [nn.Conv2d(1, 64, 3, padding=1), nn.ReLU()]
    for _ in range(8):
        layers += [nn.Conv2d(64, 64, 3, padding=1), nn.ReLU()]
    return Denoiser(layers[:10], layers[10:] + [nn.Conv2d(64, 1, 3, padding=1)])


def convolutional_variational():
    channels = [3, 32, 64, 128, 256]
    encoder, decoder = [], []
    for a, b in zip(channels, channels[1:]):
        encoder += [nn.Conv2d(a, b, 4, 2, 1), nn.ReLU()]
        decoder = [nn.ReLU(), nn.ConvTranspose2d(b, a, 4, 2, 1)] + decoder
    encoder += [nn.Flatten(), nn.Linear(4096, 256)]
    model = Variational(encoder, [nn.Linear(128, 4096), nn.Unflatten(1, (256, 4, 4))] + decoder)
    model.shape = (3, 64, 64)
    return model


def build(name, tuned=False):
    """@return the model and its batch size"""
    if name.startswith("dense-"):
        return dense(784, 512, 128, 32), int(name[len("dense-"):])
    if name == "wide":
        return dense(784, 2048, 2048, 64), 128
    if name == "convolutional":
        return convolutional(), 128
    if name == "variational":
        return Variational(dense_layers([784, 400, 40]), dense_layers([20, 400, 784])), 128
    if name == "denoiser":
        return denoiser(), 64
    if name == "convolutional-variational":
        return convolutional_variational(), 64
    if name == "sparse":
        return Sparse([nn.Linear(784, 1024), nn.Sigmoid()], [nn.Linear(1024, 784)]), 128
    if name == "contractive":
        kind = FastContractive if tuned else Contractive
        encoder = dense_layers([784, 256, 32]) + [nn.Sigmoid()]
        return kind(encoder, dense_layers([32, 256, 784])), 128
    return None
