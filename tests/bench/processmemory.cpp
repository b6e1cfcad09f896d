// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/processmemory.h"

#include <fstream>
#include <sstream>
#include <string>

namespace gabor::bench {

namespace {

/// Sum of the lines of a table in /proc whose names begin with @p name, in MiB.
double mebibytes(const char* table, const std::string& name)
{
    std::ifstream file(table);
    double sum = -1;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(name))
            continue;
        std::istringstream words(line.substr(line.find(':') + 1));
        double kibibytes = 0;
        words >> kibibytes;
        sum = (sum < 0 ? 0 : sum) + kibibytes / 1024;
    }
    return sum;
}

} // namespace

double residentMiB()
{
    return mebibytes("/proc/self/status", "VmRSS:");
}

double peakMiB()
{
    return mebibytes("/proc/self/status", "VmHWM:");
}

bool resetPeak()
{
    std::ofstream file("/proc/self/clear_refs");
    return static_cast<bool>(file << "5" << std::flush);
}

double privateMiB()
{
    return mebibytes("/proc/self/smaps_rollup", "Private_");
}

} // namespace gabor::bench
