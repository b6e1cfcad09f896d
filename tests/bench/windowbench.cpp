// SPDX-License-Identifier: GPL-3.0-or-later
// gabor-bench [FILE]: the real window, from the start of the process to its pictures, as one line of JSON.
// Every time is in milliseconds. "picture" is complete but may be a sketch; "settled" is finished to the last tile.
#include "app/window/mainwindow.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

namespace {

using namespace gabor;

/// Milliseconds since this process was started, dynamic linking included (a resolution of a hundredth of a second).
double sinceProcessStart()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    QFile uptime(QStringLiteral("/proc/uptime"));
    if (!stat.open(QIODevice::ReadOnly) || !uptime.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> fields = stat.readAll().split(' ');
    const double startedAt = fields.value(21).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return (uptime.readAll().split(' ').value(0).toDouble() - startedAt) * 1000;
}

double megabytes(const char* field)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(field))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return -1;
}

class Bench
{
public:
    explicit Bench(MainWindow& window) : m_window(window) { }

    /// Until the whole picture of the present choice has been painted, be it a sketch.
    void waitForPicture()
    {
        waitUntil([this] {
            return feed().source() == m_window.session().content().source.get() && !feed().mosaic().hasGaps;
        });
        paint();
    }
    void waitUntilSettled()
    {
        waitUntil([this] { return m_window.figure().progress().settled; });
        paint();
    }
    void waitUntil(const std::function<bool()>& condition)
    {
        while (!condition())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    }
    void paint()
    {
        // A queued replot, then the widget's own painting.
        for (int round = 0; round < 3; ++round)
            QCoreApplication::processEvents();
    }
    double timed(const std::function<void()>& run)
    {
        QElapsedTimer timer;
        timer.start();
        run();
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    double medianOf(int count, const std::function<void(int)>& run)
    {
        std::vector<double> times;
        for (int i = 0; i < count; ++i)
            times.push_back(timed([&] { run(i); }));
        std::sort(times.begin(), times.end());
        m_worst = times.back();
        return times[times.size() / 2];
    }
    double worst() const { return m_worst; }

private:
    TileFeed& feed() { return m_window.figure().spectrogram().feed(); }

    MainWindow& m_window;
    double m_worst = 0;
};

QJsonObject measure(MainWindow& window, const QStringList& files)
{
    Bench bench(window);
    QJsonObject result;
    ViewModel& view = window.figure().view();
    Session& session = window.session();
    bench.paint();
    result[QStringLiteral("windowPainted")] = sinceProcessStart();
    if (!files.isEmpty()) {
        const SampleSource* const before = session.content().source.get();
        window.openFiles(files);
        bench.waitUntil([&] { return session.content().source.get() != before; });
    }
    bench.waitForPicture();
    result[QStringLiteral("firstPicture")] = sinceProcessStart();
    bench.waitUntilSettled();
    result[QStringLiteral("firstSettled")] = sinceProcessStart();
    result[QStringLiteral("residentMB")] = megabytes("VmRSS:");

    // Another choice each time, so that nothing comes from the cache.
    StftParameters stft = session.content().spec.stft;
    result[QStringLiteral("tweakToPicture")] = bench.medianOf(15, [&](int i) {
        stft.window = initialWindow(WindowKind::Kaiser, stft.windowLength);
        stft.window.parameters = {2 + 0.5 * i};
        session.setStft(stft);
        bench.waitForPicture();
    });
    result[QStringLiteral("tweakToPictureWorst")] = bench.worst();
    result[QStringLiteral("tweakToSettled")] = bench.timed([&] { bench.waitUntilSettled(); });

    result[QStringLiteral("recolor")] = bench.medianOf(30, [&](int i) {
        DisplayParameters display = session.content().display;
        display.automaticLevels = false;
        display.high = -20 - i * 0.1;
        display.low = display.high - 80;
        session.setDisplay(display);
        bench.paint();
    });
    result[QStringLiteral("recolorWorst")] = bench.worst();
    view.zoomTime(0.5, view.sampleCount() / 2);
    bench.waitUntilSettled();
    result[QStringLiteral("pan")] = bench.medianOf(30, [&](int) {
        view.moveBy((view.span().endSample - view.span().beginSample) / 200, 0);
        bench.paint();
    });
    result[QStringLiteral("panWorst")] = bench.worst();
    result[QStringLiteral("hover")] = bench.medianOf(30, [&](int i) {
        view.setCursor(ViewModel::Cursor{view.span().beginSample + i * 100, view.maximumHz() / 3});
        bench.paint();
    });
    result[QStringLiteral("peakMB")] = megabytes("VmHWM:");
    return result;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication app(argc, argv);
    const QTemporaryDir settings;
    JobQueue tileQueue(JobQueue::usefulWorkerCount());
    JobQueue loadQueue(2);
    MainWindow window(tileQueue, loadQueue, SettingsFile(settings.filePath(QStringLiteral("settings.json"))));
    window.resize(1600, 900);
    window.show();
    const QJsonObject result = measure(window, QCoreApplication::arguments().mid(1));
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return 0;
}
