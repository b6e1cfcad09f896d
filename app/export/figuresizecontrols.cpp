// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figuresizecontrols.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSpinBox>

#include <algorithm>

namespace gabor {

FigureSizeControls::FigureSizeControls(const FigureSize& asOnScreen, QFormLayout& form)
    : QObject(form.parentWidget()), m_form(form), m_presets(figureSizePresets(asOnScreen)), m_size(asOnScreen)
{
    addPresets();
    m_width = addPixels("exportWidthSpin", tr("&Width"), tr("Width of the image in pixels"));
    m_height = addPixels("exportHeightSpin", tr("&Height"), tr("Height of the image in pixels"));
    m_widthMm = addNumber("exportWidthMmSpin", tr("&Width"), tr(" mm"), tr("Width of the figure on paper"));
    m_heightMm = addNumber("exportHeightMmSpin", tr("&Height"), tr(" mm"), tr("Height of the figure on paper"));
    m_dotsPerInch = addNumber("exportDpiSpin", tr("&Resolution"), tr(" dpi"),
                              tr("Pixels an inch. In SVG and PDF those of the heatmap alone: the rest is sharp at "
                                 "every size"));
    m_textScale = addNumber("exportScaleSpin", tr("Text si&ze"), tr(" ×"),
                            tr("How large text and lines are. In pixels, at 2 they have twice the pixels, as on a fine "
                               "screen; on paper, 1 makes text 9 points large, and 0.75 about 7, as journals ask for"));
    m_textScale->setRange(0.1, 100); // what cannot be is said, not cut
    m_textScale->setDecimals(2);
    m_textScale->setSingleStep(0.25);
    m_dotsPerInch->setRange(lowestDotsPerInch, highestDotsPerInch);
    m_dotsPerInch->setDecimals(0);
    m_dotsPerInch->setSingleStep(50);

    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        if (index < m_presets.size())
            setSize(m_presets[index].size);
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this, &FigureSizeControls::changeUnit);
    for (QSpinBox* const spin : {m_width, m_height})
        connect(spin, &QSpinBox::valueChanged, this, &FigureSizeControls::readFields);
    for (QDoubleSpinBox* const spin : {m_textScale, m_widthMm, m_heightMm, m_dotsPerInch})
        connect(spin, &QDoubleSpinBox::valueChanged, this, &FigureSizeControls::readFields);
    showSize();
}

void FigureSizeControls::addPresets()
{
    m_preset = new QComboBox;
    m_preset->setObjectName(QStringLiteral("exportPresetCombo"));
    m_preset->setToolTip(tr("Usual sizes of screens and of columns in journals"));
    m_preset->setAccessibleName(tr("Usual sizes"));
    for (const FigureSizePreset& preset : m_presets)
        m_preset->addItem(preset.name);
    m_preset->addItem(tr("Custom"));
    m_form.addRow(tr("&Size"), m_preset);
    m_unit = new QComboBox;
    m_unit->setObjectName(QStringLiteral("exportUnitCombo"));
    m_unit->setToolTip(tr("Pixels for screens, millimeters for paper"));
    m_unit->setAccessibleName(tr("Unit of the size"));
    m_unit->addItem(tr("Pixels"));
    m_unit->addItem(tr("Millimeters"));
    m_form.addRow(tr("&Unit"), m_unit);
}

QSpinBox* FigureSizeControls::addPixels(const char* name, const QString& label, const QString& toolTip)
{
    auto* spin = new QSpinBox;
    spin->setObjectName(QLatin1String(name));
    spin->setRange(1, 100000); // what is too large is said, not cut
    spin->setSuffix(tr(" px"));
    spin->setToolTip(toolTip);
    spin->setAccessibleName(toolTip);
    m_form.addRow(label, spin);
    return spin;
}

QDoubleSpinBox* FigureSizeControls::addNumber(const char* name, const QString& label, const QString& unit,
                                              const QString& toolTip)
{
    auto* spin = new QDoubleSpinBox;
    spin->setObjectName(QLatin1String(name));
    spin->setDecimals(1);
    spin->setRange(1, 2000);
    spin->setSuffix(unit);
    spin->setToolTip(toolTip);
    spin->setAccessibleName(toolTip);
    m_form.addRow(label, spin);
    return spin;
}

void FigureSizeControls::setSize(const FigureSize& size)
{
    m_size = size;
    showSize();
    emit changed();
}

void FigureSizeControls::showSize()
{
    m_showing = true;
    const bool pixels = m_size.unit == FigureSize::Unit::Pixels;
    m_unit->setCurrentIndex(static_cast<int>(m_size.unit));
    m_width->setValue(m_size.pixels.width());
    m_height->setValue(m_size.pixels.height());
    m_textScale->setValue(m_size.textScale);
    m_widthMm->setValue(m_size.millimeters.width());
    m_heightMm->setValue(m_size.millimeters.height());
    m_dotsPerInch->setValue(m_size.dotsPerInch);
    m_showing = false;
    for (QWidget* const row : {m_width, m_height})
        m_form.setRowVisible(row, pixels);
    for (QWidget* const row : {m_widthMm, m_heightMm, m_dotsPerInch})
        m_form.setRowVisible(row, !pixels);
    // One that says the same stays chosen, though an earlier one says it, too.
    const auto saysThis = [this](const FigureSizePreset& preset) {
        const FigureRequest offered = inSize({}, preset.size);
        const FigureRequest present = inSize({}, m_size);
        return offered.pixels == present.pixels && offered.scale == present.scale
            && offered.dotsPerInch == present.dotsPerInch;
    };
    const int chosen = m_preset->currentIndex();
    if (chosen < 0 || chosen >= m_presets.size() || !saysThis(m_presets[chosen]))
        m_preset->setCurrentIndex(
            static_cast<int>(std::find_if(m_presets.begin(), m_presets.end(), saysThis) - m_presets.begin()));
}

/// What is right on a screen is not on paper, so the text gets the size that is usual there.
void FigureSizeControls::changeUnit()
{
    if (m_showing)
        return;
    const bool pixels = m_unit->currentIndex() == static_cast<int>(FigureSize::Unit::Pixels);
    const QSignalBlocker blocker(m_textScale);
    m_textScale->setValue(pixels ? m_presets.first().size.textScale : paperTextScale);
    readFields();
}

void FigureSizeControls::readFields()
{
    if (m_showing)
        return;
    m_size = {.unit = static_cast<FigureSize::Unit>(m_unit->currentIndex()),
              .pixels = {m_width->value(), m_height->value()},
              .textScale = m_textScale->value(),
              .millimeters = {m_widthMm->value(), m_heightMm->value()},
              .dotsPerInch = m_dotsPerInch->value()};
    showSize();
    emit changed();
}

} // namespace gabor
