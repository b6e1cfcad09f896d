// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/figuresize.h"

#include <QObject>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QSpinBox;

namespace gabor {

/// The rows of a form in which somebody says how large a figure shall be.
class FigureSizeControls : public QObject
{
    Q_OBJECT

public:
    /// @param form  the rows are added to it
    FigureSizeControls(const FigureSize& asOnScreen, QFormLayout& form);

    void setSize(const FigureSize& size);
    const FigureSize& size() const { return m_size; }

signals:
    void changed();

private:
    QSpinBox* addPixels(const char* name, const QString& label, const QString& toolTip);
    QDoubleSpinBox* addNumber(const char* name, const QString& label, const QString& unit, const QString& toolTip);
    void addPresets();
    void showSize();
    void changeUnit();
    void readFields();

    QFormLayout& m_form;
    QList<FigureSizePreset> m_presets;
    FigureSize m_size;
    bool m_showing = false; ///< fields are being filled, not edited
    QComboBox* m_preset = nullptr;
    QComboBox* m_unit = nullptr;
    QSpinBox* m_width = nullptr;
    QSpinBox* m_height = nullptr;
    QDoubleSpinBox* m_textScale = nullptr;
    QDoubleSpinBox* m_widthMm = nullptr;
    QDoubleSpinBox* m_heightMm = nullptr;
    QDoubleSpinBox* m_dotsPerInch = nullptr;
};

} // namespace gabor
