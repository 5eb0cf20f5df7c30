// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/BesideModel.h"

#include "engine/api/Error.h"
#include "ui/session/Convert.h"

namespace hourglass::ui {

BesideModel::BesideModel(QObject* parent)
    : QObject(parent)
    , m_quick("beside", Background::Manners::Hurries)
    , m_patient("beside survey", Background::Manners::GivesWay)
    , m_reader("beside file") {
    for (const ModelDesk* desk : {&m_quick, &m_patient})
        connect(desk, &ModelDesk::failed, this, &BesideModel::failed);
}

void BesideModel::close() {
    ++m_latest;
    m_quick.forget();
    m_patient.forget();
    Q_EMIT closed();
}

void BesideModel::open(const QString& path, const RunInfo& run) {
    m_reader.line()->work([this, path, run, number = ++m_latest, line = m_reader.line()] {
        try {
            const Model model = Model::load(toStdString(path));
            if (model.network().input != run.network.input || model.experiment().dataset != run.experiment.dataset)
                throw Error(
                    toStdString(tr("%1 was not trained on the data of the network on show (%2). Open one that was, or "
                                   "choose its data first.")
                                    .arg(path, toQString(run.dataset.title))));
            // The one on show stays until the other is certainly there.
            line->reply([this, path, run, number, quick = model.copy(), patient = model.copy()] {
                take(number, path, run, quick, patient);
            });
        } catch (const std::exception& error) {
            line->reply([this, number, message = sentenceOf(error)] {
                if (number == m_latest)
                    Q_EMIT failed(message);
            });
        }
    });
}

void BesideModel::take(std::uint64_t number, const QString& path, const RunInfo& run, const Model& quick,
                       const Model& patient) {
    if (number != m_latest)
        return; // another one is wanted, or none
    m_quick.forget();
    m_patient.forget();
    m_quick.shelf()->put(quick, m_quick.epoch());
    m_patient.shelf()->put(patient, m_patient.epoch());
    RunInfo beside = run;
    beside.experiment = quick.experiment();
    beside.network = quick.network();
    Q_EMIT opened(path, beside);
}

} // namespace hourglass::ui
