// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"

#include <QObject>

#include <optional>

class QComboBox;
class QPushButton;
class QWidget;

namespace gabor {

class ColormapStrip;
class FieldRow;
class NumberSpin;
class RangeFields;
class Section;

/// The rows of a section that choose what the numbers of the picture are and which of them the colors run between.
/// Sound pressure is chosen in two steps: its calibration is asked for, and the picture changes when it is given.
class LevelControls : public QObject
{
    Q_OBJECT

public:
    /// Adds the rows to @p section, which owns the widgets.
    LevelControls(Section& section, QObject* parent);

    /// Shows @p parameters without signaling.
    void setParameters(const DisplayParameters& parameters);

    /// The keyboard has left a field: keeps what is possible of an edit.
    void finishEdit();
    /// Goes back to what was before the edit.
    void discardEdit();
    /// Signals the defaults of everything here.
    void reset();

signals:
    /// Of another scale or calibration, still with the limits from before: it is for the owner to say where they lie there.
    void edited(const gabor::DisplayParameters& parameters);

private:
    void buildScale(Section& section);
    void buildRange(Section& section);
    void takeScale();
    void takeCalibration();
    void offer(const DisplayParameters& parameters);
    void offerCalibration(LevelScale scale, std::optional<double> calibrationDb);
    void closeCalibration();
    void show();
    void showUnit();
    void showCalibration();

    /// What a calibration that becomes impossible goes back to.
    struct Standing
    {
        LevelScale scale;
        std::optional<double> calibrationDb;
    };

    DisplayParameters m_parameters;
    bool m_asking = false;               ///< sound pressure is wanted, and not calibrated yet
    std::optional<Standing> m_standing;  ///< while the calibration is edited
    std::optional<LevelScale> m_unitsOf; ///< the scale whose units the fields have
    bool m_showing = false;              ///< fields are being filled: what they signal is no edit

    Section* m_section = nullptr;
    FieldRow* m_scaleRow = nullptr;
    QComboBox* m_scaleCombo = nullptr;
    FieldRow* m_calibrationRow = nullptr;
    NumberSpin* m_calibrationSpin = nullptr;
    FieldRow* m_rangeRow = nullptr;
    NumberSpin* m_lowSpin = nullptr;
    NumberSpin* m_highSpin = nullptr;
    RangeFields* m_range = nullptr;
    FieldRow* m_limitsRow = nullptr;
    QPushButton* m_autoButton = nullptr;
    QPushButton* m_lockedButton = nullptr;
    ColormapStrip* m_strip = nullptr;
};

} // namespace gabor
