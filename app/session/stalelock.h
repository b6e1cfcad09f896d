// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace gabor {

/// File dialogs of Qt keep settings of their own, and wait half a minute for the lock beside them where a process that
/// was killed has left it behind empty. Removes such a lock; one that somebody holds has content. Any thread.
void removeStaleDialogLock();
/// The same of any lock file of Qt's.
void removeStaleLock(const std::filesystem::path& path);

} // namespace gabor
