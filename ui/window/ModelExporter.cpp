// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ModelExporter.h"

#include "engine/api/Export.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/widgets/Actions.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/window/Confirmation.h"
#include "ui/window/Documents.h"
#include "ui/window/ExportDialog.h"

#include <QFileInfo>
#include <QSettings>

namespace hourglass::ui {

namespace {

constexpr char LastKey[] = "lastExport";

/// "ONNX (*.onnx)"; one for each ending where the user has the choice.
QStringList filtersFor(const ExportOrder& order) {
    if (order.what == ExportOrder::What::Network) {
        const QString title = toQString(findEntry(exportEntries(), order.id).title);
        return {QString("%1 (*.%2)").arg(title, toQString(exportExtension(order.id)))};
    }
    QStringList filters;
    for (const std::string& extension : arrayExtensions())
        filters << ModelExporter::tr("%1 file (*%2)").arg(toQString(extension.substr(1)).toUpper(), toQString(extension));
    return filters;
}

} // namespace

ModelExporter::ModelExporter(TrainingSession& session, const Documents& documents, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_documents(documents)
    , m_window(window)
    , m_runner(session.controller())
    , m_action(makeAction({tr("&Export…"), "export", Qt::CTRL | Qt::Key_E, {}}, this)) {
    connect(m_action, &QAction::triggered, this, &ModelExporter::askWhat);
    connect(&session, &TrainingSession::updated, this, &ModelExporter::update);
    connect(&m_runner, &ExportRunner::started, this, &ModelExporter::update);
    connect(&m_runner, &ExportRunner::cancelled, this, &ModelExporter::update);
    connect(&m_runner, &ExportRunner::finished, this, &ModelExporter::update);
    connect(&m_runner, &ExportRunner::failed, this, &ModelExporter::update);
    update();
}

void ModelExporter::update() {
    const bool hasNetwork = m_session.controller().hasNetwork();
    m_action->setEnabled(hasNetwork && !m_runner.isRunning());
    setTip(*m_action, !hasNetwork ? tr("There is no network to export yet: it comes once data and design fit each other")
                      : m_runner.isRunning() ? tr("Another export is being written")
                                             : tr("Write the network, its codes or its reconstructions for other programs"));
}

void ModelExporter::askWhat() {
    auto* dialog = new ExportDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setCurrent(toStdString(QSettings().value(LastKey).toString()));
    connect(dialog, &QDialog::accepted, this, [this, dialog] { askWhere(dialog->order()); });
    dialog->open();
}

void ModelExporter::askWhere(const ExportOrder& order) {
    QSettings().setValue(LastKey, toQString(order.id));
    askWhereToSave(m_window, tr("Export"), filtersFor(order), proposedName(order), [this, order](const QString& path) {
        ExportOrder whole = order;
        whole.path = path;
        startOrAsk(whole);
    });
}

void ModelExporter::startOrAsk(const ExportOrder& order) {
    QStringList others;
    if (order.what == ExportOrder::What::Network && order.path.endsWith('.' + toQString(exportExtension(order.id))))
        for (const std::string& file : exportFiles(order.id, toStdString(order.path)))
            if (toQString(file) != order.path && QFileInfo::exists(toQString(file)))
                others << QFileInfo(toQString(file)).fileName();
    if (others.isEmpty()) {
        m_runner.start(order);
        return;
    }
    askToConfirm(m_window, tr("Replace the second file?"),
                 tr("The export has another one, %1, and there is one of that name already.").arg(others.join(", ")),
                 tr("&Replace"), [this, order] { m_runner.start(order); });
}

QString ModelExporter::proposedName(const ExportOrder& order) const {
    const QString document = m_documents.fileStem();
    const QString name = document.isEmpty() ? toQString(m_session.editor().experiment().dataset.kind) : document;
    if (order.what == ExportOrder::What::Samples)
        return name + '-' + toQString(order.id);
    const ParameterValue* part = order.options.find("part");
    return part && toText(*part) != "whole" ? name + '-' + toQString(toText(*part)) : name;
}

} // namespace hourglass::ui
