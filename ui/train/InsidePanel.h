// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"

#include <QString>
#include <QWidget>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace hourglass::ui {

class InsideTable;
class LensPanel;
class SampleBox;
struct InsideWorry;

/// The network from inside: every layer, how it does, and the one that is chosen in pictures. Only while it can be seen are
/// snapshots asked for it.
class InsidePanel : public QWidget {
    Q_OBJECT

public:
    explicit InsidePanel(QWidget* parent = nullptr);

    /// What is to be seen, in plain words.
    static QString help();

    /// Another run: forgets the network before.
    void begin(const RunInfo& run);
    /// @param isUpToDate  it was taken as the newest watch has it
    void showSnapshot(const Snapshot& snapshot, bool isUpToDate);

Q_SIGNALS:
    /// Snapshots shall show other things from now on.
    void watchEdited(const std::function<void(hourglass::Watch&)>& change);
    /// The user has got the picture or the data of a figure, or could not.
    void saved(const QString& path);
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void watch(const std::optional<InsideWatch>& wanted);
    void takeFault(const Snapshot& snapshot);
    QString emptyText() const;
    void refresh();
    QString worryText(const std::vector<InsideWorry>& worries) const;
    void showSample();

    SampleBox* m_sample;
    QLabel* m_picture; ///< of the sample
    QStackedWidget* m_body;
    QLabel* m_empty;
    QSplitter* m_content;
    InsideTable* m_table;
    QLabel* m_worries;
    LensPanel* m_figures;
    std::shared_ptr<const Album> m_album;
    std::optional<Inside> m_inside;
    bool m_isAnswered = false; ///< snapshots are about what is asked for now
    QString m_fault;           ///< why that cannot be shown; empty while it can
    std::uint64_t m_faultWatch = 0;
    InsideWatch m_watch;
};

} // namespace hourglass::ui
