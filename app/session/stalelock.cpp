// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/stalelock.h"

#include "app/session/bytenames.h"

#include <QStandardPaths>

#include <chrono>

namespace gabor {

namespace {
/// Who takes a lock fills it within a moment.
constexpr std::chrono::seconds moment{2};
} // namespace

void removeStaleDialogLock()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    if (!folder.isEmpty())
        removeStaleLock(pathOf(folder + QStringLiteral("/QtProject.conf.lock")));
}

void removeStaleLock(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) || std::filesystem::file_size(path, error) != 0 || error)
        return;
    const auto written = std::filesystem::last_write_time(path, error);
    if (!error && std::filesystem::file_time_type::clock::now() - written > moment)
        std::filesystem::remove(path, error);
}

} // namespace gabor
