// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/series.h"
#include "tests/bench/stacksampler.h"

#include <QApplication>
#include <QJsonArray>

#include <functional>
#include <map>

namespace gabor::bench {

/// Longer than this the event loop shall never be left alone: one frame of a screen.
inline constexpr double longestAbsenceMs = 16;

/// An application that runs its event loop by hand and times every round of it: from the first event that is delivered
/// until the loop can look for news again. What takes too long is noted with the delivery that took longest.
class WatchedApplication : public QApplication
{
public:
    WatchedApplication(int& argc, char** argv);

    /// What is being measured, as absences are grouped by it.
    void setStep(const QString& step) { m_step = step; }

    /// One round of the event loop. Waits for an event, but returns at least every few milliseconds.
    void pass();
    /// Calls @p run as if an event called @p name had.
    void act(const char* name, const std::function<void()>& run);

    /// Called at the end of each delivery that the loop itself makes, when everything it painted has been handed to the
    /// window system.
    /// @param painted  one of the widgets that setPaintWatch() named has been painted meanwhile
    using AfterDelivery = std::function<void(bool painted)>;
    void setAfterDelivery(AfterDelivery run) { m_afterDelivery = std::move(run); }
    void setPaintWatch(std::vector<const QObject*> widgets) { m_painted = std::move(widgets); }

    bool notify(QObject* receiver, QEvent* event) override;

    /// Rounds that took too long, the worst first: step, what, count, countCpu (by processor time), worst, worstCpu,
    /// stack.
    QJsonArray offenders() const;
    /// All rounds of each step: Series and how many took too long, by the clock and by processor time.
    QJsonObject rounds() const;

private:
    struct Delivery
    {
        const QMetaObject* receiver = nullptr;
        const QMetaObject* parent = nullptr;
        QEvent::Type type = QEvent::None;
        StackSampler::Clock::time_point begin;
        double heaviestMs = 0;
        QString heaviest; ///< of what it delivered in its turn
    };
    struct Offender
    {
        int count = 0;
        int countCpu = 0;
        double worstMs = 0;
        double worstCpuMs = 0;
        QStringList stack; ///< of the worst
    };
    struct Rounds
    {
        Series times;
        int tooLong = 0;
        int tooLongCpu = 0;
    };

    void beginRound();
    void endRound();
    void endDelivery();
    static QString textOf(const Delivery& delivery);

    StackSampler m_sampler{std::chrono::milliseconds(static_cast<int>(longestAbsenceMs))};
    QString m_step;
    bool m_watching = false; ///< in pass() or act(): what happens between them is the bench's own doing
    bool m_inRound = false;
    double m_beganCpuMs = 0;
    StackSampler::Clock::time_point m_began;
    double m_heaviestMs = 0;
    QString m_heaviest;
    std::vector<Delivery> m_deliveries; ///< under way, one inside the other
    bool m_paintSeen = false;
    std::vector<const QObject*> m_painted;
    AfterDelivery m_afterDelivery;
    std::map<std::pair<QString, QString>, Offender> m_offenders; ///< by step and what
    std::map<QString, Rounds> m_rounds;                          ///< by step
};

} // namespace gabor::bench
