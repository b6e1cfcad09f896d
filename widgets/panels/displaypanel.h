// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"
#include "widgets/panels/panelparts.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace gabor {

class FieldRow;
class FrequencyControls;
class LevelControls;
class Section;

/// The controls of the look: levels, shading, colors, reduction, the axis of frequencies and the band in view.
///
/// Behaves as AnalysisPanel does: whole values, at every step, only possible ones, back to what was before an edit that
/// becomes impossible, and setting never emits.
class DisplayPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DisplayPanel(QWidget* parent = nullptr, PanelBuilding building = PanelBuilding::AtOnce);

    /// Builds the next part, each in a few milliseconds. @return false when there was none left: only then is the panel
    /// to be used.
    bool buildNext();

    void setParameters(const DisplayParameters& parameters);
    void setReduction(Reduction reduction);

    /// The highest frequency there is: half the sample rate, > 0. The lowest is the scale's.
    void setFrequencyLimits(double maximumHz);
    /// The band in view, as the plot has it; ends outside of the limits are shown as they are.
    void setFrequencyRange(double lowHz, double highHz);

    /// Forgets what is being typed, for Escape: emits the value from before, if that is another one.
    void discardEdits();

    const DisplayParameters& parameters() const { return m_parameters; }
    Reduction reduction() const { return m_reduction; }

    /// The same width whatever is shown.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// Editing a limit of the levels switches automaticLevels off; switching it on leaves it to the owner to set them.
    /// On another scale than before, the limits are still those of the scale before: the owner takes them to the other.
    void displayChanged(const gabor::DisplayParameters& parameters);
    void reductionChanged(gabor::Reduction reduction);
    void frequencyRangeChanged(double lowHz, double highHz);

private:
    void buildLevels();
    void buildLook();
    void buildReduction();
    void buildFrequencies();
    void finishBuilding();
    void connectControls();
    void takeLook();
    void offer(const DisplayParameters& parameters);
    void offerReduction(Reduction reduction);
    void showLook();
    void showDifferences();
    void resetLook();

    std::size_t m_partsBuilt = 0;
    DisplayParameters m_parameters;
    Reduction m_reduction = Reduction::Maximum;
    bool m_showing = false; ///< fields are being filled: what they signal is no edit

    Section* m_levelSection = nullptr;
    LevelControls* m_levels = nullptr;

    Section* m_lookSection = nullptr;
    FieldRow* m_shadingRow = nullptr;
    QPushButton* m_smoothButton = nullptr;
    QPushButton* m_flatButton = nullptr;
    FieldRow* m_colormapRow = nullptr;
    FieldRow* m_reversedRow = nullptr;
    QComboBox* m_colormapCombo = nullptr;
    std::optional<bool> m_swatchesReversed; ///< nothing: not painted yet
    QCheckBox* m_reversedCheck = nullptr;
    FrequencyControls* m_frequencies = nullptr;
    FieldRow* m_reductionRow = nullptr;
    QComboBox* m_reductionCombo = nullptr;
    std::unique_ptr<QObject> m_leaveWatch;
};

} // namespace gabor
