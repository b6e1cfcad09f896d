// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/rawfields.h"

#include "app/session/soundtext.h"
#include "widgets/panels/faulttext.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/lengthtext.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/panelparts.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace gabor {

namespace {

QString encodingText(SampleFormat format)
{
    switch (format) {
    case SampleFormat::Unsigned8:
        return RawFields::tr("8-bit unsigned PCM");
    case SampleFormat::Signed8:
        return RawFields::tr("8-bit signed PCM");
    default:
        return QString::fromUtf8(nameOf(format));
    }
}

/// As it stands alone below a field.
/// @param knowsSize  of the file, which bounds the offset
QString sentenceOf(const RawFault& fault, bool knowsSize)
{
    if (fault.rule == RawFault::Rule::Offset && !knowsSize)
        return RawFields::tr("The offset must be a whole number of bytes from 0 on.");
    return capitalized(rawFaultText(fault));
}

} // namespace

RawFields::RawFields(const RawSound& initial, QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addEncoding(initial.format);
    addByteOrder(initial.byteOrder);
    addNumbers(initial);
    layout->addStretch(1);
    int widest = 0;
    for (const FieldRow* const row : findChildren<FieldRow*>())
        widest = std::max(widest, row->label()->sizeHint().width());
    for (const FieldRow* const row : findChildren<FieldRow*>())
        row->label()->setFixedWidth(widest);
    check();
}

FieldRow* RawFields::addRow(const QString& name, QWidget* field, QWidget* buddy)
{
    auto* row = new FieldRow(name, field, buddy, this);
    layout()->addWidget(row);
    return row;
}

void RawFields::addEncoding(SampleFormat initial)
{
    m_encoding = new QComboBox(this);
    describe(*m_encoding, "rawEncodingCombo", tr("Encoding"),
             tr("How each sample is written. Where it is wrong, the preview is full of noise."));
    for (const RawEncoding& encoding : rawEncodings()) {
        if (m_encoding->findData(static_cast<int>(encoding.format)) < 0)
            m_encoding->addItem(encodingText(encoding.format), static_cast<int>(encoding.format));
    }
    m_encoding->setMaxVisibleItems(m_encoding->count());
    m_encoding->setCurrentIndex(m_encoding->findData(static_cast<int>(initial)));
    connect(m_encoding, &QComboBox::currentIndexChanged, this, &RawFields::check);
    addRow(tr("&Encoding"), m_encoding);
}

void RawFields::addByteOrder(std::endian initial)
{
    auto* both = new QWidget(this);
    m_littleEndian = segment(tr("&Little-endian"), "first", both);
    m_bigEndian = segment(tr("&Big-endian"), "last", both);
    describe(*m_littleEndian, "rawLittleEndianButton", tr("Little-endian"),
             tr("The last byte of each sample weighs most, as PCs and WAV files have it."));
    describe(*m_bigEndian, "rawBigEndianButton", tr("Big-endian"),
             tr("The first byte of each sample weighs most, as networks and AIFF files have it."));
    for (QPushButton* const button : {m_littleEndian, m_bigEndian})
        button->setAutoDefault(false); // Return opens
    auto* group = new QButtonGroup(this);
    group->addButton(m_littleEndian);
    group->addButton(m_bigEndian);
    (initial == std::endian::big ? m_bigEndian : m_littleEndian)->setChecked(true);
    connect(m_bigEndian, &QPushButton::toggled, this, &RawFields::check);
    auto* box = new QHBoxLayout(both);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_littleEndian);
    box->addWidget(m_bigEndian);
    m_orderRow = addRow(tr("Byte order"), both, m_littleEndian);
}

void RawFields::addNumbers(const RawSound& initial)
{
    const auto number = [this](const char* name, const QString& accessibleName, const QString& toolTip) {
        auto* spin = new NumberSpin(this);
        describe(*spin, name, accessibleName, toolTip);
        connect(spin, &NumberSpin::edited, this, &RawFields::check);
        return spin;
    };
    m_rate = number("rawRateSpin", tr("Sample rate"),
                    tr("Samples of each channel in a second. Where it is wrong, times and frequencies are."));
    m_rate->setSuffix(tr(" Hz"));
    m_rate->setReader(readFrequency);
    m_rate->setShownDecimals(6);
    m_rate->setUsualRange(1, 768'000);
    m_rate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    connect(m_rate, &NumberSpin::editingFinished, this, [this] {
        // "16 kHz" is nothing to stand before the field's own unit.
        if (m_rate->hasNumber() && !readNumber(m_rate->typedText(), m_rate->locale()))
            m_rate->rewriteNumber(m_rate->value());
    });
    m_channels = number("rawChannelsSpin", tr("Channels"),
                        tr("Whose samples take turns. Where it is wrong, the tone is, or there is noise in it."));
    m_channels->setDecimals(0);
    m_channels->setUsualRange(1, 1024);
    m_offset = number("rawOffsetSpin", tr("Offset"),
                      tr("Bytes before the first sample, such as those of a header, which are left out."));
    m_offset->setDecimals(0);
    m_offset->setUsualRange(0, 1e15);
    m_offset->setSuffix(tr(" bytes"));
    m_rate->showNumber(initial.sampleRate);
    m_channels->showNumber(static_cast<double>(initial.channelCount));
    m_offset->showNumber(static_cast<double>(initial.offset));
    m_rateRow = addRow(tr("&Sample rate"), m_rate);
    m_channelsRow = addRow(tr("&Channels"), m_channels);
    m_offsetRow = addRow(tr("O&ffset"), m_offset);
}

SampleFormat RawFields::format() const
{
    return static_cast<SampleFormat>(m_encoding->currentData().toInt());
}

void RawFields::setFileBytes(std::int64_t bytes)
{
    if (bytes == m_fileBytes)
        return;
    m_fileBytes = bytes;
    check();
}

void RawFields::check()
{
    if (m_offsetRow == nullptr) // still being made
        return;
    const bool orderMatters = bytesPerSample(format()) > 1;
    m_littleEndian->setEnabled(orderMatters);
    m_bigEndian->setEnabled(orderMatters);
    const std::optional<RawSound> before = m_raw;
    QString rateFault = m_rate->hasNumber() ? QString() : unreadableFrequencyText(m_rate->typedText());
    QString channelsFault = m_channels->hasNumber() ? QString() : notWholeText(m_channels->typedText());
    QString offsetFault = m_offset->hasNumber() ? QString() : notWholeText(m_offset->typedText());
    m_raw.reset();
    constexpr auto anySize = std::numeric_limits<std::int64_t>::max();
    if (rateFault.isEmpty() && channelsFault.isEmpty() && offsetFault.isEmpty()) {
        const RawSound raw{.format = format(),
                           .byteOrder = m_bigEndian->isChecked() ? std::endian::big : std::endian::little,
                           .sampleRate = m_rate->value(),
                           .channelCount = static_cast<std::int64_t>(m_channels->value()),
                           .offset = static_cast<std::int64_t>(m_offset->value())};
        if (const std::optional<RawFault> fault = faultIn(raw, m_fileBytes.value_or(anySize))) {
            QString& place = fault->rule == RawFault::Rule::SampleRate ? rateFault
                : fault->rule == RawFault::Rule::ChannelCount          ? channelsFault
                                                                       : offsetFault;
            place = sentenceOf(*fault, m_fileBytes.has_value());
        } else {
            m_raw = raw;
        }
    }
    m_rateRow->setFault(rateFault);
    m_channelsRow->setFault(channelsFault);
    m_offsetRow->setFault(offsetFault);
    if (m_raw != before)
        emit changed();
}

} // namespace gabor
