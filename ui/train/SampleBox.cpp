// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/SampleBox.h"

#include "ui/widgets/NumberBox.h"
#include "ui/widgets/Words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace hourglass::ui {

SampleBox::SampleBox(QWidget* parent)
    : QWidget(parent)
    , m_number(new NumberBox(ParameterSpec::integer("sample", "Sample", 0, 0, 0, 1)))
    , m_part(new QLabel) {
    m_number->setAccessibleName(tr("Number of the sample"));
    m_number->setToolTip(
        asToolTip(tr("Samples are numbered from 0: first those of the validation part, which the network does "
                     "not learn from, then those of the training part.")));
    m_number->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_part->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_number);
    layout->addWidget(m_part);
    setFocusProxy(m_number);

    connect(m_number, &NumberBox::valueChanged, this, [this](double value) {
        showPart(std::int64_t(value));
        Q_EMIT edited(std::int64_t(value));
    });
    auto* line = m_number->findChild<QLineEdit*>();
    connect(line, &QLineEdit::textEdited, this,
            [this](const QString& text) { showPart(std::int64_t(m_number->valueFromText(text))); });
    connect(line, &QLineEdit::returnPressed, this, [this] { Q_EMIT entered(sample()); });
    setAlbum(nullptr);
}

SampleBox::~SampleBox() {
    m_number->disconnect(this); // it reports a number that was being typed even now
}

void SampleBox::setAlbum(std::shared_ptr<const Album> album) {
    m_album = std::move(album);
    const QSignalBlocker silence(m_number);
    m_number->setRange(0, m_album ? double(std::max<std::int64_t>(0, m_album->count() - 1)) : 0);
    setEnabled(m_album && m_album->count() > 0);
    showPart(sample());
}

std::int64_t SampleBox::sample() const {
    return std::int64_t(m_number->value());
}

void SampleBox::showSample(std::int64_t sample) {
    m_number->showValue(double(sample));
    showPart(this->sample());
}

void SampleBox::showPart(std::int64_t sample) {
    if (!m_album) {
        m_part->clear();
        return;
    }
    const std::int64_t validation = m_album->info().validationCount;
    const QString count = grouped(m_album->count());
    m_part->setText(sample >= m_album->count()       ? tr("of %1").arg(count)
                    : validation >= m_album->count() ? tr("of %1, none kept apart").arg(count)
                    : sample < validation            ? tr("of %1, validation part").arg(count)
                                                     : tr("of %1, training part").arg(count));
}

} // namespace hourglass::ui
