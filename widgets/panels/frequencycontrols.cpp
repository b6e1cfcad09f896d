// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/frequencycontrols.h"

#include "widgets/panels/faulttext.h"
#include "widgets/panels/numberspin.h"
#include "widgets/theme/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace gabor {
namespace {

/// Below what the fields show, and far below what an eye sees of a frequency axis.
constexpr double sameHz = 0.05;

} // namespace

FrequencyControls::FrequencyControls(QWidget* parent)
    : QWidget(parent), m_lowSpin(new NumberSpin(this)), m_highSpin(new NumberSpin(this)),
      m_fullButton(new QPushButton(this))
{
    m_lowSpin->setObjectName(QStringLiteral("lowFrequencySpin"));
    m_lowSpin->setAccessibleName(tr("Lowest frequency in Hz"));
    m_lowSpin->setToolTip(
        tr("The bottom edge of the picture: raise it to look at the treble (lower end of the view in Hz)."));
    m_highSpin->setObjectName(QStringLiteral("highFrequencySpin"));
    m_highSpin->setAccessibleName(tr("Highest frequency in Hz"));
    m_highSpin->setToolTip(
        tr("The top edge of the picture: lower it to spread the bass out (upper end of the view in Hz)."));
    m_fullButton->setObjectName(QStringLiteral("fullFrequencyButton"));
    m_fullButton->setAccessibleName(tr("All frequencies"));
    m_fullButton->setToolTip(tr("Shows every frequency of the sound, from 0 Hz to half the sample rate."));
    m_fullButton->setIcon(themedIcon(QStringLiteral("fit")));
    m_fullButton->setProperty("tight", true);

    auto* box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    for (NumberSpin* spin : {m_lowSpin, m_highSpin}) {
        spin->setSuffix(QStringLiteral(" Hz"));
        spin->setShownDecimals(1);
        spin->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        spin->setSingleStep(10);
        box->addWidget(spin, 1);
    }
    box->addWidget(m_fullButton);
    fillFields();

    connect(m_lowSpin, &NumberSpin::edited, this, &FrequencyControls::takeFields);
    connect(m_highSpin, &NumberSpin::edited, this, &FrequencyControls::takeFields);
    connect(m_fullButton, &QPushButton::clicked, this, &FrequencyControls::showAll);
}

void FrequencyControls::setMaximum(double maximumHz)
{
    m_maximumHz = maximumHz;
    fillFields();
}

void FrequencyControls::setRange(double lowHz, double highHz)
{
    if (lowHz == m_lowHz && highHz == m_highHz)
        return;
    m_lowHz = lowHz;
    m_highHz = highHz;
    fillFields();
}

void FrequencyControls::showAll()
{
    const bool changed = m_lowHz != 0 || m_highHz != m_maximumHz;
    m_lowHz = 0;
    m_highHz = m_maximumHz;
    fillFields();
    if (changed)
        emit rangeChanged(m_lowHz, m_highHz);
}

bool FrequencyControls::showsAll() const
{
    return m_lowHz <= sameHz && m_highHz >= m_maximumHz - sameHz;
}

QWidget* FrequencyControls::firstField() const
{
    return m_lowSpin;
}

void FrequencyControls::takeFields()
{
    // A field shows a rounded number; only an edited one stands for what it shows.
    const double low = m_lowSpin->numberOr(m_lowHz);
    const double high = m_highSpin->numberOr(m_highHz);
    QString sentence;
    for (const NumberSpin* spin : {m_lowSpin, m_highSpin}) {
        if (sentence.isEmpty() && !spin->hasNumber())
            sentence = unreadableNumberText(spin->typedText());
    }
    if (sentence.isEmpty())
        sentence = frequencyFaultText(low, high, m_maximumHz);
    emit faultChanged(sentence);
    if (!sentence.isEmpty() || (low == m_lowHz && high == m_highHz))
        return;
    m_lowHz = low;
    m_highHz = high;
    emit rangeChanged(low, high);
}

void FrequencyControls::fillFields()
{
    for (NumberSpin* spin : {m_lowSpin, m_highSpin})
        spin->setUsualRange(0, m_maximumHz);
    m_lowSpin->rewriteNumber(m_lowHz);
    m_highSpin->rewriteNumber(m_highHz);
    emit faultChanged({});
}

} // namespace gabor
