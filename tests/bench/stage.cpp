// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stage.h"

#include "app/session/bytenames.h"

#include <QFileInfo>

#include <limits>

namespace gabor::bench {

namespace {

double msSince(StackSampler::Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(StackSampler::Clock::now() - begin).count();
}

} // namespace

Stage::Stage(WatchedApplication& application, QSize size)
    : m_application(application), m_tileQueue(JobQueue::usefulWorkerCount(), 1, JobQueue::Priority::Low),
      m_loadQueue(5), m_keeper(SettingsFile(m_settings.filePath(QStringLiteral("settings.json"))))
{
    application.setStep(QStringLiteral("start"));
    application.act("build the window", [&] {
        m_window = std::make_unique<MainWindow>(m_tileQueue, m_loadQueue, m_keeper, MainWindow::Building::PictureFirst);
        m_window->resize(size);
    });
    application.setAfterDelivery([this](bool painted) { afterDelivery(painted); });
    watchPictures();
    untilPicture("show the window", [this] {
        m_window->show();
        m_window->raise(); // what is hidden is painted for nothing
    });
}

Stage::~Stage()
{
    m_application.setAfterDelivery({});
    if (m_window) {
        m_application.setStep(QStringLiteral("put away"));
        closeWindow();
    }
}

void Stage::watchPictures()
{
    m_application.setPaintWatch(
        {plotOf(figure().spectrogram(), SLOT(noteReplot())), plotOf(figure().waveform(), SLOT(noteWaveformReplot()))});
}

/// Known by its name alone, as only widgets/plot knows QCustomPlot.
QWidget* Stage::plotOf(QWidget& pane, const char* onReplot)
{
    for (QWidget* const child : pane.findChildren<QWidget*>()) {
        if (!child->inherits("QCustomPlot"))
            continue;
        connect(child, SIGNAL(afterReplot()), this, onReplot);
        return child;
    }
    return &pane;
}

double Stage::closeWindow()
{
    const StackSampler::Clock::time_point begin = StackSampler::Clock::now();
    m_application.setPaintWatch({});
    m_application.act("close the window", [this] {
        m_window->closeUnasked();
        m_window.reset();
    });
    return msSince(begin);
}

bool Stage::isCurrent()
{
    return m_window && feed().source() == session().content().source.get() && feed().spec() == session().content().spec;
}

bool Stage::isComplete()
{
    if (!isCurrent() || !figure().spectrogram().isWhole() || feed().cover().columns.size() == 0)
        return false;
    const SampleSource& source = *session().content().source;
    return feed().frameCount() >= frameCount(feed().spec().stft, source.expectedSamples());
}

bool Stage::isWaveformKnown()
{
    constexpr int looks = 16;
    const PictureSpan& span = view().span();
    const double step = (span.endSample - span.beginSample) / looks;
    for (int i = 0; i < looks; ++i) {
        if (figure().waveform().amplitudeAt(span.beginSample + (i + 0.5) * step, step).empty())
            return false;
    }
    return true;
}

bool Stage::hasBegun()
{
    return isCurrent() && !feed().mosaic().pieces.empty();
}

bool Stage::hasOpen(const QString& path)
{
    return session().opening().empty() && shownPath(session().sound().path) == QFileInfo(path).absoluteFilePath();
}

/// The picture has been drawn, and is on its way to the screen.
void Stage::noteReplot()
{
    m_replotted = m_condition && m_condition() && figure().spectrogram().isShown();
}

void Stage::noteWaveformReplot()
{
    m_waveformReplotted = m_ofWaveform && m_ofWaveform();
}

void Stage::afterDelivery(bool painted)
{
    const bool isThere = m_replotted && (!m_ofWaveform || m_waveformReplotted);
    if (painted && m_condition && m_paintedMs == 0 && (isThere || m_anyPaintWill))
        m_paintedMs = msSince(m_began);
}

double Stage::untilPainted(const char* name, const std::function<void()>& change, const Condition& condition,
                           double patience)
{
    constexpr double idleMs = 1000; // whoever has anything to paint begins sooner
    m_condition = {};
    m_replotted = m_waveformReplotted = false;
    m_paintedMs = 0;
    double busyMs = 0;
    m_began = StackSampler::Clock::now();
    m_application.act(name, change);
    m_condition = condition;
    while (m_paintedMs == 0 && msSince(m_began) < patience) {
        m_application.pass();
        if (!condition() || (m_ofWaveform && !m_ofWaveform()) || !figure().spectrogram().isShown())
            busyMs = msSince(m_began);
        else if (msSince(m_began) > busyMs + idleMs)
            break; // nothing has changed that is to be seen
    }
    m_condition = {};
    return m_paintedMs > 0 ? m_paintedMs : std::numeric_limits<double>::quiet_NaN();
}

double Stage::untilPicture(const char* name, const std::function<void()>& change, double patience)
{
    return untilPainted(
        name, change, [this] { return isComplete(); }, patience);
}

double Stage::untilOpened(const QString& path)
{
    m_ofWaveform = [this, path] { return hasOpen(path) && isWaveformKnown(); };
    const double ms = untilPainted(
        "open", [&] { m_window->openFiles({path}); }, [this, path] { return hasOpen(path) && isComplete(); });
    m_ofWaveform = {};
    return ms;
}

double Stage::untilRepainted(const char* name, const std::function<void()>& change)
{
    return untilPainted(name, change, [] { return true; });
}

double Stage::untilTouched(const char* name, const std::function<void()>& change)
{
    m_anyPaintWill = true;
    const double ms = untilRepainted(name, change);
    m_anyPaintWill = false;
    return ms;
}

double Stage::wait(const Condition& condition)
{
    const StackSampler::Clock::time_point begin = StackSampler::Clock::now();
    while (!condition()) {
        if (msSince(begin) > patienceMs)
            return std::numeric_limits<double>::quiet_NaN();
        m_application.pass();
    }
    return msSince(begin);
}

double Stage::settle()
{
    const double ms = wait([this] { return isCurrent() && figure().progress().settled; });
    // What is computed beside the picture would disturb whatever is measured next.
    for (int round = 0; round < 3; ++round) {
        auto reached = std::make_shared<std::atomic<int>>(0);
        for (int worker = 0; worker < JobQueue::usefulWorkerCount(); ++worker)
            m_tileQueue.submit(JobQueue::Urgency::Background, {}, [reached] { ++*reached; });
        wait([&] { return *reached == JobQueue::usefulWorkerCount(); });
        idle(1);
    }
    return ms;
}

void Stage::idle(double ms)
{
    const StackSampler::Clock::time_point begin = StackSampler::Clock::now();
    do {
        m_application.pass();
    } while (msSince(begin) < ms);
}

void Stage::open(const QString& path)
{
    m_application.setStep(QStringLiteral("open and finish"));
    m_application.act("open", [&] { m_window->openFiles({path}); });
    wait([&] { return hasOpen(path); });
    settle();
}

} // namespace gabor::bench
