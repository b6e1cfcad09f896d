// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/levelcontrols.h"

#include "widgets/panels/colormapstrip.h"
#include "widgets/panels/faulttext.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/panelparts.h"
#include "widgets/panels/rangefields.h"
#include "widgets/panels/section.h"
#include "widgets/panels/wheelguard.h"
#include "widgets/plot/leveltext.h"

#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace gabor {
namespace {

/// What the eye will see, then the term.
QString toolTipOf(LevelScale scale)
{
    switch (scale) {
    case LevelScale::FullScale:
        return LevelControls::tr("A tone has the same color under every window; the loudest possible sine reads 0 (dB "
                                 "re full scale).");
    case LevelScale::Density:
        return LevelControls::tr("Hiss has the same color under every window, tones change (power spectral density, dB "
                                 "re FS²/Hz).");
    case LevelScale::Spectrum:
        return LevelControls::tr("Power as SciPy's scaling='spectrum' has it: a sine of full scale reads −3 (dB re "
                                 "FS²).");
    case LevelScale::SoundPressure:
        return LevelControls::tr("Levels as the microphone met them, once you say what a sine of full scale stands for "
                                 "(dB SPL).");
    case LevelScale::Magnitude:
        return LevelControls::tr("Loud parts alone, without the quiet ones that decibels bring out (linear amplitude; "
                                 "a sine of full scale reads 1).");
    case LevelScale::Phase:
        return LevelControls::tr("Where each wave stands at the beginning of its frame, as a circle of colors (phase "
                                 "in radians).");
    }
    return {};
}

RangeEnds endsOf(const DisplayParameters& p)
{
    return {p.low, p.high, p.automaticLevels};
}

DisplayParameters withEnds(DisplayParameters p, const RangeEnds& ends)
{
    p.low = ends.low;
    p.high = ends.high;
    p.automaticLevels = ends.automatic;
    return p;
}

} // namespace

LevelControls::LevelControls(Section& section, QObject* parent) : QObject(parent), m_section(&section)
{
    buildScale(section);
    buildRange(section);
    m_strip = new ColormapStrip(&section);
    section.addWidget(m_strip);
    show();

    connect(m_scaleCombo, &QComboBox::currentIndexChanged, this, &LevelControls::takeScale);
    connect(m_calibrationSpin, &NumberSpin::edited, this, &LevelControls::takeCalibration);
    connect(m_calibrationSpin, &NumberSpin::confirmed, this, &LevelControls::closeCalibration);
    connect(m_range, &RangeFields::endsChanged, this,
            [this](const RangeEnds& ends) { offer(withEnds(m_parameters, ends)); });
    connect(m_range, &RangeFields::faultChanged, m_rangeRow, &FieldRow::setFault);
    connect(m_autoButton, &QPushButton::toggled, this, [this](bool automatic) {
        if (m_showing)
            return;
        m_range->finish(); // the owner decides from here on
        DisplayParameters wanted = m_parameters;
        wanted.automaticLevels = automatic;
        offer(wanted);
    });
}

void LevelControls::buildScale(Section& section)
{
    m_scaleCombo = new QComboBox(&section);
    describe(
        *m_scaleCombo, "levelScaleCombo", tr("Scale"),
        tr("What the numbers beside the color bar are: the picture stays, they change. Each entry of the list says "
           "what it is good for."));
    m_scaleCombo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scaleCombo->setMinimumContentsLength(8);
    guardFromWheel(*m_scaleCombo);
    for (const LevelScaleInfo& info : levelScaleCatalog()) {
        m_scaleCombo->addItem(scaleName(info.scale), static_cast<int>(info.scale));
        m_scaleCombo->setItemData(m_scaleCombo->count() - 1, toolTipOf(info.scale), Qt::ToolTipRole);
    }
    m_scaleRow = new FieldRow(tr("Scale"), m_scaleCombo, nullptr, &section);
    section.addRow(m_scaleRow);

    m_calibrationSpin = new NumberSpin(&section);
    describe(*m_calibrationSpin, "calibrationSpin", tr("A full-scale sine in dB SPL"),
             tr("What a sine of full scale was in the air: 94 when a calibrator of 94 dB drove the recording to 0 dBFS "
                "(calibration in dB SPL)."));
    m_calibrationSpin->setShownDecimals(2);
    m_calibrationSpin->setUsualRange(0, 200);
    // Not as a suffix, which an empty field would be made of.
    auto* unit = new QLabel(scaleUnit(LevelScale::SoundPressure), &section);
    unit->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QWidget* field = inOneField({m_calibrationSpin, unit}, 6, &section);
    m_calibrationRow = new FieldRow(tr("&0 dBFS is"), field, m_calibrationSpin, &section);
    section.addRow(m_calibrationRow);
}

