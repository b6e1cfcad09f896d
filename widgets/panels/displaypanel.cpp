// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/displaypanel.h"

#include "widgets/panels/colormapstrip.h"
#include "widgets/panels/faulttext.h"
#include "widgets/panels/fieldleave.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/frequencycontrols.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/panelwidth.h"
#include "widgets/panels/rangefields.h"
#include "widgets/panels/section.h"
#include "widgets/panels/wheelguard.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cassert>
#include <vector>

namespace gabor {
namespace {

constexpr QSize swatchSize(64, 12);

void describe(QWidget& control, const char* objectName, const QString& name, const QString& toolTip)
{
    control.setObjectName(QLatin1String(objectName));
    control.setAccessibleName(name);
    control.setToolTip(toolTip);
}

/// Controls beside each other as the one field of a row.
QWidget* inOneField(const std::vector<QWidget*>& controls, int spacing, QWidget* parent)
{
    auto* field = new QWidget(parent);
    field->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* box = new QHBoxLayout(field);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(spacing);
    for (QWidget* control : controls)
        box->addWidget(control, control->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed ? 0 : 1);
    return field;
}

QPushButton* segment(const QString& text, const char* place, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setCheckable(true);
    button->setProperty("segment", place);
    return button;
}

RangeEnds endsOf(const DisplayParameters& p)
{
    return {p.lowDb, p.highDb, p.automaticLevels};
}

DisplayParameters withEnds(DisplayParameters p, const RangeEnds& ends)
{
    p.lowDb = ends.low;
    p.highDb = ends.high;
    p.automaticLevels = ends.automatic;
    return p;
}

QString levelFaultText(const RangeEnds& ends)
{
    const DisplayParameters p = withEnds({}, ends);
    const std::optional<DisplayFault> fault = faultIn(p);
    return fault ? faultText(*fault, p) : QString();
}

} // namespace

DisplayPanel::DisplayPanel(QWidget* parent) : QWidget(parent)
{
    buildLevels();
    buildLook();
    const int nameWidth = std::max(m_levelSection->widestName(), m_lookSection->widestName());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(10);
    for (Section* section : {m_levelSection, m_lookSection}) {
        section->alignRows(nameWidth);
        layout->addWidget(section);
    }
    layout->addStretch(1);
    m_levels->setEnds(endsOf(m_parameters));
    showLook();
    connectControls();
}

void DisplayPanel::buildLevels()
{
    m_levelSection = new Section(tr("Level"), QStringLiteral("level"), this);
    m_lowDbSpin = new NumberSpin(this);
    describe(
        *m_lowDbSpin, "lowDbSpin", tr("Lowest level in dB"),
        tr("Everything this quiet or quieter gets the first color: raise it to hide noise (lower limit in dBFS)."));
    m_highDbSpin = new NumberSpin(this);
    describe(*m_highDbSpin, "highDbSpin", tr("Highest level in dB"),
             tr("Everything this loud or louder gets the last color: lower it to brighten the picture "
                "(upper limit in dBFS)."));
    for (NumberSpin* spin : {m_lowDbSpin, m_highDbSpin}) {
        spin->setSuffix(QStringLiteral(" dB"));
        spin->setShownDecimals(1);
        spin->setUsualRange(-300, 100);
    }
    m_autoButton = new QPushButton(tr("Au&to"), this);
    m_autoButton->setCheckable(true);
    m_autoButton->setProperty("tight", true);
    m_autoButton->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe(*m_autoButton, "autoLevelsButton", tr("Automatic levels"),
             tr("Lets the colors follow how loud the sound is; writing a limit switches this off (automatic range)."));
    QWidget* field = inOneField({m_lowDbSpin, m_highDbSpin, m_autoButton}, 4, this);
    m_levelRow = new FieldRow(tr("&Range"), field, m_lowDbSpin, m_levelSection);
    m_levelSection->addRow(m_levelRow);
    m_levels = new RangeFields(*m_lowDbSpin, *m_highDbSpin, {unreadableNumberText, levelFaultText}, this);
    m_strip = new ColormapStrip(this);
    m_levelSection->addWidget(m_strip);
}

void DisplayPanel::buildLook()
{
    m_lookSection = new Section(tr("Display"), QStringLiteral("display"), this);
    m_smoothButton = segment(tr("Smooth"), "first", this);
    describe(*m_smoothButton, "shadingSmoothButton", tr("Smooth shading"),
             tr("Lets the colors run from cell to cell, so that no edges show when zoomed in (Gouraud shading)."));
    m_flatButton = segment(tr("Flat"), "last", this);
    describe(*m_flatButton, "shadingFlatButton", tr("Flat shading"),
             tr("Gives each cell one color, so that zooming in shows what was computed (nearest cell)."));
    auto* group = new QButtonGroup(this);
    group->addButton(m_smoothButton);
    group->addButton(m_flatButton);
    QWidget* shading = inOneField({m_smoothButton, m_flatButton}, 0, this);
    m_shadingRow = new FieldRow(tr("Shad&ing"), shading, m_smoothButton, m_lookSection);

    m_colormapCombo = new QComboBox(this);
    describe(*m_colormapCombo, "colormapCombo", tr("Color map"),
             tr("The colors from quiet to loud. The arrow keys try one after the other (color map)."));
    m_colormapCombo->setIconSize(swatchSize);
    m_colormapCombo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_colormapCombo->setMinimumContentsLength(7);
    guardFromWheel(*m_colormapCombo);
    for (const ColormapInfo& info : colormapCatalog())
        m_colormapCombo->addItem(
            QString::fromUtf8(info.displayName.data(), static_cast<qsizetype>(info.displayName.size())),
            static_cast<int>(info.kind));
    m_colormapRow = new FieldRow(tr("Color&s"), m_colormapCombo, nullptr, m_lookSection);
    m_reversedCheck = new QCheckBox(tr("Reversed"), this);
    describe(*m_reversedCheck, "reversedCheck", tr("Reversed colors"),
             tr("Swaps the colors of quiet and loud: dark on bright, as on paper (reversed color map)."));
    m_reversedRow = new FieldRow(QString(), m_reversedCheck, nullptr, m_lookSection);

    m_frequencies = new FrequencyControls(this);
    m_frequencyRow = new FieldRow(tr("Fre&quency"), m_frequencies, m_frequencies->firstField(), m_lookSection);

    m_reductionCombo = new QComboBox(this);
    describe(*m_reductionCombo, "reductionCombo", tr("Reduction"),
             tr("What a pixel shows when it covers many cells: the loudest, so that no click gets lost, or their mean "
                "power."));
    guardFromWheel(*m_reductionCombo);
    m_reductionCombo->addItem(tr("Maximum"), static_cast<int>(Reduction::Maximum));
    m_reductionCombo->addItem(tr("Mean power"), static_cast<int>(Reduction::MeanPower));
    m_reductionRow = new FieldRow(tr("&Merging"), m_reductionCombo, nullptr, m_lookSection);
    for (FieldRow* row : {m_shadingRow, m_colormapRow, m_reversedRow, m_frequencyRow, m_reductionRow})
        m_lookSection->addRow(row);
}

void DisplayPanel::connectControls()
{
    connect(m_levels, &RangeFields::endsChanged, this,
            [this](const RangeEnds& ends) { offer(withEnds(m_parameters, ends)); });
    connect(m_levels, &RangeFields::faultChanged, m_levelRow, &FieldRow::setFault);
    connect(m_autoButton, &QPushButton::toggled, this, &DisplayPanel::takeAutomatic);
    for (QPushButton* button : {m_smoothButton, m_flatButton})
        connect(button, &QPushButton::toggled, this, [this](bool on) {
            if (on)
                takeLook();
        });
    connect(m_colormapCombo, &QComboBox::currentIndexChanged, this, &DisplayPanel::takeLook);
    connect(m_reversedCheck, &QCheckBox::toggled, this, &DisplayPanel::takeLook);
    connect(m_frequencies, &FrequencyControls::faultChanged, m_frequencyRow, &FieldRow::setFault);
    connect(m_frequencies, &FrequencyControls::rangeChanged, this, [this](double lowHz, double highHz) {
        showDifferences();
        emit frequencyRangeChanged(lowHz, highHz);
    });
    connect(m_reductionCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_showing)
            offerReduction(static_cast<Reduction>(m_reductionCombo->currentData().toInt()));
    });
    m_leaveWatch = watchForLeaving(*this, [this] {
        m_levels->finish();
        m_frequencies->finishEdit();
    });
    connect(m_levelSection, &Section::resetRequested, this, &DisplayPanel::resetLevels);
    connect(m_lookSection, &Section::resetRequested, this, &DisplayPanel::resetLook);
}

