// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

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
    void showStarted(qint64 samples);
    /// @param place  of the network, as it follows "made"
    void showPlace(const QString& place);
    void showProgress(double done);
    void showFinished();
    void showCancelled();
    void showFault(const QString& message);

Q_SIGNALS:
    void wanted();
    void cancelled();

private:
    enum class State { Nothing, Running, Done, Cancelled };
    void setState(State state);

    QProgressBar* m_progress;
    QLabel* m_note;
    QPushButton* m_button;
    FaultLabel* m_fault;
    State m_state = State::Nothing;
    qint64 m_samples = 0;
    QString m_place;
};

} // namespace hourglass::ui
