// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/renderrun.h"

#include "app/commands/commandfault.h"
#include "app/commands/progressline.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <map>

namespace gabor {

namespace {

constexpr int lookForInterruptionMs = 50;
constexpr double progressSteps = 1000; ///< of one image

QString tr(const char* text)
{
    return QCoreApplication::translate("RenderRun", text);
}

class Run
{
public:
    Run(std::vector<RenderItem> items, const RenderManner& manner,
        const std::function<void(std::size_t, const FigureOutcome&)>& whenDone, JobQueue& tileQueue,
        JobQueue& fileQueue)
        : m_items(std::move(items)), m_manner(manner), m_whenDone(whenDone), m_tileQueue(tileQueue),
          m_fileQueue(fileQueue)
    { }

    RenderTally toTheEnd(const Interruption& interruption)
    {
        QTimer look;
        look.callOnTimeout([&] {
            m_tally.interrupted = interruption.happened();
            if (m_tally.interrupted)
                m_loop.quit();
        });
        look.start(lookForInterruptionMs);
        QTimer::singleShot(0, &m_loop, [this] { beginMore(); });
        m_loop.exec();
        m_progress.clear();
        return m_tally;
    }

private:
    struct UnderWay
    {
        std::unique_ptr<FigureJob> job;
        double done = 0;
    };

    void beginMore()
    {
        while (m_next < m_items.size() && static_cast<int>(m_underWay.size()) < m_manner.jobs) {
            const std::size_t index = m_next++;
            if (m_items[index].fault.isEmpty())
                begin(index);
            else
                take(index, {m_items[index].fault, {}, {}});
        }
        if (m_underWay.empty() && m_next == m_items.size())
            m_loop.quit();
    }

    void begin(std::size_t index)
    {
        UnderWay& place = m_underWay[index];
        place.job = std::make_unique<FigureJob>(m_tileQueue, m_fileQueue);
        QObject::connect(place.job.get(), &FigureJob::progress, &m_loop, [this, index](double done) {
            m_underWay[index].done = done;
            showProgress();
        });
        QObject::connect(place.job.get(), &FigureJob::finished, &m_loop, [this, index](const FigureOutcome& outcome) {
            m_underWay.extract(index).mapped().job.release()->deleteLater(); // it is its signal that is running
            take(index, outcome);
            beginMore();
        });
        place.job->start(std::move(m_items[index].task));
    }

    void take(std::size_t index, const FigureOutcome& outcome)
    {
        const RenderItem& item = m_items[index];
        if (!outcome.fault.isEmpty()) {
            ++m_tally.failed;
            m_progress.clear();
            remark(withName(item, outcome.fault));
        } else {
            ++m_tally.written;
            if (m_manner.verbose) {
                m_progress.clear();
                remark(tr("%1 of %2: “%3” is drawn.")
                           .arg(QString::number(m_tally.written + m_tally.failed), QString::number(m_items.size()),
                                item.name));
            }
            if (!m_manner.quiet)
                sayRemarks(item, outcome);
        }
        if (m_whenDone)
            m_whenDone(index, outcome);
        showProgress();
    }

    void sayRemarks(const RenderItem& item, const FigureOutcome& outcome)
    {
        for (const QString& sentence : outcome.remarks) {
            m_progress.clear();
            remark(withName(item, sentence));
        }
    }

    /// Of many, each is told by its path, on one line whatever it is called.
    QString withName(const RenderItem& item, const QString& sentence) const
    {
        return m_items.size() > 1
            ? QStringLiteral("%1: %2").arg(item.path.isEmpty() ? item.name : item.path, sentence).replace(u'\n', u' ')
            : sentence;
    }

    void showProgress()
    {
        const int ended = m_tally.written + m_tally.failed;
        double done = ended;
        for (const auto& [index, place] : m_underWay)
            done += place.done;
        const QString work = m_items.size() > 1
            ? tr("Drawing %1 of %2")
                  .arg(std::min<std::size_t>(static_cast<std::size_t>(ended) + 1, m_items.size()))
                  .arg(m_items.size())
            : tr("Drawing");
        m_progress.show(work, static_cast<std::int64_t>(progressSteps * done),
                        static_cast<std::int64_t>(progressSteps * static_cast<double>(m_items.size())));
    }

    std::vector<RenderItem> m_items;
    RenderManner m_manner;
    const std::function<void(std::size_t, const FigureOutcome&)>& m_whenDone;
    JobQueue& m_tileQueue;
    JobQueue& m_fileQueue;
    QEventLoop m_loop;
    ProgressLine m_progress;
    std::size_t m_next = 0;
    RenderTally m_tally;
    std::map<std::size_t, UnderWay> m_underWay;
};

} // namespace

RenderTally renderAll(std::vector<RenderItem> items, const RenderManner& manner, const Interruption& interruption,
                      const std::function<void(std::size_t, const FigureOutcome&)>& whenDone)
{
    JobQueue tileQueue(JobQueue::usefulWorkerCount());
    JobQueue fileQueue(manner.jobs + 1); // so that a slow file does not keep finished images from being written
    const RenderTally tally = Run(std::move(items), manner, whenDone, tileQueue, fileQueue).toTheEnd(interruption);
    // Files that are being written come to their end. What hangs in a dead file system is left behind.
    const auto withStopped = tally.interrupted ? JobQueue::closingPatience : Interruption::writingPatience;
    fileQueue.shutDown(Interruption::writingPatience, JobQueue::Waiting::Dropped, withStopped);
    tileQueue.shutDown(withStopped);
    return tally;
}

} // namespace gabor
