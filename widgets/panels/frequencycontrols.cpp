// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/frequencycontrols.h"

#include "widgets/panels/faulttext.h"
#include "widgets/panels/lengthtext.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/rangefields.h"
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
        spin->setReader(readFrequency);
        spin->setShownDecimals(1);
        spin->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        spin->setSingleStep(10);
        box->addWidget(spin, 1);
    }
    box->addWidget(m_fullButton);

    m_fields =
        new RangeFields(*m_lowSpin, *m_highSpin,
                        {unreadableFrequencyText, [this](const RangeEnds& ends) { return faultIn(ends); }}, this);
    setMaximum(m_maximumHz);
    setRange(0, m_maximumHz);
    connect(m_fields, &RangeFields::endsChanged, this,
            [this](const RangeEnds& ends) { emit rangeChanged(ends.low, ends.high); });
    connect(m_fields, &RangeFields::faultChanged, this, &FrequencyControls::faultChanged);
    connect(m_fullButton, &QPushButton::clicked, this, &FrequencyControls::showAll);
}

void FrequencyControls::setMaximum(double maximumHz)
{
    m_fields->finish();
    m_maximumHz = maximumHz;
    for (NumberSpin* spin : {m_lowSpin, m_highSpin})
        spin->setUsualRange(0, m_maximumHz);
}

void FrequencyControls::setRange(double lowHz, double highHz)
{
    m_fields->setEnds({lowHz, highHz});
}

void FrequencyControls::showAll()
{
    m_fields->finish();
    const RangeEnds all{0, m_maximumHz};
    if (m_fields->ends() == all)
        return;
    m_fields->setEnds(all);
    emit rangeChanged(all.low, all.high);
}

void FrequencyControls::finishEdit()
{
    m_fields->finish();
}

void FrequencyControls::discardEdits()
{
    m_fields->discard();
}

bool FrequencyControls::showsAll() const
{
    return m_fields->ends().low <= sameHz && m_fields->ends().high >= m_maximumHz - sameHz;
}

QWidget* FrequencyControls::firstField() const
{
    return m_lowSpin;
}

QString FrequencyControls::faultIn(const RangeEnds& ends) const
{
    return frequencyFaultText(ends.low, ends.high, m_maximumHz);
}

} // namespace gabor
