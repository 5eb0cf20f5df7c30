// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace hourglass::ui {

class FaultLabel;

/// How far a neighbour embedding is, of which network it is made, and a button that gives it up or makes it anew.
class EmbeddingBar : public QWidget {
    Q_OBJECT

public:
    explicit EmbeddingBar(QWidget* parent = nullptr);

    /// Nothing was made of this network yet.
    void begin();
    /// One was asked for, as soon as there is a network.
    void showWaiting();
    void showStarted(qint64 samples);
    /// @param place  of the network, as it follows "made"
    void showPlace(const QString& place);
    void showProgress(double done); ///< and from now on the map that is being made is on show
    void showFinished();
    // The map stays that was on show.
    void showCancelled();
    void showFault(const QString& message);

Q_SIGNALS:
    void wanted();
    void cancelled();

private:
    struct Made {
        qint64 samples = 0;
        QString place;
        bool isWhole = false; ///< not given up
    };
    void setRunning(bool running);
    void refresh();

    QProgressBar* m_progress;
    QLabel* m_note;
    QPushButton* m_button;
    FaultLabel* m_fault;
    bool m_isRunning = false;
    Made m_making;
    std::optional<Made> m_onShow;
};

} // namespace hourglass::ui
