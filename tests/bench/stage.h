// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/settingskeeper.h"
#include "app/window/mainwindow.h"
#include "tests/bench/watchdog.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace gabor::bench {

/// The real window as main() sets it up, and a stop watch that runs from a change until its picture is painted.
class Stage : public QObject
{
    Q_OBJECT

public:
    /// Shows the window and waits until the picture of the demo is painted.
    Stage(WatchedApplication& application, QSize size);
    ~Stage() override;

    MainWindow& window() { return *m_window; }
    Session& session() { return m_window->session(); }
    FigureView& figure() { return m_window->figure(); }
    ViewModel& view() { return figure().view(); }
    WatchedApplication& application() { return m_application; }
    JobQueue& tileQueue() { return m_tileQueue; }
    JobQueue& loadQueue() { return m_loadQueue; }
    SettingsKeeper& keeper() { return m_keeper; }

    /// The window itself goes, the stage with its queues stays. Milliseconds that it took. Nothing of the window may be
    /// asked for afterwards.
    double closeWindow();

    using Condition = std::function<bool()>;
    static constexpr double patienceMs = 120'000;
    /// Runs @p change as the event loop would, and waits until a picture has been painted that was begun when
    /// @p condition held.
    /// @param name     of the change, for the watchdog
    /// @param patience milliseconds, after which it is given up
    /// @return milliseconds from before the change until the picture was handed to the window system; NaN when it never came
    double untilPainted(const char* name, const std::function<void()>& change, const Condition& condition,
                        double patience = patienceMs);
    /// The same: until the picture is complete, though it may be a sketch.
    double untilPicture(const char* name, const std::function<void()>& change, double patience = patienceMs);
    /// Until @p path is open and its picture complete, waveform and all.
    double untilOpened(const QString& path);
    /// Until any picture is painted that knows of the change.
    double untilRepainted(const char* name, const std::function<void()>& change);
    /// Until anything is painted on the pane, be it nothing but the cursor above the picture.
    double untilTouched(const char* name, const std::function<void()>& change);

    /// Milliseconds until @p condition holds, without regard to paint; NaN when it never does.
    double wait(const Condition& condition);
    /// Until the picture is finished to the last tile and nothing is under way beside it.
    double settle();
    /// Lets events happen for some time.
    void idle(double ms);

    /// Opens @p path and waits for the finished picture, which is a step of its own.
    void open(const QString& path);
    bool hasOpen(const QString& path);

    /// Whether all of what is in view is known, though by sketches, and of the sound as it is chosen now.
    bool isComplete();
    /// The same of the waveform.
    bool isWaveformKnown();
    /// Whether any of it is.
    bool hasBegun();

private slots:
    void noteReplot();
    void noteWaveformReplot();

private:
    TileFeed& feed() { return figure().spectrogram().feed(); }
    bool isCurrent();
    void afterDelivery(bool painted);
    void watchPictures();
    QWidget* plotOf(QWidget& pane, const char* onReplot);

    WatchedApplication& m_application;
    QTemporaryDir m_settings;
    JobQueue m_tileQueue;
    JobQueue m_loadQueue;
    SettingsKeeper m_keeper;
    std::unique_ptr<MainWindow> m_window;

    Condition m_condition;
    StackSampler::Clock::time_point m_began;
    bool m_anyPaintWill = false; ///< do
    bool m_replotted = false;    ///< the last picture was begun when the condition held
    Condition m_ofWaveform;      ///< the same for the waveform; empty: it does not matter
    bool m_waveformReplotted = false;
    double m_paintedMs = 0; ///< 0: not yet
};

} // namespace gabor::bench
