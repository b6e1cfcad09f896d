// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/watchdog.h"

#include <QAbstractEventDispatcher>
#include <QMetaEnum>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <ctime>

namespace gabor::bench {

namespace {

using Clock = StackSampler::Clock;

double msSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// Processor time of the calling thread: what another process took away is not in it.
double threadCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

QString shortName(const QMetaObject* object)
{
    return QString::fromLatin1(object->className()).section(QLatin1String("::"), -1);
}

} // namespace

WatchedApplication::WatchedApplication(int& argc, char** argv) : QApplication(argc, argv)
{
    constexpr int longestWaitMs = 5;
    auto* const waker = new QTimer(this);
    waker->start(longestWaitMs);
}

void WatchedApplication::pass()
{
    m_watching = true;
    QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    // Without a loop that was entered by exec() nobody else would delete what nobody waits for.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    endRound();
}

void WatchedApplication::act(const char* name, const std::function<void()>& run)
{
    m_watching = true;
    beginRound();
    const Clock::time_point begin = Clock::now();
    m_deliveries.push_back({&WatchedApplication::staticMetaObject, nullptr, QEvent::None, begin, 0, {}});
    run();
    Delivery done = std::move(m_deliveries.back());
    m_deliveries.pop_back();
    const double ms = msSince(begin);
    m_heaviestMs = ms;
    m_heaviest = QLatin1String(name) + (done.heaviest.isEmpty() ? QString() : QLatin1String(" > ") + done.heaviest);
    endDelivery();
    endRound();
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event)
{
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    beginRound();
    // The receiver may not survive the event, its class does.
    const QObject* const parent = receiver->parent();
    m_deliveries.push_back({receiver->metaObject(),
                            parent != nullptr ? parent->metaObject() : nullptr,
                            event->type(),
                            Clock::now(),
                            0,
                            {}});
    if (event->type() == QEvent::Paint && std::find(m_painted.begin(), m_painted.end(), receiver) != m_painted.end())
        m_paintSeen = true;
    const bool taken = QApplication::notify(receiver, event);
    const Delivery done = std::move(m_deliveries.back());
    m_deliveries.pop_back();
    const double ms = msSince(done.begin);
    double& heaviestMs = m_deliveries.empty() ? m_heaviestMs : m_deliveries.back().heaviestMs;
    if (ms > heaviestMs) {
        heaviestMs = ms;
        constexpr double worthNaming = longestAbsenceMs / 4;
        if (ms > worthNaming)
            (m_deliveries.empty() ? m_heaviest : m_deliveries.back().heaviest) = textOf(done);
    }
    if (m_deliveries.empty())
        endDelivery();
    return taken;
}

QString WatchedApplication::textOf(const Delivery& delivery)
{
    const char* const type = QMetaEnum::fromType<QEvent::Type>().valueToKey(delivery.type);
    QString text = (delivery.parent != nullptr ? shortName(delivery.parent) + u'/' : QString())
        + shortName(delivery.receiver) + u' '
        + (type != nullptr ? QString::fromLatin1(type) : QString::number(delivery.type));
    if (!delivery.heaviest.isEmpty())
        text += QLatin1String(" > ") + delivery.heaviest;
    return text;
}

void WatchedApplication::endDelivery()
{
    const bool painted = std::exchange(m_paintSeen, false);
    if (m_afterDelivery)
        m_afterDelivery(painted);
}

void WatchedApplication::beginRound()
{
    if (!m_watching || std::exchange(m_inRound, true))
        return;
    m_heaviestMs = 0;
    m_heaviest.clear();
    m_beganCpuMs = threadCpuMs();
    m_began = Clock::now();
    m_sampler.begin();
}

void WatchedApplication::endRound()
{
    m_watching = false;
    if (!std::exchange(m_inRound, false))
        return;
    m_sampler.end();
    const double ms = msSince(m_began);
    const double cpuMs = threadCpuMs() - m_beganCpuMs;
    Rounds& rounds = m_rounds[m_step];
    rounds.times.add(ms);
    if (ms <= longestAbsenceMs)
        return;
    ++rounds.tooLong;
    Offender& offender = m_offenders[{m_step, m_heaviest.isEmpty() ? QStringLiteral("many small ones") : m_heaviest}];
    ++offender.count;
    if (cpuMs > longestAbsenceMs) {
        ++offender.countCpu;
        ++rounds.tooLongCpu;
    }
    offender.worstCpuMs = std::max(offender.worstCpuMs, cpuMs);
    if (ms > offender.worstMs) {
        offender.worstMs = ms;
        offender.stack = m_sampler.stack();
    }
}

QJsonArray WatchedApplication::offenders() const
{
    std::vector<std::pair<double, QJsonObject>> sorted;
    for (const auto& [key, offender] : m_offenders) {
        sorted.emplace_back(offender.worstMs,
                            QJsonObject{{QStringLiteral("step"), key.first},
                                        {QStringLiteral("what"), key.second},
                                        {QStringLiteral("count"), offender.count},
                                        {QStringLiteral("countCpu"), offender.countCpu},
                                        {QStringLiteral("worst"), offender.worstMs},
                                        {QStringLiteral("worstCpu"), offender.worstCpuMs},
                                        {QStringLiteral("stack"), QJsonArray::fromStringList(offender.stack)}});
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    QJsonArray array;
    for (const auto& [worst, offender] : sorted)
        array << offender;
    return array;
}

QJsonObject WatchedApplication::rounds() const
{
    QJsonObject all;
    for (const auto& [step, rounds] : m_rounds) {
        QJsonObject json = rounds.times.toJson();
        json[QStringLiteral("tooLong")] = rounds.tooLong;
        json[QStringLiteral("tooLongCpu")] = rounds.tooLongCpu;
        all[step] = json;
    }
    return all;
}

} // namespace gabor::bench
