// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"
#include "widgets/panels/section.h"

class QCheckBox;
class QComboBox;
class QPushButton;

namespace gabor {

class FieldRow;
class NumberSpin;
class RangeFields;
struct RangeEnds;

/// The part of a panel for the axis of frequencies: the band in view with a button for all there is, the scale, what
/// stands at the axis, and the concert pitch where that matters. Sets itself back when that is asked for.
class FrequencyControls : public Section
{
    Q_OBJECT

public:
    explicit FrequencyControls(QWidget* parent = nullptr);

    /// Hz, > 0; the lowest frequency is the scale's.
    void setMaximum(double maximumHz);
    /// Shows another band without signaling; the one in use leaves the fields alone, and so does one that answers a signal.
    void setRange(double lowHz, double highHz);
    /// Shows another axis without signaling.
    void setAxis(const FrequencyAxis& axis);
    const FrequencyAxis& axis() const { return m_axis; }

    void finishEdit();
    void discardEdits();

signals:
    void rangeChanged(double lowHz, double highHz);
    void axisChanged(const gabor::FrequencyAxis& axis);

private:
    void buildRange();
    void buildAxis();
    void connectControls();
    void showAll();
    void offer(const FrequencyAxis& axis);
    void takeAxis();
    void takePitch();
    void finishPitch();
    void showAxis();
    void showLimits();
    void showDifferences();
    bool showsAll() const;
    double lowestHz() const { return gabor::lowestHz(m_axis.scale, m_maximumHz); }

    FrequencyAxis m_axis;
    double m_maximumHz = 24000;
    double m_standingA4Hz = 440; ///< what was in force when its edit began
    bool m_pitchEdited = false;
    bool m_showing = false; ///< fields are being filled: what they signal is no edit

    FieldRow* m_rangeRow = nullptr;
    RangeFields* m_range = nullptr;
    NumberSpin* m_lowSpin = nullptr;
    NumberSpin* m_highSpin = nullptr;
    QPushButton* m_fullButton = nullptr;
    FieldRow* m_scaleRow = nullptr;
    QComboBox* m_scaleCombo = nullptr;
    FieldRow* m_labelsRow = nullptr;
    QCheckBox* m_notesCheck = nullptr;
    QCheckBox* m_pianoCheck = nullptr;
    FieldRow* m_pitchRow = nullptr;
    NumberSpin* m_pitchSpin = nullptr;
};

} // namespace gabor
