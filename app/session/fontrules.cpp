// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/fontrules.h"

#include <system_error>
#include <thread>

#include <fontconfig/fontconfig.h>
#include <sys/resource.h>

namespace gabor {

namespace {

std::jthread& reader()
{
    static std::jthread thread;
    return thread;
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
    try {
        if (areDescriptorsPlenty())
            reader() = std::jthread([] { FcInit(); });
    } catch (const std::system_error&) { // no thread is to be had: Qt reads them
    }
}

void awaitFontRules()
{
    if (reader().joinable())
        reader().join();
}

} // namespace gabor
