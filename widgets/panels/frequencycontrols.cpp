// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/frequencycontrols.h"

#include "widgets/panels/faulttext.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/lengthtext.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/rangefields.h"
#include "widgets/panels/wheelguard.h"
#include "widgets/theme/icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace gabor {
namespace {

/// Below what the fields show, and far below what an eye sees of a frequency axis.
constexpr double sameHz = 0.05;

void describe(QWidget& control, const char* objectName, const QString& name, const QString& toolTip)
{
    control.setObjectName(QLatin1String(objectName));
    control.setAccessibleName(name);
    control.setToolTip(toolTip);
}

QHBoxLayout* rowLayout(QWidget& field)
{
    auto* box = new QHBoxLayout(&field);
    box->setContentsMargins(0, 0, 0, 0);
    return box;
}

QString pitchFaultText(double a4Hz)
{
    DisplayParameters p;
    p.frequencyAxis.a4Hz = a4Hz;
    const std::optional<DisplayFault> fault = faultIn(p);
    return fault ? faultText(*fault, p) : QString();
}

} // namespace

FrequencyControls::FrequencyControls(QWidget* parent)
    : Section(tr("Frequency axis"), QStringLiteral("frequency"), parent)
{
    buildRange();
    buildAxis();
    setMaximum(m_maximumHz);
    setRange(0, m_maximumHz);
    showAxis();
    connectControls();
}

void FrequencyControls::buildRange()
{
    auto* field = new QWidget(this);
    QHBoxLayout* const box = rowLayout(*field);
    box->setSpacing(4);
    m_lowSpin = new NumberSpin(field);
    describe(*m_lowSpin, "lowFrequencySpin", tr("Lowest frequency in Hz"),
             tr("The bottom edge of the picture: raise it to look at the treble (lower end of the view in Hz)."));
    m_highSpin = new NumberSpin(field);
    describe(*m_highSpin, "highFrequencySpin", tr("Highest frequency in Hz"),
             tr("The top edge of the picture: lower it to spread the bass out (upper end of the view in Hz)."));
    for (NumberSpin* spin : {m_lowSpin, m_highSpin}) {
        spin->setSuffix(QStringLiteral(" Hz"));
        spin->setReader(readFrequency);
        spin->setShownDecimals(1);
        spin->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        spin->setSingleStep(10);
        box->addWidget(spin, 1);
    }
    m_fullButton = new QPushButton(field);
    describe(*m_fullButton, "fullFrequencyButton", tr("All frequencies"),
             tr("Shows every frequency of the sound that the scale has, up to half the sample rate."));
    m_fullButton->setIcon(themedIcon(QStringLiteral("fit")));
    m_fullButton->setProperty("tight", true);
    box->addWidget(m_fullButton);
    m_rangeRow = new FieldRow(tr("Fre&quency"), field, m_lowSpin, this);
    addRow(m_rangeRow);

    const auto fault = [this](const RangeEnds& ends) {
        return frequencyFaultText(ends.low, ends.high, lowestHz(), m_maximumHz);
    };
    m_range = new RangeFields(*m_lowSpin, *m_highSpin, {unreadableFrequencyText, fault}, this);
}

void FrequencyControls::buildAxis()
{
    m_scaleCombo = new QComboBox(this);
    describe(*m_scaleCombo, "frequencyScaleCombo", tr("Frequency scale"),
             tr("How much of the height the bass gets: octaves are equally high on a log scale; mel, Bark and ERB "
                "follow the ear (frequency scale)."));
    guardFromWheel(*m_scaleCombo);
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog())
        m_scaleCombo->addItem(
            QString::fromUtf8(info.displayName.data(), static_cast<qsizetype>(info.displayName.size())),
            static_cast<int>(info.scale));
    m_scaleRow = new FieldRow(tr("Sc&ale"), m_scaleCombo, nullptr, this);

    auto* field = new QWidget(this);
    QHBoxLayout* const box = rowLayout(*field);
    box->setSpacing(8);
    m_notesCheck = new QCheckBox(tr("Notes"), field);
    describe(*m_notesCheck, "noteNamesCheck", tr("Note names at the frequency axis"),
             tr("Writes notes at the frequency axis in place of hertz: C4, A4, F♯5 (note names)."));
    m_pianoCheck = new QCheckBox(tr("Piano keys"), field);
    describe(*m_pianoCheck, "pianoStripCheck", tr("Piano keys at the frequency axis"),
             tr("Puts the keys of a piano along the frequency axis, each at the height of its note (piano strip)."));
    box->addWidget(m_notesCheck);
    box->addWidget(m_pianoCheck);
    box->addStretch(1);
    m_labelsRow = new FieldRow(tr("La&bels"), field, m_notesCheck, this);

    m_pitchSpin = new NumberSpin(this);
    describe(*m_pitchSpin, "concertPitchSpin", tr("Concert pitch: A4 in Hz"),
             tr("Moves notes and piano keys to the tuning of the music: 440 Hz is usual, 415 Hz baroque "
                "(concert pitch, A4)."));
    m_pitchSpin->setSuffix(QStringLiteral(" Hz"));
    m_pitchSpin->setReader(readFrequency);
    m_pitchSpin->setShownDecimals(2);
    m_pitchSpin->setSingleStep(1);
    m_pitchSpin->setUsualRange(lowestConcertPitchHz, highestConcertPitchHz);
    m_pitchRow = new FieldRow(tr("T&uning A4"), m_pitchSpin, nullptr, this);
    for (FieldRow* row : {m_scaleRow, m_labelsRow, m_pitchRow})
        addRow(row);
}

