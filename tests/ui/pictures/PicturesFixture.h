// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/SmallRestorer.h"
#include "tests/support/TestMain.h"
#include "ui/session/Convert.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>

namespace hourglass::test {

/// Base of the tests of what shows and restores photographs: files of them, and a model.
class PicturesFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int Patience = 60'000; // ms: other programs may be running, too

    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Smooth waves: a picture that is no noise, and nowhere black or white.
    static QImage waves(const QSize& size, bool isColour = false) {
        QImage picture(size, isColour ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x) {
                const int level = int(128 + 50 * std::sin(x * 0.05) + 30 * std::cos(y * 0.08));
                picture.setPixelColor(x, y,
                                      isColour ? QColor(level, 255 - level, level / 2 + 40) : QColor(level, level, level));
            }
        return picture;
    }
    QString pictureFile(const QString& name, const QSize& size = {120, 90}, bool isColour = false) const {
        return waves(size, isColour).save(path(name)) ? path(name) : QString();
    }
    QString textFile(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write("no picture at all\n") > 0 ? path(name) : QString();
    }
    /// Trained once for the whole class.
    const QString& modelFile() {
        if (m_model.isEmpty())
            m_model = ui::toQString(trainedRestorer(ui::toStdString(path("restorer.hourglass"))));
        return m_model;
    }

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }

private:
    QTemporaryDir m_folder;
    QString m_model;
};

} // namespace hourglass::test