void LevelControls::buildRange(Section& section)
{
    m_lowSpin = new NumberSpin(&section);
    m_highSpin = new NumberSpin(&section);
    describe(*m_lowSpin, "lowDbSpin", {},
             tr("Everything this quiet or quieter gets the first color: raise it to hide noise (lower limit)."));
    describe(*m_highSpin, "highDbSpin", {},
             tr("Everything this loud or louder gets the last color: lower it to brighten the picture (upper limit)."));
    QWidget* range = inOneField({m_lowSpin, m_highSpin}, 4, &section);
    m_rangeRow = new FieldRow(tr("&Range"), range, m_lowSpin, &section);
    section.addRow(m_rangeRow);
    const auto impossible = [this](const RangeEnds& ends) {
        const DisplayParameters p = withEnds(m_parameters, ends);
        const std::optional<DisplayFault> fault = faultIn(p);
        return fault ? faultText(*fault, p) : QString();
    };
    m_range = new RangeFields(*m_lowSpin, *m_highSpin, {unreadableNumberText, impossible}, this);

    m_autoButton = segment(tr("Au&to"), "first", &section);
    describe(*m_autoButton, "autoLevelsButton", tr("Automatic limits"),
             tr("Lets the colors follow how loud the sound is; writing a limit locks them (percentile of the levels, "
                "without digital silence)."));
    m_lockedButton = segment(tr("Loc&ked"), "last", &section);
    describe(*m_lockedButton, "lockedLevelsButton", tr("Locked limits"),
             tr("Keeps these limits for every channel and file, so that the same color means the same level in all of "
                "them."));
    auto* group = new QButtonGroup(this);
    group->addButton(m_autoButton);
    group->addButton(m_lockedButton);
    QWidget* limits = inOneField({m_autoButton, m_lockedButton}, 0, &section);
    m_limitsRow = new FieldRow(tr("Limits"), limits, m_autoButton, &section);
    section.addRow(m_limitsRow);
}

void LevelControls::setParameters(const DisplayParameters& parameters)
{
    if (parameters.levelScale != m_parameters.levelScale && !m_standing)
        m_asking = false;
    m_parameters = parameters;
    show();
}

void LevelControls::offer(const DisplayParameters& parameters)
{
    if (parameters != m_parameters)
        emit edited(parameters);
}

void LevelControls::takeScale()
{
    if (m_showing)
        return;
    m_range->finish();
    m_standing.reset();
    DisplayParameters wanted = m_parameters;
    wanted.levelScale = static_cast<LevelScale>(m_scaleCombo->currentData().toInt());
    m_asking = wanted.levelScale == LevelScale::SoundPressure && !wanted.calibrationDb;
    if (!m_asking)
        offer(wanted);
    show();
    // Whoever goes through the list by keys goes on with it; whoever chose with the mouse wants to write.
    if (m_asking && !m_scaleCombo->hasFocus())
        QTimer::singleShot(0, m_calibrationSpin, [spin = m_calibrationSpin] { spin->setFocus(); });
}

void LevelControls::takeCalibration()
{
    if (m_showing)
        return;
    if (!m_standing)
        m_standing = {m_parameters.levelScale, m_parameters.calibrationDb};
    QString sentence;
    if (m_calibrationSpin->hasNumber()) {
        DisplayParameters wanted = m_parameters;
        wanted.calibrationDb =
            m_calibrationSpin->numberOr(m_parameters.calibrationDb.value_or(m_calibrationSpin->value()));
        if (const std::optional<DisplayFault> fault = faultIn(wanted))
            sentence = faultText(*fault, wanted);
        else
            offerCalibration(LevelScale::SoundPressure, wanted.calibrationDb);
    } else {
        const QString typed = m_calibrationSpin->typedText();
        sentence = typed.isEmpty() ? calibrationWantedText() : unreadableNumberText(typed);
    }
    if (!sentence.isEmpty())
        offerCalibration(m_standing->scale, m_standing->calibrationDb);
    m_asking = m_parameters.levelScale != LevelScale::SoundPressure;
    show();
    m_calibrationRow->setFault(sentence);
}

