// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"
#include "engine/api/Embedding.h"
#include "engine/api/Model.h"
#include "engine/api/Walk.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

// Looking at what a decoder makes of codes, and at where samples lie. All of it blocks, uses the model, which is for one
// thread at a time, and leaves it as it is. Where several codes come together they lie one after the other.

/// One number of a code.
struct CodeDimension {
    /// From less to more than all but one in a hundred of the codes.
    double lowest = 0, highest = 0;
    double mean = 0, deviation = 0; ///< of the codes
    /// How much it changes a sample: root of the mean square, over features and a few samples, of the difference between
    /// what is decoded a deviation above the mean and what a deviation below it, all other numbers as the samples have them.
    /// Of more than MostEffects numbers, those that vary most are measured; it is 0 for the others.
    double effect = 0;
    static constexpr std::int64_t MostEffects = 2048;
    /// Whether it tells samples apart. Of a variational code: its mean varies by more than 0.01 (Burda et al., Importance
    /// weighted autoencoders, ICLR 2016, section 5); of others: it varies.
    bool isActive = false;
};

struct CodeSpace {
    std::vector<CodeDimension> dimensions;
    CodeValues mean;       ///< of the codes
    bool hasPrior = false; ///< training shapes codes into a distribution around 0, of deviation 1
};
/// Its dimensions, the one with the largest effect first.
std::vector<std::int64_t> byEffect(const CodeSpace& space);

/// @param codes  the model's own, of one sample at least
CodeSpace codeSpace(const Model& model, const Codes& codes);

struct EncodedSample {
    CodeValues code;                ///< the most likely one
    std::vector<double> deviations; ///< of each number: a variational code is a cloud; empty where codes are points
    int label = -1;                 ///< its class, where the network was told it: what to decode with
};
/// @param album   samples of the model's shape, the network's own or from elsewhere
/// @param sample  the first, where there is none with that number
/// @param own     whether these are the network's own data, whose classes it knows
EncodedSample encoded(const Model& model, const Album& album, std::int64_t sample, bool own = true);

/// The same of a sample that somebody names.
/// @param reference  its number in the model's own data (see Album), or what openAlbum() takes: then its first sample
/// @throws Error when there is no such sample, or as openAlbum()
EncodedSample encoded(const Model& model, const std::string& reference);

/// The same of a picture from elsewhere, a drawing perhaps, brought to the size and the channels of the model's samples as
/// openAlbum() brings a picture file.
/// @param label  the class that it is taken for, where the network is told classes; −1 for none in particular
/// @throws Error when there is no picture, the model's samples are none, or the network was not told that class
EncodedSample encoded(const Model& model, const Image& picture, int label = -1);

/// Codes from the cloud of a variational code: its mean plus its deviations times numbers from N(0, 1). Where the code is a
/// point, that again and again.
std::vector<float> drawnFrom(const EncodedSample& sample, std::int64_t count, std::int64_t seed);

/// What the decoder makes of each code, sample after sample, in the range of the data as the network sees them.
/// @param labels  the class that is asked for, where the network is told classes: one for all codes, or one for each; −1 or
///                nothing for none in particular
/// @throws Error when `codes` does not hold whole codes of finite numbers, there are more or fewer labels, or the network
/// was not told such a class
std::vector<float> decodedValues(const Model& model, const std::vector<float>& codes, const std::vector<int>& labels = {});
/// The same as pictures, no side longer than `side` pixels. Black and white are 0 and 1, or the ends of the range of its
/// data where they leave [0, 1]: for that, data that are not at hand are loaded at the first call, and 0 and 1 are taken
/// where they no longer can be.
std::vector<Image> decodedPictures(const Model& model, const std::vector<float>& codes, int side,
                                   const std::vector<int>& labels = {});

/// How exportDecoded() can write what codes are decoded to, as endings of the path: ".png" for pictures side by side, ".gif"
/// and ".mp4" for a film of them, and arrayExtensions().
const std::vector<std::string>& filmExtensions();
struct FilmOptions {
    std::vector<int> labels{}; ///< as decodedValues() takes them
    std::int64_t columns = 10; ///< pictures in a row of a .png
    double perSecond = 12;     ///< pictures, of a .gif or .mp4; 0.1 to 60
    bool backAgain = false;    ///< the film then runs back to its beginning
};
/// Writes what the decoder makes of each code: pictures in rows, a film of them, or numbers, one sample a row. A .gif runs
/// again and again. Pictures of a film are enlarged by whole factors until the shorter side has 256 pixels.
/// @throws Error as decodedValues(), when the path has another ending, or naming the file
void exportDecoded(const Model& model, const std::vector<float>& codes, const FilmOptions& options, const std::string& path);
/// The codes in a table as exportSamples() writes them: a line of names, then one code a line; a first column "class" is
/// passed over.
/// @param path  .csv
/// @throws Error naming the file, and the line where it is not as that
std::vector<float> readCodes(const Model& model, const std::string& path);

/// A file of codes: ".csv" as readCodes() takes it, or ".npy".
/// @param numbers    in a code
/// @param extension  one of arrayExtensions()
std::string codesFile(std::vector<float> codes, std::int64_t numbers, const std::string& extension);

/// Where random codes come from: the distribution that training shapes codes into, a normal distribution with the mean and
/// the covariance of the codes of data, or a mixture of ten normal distributions (fewer where there are few codes) that is
/// fitted to them (Ghosh et al., From variational to deterministic autoencoders, ICLR 2020). For the latter two there must
/// be codes of data. Fitting a mixture takes a second or two at the most; it looks at 10,000 codes, or at fewer long ones.
enum class CodeSource { Prior, FittedGaussian, Mixture };
/// @return empty where training shapes codes into no distribution, and the source is that
std::vector<float> drawnCodes(const Model& model, const Codes& codes, CodeSource source, std::int64_t count,
                              std::int64_t seed);

/// Of each code, the Euclidean distance to the nearest of `data`, over the root mean square of the distances of those to
/// their mean: 1 is as far as codes usually lie from the middle.
std::vector<double> distancesToData(const std::vector<float>& codes, const Codes& data);

/// Of each code, how far it is from what the encoder makes of what the decoder makes of it, over the same usual distance: 0
/// where the way there and back leads to the same place.
/// @param label  that is asked for of all codes, see decodedValues()
/// @throws Error as decodedValues() and distancesToData()
std::vector<double> returnErrors(const Model& model, const std::vector<float>& codes, const Codes& data, int label = -1);

/// Of each code, how far a sample moves for a step of length 1 in the code, over all directions of it: the Frobenius norm of
/// the decoder's Jacobian, by central differences. Exact for codes of 16 numbers and fewer; for longer ones along 16
/// directions at right angles, drawn at random but the same for all codes, whose expectation is the square of the norm
/// (Hutchinson 1989).
/// @param label  that is asked for of all codes, see decodedValues()
/// @throws Error as decodedValues()
std::vector<double> decoderStretch(const Model& model, const std::vector<float>& codes, int label = -1);

// Plain arithmetic with the codes of data, any thread. Samples are indices into them.

/// Those of `data` with the least distance to `code`, the nearest first: `count`, or all where there are fewer.
/// @throws Error when there are none, or they are of another length
std::vector<Neighbour> nearestTo(const CodeValues& code, const Codes& data, std::int64_t count);
/// @throws Error when no samples are given, or one that there is not
CodeValues meanOf(const Codes& codes, const std::vector<std::int64_t>& samples);
/// @throws Error when none is of that class
CodeValues meanOfClass(const Codes& codes, int label);

} // namespace hourglass
