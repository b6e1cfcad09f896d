// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/readoutfeed.h"
#include "widgets/panes/colorbar.h"
#include "widgets/panes/levelsearch.h"
#include "widgets/panes/overview.h"
#include "widgets/panes/spectrogrampane.h"
#include "widgets/panes/waveformpane.h"

#include <QWidget>

class QSplitter;

namespace gabor {

class PlotPainter;
class SoundMarks;
class TextStrip;

/// What of a figure is shown besides the spectrogram.
struct FigureParts
{
    bool title = false; ///< the name of the sound, above
    bool waveform = true;
    bool axes = true; ///< numbers, captions and ticks
    bool colorBar = true;
    bool grid = false;        ///< lines at the ticks, across the picture
    bool markers = true;      ///< what the file of the sound gives names to
    bool description = false; ///< a line below that says how the picture was made

    friend bool operator==(const FigureParts&, const FigureParts&) = default;
};

/// Everything that decides a figure's numbers and looks, but what part of the sound is in view.
struct FigureContent
{
    std::shared_ptr<const SampleSource> source;
    SpectrumSpec spec;
    DisplayParameters display;
};

/// Waveform above spectrogram with its color bar, under an overview of the whole: what the window shows and what an
/// exported image holds, made by the same code.
class FigureView : public QWidget
{
    Q_OBJECT

public:
    /// @param queue       outlives the figure
    /// @param byteBudget  of the tiles kept; 0: no more than what is in view
    FigureView(JobQueue& queue, std::size_t byteBudget, QWidget* parent = nullptr);
    ~FigureView() override;

    /// @p content has a source; its parameters have no fault. Another source shows the whole of it.
    void setContent(const FigureContent& content);
    const FigureContent& content() const { return m_content; }
    /// More of the sound has been decoded, or its length is known now.
    void soundGrew();

    ViewModel& view() { return m_view; }
    SpectrogramPane& spectrogram() { return *m_spectrogram; }
    WaveformPane& waveform() { return *m_waveform; }
    ColorBar& colorBar() { return *m_colorBar; }
    Overview& overview() { return *m_overview; }
    SoundMarks& marks() { return *m_marks; }
    /// What stands under the cursor of the spectrogram.
    const ReadoutFeed& readout() const { return m_readout; }

    void setTool(Tool tool);
    void setWheelScrolls(bool scrolls);
    /// The level limits are found anew from the picture as it is now.
    void findLevels();
    /// What somebody wishes who does not know the analysis: the limits in @p wished are those of the present scale and
    /// calibration. Announces (displayChanged) the display with its limits where the same levels lie on the wished scale.
    void changeDisplay(const DisplayParameters& wished);

    QByteArray splitterState() const;
    bool restoreSplitter(const QByteArray& state);
    /// Heights of waveform and spectrogram.
    QList<int> paneHeights() const;
    void setPaneHeights(const QList<int>& heights);

    /// Tiles and envelopes that the view still lacks: done and all.
    struct Progress
    {
        double done = 1;
        bool settled = true;
    };
    Progress progress() const;

    /// A smaller one counts at once.
    void setByteBudget(std::size_t byteBudget) { m_spectrogram->feed().setByteBudget(byteBudget); }
    /// While paused, sketches still come for whatever is looked at, but the truth waits.
    void setPaused(bool paused)
    {
        m_spectrogram->feed().setPaused(paused);
        m_waveformFeed.setPaused(paused);
        emit progressChanged();
    }
    bool isPaused() const { return m_spectrogram->feed().isPaused(); }

    /// For a figure that is no window, once it is settled: has its picture drawn by the workers.
    /// @return whether it is, and painting the figure takes no time; otherwise progressChanged() tells when to ask again
    bool prepare() { return m_spectrogram->prepare(); }
    /// The figure without overview, as on a screen of device pixel ratio @p scale.
    QImage toImage(double scale);
    /// The same in logical pixels, from (0, 0) on.
    void paintOnto(PlotPainter& painter);
    /// The same onto a painter that is clipped to the logical rows [@p begin, @p end): what else would cost time is left out.
    void paintRows(PlotPainter& painter, double begin, double end);
    /// Logical size of that image; a figure for a file is given its size by this difference.
    QSize imageSize() const;
    void setOverviewVisible(bool visible);
    void setParts(const FigureParts& parts);
    /// Stands above the figure where its parts have a title.
    void setTitle(const QString& title);
    /// The figure has a theme and a font of its own, whatever the program's and the desktop's are: dark, or on white.
    void dressForPaper(bool dark);
    /// For a figure that is no window: pixels are those of the image to come.
    void setPixelScale(double scale);
    /// Another content waits to follow this one, which therefore never counts as settled.
    void setContentWaiting(bool waiting) { m_contentWaiting = waiting; }
    /// For a figure that nobody watches growing: it needs no sketch. To be said before it has a content.
    void setSketching(bool sketching)
    {
        m_spectrogram->setSketching(sketching);
        m_waveformFeed.setSketching(sketching);
    }

signals:
    /// The limits of the levels were found or moved.
    void displayChanged(const gabor::DisplayParameters& display);
    void progressChanged();
    void outOfMemory();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void alignColorBar();
    void fitMargins();
    void describe();
    void adoptLevels();
    void readCursor();
    void setDisplay(const DisplayParameters& display);

    ViewModel m_view;
    WaveformFeed m_waveformFeed;
    ReadoutFeed m_readout;
    FigureContent m_content;
    bool m_contentWaiting = false;
    bool m_soundComplete = false; ///< as the feeds have been told
    LevelSearch m_levelSearch;

    bool m_onPaper = false;
    FigureParts m_parts;
    Overview* m_overview = nullptr;
    QWidget* m_body = nullptr; ///< all of the image: title, panes and description
    TextStrip* m_title = nullptr;
    TextStrip* m_description = nullptr;
    QSplitter* m_splitter = nullptr;
    WaveformPane* m_waveform = nullptr;
    QWidget* m_besideWaveform = nullptr; ///< as wide as the color bar
    SpectrogramPane* m_spectrogram = nullptr;
    ColorBar* m_colorBar = nullptr;
    SoundMarks* m_marks = nullptr;
};

} // namespace gabor
