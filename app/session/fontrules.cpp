// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/fontrules.h"

#include <atomic>
#include <thread>

#include <fontconfig/fontconfig.h>
#include <sys/resource.h>

namespace gabor {

namespace {

enum class Reading { NotBegun, Begun, Done };

std::atomic<Reading>& reading()
{
    static std::atomic state = Reading::NotBegun;
    return state;
}

/// Where they are few, fontconfig would complain beside Qt.
bool areDescriptorsPlenty()
{
    constexpr rlim_t plenty = 256;
    rlimit limit{};
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= plenty;
}

} // namespace

void readFontRulesAhead()
{
    auto before = Reading::NotBegun;
    if (!areDescriptorsPlenty() || !reading().compare_exchange_strong(before, Reading::Begun))
        return;
    const auto end = [] {
        reading() = Reading::Done;
        reading().notify_all();
    };
    try {
        static const std::jthread reader([end] {
            FcInit();
            end();
        });
    } catch (...) { // no thread is to be had: Qt reads them
        end();
    }
}

void awaitFontRules()
{
    reading().wait(Reading::Begun);
}

} // namespace gabor
