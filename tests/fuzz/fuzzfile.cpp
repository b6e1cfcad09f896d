// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzzfile.h"

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <string>

#include <sys/mman.h>

namespace gabor::fuzz {

File::File(std::span<const std::byte> content) : m_file(memfd_create("fuzz", MFD_CLOEXEC))
{
    if (!m_file.isOpen() || writeAt(m_file, 0, content) != 0)
        std::abort();
}

std::filesystem::path File::path() const
{
    return "/proc/self/fd/" + std::to_string(m_file.number());
}

Deadline::Deadline()
    : m_watch([over = m_over](const std::stop_token& done) mutable {
          std::mutex mutex;
          std::unique_lock lock(mutex);
          std::condition_variable_any wake;
          if (!wake.wait_for(lock, done, std::chrono::seconds(1), [] { return false; }) && !done.stop_requested())
              over.request_stop();
      })
{ }

} // namespace gabor::fuzz
