// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Similarity.h"
#include "engine/api/Damage.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/Python.h"
#include "tests/support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace hourglass;
using namespace hourglass::test;

namespace {

QString base64(const Planes& picture) {
    const QByteArray bytes(reinterpret_cast<const char*>(picture.values.data()),
                           qsizetype(picture.values.size() * sizeof(float)));
    return QString::fromLatin1(bytes.toBase64());
}

} // namespace

class SimilarityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalPictures() {
        const Planes picture = texturedPicture(40, 30, 3);
        QCOMPARE(ssim(picture, picture), 1.0);
        QVERIFY(std::isinf(psnr(picture, picture)));
    }

    void psnrIsThatOfTheMeanSquare() {
        Planes other(10, 10, 3, 0.5f);
        other.values[7] = 0.6f;
        QVERIFY(std::abs(psnr(other, Planes(10, 10, 3, 0.5f)) - 10 * std::log10(300 / 0.01)) < 1e-4);
    }

    // Without structure, only the means count: (2ab + c) / (a² + b² + c).
    void similarityOfFlatPictures() {
        const double expected = (2 * 0.25 * 0.75 + 1e-4) / (0.25 * 0.25 + 0.75 * 0.75 + 1e-4);
        QVERIFY(std::abs(ssim(Planes(11, 11, 1, 0.25f), Planes(11, 11, 1, 0.75f)) - expected) < 1e-9);
    }

    void bothEqualThoseOfScikitImage() {
        QProcess python;
        python.start(debiansPython, {"-c", "import skimage"});
        QVERIFY(python.waitForFinished(-1));
        if (python.exitCode() != 0)
            QSKIP("python3 lacks scikit-image, so that SSIM is not compared with its: app/setup installs python3-skimage.");
        const std::vector<Planes> pictures = {texturedPicture(11, 11, 1),                                // one window
                                              texturedPicture(123, 87, 1), texturedPicture(67, 301, 3)}; // several bands
        std::vector<std::pair<Planes, Planes>> pairs;
        QJsonArray sent;
        for (const Planes& picture : pictures)
            for (const double sigma : {0.01, 0.1, 0.4}) {
                pairs.emplace_back(damage::gaussian(picture, sigma, 2), picture);
                sent += QJsonObject{{"shape", QJsonArray{picture.channels, picture.height, picture.width}},
                                    {"first", base64(picture)},
                                    {"second", base64(pairs.back().first)}};
            }
        python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        python.start(debiansPython, {HOURGLASS_TEST_DATA "/engine/imaging/scikit_image_peer.py"}); // takes seconds to start
        python.write(QJsonDocument(sent).toJson());
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished(-1));
        QCOMPARE(python.exitCode(), 0);
        const QJsonArray theirs = QJsonDocument::fromJson(python.readAllStandardOutput()).array();
        QCOMPARE(std::size_t(theirs.size()), pairs.size());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const auto& [noisy, picture] = pairs[i];
            const QJsonObject their = theirs[qsizetype(i)].toObject();
            const double ours = ssim(noisy, picture);
            QVERIFY2(std::abs(their["ssim"].toDouble() - ours) < 1e-4,
                     qPrintable(QString("%1 by scikit-image, %2 here").arg(their["ssim"].toDouble()).arg(ours)));
            QVERIFY(std::abs(their["psnr"].toDouble() - psnr(noisy, picture)) < 1e-4);
            QVERIFY(ours > 0.01 && ours < 0.999); // neither trivial
        }
    }

    void whatCannotBeComparedIsRefused() {
        VERIFY_ERROR(psnr({}, {}), "same size");
        VERIFY_ERROR(psnr(Planes(20, 20, 1), Planes(20, 20, 3)), "same size");
        VERIFY_ERROR(ssim(Planes(20, 20, 1), Planes(20, 21, 1)), "same size");
        VERIFY_ERROR(ssim(Planes(10, 20, 1), Planes(10, 20, 1)), "11 × 11");
    }
};

HOURGLASS_TEST(SimilarityTest)
#include "SimilarityTest.moc"
