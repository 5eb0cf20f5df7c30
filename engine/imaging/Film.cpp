// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Film.h"

#include "engine/api/Error.h"
#include "engine/imaging/MatView.h"
#include "engine/imaging/Palette.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

namespace hourglass {

namespace {

constexpr int kShortSide = 256;
constexpr int kLongSide = 4096;
constexpr int kGreys = 256;

void check(const std::vector<Image>& pictures, double perSecond) {
    if (pictures.empty() || pictures.front().empty())
        throw Error("There are no pictures to make a film of.");
    const Image& first = pictures.front();
    for (const Image& picture : pictures)
        if (picture.width != first.width || picture.height != first.height || picture.channels != first.channels)
            throw Error("The pictures of a film must have the same size and the same channels.");
    if (!(perSecond >= kSlowestFilm && perSecond <= kFastestFilm))
        throw Error("A film shows from 0.1 to 60 pictures a second.", "perSecond");
}

int enlargement(const Image& picture) {
    const auto [shorter, longer] = std::minmax(picture.width, picture.height);
    return std::max(1, std::min((kShortSide + shorter - 1) / shorter, kLongSide / longer));
}

// --- GIF ---

int append(GifFileType* file, const GifByteType* bytes, int count) {
    static_cast<std::string*>(file->UserData)->append(reinterpret_cast<const char*>(bytes), std::size_t(count));
    return count;
}

void require(int answer) {
    if (answer == GIF_ERROR)
        throw Error("The film could not be written as GIF.");
}

struct MapDeleter {
    void operator()(ColorMapObject* map) const { GifFreeMapObject(map); }
};
using Map = std::unique_ptr<ColorMapObject, MapDeleter>;

/// Of as many colours as the next power of 2, the last ones black.
Map colourMap(const std::vector<Colour>& palette) {
    Map map(GifMakeMapObject(1 << GifBitSize(int(palette.size())), nullptr));
    require(map ? GIF_OK : GIF_ERROR);
    for (std::size_t i = 0; i < palette.size(); ++i)
        map->Colors[i] = {palette[i][0], palette[i][1], palette[i][2]};
    return map;
}

Map greyMap() {
    std::vector<Colour> greys;
    for (int grey = 0; grey < kGreys; ++grey)
        greys.push_back({std::uint8_t(grey), std::uint8_t(grey), std::uint8_t(grey)});
    return colourMap(greys);
}

class Gif {
public:
    /// @param common  colours of the pictures that have none of their own
    Gif(int width, int height, const ColorMapObject& common) {
        int error = 0;
        m_file.reset(EGifOpen(&m_bytes, append, &error));
        require(m_file ? GIF_OK : GIF_ERROR);
        EGifSetGifVersion(m_file.get(), true); // 89a: with times
        require(EGifPutScreenDesc(m_file.get(), width, height, 8, 0, &common));
        const unsigned char forEver[] = {1, 0, 0};
        require(EGifPutExtensionLeader(m_file.get(), APPLICATION_EXT_FUNC_CODE));
        require(EGifPutExtensionBlock(m_file.get(), 11, "NETSCAPE2.0"));
        require(EGifPutExtensionBlock(m_file.get(), sizeof forEver, forEver));
        require(EGifPutExtensionTrailer(m_file.get()));
    }

    /// @param indices     of colours, a pixel each
    /// @param own         colours of this picture; null for those in common
    /// @param factor      pixels that each becomes, across and down
    /// @param hundredths  of a second that it stands for
    void add(const std::vector<std::uint8_t>& indices, const ColorMapObject* own, int factor, int hundredths) {
        const GraphicsControlBlock control = {DISPOSE_DO_NOT, false, hundredths, NO_TRANSPARENT_COLOR};
        std::array<GifByteType, 4> block{};
        EGifGCBToExtension(&control, block.data());
        require(EGifPutExtension(m_file.get(), GRAPHICS_EXT_FUNC_CODE, int(block.size()), block.data()));
        const int width = m_file->SWidth, height = m_file->SHeight;
        require(EGifPutImageDesc(m_file.get(), 0, 0, width, height, false, own));
        std::vector<GifPixelType> line(std::size_t(width), 0);
        for (int y = 0; y < height; ++y) {
            const auto row = indices.begin() + std::ptrdiff_t(y / factor) * (width / factor);
            for (int x = 0; x < width; ++x)
                line[std::size_t(x)] = row[x / factor];
            require(EGifPutLine(m_file.get(), line.data(), width));
        }
    }