void FrequencyControls::connectControls()
{
    connect(m_range, &RangeFields::endsChanged, this, [this](const RangeEnds& ends) {
        showDifferences();
        emit rangeChanged(ends.low, ends.high);
    });
    connect(m_range, &RangeFields::faultChanged, m_rangeRow, &FieldRow::setFault);
    connect(m_fullButton, &QPushButton::clicked, this, &FrequencyControls::showAll);
    connect(m_scaleCombo, &QComboBox::currentIndexChanged, this, &FrequencyControls::takeAxis);
    for (QCheckBox* check : {m_notesCheck, m_pianoCheck})
        connect(check, &QCheckBox::toggled, this, &FrequencyControls::takeAxis);
    connect(m_pitchSpin, &NumberSpin::edited, this, &FrequencyControls::takePitch);
    connect(m_pitchSpin, &NumberSpin::confirmed, this, [this] {
        if (m_pitchRow->fault().isEmpty())
            finishPitch();
    });
    connect(this, &Section::resetRequested, this, [this] {
        finishEdit();
        offer({});
        showAll();
    });
}

void FrequencyControls::setMaximum(double maximumHz)
{
    m_range->finish();
    m_maximumHz = maximumHz;
    showLimits();
    showDifferences();
}

void FrequencyControls::setRange(double lowHz, double highHz)
{
    m_range->setEnds({lowHz, highHz});
    showDifferences();
}

void FrequencyControls::setAxis(const FrequencyAxis& axis)
{
    if (axis == m_axis)
        return;
    if (axis.a4Hz != m_axis.a4Hz)
        finishPitch();
    m_axis = axis;
    showLimits();
    showAxis();
}

void FrequencyControls::showLimits()
{
    for (NumberSpin* spin : {m_lowSpin, m_highSpin})
        spin->setUsualRange(lowestHz(), m_maximumHz);
}

void FrequencyControls::showAll()
{
    m_range->finish();
    const RangeEnds all{lowestHz(), m_maximumHz};
    if (m_range->ends() == all)
        return;
    m_range->setEnds(all);
    showDifferences();
    emit rangeChanged(all.low, all.high);
}

void FrequencyControls::offer(const FrequencyAxis& axis)
{
    if (axis == m_axis)
        return;
    m_axis = axis;
    showLimits();
    showAxis();
    emit axisChanged(m_axis);
}

void FrequencyControls::takeAxis()
{
    if (m_showing)
        return;
    FrequencyAxis axis;
    axis.scale = static_cast<FrequencyScale>(m_scaleCombo->currentData().toInt());
    axis.noteNames = m_notesCheck->isChecked();
    axis.pianoStrip = m_pianoCheck->isChecked();
    finishEdit(); // what is being typed was meant for the scale as it was
    axis.a4Hz = m_axis.a4Hz;
    offer(axis);
}

void FrequencyControls::takePitch()
{
    if (!m_pitchEdited) {
        m_pitchEdited = true;
        m_standingA4Hz = m_axis.a4Hz;
    }
    FrequencyAxis axis = m_axis;
    const double written = m_pitchSpin->numberOr(m_standingA4Hz);
    const QString sentence =
        m_pitchSpin->hasNumber() ? pitchFaultText(written) : unreadableFrequencyText(m_pitchSpin->typedText());
    m_pitchRow->setFault(sentence);
    axis.a4Hz = sentence.isEmpty() ? written : m_standingA4Hz;
    offer(axis);
}

void FrequencyControls::finishPitch()
{
    m_pitchEdited = false;
    m_pitchRow->setFault({});
    showAxis();
}

void FrequencyControls::finishEdit()
{
    m_range->finish();
    finishPitch();
}

void FrequencyControls::discardEdits()
{
    m_range->discard();
    if (!m_pitchEdited)
        return;
    FrequencyAxis axis = m_axis;
    axis.a4Hz = m_standingA4Hz;
    finishPitch();
    offer(axis);
}

void FrequencyControls::showAxis()
{
    m_showing = true;
    m_scaleCombo->setCurrentIndex(m_scaleCombo->findData(static_cast<int>(m_axis.scale)));
    m_notesCheck->setChecked(m_axis.noteNames);
    m_pianoCheck->setChecked(m_axis.pianoStrip);
    if (!m_pitchEdited)
        m_pitchSpin->showNumber(m_axis.a4Hz);
    m_showing = false;
    const bool tuned = m_axis.a4Hz != FrequencyAxis().a4Hz;
    m_pitchRow->setVisible(m_axis.noteNames || m_axis.pianoStrip || tuned || m_pitchEdited);
    showDifferences();
}

bool FrequencyControls::showsAll() const
{
    return m_range->ends().low <= lowestHz() + sameHz && m_range->ends().high >= m_maximumHz - sameHz;
}

void FrequencyControls::showDifferences()
{
    const FrequencyAxis standard;
    const bool labels = m_axis.noteNames != standard.noteNames || m_axis.pianoStrip != standard.pianoStrip;
    m_rangeRow->setChanged(!showsAll());
    m_scaleRow->setChanged(m_axis.scale != standard.scale);
    m_labelsRow->setChanged(labels);
    m_pitchRow->setChanged(m_axis.a4Hz != standard.a4Hz);
    setChanged(m_axis != standard || !showsAll());
}

} // namespace gabor
