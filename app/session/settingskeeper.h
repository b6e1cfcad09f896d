// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/settings.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <chrono>
#include <memory>
#include <optional>

namespace gabor {

/// Has settings written while nobody waits: a disk takes up to seconds until they are safe on it. To be made before the
/// window, as it outlives it, and to be asked for the end of the writing when the window is gone.
class SettingsKeeper
{
public:
    /// How long a program that ends waits for its settings: for a disk that is busy, not for one that is dead.
    static constexpr std::chrono::milliseconds patience{10'000};

    explicit SettingsKeeper(SettingsFile file);
    /// Waits as long as it takes; call finish() first where the file system may be dead.
    ~SettingsKeeper();
    SettingsKeeper(const SettingsKeeper&) = delete;
    SettingsKeeper& operator=(const SettingsKeeper&) = delete;

    const SettingsFile& file() const { return m_file; }

    /// As SettingsFile has them. What keep() is given later is told from it.
    SettingsFile::Loaded load();

    /// Begins to write @p settings, and returns at once. What has not changed since load() is left to whoever wrote it
    /// last.
    void keep(const Settings& settings);

    /// Waits until all of them are written, and says on stderr what could not be kept.
    /// @return false when they are not written by the end of @p longest: the process must then end without waiting for
    ///         the worker that it leaves behind
    bool finish(std::chrono::milliseconds longest = patience);

private:
    SettingsFile m_file;
    std::optional<Settings> m_loaded;
    std::shared_ptr<Inbox<QString>> m_complaints;
    std::optional<JobQueue>
        m_queue; ///< only while something is written; of its own, so that no other job is in its way
};

} // namespace gabor
