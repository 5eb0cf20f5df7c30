// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Metadata.h"

#include "engine/api/Error.h"
#include "engine/imaging/ProfilePlace.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <mutex>
#include <utility>

namespace hourglass {

namespace {

/// Exiv2's reader of XMP keeps a state that all threads share.
std::unique_lock<std::mutex> exiv2() {
    static std::mutex mutex;
    std::unique_lock lock(mutex);
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute); // it warns of what we leave behind anyway
    return lock;
}

const Exiv2::byte* bytesOf(const std::string& text) {
    return reinterpret_cast<const Exiv2::byte*>(text.data());
}

#if EXIV2_TEST_VERSION(0, 28, 0) // Debian 13
std::string textOf(const Exiv2::DataBuf& buffer) {
    return {reinterpret_cast<const char*>(buffer.c_data()), buffer.size()};
}
std::string iccProfileOf(Exiv2::Image& image) {
    return image.iccProfileDefined() ? textOf(image.iccProfile()) : std::string();
}
void setIccProfile(Exiv2::Image& image, const std::string& profile) {
    image.setIccProfile(Exiv2::DataBuf(bytesOf(profile), profile.size()));
}
#else
std::string textOf(const Exiv2::DataBuf& buffer) {
    return {reinterpret_cast<const char*>(buffer.pData_), std::size_t(buffer.size_)};
}
std::string iccProfileOf(Exiv2::Image& image) {
    return image.iccProfileDefined() ? textOf(*image.iccProfile()) : std::string();
}
void setIccProfile(Exiv2::Image& image, const std::string& profile) {
    Exiv2::DataBuf buffer(bytesOf(profile), long(profile.size()));
    image.setIccProfile(buffer);
}
#endif

/// Runs it; a part that cannot be read is left behind, and the other parts are not.
template <class Part>
void leniently(Part&& part) {
    try {
        part();
    } catch (const std::exception&) {
    }
}

/// Whether it says how the picture is stored rather than what it shows (TIFF 6.0), which is up to who writes it.
bool isAboutStorage(const Exiv2::Exifdatum& datum) {
    constexpr std::array tags = {254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278,  279, 284,
                                 290, 291, 292, 293, 317, 320, 321, 322, 323, 324, 325, 330, 338,  339, 340,
                                 341, 342, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 34675};
    return datum.groupName().starts_with("SubImage") ||
           (datum.groupName() == "Image" && std::ranges::find(tags, int(datum.tag())) != tags.end());
}

std::string encodedExif(Exiv2::ExifData exif, Exiv2::ByteOrder order) {
    Exiv2::ExifThumb(exif).erase(); // it shows the picture as it was
    for (auto datum = exif.begin(); datum != exif.end();)
        datum = isAboutStorage(*datum) ? exif.erase(datum) : std::next(datum);
    Exiv2::Blob blob;
    if (!exif.empty())
        Exiv2::ExifParser::encode(blob, order == Exiv2::invalidByteOrder ? Exiv2::littleEndian : order, exif);
    return {blob.begin(), blob.end()};
}

std::string encodedXmp(Exiv2::XmpData xmp) {
    const auto orientation = xmp.findKey(Exiv2::XmpKey("Xmp.tiff.Orientation"));
    if (orientation != xmp.end())
        xmp.erase(orientation);
    std::string packet;
    if (!xmp.empty() && Exiv2::XmpParser::encode(packet, xmp) != 0)
        packet.clear();
    return packet;
}

/// Whether it has one, and one for as many colours: a profile says in its 17th to 20th byte what it is for.
bool hasFittingProfile(const Photograph& photograph) {
    const std::string& profile = photograph.metadata.iccProfile;
    return profile.size() > 20 && profile.compare(16, 4, photograph.colour.channels == 1 ? "GRAY" : "RGB ") == 0;
}

bool canWrite(const Exiv2::Image& image, Exiv2::MetadataId part) {
    const Exiv2::AccessMode mode = image.checkMode(part);
    return mode == Exiv2::amWrite || mode == Exiv2::amReadWrite;
}

void setExif(Exiv2::Image& image, const Photograph& photograph) {
    Exiv2::ExifData kept;
    const std::string& block = photograph.metadata.exif;
    Exiv2::ExifParser::decode(kept, bytesOf(block), std::uint32_t(block.size()));
    const std::pair<const char*, int> sides[] = {{"Exif.Photo.PixelXDimension", photograph.colour.width},
                                                 {"Exif.Photo.PixelYDimension", photograph.colour.height}};
    for (const auto& [key, pixels] : sides)
        if (kept.findKey(Exiv2::ExifKey(key)) != kept.end())
            kept[key] = std::uint32_t(pixels);
    for (const Exiv2::Exifdatum& datum : kept) // those of a TIFF say how its own picture is stored
        if (image.exifData().findKey(Exiv2::ExifKey(datum.key())) == image.exifData().end())
            image.exifData().add(datum);
}

void setMetadata(Exiv2::Image& image, const Photograph& photograph) {
    const PhotographMetadata& metadata = photograph.metadata;
    if (!metadata.exif.empty() && canWrite(image, Exiv2::mdExif))
        setExif(image, photograph);
    if (!metadata.iptc.empty() && canWrite(image, Exiv2::mdIptc)) {
        Exiv2::IptcData iptc;
        Exiv2::IptcParser::decode(iptc, bytesOf(metadata.iptc), std::uint32_t(metadata.iptc.size()));
        image.setIptcData(iptc);
    }
    if (!metadata.xmp.empty() && canWrite(image, Exiv2::mdXmp)) {
        Exiv2::XmpData xmp;
        Exiv2::XmpParser::decode(xmp, metadata.xmp);
        image.setXmpData(xmp);
    }
    if (!metadata.comment.empty() && canWrite(image, Exiv2::mdComment))
        image.setComment(metadata.comment);
    if (hasFittingProfile(photograph))
        setIccProfile(image, metadata.iccProfile);
}

} // namespace

