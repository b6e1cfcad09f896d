// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recoverynote.h"
#include "tests/fuzz/fuzzqt.h"

#include <cmath>
#include <cstdlib>

using namespace gabor;

/// What a program that crashed has left behind of its session: it can be shown, and is kept and read again as the same, or
/// it is nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::QtCore qt;
    const std::optional<SessionState> state = sessionStateFromJson(fuzz::bytesOf(data, size));
    if (!state)
        return 0;
    const PictureSpan& span = state->span;
    if (faultIn(state->stft) || faultIn(state->display) || !std::isfinite(span.endSample - span.beginSample)
        || !std::isfinite(span.highHz - span.lowHz))
        std::abort();
    if (sessionStateFromJson(toJson(*state)) != state)
        std::abort();
    return 0;
}
