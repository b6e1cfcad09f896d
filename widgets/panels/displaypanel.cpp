// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/displaypanel.h"

#include "widgets/panels/colormapstrip.h"
#include "widgets/panels/fieldleave.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/frequencycontrols.h"
#include "widgets/panels/levelcontrols.h"
#include "widgets/panels/panelwidth.h"
#include "widgets/panels/section.h"
#include "widgets/panels/wheelguard.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cassert>

namespace gabor {
namespace {

constexpr QSize swatchSize(64, 12);

ColormapChoice& inUse(DisplayParameters& p)
{
    return p.levelScale == LevelScale::Phase ? p.phaseColormap : p.colormap;
}

QString reductionToolTip(bool hasReduction)
{
    return hasReduction
        ? DisplayPanel::tr("What a pixel shows when it covers many cells: the loudest, so that no click gets lost, "
                           "their mean power, or one of them.")
        : DisplayPanel::tr("Phases have no maximum and no mean: where a pixel covers many cells, it shows one of "
                           "them.");
}

} // namespace

DisplayPanel::DisplayPanel(QWidget* parent, PanelBuilding building) : QWidget(parent)
{
    while (building == PanelBuilding::AtOnce && buildNext()) { }
}

bool DisplayPanel::buildNext()
{
    static constexpr std::array parts{&DisplayPanel::buildLevels, &DisplayPanel::buildLook,
                                      &DisplayPanel::buildReduction, &DisplayPanel::buildFrequencies,
                                      &DisplayPanel::finishBuilding};
    if (m_partsBuilt == parts.size())
        return false;
    (this->*parts[m_partsBuilt++])();
    return true;
}

void DisplayPanel::buildLevels()
{
    m_levelSection = new Section(tr("Level"), QStringLiteral("level"), this);
    m_levels = new LevelControls(*m_levelSection, this);
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
    for (FieldRow* row : {m_shadingRow, m_colormapRow, m_reversedRow})
        m_lookSection->addRow(row);
}

void DisplayPanel::buildReduction()
{
    m_reductionCombo = new QComboBox(this);
    describe(*m_reductionCombo, "reductionCombo", tr("Reduction"), reductionToolTip(true));
    guardFromWheel(*m_reductionCombo);
    m_reductionCombo->addItem(tr("Maximum"), static_cast<int>(Reduction::Maximum));
    m_reductionCombo->addItem(tr("Mean power"), static_cast<int>(Reduction::MeanPower));
    m_reductionCombo->addItem(tr("Sample"), static_cast<int>(Reduction::Sample));
    m_reductionCombo->setItemData(
        m_reductionCombo->count() - 1,
        tr("One of the cells that fall into a pixel stands for all, so clicks may vanish (decimation)."),
        Qt::ToolTipRole);
    m_reductionRow = new FieldRow(tr("&Merging"), m_reductionCombo, nullptr, m_lookSection);
    m_lookSection->addRow(m_reductionRow);
}

void DisplayPanel::buildFrequencies()
{
    m_frequencies = new FrequencyControls(this);
}

void DisplayPanel::finishBuilding()
{
    const int nameWidth =
        std::max({m_levelSection->widestName(), m_lookSection->widestName(), m_frequencies->widestName()});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(10);
    for (Section* section : std::initializer_list<Section*>{m_levelSection, m_lookSection, m_frequencies}) {
        section->alignRows(nameWidth);
        layout->addWidget(section);
    }
    layout->addStretch(1);
    m_levels->setParameters(m_parameters);
    showLook();
    connectControls();
}

void DisplayPanel::connectControls()
{
    connect(m_levels, &LevelControls::edited, this, &DisplayPanel::offer);
    for (QPushButton* button : {m_smoothButton, m_flatButton})
        connect(button, &QPushButton::toggled, this, [this](bool on) {
            if (on)
                takeLook();
        });
    connect(m_colormapCombo, &QComboBox::currentIndexChanged, this, &DisplayPanel::takeLook);
    connect(m_reversedCheck, &QCheckBox::toggled, this, &DisplayPanel::takeLook);
    connect(m_frequencies, &FrequencyControls::rangeChanged, this, &DisplayPanel::frequencyRangeChanged);
    connect(m_frequencies, &FrequencyControls::axisChanged, this, [this](const FrequencyAxis& axis) {
        DisplayParameters wanted = m_parameters;
        wanted.frequencyAxis = axis;
        offer(wanted);
    });
    connect(m_reductionCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_showing)
            offerReduction(static_cast<Reduction>(m_reductionCombo->currentData().toInt()));
    });
    m_leaveWatch = watchForLeaving(*this, [this] {
        m_levels->finishEdit();
        m_frequencies->finishEdit();
    });
    connect(m_levelSection, &Section::resetRequested, m_levels, &LevelControls::reset);
    connect(m_lookSection, &Section::resetRequested, this, &DisplayPanel::resetLook);
}

void DisplayPanel::setParameters(const DisplayParameters& parameters)
{
    assert(!faultIn(parameters));
    m_parameters = parameters;
    m_levels->setParameters(parameters);
    showLook();
}

void DisplayPanel::discardEdits()
{
    m_levels->discardEdit();
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
}

void DisplayPanel::setFrequencyRange(double lowHz, double highHz)
{
    m_frequencies->setRange(lowHz, highHz);
}

void DisplayPanel::offer(const DisplayParameters& parameters)
{
    if (parameters == m_parameters)
        return;
    m_parameters = parameters;
    m_levels->setParameters(parameters);
    showLook();
    emit displayChanged(m_parameters);
}

void DisplayPanel::takeLook()
{
    if (m_showing)
        return;
    DisplayParameters wanted = m_parameters;
    wanted.shading = m_flatButton->isChecked() ? Shading::Flat : Shading::Gouraud;
    inUse(wanted) = {static_cast<ColormapKind>(m_colormapCombo->currentData().toInt()), m_reversedCheck->isChecked()};
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
    const ColormapChoice colormap = m_parameters.colormapInUse();
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
    const bool hasReduction = m_parameters.levelScale != LevelScale::Phase;
    m_reductionCombo->setEnabled(hasReduction);
    m_reductionCombo->setToolTip(reductionToolTip(hasReduction));
    m_frequencies->setAxis(m_parameters.frequencyAxis);
    m_showing = false;
    showDifferences();
}

void DisplayPanel::showDifferences()
{
    const DisplayParameters standard;
    const DisplayParameters& p = m_parameters;
    const bool look = p.shading != standard.shading || p.colormap != standard.colormap
        || p.phaseColormap != standard.phaseColormap || m_reduction != Reduction::Maximum;
    m_shadingRow->setChanged(p.shading != standard.shading);
    const ColormapChoice standardColors =
        p.levelScale == LevelScale::Phase ? standard.phaseColormap : standard.colormap;
    m_colormapRow->setChanged(p.colormapInUse().kind != standardColors.kind);
    m_reversedRow->setChanged(p.colormapInUse().reversed != standardColors.reversed);
    m_reductionRow->setChanged(m_reduction != Reduction::Maximum);
    m_lookSection->setChanged(look);
}

void DisplayPanel::resetLook()
{
    const DisplayParameters standard;
    DisplayParameters wanted = m_parameters;
    wanted.shading = standard.shading;
    wanted.colormap = standard.colormap;
    wanted.phaseColormap = standard.phaseColormap;
    offer(wanted);
    offerReduction(Reduction::Maximum);
}

} // namespace gabor
