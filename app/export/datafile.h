// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/datarequest.h"
#include "core/exact/computeframes.h"

#include <QString>

#include <filesystem>
#include <stop_token>

namespace gabor {

/// Why @p target cannot take an exported array, as a sentence; empty when it can, as far as its name tells: it ends in
/// .npy, .npz or .csv and is not @p input, whatever name that is reached by.
QString dataTargetFault(const std::filesystem::path& target, const std::filesystem::path& input);

struct DataOutcome
{
    enum class End { Written, Stopped, Failed };
    End end = End::Written;
    QString sentence; ///< what was written, or why not; empty when stopped
};

/// Computes the array of @p request and writes it to @p target, in the format of its ending: .npy and .csv as their
/// writers have them, .npz with times, frequencies and parameters. The file appears whole or not at all. Any thread;
/// @p progress is told on it. Blocks as long as that takes, and no longer than a moment once @p stop has fired.
DataOutcome writeDataFile(const DataRequest& request, const std::filesystem::path& target, const std::stop_token& stop,
                          const FrameProgress& progress);

} // namespace gabor