StoredMetadata readMetadata(const std::string& path) {
    const auto lock = exiv2();
    StoredMetadata stored;
    leniently([&] {
        const auto image = Exiv2::ImageFactory::open(path);
        image->readMetadata();
        PhotographMetadata& metadata = stored.metadata;
        leniently([&] { metadata.iccProfile = iccProfileOf(*image); });
        leniently([&] {
            const auto found = image->exifData().findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
            const float number = found == image->exifData().end() ? 1 : found->toFloat();
            if (number >= 1 && number <= 8)
                stored.orientation = int(number);
        });
        leniently([&] { metadata.exif = encodedExif(image->exifData(), image->byteOrder()); });
        leniently([&] {
            if (!image->iptcData().empty())
                metadata.iptc = textOf(Exiv2::IptcParser::encode(image->iptcData()));
        });
        leniently([&] { metadata.xmp = encodedXmp(image->xmpData()); });
        metadata.comment = image->comment();
    });
    return stored;
}

std::string withMetadata(const std::string& file, const Photograph& photograph) {
    if (photograph.metadata == PhotographMetadata{})
        return file;
    const auto lock = exiv2();
    try {
        const std::string ready = hasFittingProfile(photograph) ? withPlaceForProfile(file, photograph) : file;
        const auto image = Exiv2::ImageFactory::open(bytesOf(ready), long(ready.size()));
        image->readMetadata();
        setMetadata(*image, photograph);
        image->writeMetadata();
        Exiv2::BasicIo& io = image->io();
        if (io.open() != 0)
            throw Error("Its metadata could not be written. Save it in another format.");
        return textOf(io.read(long(io.size())));
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        throw Error(std::string("Its metadata could not be written: ") + error.what() + ". Save it in another format.");
    }
}

} // namespace hourglass
