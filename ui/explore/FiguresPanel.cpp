// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/FiguresPanel.h"

#include "ui/charts/NumberText.h"
#include "ui/widgets/ControlRow.h"
#include "ui/explore/Exploration.h"
#include "ui/session/Convert.h"
#include "ui/style/Icons.h"
#include "ui/widgets/CsvText.h"
#include "ui/widgets/Words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QStackedLayout>
#include <QTableWidget>
#include <QToolButton>

#include <cmath>
#include <utility>

namespace hourglass::ui {

namespace {
enum Column { Title, Value, Note, ColumnCount };
constexpr int Fine = 1000;

QString valueText(const LatentFigure& figure) {
    return std::isnan(figure.value) ? QStringLiteral("–") : numberText(figure.value, 3);
}
} // namespace

FiguresPanel::FiguresPanel(Exploration& exploration, ModelDesk& desk, QWidget* parent)
    : QWidget(parent)
    , m_exploration(exploration)
    , m_desk(desk)
    , m_button(makeTextButton(tr("Measure"), "measure", tr("Measure how good the latent space is, on validation samples")))
    , m_progress(new QProgressBar)
    , m_note(new QLabel)
    , m_table(new QTableWidget(0, ColumnCount))
    , m_empty(new QLabel)
    , m_pages(new QStackedLayout) {
    m_progress->setRange(0, Fine);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(140);
    m_progress->setAccessibleName(tr("Progress of the measurement"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_table->setHorizontalHeaderLabels({tr("Figure"), tr("Value"), tr("What it says")});
    m_table->setAccessibleName(tr("Figures of the latent space"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false); // Tab goes on; the arrow keys go from cell to cell
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Note, QHeaderView::Stretch);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(12);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto* row = new QHBoxLayout;
    row->addWidget(m_button);
    row->addWidget(m_progress);
    row->addWidget(m_note, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addLayout(m_pages, 1);

    connect(m_button, &QToolButton::clicked, this, &FiguresPanel::toggle);
    connect(&exploration, &Exploration::begun, this, &FiguresPanel::begin);
    connect(&exploration, &Exploration::renewed, this, [this] {
        m_isStale = true;
        showState();
    });
    begin();
}

FiguresPanel::~FiguresPanel() {
    cancel();
    m_desk.forget();
}

void FiguresPanel::begin() {
    cancel();
    m_report = {};
    m_table->setRowCount(0);
    m_note->clear();
    showState();
}

void FiguresPanel::toggle() {
    if (m_task)
        cancel();
    else
        measure();
    showState();
}

void FiguresPanel::cancel() {
    if (m_task)
        std::exchange(m_task, {})->cancelled = true;
}

void FiguresPanel::measure() {
    m_task = std::make_shared<Task>();
    m_isStale = false;
    m_progress->setValue(0);
    m_note->setText(tr("Waiting for the network"));
    m_desk.ask(0, [this, task = m_task, line = m_desk.line()](const Model& model) -> std::optional<ModelAnswer> {
        if (task->cancelled)
            return [] {};
        try {
            const LatentReport report =
                measureLatent(model, model.experiment(), {}, [&](const std::string& doing, double done) {
                    line->reply([this, task, doing = toQString(doing), done] {
                        if (!task->cancelled) // or else the panel may be gone
                            showProgress(doing, done);
                    });
                    return !task->cancelled;
                });
            return [this, task, report] { take(task, report); };
        } catch (const std::exception& error) {
            return [this, task, message = sentenceOf(error)] { fail(task, message); };
        }
    });
}

void FiguresPanel::showProgress(const QString& doing, double done) {
    m_progress->setValue(int(done * Fine));
    m_progress->update(); // by itself it would only move in blocks
    m_note->setText(doing);
}

void FiguresPanel::fail(const std::shared_ptr<Task>& task, const QString& message) {
    if (task != m_task)
        return;
    m_task.reset();
    showState();
    m_note->setText(message);
}

void FiguresPanel::take(const std::shared_ptr<Task>& task, const LatentReport& report) {
    if (task != m_task)
        return;
    m_task.reset();
    m_report = report;
    m_table->setRowCount(int(report.figures.size()));
    for (int row = 0; row < int(report.figures.size()); ++row) {
        const LatentFigure& figure = report.figures[std::size_t(row)];
        const QString help = toQString(figure.help), note = toQString(figure.note);
        const auto set = [&](int column, const QString& text) {
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(asToolTip(help));
            item->setTextAlignment(column == Value ? Qt::AlignRight | Qt::AlignTop : Qt::AlignLeft | Qt::AlignTop);
            m_table->setItem(row, column, item);
        };
        set(Title, toQString(figure.title));
        set(Value, valueText(figure));
        set(Note, note.isEmpty() ? help : help + QLatin1Char('\n') + note);
    }
    showState();
    Q_EMIT measured();
}

/// A line for each, however small the table on the screen is.
QSize FiguresPanel::pictureSize() const {
    return {36 * fontMetrics().averageCharWidth() + 12 * fontMetrics().averageCharWidth(),
            int(m_report.figures.size()) * fontMetrics().lineSpacing()};
}

void FiguresPanel::paintPicture(QPainter& painter) {
    QRect line(QPoint(0, 0), QSize(pictureSize().width(), fontMetrics().lineSpacing()));
    painter.setPen(palette().color(QPalette::Text));
    for (const LatentFigure& figure : m_report.figures) {
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, toQString(figure.title));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, valueText(figure));
        line.translate(0, line.height());
    }
}

Exportable::Csv FiguresPanel::csv() const {
    return [figures = m_report.figures] {
        QByteArray text = csvLine({"figure", "value", "note", "meaning"});
        for (const LatentFigure& figure : figures)
            text += csvLine({csvCell(toQString(figure.title)), csvCell(figure.value), csvCell(toQString(figure.note)),
                             csvCell(toQString(figure.help))});
        return text;
    };
}

void FiguresPanel::showState() {
    const bool runs = m_task != nullptr;
    m_button->setText(runs ? tr("Cancel") : tr("Measure"));
    m_button->setIcon(themedIcon(runs ? "stop" : "measure"));
    m_button->setEnabled(!m_exploration.isEmpty());
    m_progress->setVisible(runs);
    if (!runs)
        m_note->setText(m_report.figures.empty() ? QString()
                        : m_isStale
                            ? tr("Measured on %1 samples; the network has learned on since").arg(grouped(m_report.samples))
                            : tr("Measured on %1 samples").arg(grouped(m_report.samples)));
    m_pages->setCurrentIndex(m_report.figures.empty() ? 0 : 1);
    m_empty->setText(
        m_exploration.isEmpty() ? Exploration::invitation()
        : runs                  ? tr("The figures will stand here")
               : tr("Press Measure: how many numbers of the code are in use, how well they fill their prior, how smooth "
                    "the ways between samples are, what the code knows of the classes, and how far the map can be "
                    "trusted. It takes some seconds; the training goes on."));
}

} // namespace hourglass::ui
