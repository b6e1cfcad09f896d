// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stacksampler.h"

#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>

#include <csignal>
#include <cstdlib>
#include <memory>

namespace gabor::bench {

namespace {

constexpr int stackSignal = SIGURG; // ignored by whoever does not ask for it
constexpr int deepest = 64;

// What the signal handler fills: nothing else may be touched by it.
std::array<void*, deepest> frames;
std::atomic<int> frameCount{0};

void noteStack(int)
{
    frameCount = backtrace(frames.data(), deepest);
}

/// The function that @p address lies in, without its parameters; empty where the program's tables do not tell.
QString nameOf(void* address)
{
    Dl_info info{};
    if (dladdr(address, &info) == 0 || info.dli_sname == nullptr)
        return {};
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> plain(
        abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status), &std::free);
    const QString name = QString::fromUtf8(plain ? plain.get() : info.dli_sname);
    return name.section(QLatin1Char('('), 0, 0);
}

} // namespace

StackSampler::StackSampler(std::chrono::milliseconds tooLong) : m_watched(pthread_self())
{
    backtrace(frames.data(), deepest); // the first call loads a library, which no signal handler may do
    struct sigaction action = {};
    action.sa_handler = noteStack;
    action.sa_flags = SA_RESTART;
    sigaction(stackSignal, &action, nullptr);
    m_thread = std::jthread([this, tooLong](const std::stop_token& stop) { watch(stop, tooLong); });
}

StackSampler::~StackSampler()
{
    m_thread.request_stop();
    m_thread.join();
    std::signal(stackSignal, SIG_DFL);
}

void StackSampler::begin()
{
    frameCount = 0;
    m_asked = false;
    m_begin = Clock::now().time_since_epoch().count();
}

void StackSampler::end()
{
    m_begin = 0;
}

void StackSampler::watch(std::stop_token stop, std::chrono::milliseconds tooLong)
{
    constexpr std::chrono::milliseconds interval{2};
    while (!stop.stop_requested()) {
        std::this_thread::sleep_for(interval);
        const std::int64_t begin = m_begin;
        if (begin == 0 || Clock::now().time_since_epoch() - Clock::duration(begin) < tooLong)
            continue;
        if (!m_asked.exchange(true))
            pthread_kill(m_watched, stackSignal);
    }
}

QStringList StackSampler::stack() const
{
    QStringList names;
    for (int i = 0; i < frameCount; ++i) {
        const QString name = nameOf(frames[static_cast<std::size_t>(i)]);
        const bool ours = name.startsWith(QLatin1String("gabor::")) && !name.startsWith(QLatin1String("gabor::bench"));
        if (ours || name.startsWith(QLatin1String("QCP")) || name.startsWith(QLatin1String("QCustomPlot")))
            names << name;
    }
    names.removeDuplicates();
    return names;
}

} // namespace gabor::bench