void DisplayPanel::setParameters(const DisplayParameters& parameters)
{
    assert(!faultIn(parameters));
    m_parameters = parameters;
    m_levels->setEnds(endsOf(parameters));
    showLook();
}

void DisplayPanel::discardEdits()
{
    m_levels->discard();
    m_frequencies->discardEdits();
}

QSize DisplayPanel::sizeHint() const
{
    return {panelWidth(*this), QWidget::sizeHint().height()};
}

QSize DisplayPanel::minimumSizeHint() const
{
    return {panelWidth(*this), QWidget::minimumSizeHint().height()};
}

void DisplayPanel::setReduction(Reduction reduction)
{
    m_reduction = reduction;
    showLook();
}

void DisplayPanel::setFrequencyLimits(double maximumHz)
{
    assert(maximumHz > 0);
    m_frequencies->setMaximum(maximumHz);
    showDifferences();
}

void DisplayPanel::setFrequencyRange(double lowHz, double highHz)
{
    m_frequencies->setRange(lowHz, highHz);
    showDifferences();
}

void DisplayPanel::offer(const DisplayParameters& parameters)
{
    if (parameters == m_parameters)
        return;
    m_parameters = parameters;
    m_levels->setEnds(endsOf(parameters));
    showLook();
    emit displayChanged(m_parameters);
}

