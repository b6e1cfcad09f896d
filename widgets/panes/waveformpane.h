// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/waveformfeed.h"
#include "widgets/panes/viewpane.h"

namespace gabor {

/// The waveform: extremes and RMS of every device pixel's samples from afar, the samples themselves when near.
class WaveformPane : public ViewPane
{
    Q_OBJECT

public:
    /// @param feed  outlives the pane; the overview may share it, so this pane alone sets its view
    WaveformPane(ViewModel& view, WaveformFeed& feed, QWidget* parent = nullptr);

    /// The amplitude axis reaches as far as the sound does again.
    void fitAmplitude();
    /// What is known of the @p sampleCount samples around @p sample; of the nearest one where that is less than one.
    Envelope amplitudeAt(double sample, double sampleCount) const;

protected:
    std::optional<double> frequencyAt(double) const override { return std::nullopt; }
    void zoomVertical(double factor, double y) override;
    void moveVertical(double pixels) override;
    void fitVertical() override { fitAmplitude(); }
    void followView() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void paintContent(QPainter& painter, const QRect& inside);
    void paintEnvelopes(QPainter& painter, const QRect& inside) const;
    void paintSamples(QPainter& painter, const WaveformFeed::Samples& samples) const;
    void setAmplitudeRange(double low, double high);
    void updateFeedView();

    WaveformFeed& m_feed;
    double m_low = -1;
    double m_high = 1;
    bool m_fitted = true; ///< the axis follows what becomes known of the sound
};

} // namespace gabor
