// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/interruption.h"
#include "app/export/figurejob.h"

#include <functional>
#include <vector>

namespace gabor {

/// One image among many.
struct RenderItem
{
    FigureTask task;
    QString name;  ///< of the sound, as a caption
    QString path;  ///< of the sound, as it was given, for messages; empty: the name says enough
    QString fault; ///< not empty: why it is not even begun
};

struct RenderManner
{
    int jobs = 1;         ///< images that are under way at once
    bool quiet = false;   ///< faults only
    bool verbose = false; ///< a line for every image that is written
};

/// How it went.
struct RenderTally
{
    int written = 0;
    int failed = 0;
    bool interrupted = false; ///< the rest was not begun
};

/// Draws all @p items, several at a time, with progress and one sentence about each that fails on stderr; none stops
/// the others. Needs a QApplication and runs an event loop of its own until all are done, or @p interruption comes; then
/// what is being written is written whole, or not at all.
/// @param whenDone  called for every item as it ends, in no certain order; may be empty
RenderTally renderAll(std::vector<RenderItem> items, const RenderManner& manner, const Interruption& interruption,
                      const std::function<void(std::size_t index, const FigureOutcome&)>& whenDone = {});

} // namespace gabor
