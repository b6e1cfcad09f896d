// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/processfacts.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <malloc.h>
#include <time.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
// Of the sanitizer's own library; GCC comes without the header.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace gabor::test {

namespace {

int entriesOf(const char* folder)
{
    int count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder))
        ++count;
    return count;
}

} // namespace

std::size_t heapBytesInUse()
{
#ifdef __SANITIZE_ADDRESS__
    return __sanitizer_get_current_allocated_bytes();
#else
    malloc_trim(0);
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#endif
}

std::size_t residentBytes()
{
    std::size_t pages = 0;
    std::ifstream statm("/proc/self/statm");
    statm >> pages >> pages; // all of its addresses, and then what is in memory
    return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

int openDescriptorCount()
{
    return entriesOf("/proc/self/fd") - 1; // the one that counts
}

int ownThreadCount()
{
    int count = 0;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream file(task.path() / "comm");
        std::string name;
        if (std::getline(file, name) && name != "Thread (pooled)") // as QThreadPool calls its own
            ++count;
    }
    return count;
}

double processorMilliseconds()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

} // namespace gabor::test