    std::string finished() {
        int error = 0;
        require(EGifCloseFile(m_file.release(), &error));
        return std::move(m_bytes);
    }

private:
    struct Closer {
        void operator()(GifFileType* file) const { EGifCloseFile(file, nullptr); }
    };
    std::string m_bytes;
    std::unique_ptr<GifFileType, Closer> m_file;
};

// --- MP4 ---

/// OpenCV writes films into files only.
class TemporaryFolder {
public:
    TemporaryFolder()
        : m_path((std::filesystem::temp_directory_path() / "hourglass-film-XXXXXX").string()) {
        if (!mkdtemp(m_path.data()))
            throw Error("No temporary folder could be made in " + std::filesystem::temp_directory_path().string() +
                        ", where a film is written first. Make room there.");
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::string file(const std::string& name) const { return m_path + '/' + name; }

private:
    std::string m_path;
};

cv::VideoWriter mp4Writer(const std::string& path, double perSecond, cv::Size size) {
    for (const char* codec : {"avc1", "mp4v"}) {
        cv::VideoWriter writer(path, cv::CAP_FFMPEG, cv::VideoWriter::fourcc(codec[0], codec[1], codec[2], codec[3]),
                               perSecond, size);
        if (writer.isOpened())
            return writer;
    }
    throw Error("No MP4 film can be written here: OpenCV does not find FFmpeg's libraries, or they know neither H.264 nor "
                "MPEG-4. Install Debian's libopencv-videoio-dev with all it recommends, or write a .gif.");
}

/// In blue, green and red, enlarged, with even sides.
cv::Mat frameOf(const Image& picture, int factor) {
    cv::Mat frame, large;
    cv::cvtColor(viewOf(picture), frame, picture.channels == 3 ? cv::COLOR_RGB2BGR : cv::COLOR_GRAY2BGR);
    cv::resize(frame, large, {}, factor, factor, cv::INTER_NEAREST);
    cv::copyMakeBorder(large, frame, 0, large.rows % 2, 0, large.cols % 2, cv::BORDER_REPLICATE);
    return frame;
}

} // namespace

std::string gifFile(const std::vector<Image>& pictures, double perSecond) {
    check(pictures, perSecond);
    constexpr std::int64_t fewest = 2; // of hundredths of a second: many programs take less for "as fast as I like"
    const Image& first = pictures.front();
    const int factor = enlargement(first);
    const Map greys = greyMap();
    Gif gif(first.width * factor, first.height * factor, *greys);
    std::int64_t shown = 0; // hundredths of a second
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto until = std::int64_t(std::lround(100 * double(i + 1) / perSecond));
        const std::int64_t time = std::max(fewest, until - shown);
        shown += time;
        if (first.channels == 1) {
            gif.add(pictures[i].pixels, nullptr, factor, int(time));
            continue;
        }
        const IndexedPicture picture = indexed(pictures[i]);
        gif.add(picture.indices, colourMap(picture.palette).get(), factor, int(time));
    }
    return gif.finished();
}

std::string mp4File(const std::vector<Image>& pictures, double perSecond) {
    check(pictures, perSecond);
    try {
        const TemporaryFolder folder;
        const std::string path = folder.file("film.mp4");
        const int factor = enlargement(pictures.front());
        cv::VideoWriter writer = mp4Writer(path, perSecond, frameOf(pictures.front(), factor).size());
        for (const Image& picture : pictures)
            writer.write(frameOf(picture, factor));
        writer.release();
        // The writer keeps to itself what it could not write.
        if (std::int64_t(cv::VideoCapture(path, cv::CAP_FFMPEG).get(cv::CAP_PROP_FRAME_COUNT)) !=
            std::int64_t(pictures.size()))
            throw Error("The film could not be written in " + std::filesystem::temp_directory_path().string() +
                        ", where it is made. Make room there, or write a .gif.");
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    } catch (const cv::Exception& exception) {
        throw Error("The film could not be written as MP4: " + exception.err);
    } catch (const std::filesystem::filesystem_error& error) {
        throw Error(std::string("The film could not be written as MP4: ") + error.what());
    }
}

} // namespace hourglass
