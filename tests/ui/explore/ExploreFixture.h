// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Embedding.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/explore/Exploration.h"
#include "ui/session/Explorer.h"
#include "ui/session/TrainingController.h"
#include "ui/style/Theme.h"
#include "ui/widgets/SampleMime.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace hourglass::test {

/// Base of the tests of what looks into a network: each gets an exploration of its own, fed as the workspace feeds it.
class ExploreFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int Patience = 60000; // ms: other programs may be running, too
    using State = ui::TrainingController::State;

    /// Has its network and knows its codes.
    void open(const Experiment& experiment = tinyDigits()) {
        m_controller->prepare(experiment);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_exploration->codes() && !m_exploration->code().empty(), Patience);
        settle();
    }
    /// All that was asked is answered.
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_explorer->quick().isBusy() && !m_explorer->patient().isBusy(), Patience); }
    void show(QWidget* widget, const QSize& size) {
        m_widget.reset(widget);
        widget->resize(size);
        widget->show();
        QVERIFY(QTest::qWaitForWindowActive(widget));
    }
    /// Of all codes, one after the other, that of a sample.
    CodeValues codeOf(std::int64_t sample) const {
        const Codes& codes = *m_exploration->codes();
        const auto first = codes.values.begin() + std::ptrdiff_t(sample * codes.dimensions);
        return {first, first + std::ptrdiff_t(codes.dimensions)};
    }
    /// The least that floats of two ways of computing the same can differ by.
    static bool isNear(const std::vector<float>& a, const std::vector<float>& b) {
        return a.size() == b.size() &&
               std::ranges::equal(a, b, [](float x, float y) { return std::abs(x - y) <= 1e-4F * (1 + std::abs(x)); });
    }
    template <class Widget>
    Widget* named(const QString& name) const {
        const auto all = m_widget->findChildren<Widget*>();
        const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
        return found == all.end() ? nullptr : *found;
    }
    /// Whether it was taken. As the desktop does: the window finds out whose it is.
    bool drop(QWidget& onto, const QMimeData& mime) {
        QWindow* window = onto.window()->windowHandle();
        const QPoint place = onto.mapTo(onto.window(), onto.rect().center());
        QDragEnterEvent enter(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(window, &enter);
        QDragMoveEvent move(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &move);
        QDropEvent drop(QPointF(place), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &drop);
        return enter.isAccepted();
    }
    bool dropSample(QWidget& onto, qint64 sample) {
        QMimeData mime;
        ui::putSample(mime, sample);
        return drop(onto, mime);
    }
    bool dropFile(QWidget& onto, const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        return drop(onto, mime);
    }
    /// A grey picture in a file, and its path.
    QString pictureFile(const QString& name, int grey) const {
        QImage picture(28, 28, QImage::Format_Grayscale8);
        picture.fill(grey);
        const QString path = m_folder.filePath(name);
        if (!picture.save(path))
            qFatal("The test's own file cannot be written.");
        return path;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ui::TrainingController> m_controller;
    std::unique_ptr<ui::Explorer> m_explorer;
    std::unique_ptr<ui::Exploration> m_exploration;
    std::unique_ptr<QWidget> m_widget;

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }
    void init() {
        using namespace ui;
        QApplication::setEffectEnabled(Qt::UI_General, false);
        m_controller = std::make_unique<TrainingController>();
        m_explorer = std::make_unique<Explorer>(*m_controller);
        m_exploration = std::make_unique<Exploration>(m_explorer->quick(), m_explorer->patient());
        connect(m_explorer.get(), &Explorer::begun, m_exploration.get(), &Exploration::begin);
        connect(m_explorer.get(), &Explorer::renewed, m_exploration.get(), &Exploration::renew);
        connect(m_explorer.get(), &Explorer::patientRenewed, m_exploration.get(), &Exploration::survey);
        connect(m_explorer.get(), &Explorer::gone, m_exploration.get(), &Exploration::leave);
        m_explorer->setWanted(true);
    }
    void cleanup() {
        m_widget.reset();
        m_exploration.reset();
        m_explorer.reset();
        m_controller.reset();
    }
};

} // namespace hourglass::test
