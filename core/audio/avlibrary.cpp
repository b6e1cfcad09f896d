// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avlibrary.h"

#include <dlfcn.h>

#include <array>
#include <cassert>

namespace gabor {

namespace {

/// Of the version that the headers are of: another one lays out its structures
/// otherwise.
constexpr std::array<const char*, 3> fileNames{"libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR),
                                               "libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR),
                                               "libavformat.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR)};

struct Libraries
{
    std::array<void*, fileNames.size()> handles{};
    std::optional<std::string> fault;
};

/// Never unloaded: decoders may run until the process ends.
const Libraries& libraries()
{
    static const Libraries loaded = [] {
        Libraries result;
        for (std::size_t i = 0; i < fileNames.size() && !result.fault; ++i) {
            result.handles[i] = dlopen(fileNames[i], RTLD_LAZY | RTLD_LOCAL);
            if (result.handles[i] == nullptr)
                result.fault = dlerror();
        }
        return result;
    }();
    return loaded;
}

} // namespace

std::optional<std::string> avLibraryFault()
{
    return libraries().fault;
}

void* avFunction(AvLibrary library, const char* name)
{
    void* const function = dlsym(libraries().handles[static_cast<std::size_t>(library)], name);
    assert(function != nullptr); // the headers have it, and the versions agree
    return function;
}

} // namespace gabor