void DisplayPanel::takeAutomatic(bool automatic)
{
    if (m_showing)
        return;
    m_levels->finish(); // the owner decides from here on
    DisplayParameters wanted = m_parameters;
    wanted.automaticLevels = automatic;
    offer(wanted);
}

void DisplayPanel::takeLook()
{
    if (m_showing)
        return;
    DisplayParameters wanted = m_parameters;
    wanted.shading = m_flatButton->isChecked() ? Shading::Flat : Shading::Gouraud;
    wanted.colormap = {static_cast<ColormapKind>(m_colormapCombo->currentData().toInt()), m_reversedCheck->isChecked()};
    offer(wanted);
}

void DisplayPanel::offerReduction(Reduction reduction)
{
    if (reduction == m_reduction)
        return;
    setReduction(reduction);
    emit reductionChanged(reduction);
}

void DisplayPanel::showLook()
{
    m_showing = true;
    const ColormapChoice colormap = m_parameters.colormap;
    m_autoButton->setChecked(m_parameters.automaticLevels);
    (m_parameters.shading == Shading::Flat ? m_flatButton : m_smoothButton)->setChecked(true);
    m_colormapCombo->setCurrentIndex(m_colormapCombo->findData(static_cast<int>(colormap.kind)));
    if (m_swatchesReversed != colormap.reversed) {
        m_swatchesReversed = colormap.reversed;
        for (int i = 0; i < m_colormapCombo->count(); ++i) {
            const auto kind = static_cast<ColormapKind>(m_colormapCombo->itemData(i).toInt());
            m_colormapCombo->setItemIcon(i, colormapIcon({kind, colormap.reversed}, swatchSize));
        }
    }
    m_reversedCheck->setChecked(colormap.reversed);
    m_reductionCombo->setCurrentIndex(m_reductionCombo->findData(static_cast<int>(m_reduction)));
    m_strip->setColormap(colormap);
    m_showing = false;
    showDifferences();
}

void DisplayPanel::showDifferences()
{
    const DisplayParameters standard;
    const DisplayParameters& p = m_parameters;
    m_levelRow->setChanged(!p.automaticLevels);
    m_levelSection->setChanged(!p.automaticLevels);
    const bool part = !m_frequencies->showsAll();
    const bool look =
        p.shading != standard.shading || p.colormap != standard.colormap || m_reduction != Reduction::Maximum;
    m_shadingRow->setChanged(p.shading != standard.shading);
    m_colormapRow->setChanged(p.colormap.kind != standard.colormap.kind);
    m_reversedRow->setChanged(p.colormap.reversed != standard.colormap.reversed);
    m_frequencyRow->setChanged(part);
    m_reductionRow->setChanged(m_reduction != Reduction::Maximum);
    m_lookSection->setChanged(look || part);
}

void DisplayPanel::resetLevels()
{
    takeAutomatic(true);
}

void DisplayPanel::resetLook()
{
    const DisplayParameters standard;
    DisplayParameters wanted = m_parameters;
    wanted.shading = standard.shading;
    wanted.colormap = standard.colormap;
    offer(wanted);
    offerReduction(Reduction::Maximum);
    m_frequencies->showAll();
}

} // namespace gabor
