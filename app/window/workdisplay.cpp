// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/workdisplay.h"

#include "app/export/exportflow.h"
#include "app/session/session.h"
#include "app/window/readoutline.h"
#include "widgets/panes/progressstrip.h"
#include "widgets/plot/plotpane.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>

namespace gabor {

namespace {

constexpr int progressIntervalMs = 200;
constexpr int delayMs = 200;

/// Whole percents; 100 only when nothing is left.
int percentOf(double done)
{
    return std::clamp(static_cast<int>(done * 100), 0, 99);
}

} // namespace

WorkDisplay::WorkDisplay(const Session& session, FigureView& figure, const ExportFlow& exportFlow, QAction& pause,
                         ReadoutLine& line)
    : QObject(&line), m_session(session), m_figure(figure), m_exportFlow(exportFlow), m_pause(pause), m_line(line),
      m_strip(new ProgressStrip(PlotPane::leftMargin, PlotPane::rightMargin, &figure.overview()))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_noticeable = true;
        look();
    });
    m_progress.setInterval(progressIntervalMs);
    connect(&m_progress, &QTimer::timeout, this, &WorkDisplay::look);
    connect(&session, &Session::openingChanged, this, &WorkDisplay::look);
    connect(&session, &Session::contentChanged, this, &WorkDisplay::look);
    connect(&session, &Session::soundGrew, this, &WorkDisplay::look);
    connect(&figure, &FigureView::progressChanged, this, &WorkDisplay::look);
    connect(&exportFlow, &ExportFlow::progress, this, &WorkDisplay::look);
    connect(&exportFlow, &ExportFlow::done, this, &WorkDisplay::look);
    connect(&exportFlow, &ExportFlow::failed, this, &WorkDisplay::look);
    connect(&pause, &QAction::triggered, this, &WorkDisplay::togglePause);
    line.setPauseAction(&pause);
}

void WorkDisplay::look()
{
    const FigureView::Progress picture = m_figure.progress();
    QString text;
    ReadoutLine::Beside beside = ReadoutLine::Beside::BusyBar;
    if (const std::filesystem::path& opening = m_session.opening(); !opening.empty()) {
        text = tr("Opening %1").arg(QFileInfo(QFile::decodeName(opening.c_str())).fileName());
    } else if (m_exportFlow.isBusy()) {
        text = tr("Drawing the image");
    } else if (!picture.settled) {
        text = pictureWork(picture.done);
        beside = ReadoutLine::Beside::PauseButton;
    }
    const bool shown = isToBeShown(text);
    if (shown)
        m_line.showWork(text, beside);
    if (shown && !picture.settled)
        m_strip->showProgress(picture.done, m_figure.isPaused());
    else
        m_strip->hide();
    // Tiles of a long sound take seconds each, and tell of themselves only when they are whole.
    if (picture.settled || m_figure.isPaused())
        m_progress.stop();
    else if (!m_progress.isActive())
        m_progress.start();
}

bool WorkDisplay::isToBeShown(const QString& text)
{
    if (text.isEmpty()) {
        m_delay.stop();
        m_noticeable = false;
        m_line.showWork({}, ReadoutLine::Beside::Nothing);
    } else if (!m_noticeable && !m_delay.isActive()) {
        m_delay.start();
    }
    return m_noticeable;
}

QString WorkDisplay::pictureWork(double done) const
{
    const SampleSource* const source = m_session.content().source.get();
    if (m_figure.isPaused())
        return tr("paused at %1 %").arg(percentOf(done));
    if (source->isComplete())
        return tr("refining, %1 %").arg(percentOf(done));
    const auto expected = static_cast<double>(std::max<std::int64_t>(1, source->expectedSamples()));
    return tr("decoding, %1 %").arg(percentOf(static_cast<double>(source->availableSamples()) / expected));
}

void WorkDisplay::togglePause()
{
    const bool paused = !m_figure.isPaused();
    m_pause.setText(paused ? tr("Go on refinin&g") : tr("Pause refinin&g"));
    m_pause.setIcon(themedIcon(paused ? QStringLiteral("resume") : QStringLiteral("pause")));
    const QString toolTip = paused
        ? tr("Go on with the exact picture")
        : tr("Every view still gets its sketch at once, but the exact picture waits until you go on");
    m_pause.setToolTip(QStringLiteral("%1 (%2)").arg(toolTip, m_pause.shortcut().toString(QKeySequence::NativeText)));
    m_figure.setPaused(paused);
}

} // namespace gabor
