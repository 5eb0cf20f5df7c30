// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/session/ModelDesk.h"

#include <QObject>
#include <QString>

#include <cstdint>

namespace hourglass::ui {

/// A second network, read from a file, to be looked at beside the one on show. Lives on the window's thread; none of its
/// calls waits, except for the end.
class BesideModel : public QObject {
    Q_OBJECT

public:
    explicit BesideModel(QObject* parent = nullptr);

    ModelDesk& quick() { return m_quick; }
    ModelDesk& patient() { return m_patient; }

    /// opened() or failed() answers, unless another one is asked for before that.
    /// @param path  .hourglass
    /// @param run   of the network on show, on whose data the other must have been trained
    void open(const QString& path, const RunInfo& run);
    void close();

Q_SIGNALS:
    /// @param run  of the network from the file, with the data of the one on show
    void opened(const QString& path, const hourglass::RunInfo& run);
    void closed();
    void failed(const QString& message);

private:
    void take(std::uint64_t number, const QString& path, const RunInfo& run, const Model& quick, const Model& patient);

    std::uint64_t m_latest = 0; ///< number of what was asked for last
    ModelDesk m_quick;
    ModelDesk m_patient;
    Background m_reader;
};

} // namespace hourglass::ui
