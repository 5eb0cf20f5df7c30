// SPDX-License-Identifier: GPL-3.0-or-later
// Trains the dense and the variational benchmark model with TensorFlow.js on its WebAssembly backend (one thread with
// SIMD: its threads are for browsers) and prints samples a second as JSON.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const FASHION_MNIST = '/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz';
const VALIDATION_SHARE = 0.1;
const FEATURES = 784;
const HEADER = 16; // bytes before the pixels of an IDX file

const MODELS = {
  'dense-128': { batchSize: 128, sizes: [784, 512, 128, 32, 128, 512, 784], code: 3 },
  'dense-512': { batchSize: 512, sizes: [784, 512, 128, 32, 128, 512, 784], code: 3 },
  'variational': { batchSize: 128, sizes: [784, 400, 20, 400, 784], code: 2, variational: true },
};

const usage = `Usage: node peer.mjs --model ID [--warm-up SECONDS] [--seconds SECONDS] [--repetitions COUNT]
  ID: ${Object.keys(MODELS).join(', ')}`;

function readOptions() {
  const number = (fallback) => ({ type: 'string', default: String(fallback) });
  try {
    const { values } = parseArgs({
      options: {
        'model': { type: 'string' }, 'warm-up': number(1.5), 'seconds': number(1.2), 'repetitions': number(5),
        'help': { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (values.model in MODELS)
      return values;
  } catch (error) {
    console.error(error.message);
  }
  console.error(usage);
  process.exit(2);
}

function readImages() {
  const bytes = gunzipSync(readFileSync(FASHION_MNIST)).subarray(HEADER);
  const all = bytes.length / FEATURES;
  const count = all - Math.round(VALIDATION_SHARE * all);
  return { count, pixels: Float32Array.from(bytes.subarray(0, count * FEATURES), (value) => value / 255) };
}

/** Glorot's weights and no bias, for each layer of the model. */
function makeLayers({ sizes, code, variational }) {
  return sizes.slice(1).map((size, i) => {
    const units = variational && i + 1 === code ? 2 * size : size;
    const deviation = Math.sqrt(2 / (sizes[i] + units));
    return {
      weight: tf.variable(tf.randomNormal([sizes[i], units], 0, deviation)),
      bias: tf.variable(tf.zeros([units])),
      activation: i + 1 === code || i + 1 === sizes.length - 1 ? 'linear' : 'relu',
    };
  });
}

const apply = (layer, x) => {
  const total = tf.add(tf.matMul(x, layer.weight), layer.bias);
  return layer.activation === 'relu' ? tf.relu(total) : total;
};

/** Σ over features of max(z, 0) − z x + log(1 + exp(−|z|)), mean over the samples. */
const crossEntropy = (logits, x) => {
  const perFeature = tf.add(tf.sub(tf.relu(logits), tf.mul(logits, x)), tf.log1p(tf.exp(tf.neg(tf.abs(logits)))));
  return tf.div(tf.sum(perFeature), x.shape[0]);
};

function loss(model, layers, x) {
  let code = layers.slice(0, model.code).reduce((value, layer) => apply(layer, value), x);
  let divergence = null;
  if (model.variational) {
    const [mean, logVariance] = tf.split(code, 2, 1);
    const terms = tf.sub(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), logVariance), 1);
    divergence = tf.mul(tf.sum(terms), 0.5 / x.shape[0]);
    code = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), tf.randomNormal(mean.shape)));
  }
  const logits = layers.slice(model.code).reduce((value, layer) => apply(layer, value), code);
  const reconstruction = crossEntropy(logits, x);
  return divergence ? tf.add(reconstruction, divergence) : reconstruction;
}

/** Yields the samples of each step once it is done. */
function* steps(model, layers, { count, pixels }) {
  const optimizer = tf.train.adam(1e-3);
  while (true) {
    const order = tf.util.createShuffledIndices(count);
    for (let first = 0; first < count; first += model.batchSize) {
      const indices = order.subarray(first, first + model.batchSize);
      const batch = new Float32Array(indices.length * FEATURES);
      indices.forEach((index, i) => batch.set(pixels.subarray(index * FEATURES, (index + 1) * FEATURES), i * FEATURES));
      tf.tidy(() => {
        const x = tf.tensor2d(batch, [indices.length, FEATURES]);
        optimizer.minimize(() => loss(model, layers, x));
      });
      yield indices.length;
    }
  }
}

const processorSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function measure(done, options) {
  const speeds = [];
  const perProcessorSecond = [];
  let [samples, begin, processor, warm] = [0, performance.now(), 0, false];
  for (const count of done) {
    samples += count;
    const seconds = (performance.now() - begin) / 1000;
    if (seconds < Number(warm ? options.seconds : options['warm-up']))
      continue;
    if (warm) {
      speeds.push(samples / seconds);
      perProcessorSecond.push(samples / (processorSeconds() - processor));
    }
    if (speeds.length >= Number(options.repetitions))
      break;
    [samples, begin, processor, warm] = [0, performance.now(), processorSeconds(), true];
  }
  return { speeds, perProcessorSecond };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const options = readOptions();
setWasmPaths(fileURLToPath(new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)));
await tf.setBackend('wasm');
await tf.ready();
const model = MODELS[options.model];
const layers = makeLayers(model);
const { speeds, perProcessorSecond } = measure(steps(model, layers, readImages()), options);
const parameters = layers.flatMap(({ weight, bias }) => [weight.size, bias.size]).reduce((a, b) => a + b);
console.log(JSON.stringify({
  model: options.model, parameters, batchSize: model.batchSize,
  samplesPerSecond: median(speeds), lowest: Math.min(...speeds), highest: Math.max(...speeds),
  repetitions: speeds, samplesPerProcessorSecond: median(perProcessorSecond), backend: tf.getBackend(), tfjs: tf.version_core,
}, null, 2));
