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
    m_quick.forget();
    m_patient.forget();
    Q_EMIT closed();
}

void BesideModel::open(const QString& path, const RunInfo& run) {
    m_quick.forget();
    m_patient.forget();
    const auto epoch = m_quick.epoch();
    m_reader.line()->work([this, path, run, epoch, quick = m_quick.shelf(), patient = m_patient.shelf(), quickEpoch = epoch,
                           patientEpoch = m_patient.epoch(), line = m_reader.line()] {
        QString fault;
        RunInfo beside = run;
        try {
            const Model model = Model::load(toStdString(path));
            beside.experiment = model.experiment();
            beside.network = model.network();
            if (beside.network.input != run.network.input)
                throw Error(toStdString(
                    tr("%1 takes samples of %2, and the network on show has samples of %3. Open one that was "
                       "trained on the same data.")
                        .arg(path, toQString(beside.network.input.text()), toQString(run.network.input.text()))));
            quick->put(model.copy(), quickEpoch);
            patient->put(model.copy(), patientEpoch);
        } catch (const std::exception& error) {
            fault = sentenceOf(error);
        }
        line->reply([this, path, beside, fault, epoch] {
            if (epoch != m_quick.epoch())
                return; // another one is wanted, or none
            if (fault.isEmpty())
                Q_EMIT opened(path, beside);
            else
                Q_EMIT failed(fault);
        });
    });
}

} // namespace hourglass::ui
