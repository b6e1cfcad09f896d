// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/stftparameters.h"
#include "widgets/panels/analysisdraft.h"

#include <QWidget>

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
/// Every edit, each step of a drag and each key stroke included, emits the whole new value as long as it is possible. An
/// impossible one is said in a sentence beside its field and kept there as typed; nothing is emitted until it is possible.
/// Nothing is looked up: whoever owns the panel tells it the sound and sets values back, and setting never emits.
class AnalysisPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysisPanel(QWidget* parent = nullptr);

    /// What turns samples into seconds and bins into hertz, and what channels there are to choose from.
    /// @param sampleRate    Hz, > 0
    /// @param channelCount  >= 1; one hides the choice of channel
    void setSound(double sampleRate, int channelCount);

    /// Shows @p parameters. The value that is already in use leaves the fields alone, whatever is being typed in them.
    void setParameters(const StftParameters& parameters);
    void setChannel(ChannelChoice channel);

    /// The value last set or emitted, always a possible one.
    const StftParameters& parameters() const { return m_parameters; }
    ChannelChoice channel() const { return m_channel; }

signals:
    void parametersChanged(const gabor::StftParameters& parameters);
    void channelChanged(gabor::ChannelChoice channel);

private:
    void build();
    void connectControls();
    void takeDraft();
    void takeChannel(ChannelChoice channel);
    void showDraft(bool keepUnreadable);
    bool showFaults();
    void showDifferences();
    void resetAll();

    StftParameters m_parameters;
    AnalysisDraft m_draft; ///< what the fields say, possible or not
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
    QComboBox* m_channelCombo = nullptr;
    FieldRow* m_lengthRow = nullptr;
    FieldRow* m_nfftRow = nullptr;
    FieldRow* m_overlapRow = nullptr;
    FieldRow* m_detrendRow = nullptr;
    FieldRow* m_channelRow = nullptr;
    ResolutionLabel* m_resolution = nullptr;
};

} // namespace gabor
