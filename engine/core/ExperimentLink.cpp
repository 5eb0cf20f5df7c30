// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Link.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace hourglass {

namespace {

constexpr std::string_view kScheme = "hourglass:";
constexpr int kVersion = 1;
constexpr std::size_t kLongestLink = 64 << 10;   // bytes
constexpr std::size_t kLargestContent = 1 << 20; // bytes, unpacked
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Error damaged(const std::string& how) {
    return Error("This link is damaged: " + how + ". Copy the whole of it again.");
}

/// Programs that send messages break long lines.
std::string withoutSpace(std::string_view text) {
    std::string plain;
    std::ranges::copy_if(text, std::back_inserter(plain),
                         [](char c) { return !std::isspace(static_cast<unsigned char>(c)); });
    return plain;
}

std::string toBase64(std::string_view bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t j = 0; j < 3; ++j)
            bits = bits << 8 | (j < group.size() ? static_cast<unsigned char>(group[j]) : 0U);
        for (std::size_t j = 0; j <= group.size(); ++j)
            text += kDigits[bits >> (18 - 6 * j) & 63];
    }
    return text;
}

std::string fromBase64(std::string_view text) {
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string bytes;
    std::uint32_t bits = 0;
    int held = 0; // bits that no byte has taken yet
    for (const char digit : text) {
        const std::size_t value = kDigits.find(digit);
        if (value == std::string_view::npos)
            throw damaged("it contains a sign that no link has");
        bits = bits << 6 | std::uint32_t(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes += char(bits >> held & 255);
        }
    }
    return bytes;
}

std::string packed(const std::string& content) {
    uLongf size = compressBound(content.size());
    std::string bytes(size, '\0');
    compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(content.data()), content.size(),
              Z_BEST_COMPRESSION); // cannot fail with that much room
    bytes.resize(size);
    return bytes;
}

/// Piece by piece, since the link says nothing of the size that can be trusted.
std::string unpacked(std::string bytes) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        throw Error("There is not enough memory to unpack the link.");
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = uInt(bytes.size());
    std::string content;
    int state = Z_OK;
    while (state == Z_OK && content.size() <= kLargestContent) {
        std::array<char, 16384> piece{};
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = uInt(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        content.append(piece.data(), piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (content.size() > kLargestContent)
        throw Error("This link holds more than any experiment does. It was not made by Hourglass; do not use it.");
    if (state != Z_STREAM_END)
        throw damaged("a part of it is missing or changed");
    return content;
}

} // namespace

std::string experimentLink(const Experiment& experiment) {
    const std::string link =
        std::string(kScheme) + std::to_string(kVersion) + ':' + toBase64(packed(toJson(experiment, /*indent=*/-1)));
    if (link.size() > kLongestLink)
        throw Error("This experiment is too large for a link. Save it as a file and send that.");
    return link;
}

bool isExperimentLink(std::string_view text) {
    const auto isSpace = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    text.remove_prefix(std::size_t(std::ranges::find_if_not(text, isSpace) - text.begin()));
    return std::ranges::equal(text.substr(0, kScheme.size()), kScheme,
                              [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
}

Experiment experimentFromLink(std::string_view text) {
    if (!isExperimentLink(text))
        throw Error("This is no link to an experiment: those begin with " + std::string(kScheme));
    if (text.size() > kLongestLink)
        throw Error("This link is too long: links to experiments have at most 65,536 characters.");
    const std::string link = withoutSpace(text).substr(kScheme.size());
    int version = 0;
    const auto [end, failure] = std::from_chars(link.data(), link.data() + link.size(), version);
    if (failure != std::errc() || version < 1 || end == link.data() + link.size() || *end != ':')
        throw damaged("it does not say of which version it is");
    if (version > kVersion)
        throw Error("This link comes from a newer version of Hourglass. Install that, or ask for the experiment as a file.");
    const std::string content = unpacked(fromBase64(std::string_view(link).substr(std::size_t(end - link.data()) + 1)));
    try {
        return complete(experimentFromJson(content));
    } catch (const Error& error) {
        throw Error(std::string("The experiment of this link cannot be used here: ") + error.what());
    }
}

} // namespace hourglass