void LevelControls::offerCalibration(LevelScale scale, std::optional<double> calibrationDb)
{
    DisplayParameters wanted = m_parameters;
    wanted.levelScale = scale;
    wanted.calibrationDb = calibrationDb;
    offer(wanted);
}

/// The edit is over: what is in force stands in the field again.
void LevelControls::closeCalibration()
{
    m_standing.reset();
    show();
}

void LevelControls::finishEdit()
{
    m_range->finish();
    // From the list to the field and back is still the way to a calibration.
    const QWidget* const next = QApplication::focusWidget();
    if (next != m_scaleCombo && next != m_calibrationSpin)
        m_asking = false;
    closeCalibration();
}

void LevelControls::discardEdit()
{
    m_range->discard();
    if (m_standing)
        offerCalibration(m_standing->scale, m_standing->calibrationDb);
    m_asking = false;
    closeCalibration();
}

void LevelControls::reset()
{
    const DisplayParameters standard;
    m_range->finish();
    m_asking = false;
    m_standing.reset();
    DisplayParameters wanted = m_parameters;
    wanted.levelScale = standard.levelScale;
    wanted.calibrationDb = standard.calibrationDb;
    wanted.automaticLevels = standard.automaticLevels;
    offer(wanted);
    show();
}

void LevelControls::show()
{
    const DisplayParameters standard;
    const DisplayParameters& p = m_parameters;
    const bool hasLimits = p.levelScale != LevelScale::Phase;
    const LevelScale chosen = m_asking ? LevelScale::SoundPressure : p.levelScale;
    m_showing = true;
    m_scaleCombo->setCurrentIndex(m_scaleCombo->findData(static_cast<int>(chosen)));
    // A field that is typed into does not vanish under the hands.
    m_calibrationRow->setVisible(chosen == LevelScale::SoundPressure || m_standing);
    m_rangeRow->setVisible(hasLimits);
    m_limitsRow->setVisible(hasLimits);
    showUnit();
    m_range->setEnds(endsOf(p));
    showCalibration();
    (p.automaticLevels ? m_autoButton : m_lockedButton)->setChecked(true);
    m_strip->setColormap(p.colormapInUse());
    m_showing = false;

    m_scaleRow->setChanged(p.levelScale != standard.levelScale);
    m_calibrationRow->setChanged(p.calibrationDb.has_value());
    m_limitsRow->setChanged(!p.automaticLevels);
    m_section->setChanged(p.levelScale != standard.levelScale || !p.automaticLevels);
}

void LevelControls::showUnit()
{
    const LevelScale scale = m_parameters.levelScale;
    if (m_unitsOf == scale)
        return;
    m_unitsOf = scale;
    m_range->finish();
    const bool decibels = isInDecibels(scale);
    for (NumberSpin* spin : {m_lowSpin, m_highSpin}) {
        spin->setSuffix(decibels ? QStringLiteral(" dB") : QString());
        spin->setShownDecimals(decibels ? 1 : 6);
        spin->setUsualRange(decibels ? -300 : 0, decibels ? 300 : farthestAmplitude);
        spin->setStepType(decibels ? QAbstractSpinBox::DefaultStepType : QAbstractSpinBox::AdaptiveDecimalStepType);
        spin->setSingleStep(decibels ? 1 : 0.01);
        spin->rewriteNumber(spin == m_lowSpin ? m_parameters.low : m_parameters.high);
    }
    const QString unit = scaleUnit(scale);
    m_lowSpin->setAccessibleName(decibels ? tr("Lower limit in %1").arg(unit) : tr("Lower limit, an amplitude"));
    m_highSpin->setAccessibleName(decibels ? tr("Upper limit in %1").arg(unit) : tr("Upper limit, an amplitude"));
}

/// While it is edited, the field and the sentence below are left alone.
void LevelControls::showCalibration()
{
    if (m_standing)
        return;
    if (m_parameters.calibrationDb)
        m_calibrationSpin->rewriteNumber(*m_parameters.calibrationDb);
    else
        m_calibrationSpin->clear();
    m_calibrationRow->setFault(m_asking ? calibrationWantedText() : QString());
}

} // namespace gabor
