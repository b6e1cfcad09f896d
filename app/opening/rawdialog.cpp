// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/rawdialog.h"

#include "app/opening/rawpreview.h"
#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "widgets/panels/panelparts.h"
#include "widgets/panels/panelwidth.h"
#include "widgets/plot/timetext.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace gabor {

namespace {

/// "9,998 bytes from byte 2 on are 4,999 samples of each channel, which last 0:01.250; 1 byte is left over."
QString sizeSentence(const RawSound& raw, std::int64_t fileBytes, const QLocale& locale)
{
    const auto number = [&](std::int64_t value) { return locale.toString(static_cast<qlonglong>(value)); };
    const std::int64_t samples = sampleCount(raw, fileBytes);
    const std::int64_t bytes = fileBytes - raw.offset;
    const std::int64_t leftOver = bytes - samples * bytesPerSample(raw.format) * raw.channelCount;
    const QString duration = clockText(static_cast<double>(samples) / raw.sampleRate, 3, locale);
    const QString whole = raw.offset == 0
        ? RawDialog::tr("%1 bytes are %2 samples of each channel, which last %3")
              .arg(number(bytes), number(samples), duration)
        : RawDialog::tr("%1 bytes from byte %2 on are %3 samples of each channel, which last %4")
              .arg(number(bytes), number(raw.offset), number(samples), duration);
    const QString rest = leftOver == 0 ? QStringLiteral(".")
        : leftOver == 1                ? RawDialog::tr("; 1 byte is left over.")
                                       : RawDialog::tr("; %1 bytes are left over.").arg(number(leftOver));
    return whole + rest;
}

} // namespace

RawDialog::RawDialog(JobQueue& tileQueue, JobQueue& loadQueue, const std::filesystem::path& path,
                     const RawSound& initial, QWidget* parent)
    : QDialog(parent), m_path(path), m_fields(new RawFields(initial)),
      m_preview(new RawPreview(tileQueue, loadQueue, path)), m_facts(new QLabel)
{
    setObjectName(QStringLiteral("rawDialog"));
    setWindowTitle(tr("Open raw sound"));
    auto* explanation = new QLabel(tr("“%1” is read as bare samples, whatever it holds. Say what they are; the picture "
                                      "shows how the file begins.")
                                       .arg(shownName(path)));
    explanation->setTextFormat(Qt::PlainText);
    explanation->setWordWrap(true);
    m_facts->setObjectName(QStringLiteral("rawFacts"));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setProperty("textRole", "muted");
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_fields->setFixedWidth(panelWidth(*this));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel);
    m_open = buttons->button(QDialogButtonBox::Open);
    describe(*m_open, "rawOpenButton", tr("Open"), tr("Opens the file as these samples, and remembers what they are."));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(m_fields);
    left->addWidget(m_facts);
    left->addStretch(1);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addLayout(left);
    middle->addWidget(m_preview, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(explanation);
    layout->addLayout(middle, 1);
    layout->addWidget(buttons);
    m_open->setDefault(true); // a dialog knows of it only when the button is in it
    resize(QSize(980, 560).boundedTo(screen()->availableSize() * 0.9));

    connect(m_fields, &RawFields::changed, this, &RawDialog::showFields);
    connect(m_preview, &RawPreview::sizeKnown, this, [this](qint64 bytes) {
        m_fileBytes = bytes;
        m_fields->setFileBytes(bytes);
    });
    connect(m_preview, &RawPreview::shown, this, &RawDialog::showFacts);
    connect(m_preview, &RawPreview::failed, this, &RawDialog::showFault);
    showFields();
}

void RawDialog::showFields()
{
    m_open->setEnabled(m_fields->raw().has_value());
    if (m_fields->raw())
        m_preview->showRaw(*m_fields->raw());
    showFacts();
}

void RawDialog::showFacts()
{
    const std::optional<RawSound>& raw = m_fields->raw();
    if (!raw || m_fileBytes == 0) {
        m_facts->clear();
        return;
    }
    const QLocale locale;
    QString text = sizeSentence(*raw, m_fileBytes, locale);
    const std::int64_t shown = m_preview->shownSamples();
    if (shown > 0 && shown < sampleCount(*raw, m_fileBytes))
        text += u' '
            + tr("The picture shows the first %1 of them.")
                  .arg(clockText(static_cast<double>(shown) / raw->sampleRate, 3, locale));
    m_facts->setText(text);
}

/// What is wrong with the fields stands beside them already.
void RawDialog::showFault(const OpenFault& fault)
{
    if (fault.kind == OpenFault::Kind::BadRaw)
        return;
    m_facts->setText(openFaultText(fault));
    m_open->setEnabled(false);
}

} // namespace gabor
