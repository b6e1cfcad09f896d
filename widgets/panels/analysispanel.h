// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/stftparameters.h"
#include "widgets/panels/analysisdraft.h"
#include "widgets/panels/draftedit.h"
#include "widgets/panels/panelparts.h"

#include <QWidget>

#include <memory>

class QComboBox;

namespace gabor {

class FieldRow;
class LengthEdit;
class OverlapControls;
class ResolutionLabel;
class Section;
class WindowControls;

/// The controls of the analysis: window, lengths, overlap, detrending, channel.
///
/// Every edit, each step of a drag and each key stroke included, emits the whole new value as long as it is possible.
/// Typing is an edit from its first key to Return or until the keyboard leaves the field. An impossible text stays as typed
/// that long, with a sentence beside it; meanwhile all is as before the edit, which is emitted if its keys had gone beyond.
/// Every other field always shows what is in force.
/// Nothing is looked up: whoever owns the panel tells it the sound and sets values back, and setting never emits.
class AnalysisPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysisPanel(QWidget* parent = nullptr, PanelBuilding building = PanelBuilding::AtOnce);
    ~AnalysisPanel() override;

    /// Builds the next part, each in a few milliseconds. @return false when there was none left: only then is the panel
    /// to be used.
    bool buildNext();

    /// What turns samples into seconds and bins into hertz, and what channels there are to choose from.
    /// @param sampleRate    Hz, > 0
    /// @param channelCount  >= 1; one hides the choice of channel
    void setSound(double sampleRate, int channelCount);

    /// Shows @p parameters. The value that is already in use leaves the fields alone, whatever is being typed in them.
    void setParameters(const StftParameters& parameters);
    void setChannel(ChannelChoice channel);

    /// Forgets what is being typed, for Escape: emits the value from before, if that is another one.
    void discardEdits();

    /// The value last set or emitted, always a possible one.
    const StftParameters& parameters() const { return m_draft.parameters; }
    ChannelChoice channel() const { return m_channel; }

    /// The same width whatever is shown.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void parametersChanged(const gabor::StftParameters& parameters);
    void channelChanged(gabor::ChannelChoice channel);

private:
    void buildWindow();
    void buildLengths();
    void buildFrames();
    void buildEnds();
    void finishBuilding();
    void connectControls();
    void tryEdit(const DraftEdit& edit);
    void tryLength(LengthEdit& field, void (*set)(AnalysisDraft&, std::int64_t));
    void takeDraft(const AnalysisDraft& draft);
    void takeChannel(ChannelChoice channel);
    void confirm();
    void beginEdit(QWidget* control);
    void finishEdit();
    void closeEdit();
    void showDraft();
    void showDifferences();
    void resetAll();

    std::size_t m_partsBuilt = 0;
    AnalysisDraft m_draft;    ///< in force, always possible
    AnalysisDraft m_standing; ///< what was in force when the edit began
    QWidget* m_edited =
        nullptr;           ///< the control whose edit has not ended, the only one whose text may say something else
    bool m_faulty = false; ///< it does, and m_draft is m_standing
    ChannelChoice m_channel;
    double m_sampleRate = 48000;
    int m_channelCount = 1;
    int m_offeredFor = 0;   ///< the window length that the offered transform lengths belong to
    bool m_showing = false; ///< fields are being filled: what they signal is no edit

    Section* m_section = nullptr;
    WindowControls* m_window = nullptr;
    LengthEdit* m_length = nullptr;
    LengthEdit* m_nfft = nullptr;
    OverlapControls* m_overlap = nullptr;
    QComboBox* m_detrendCombo = nullptr;
    QComboBox* m_boundaryCombo = nullptr;
    QComboBox* m_channelCombo = nullptr;
    FieldRow* m_lengthRow = nullptr;
    FieldRow* m_nfftRow = nullptr;
    FieldRow* m_overlapRow = nullptr;
    FieldRow* m_detrendRow = nullptr;
    FieldRow* m_boundaryRow = nullptr;
    FieldRow* m_channelRow = nullptr;
    ResolutionLabel* m_resolution = nullptr;
    std::unique_ptr<QObject> m_leaveWatch;
};

} // namespace gabor
