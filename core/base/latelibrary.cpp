// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/latelibrary.h"

#include <cassert>

#include <dlfcn.h>

namespace gabor {

std::optional<std::string> LateLibrary::fault() const
{
    if (m_handle.load(std::memory_order_acquire) != nullptr)
        return std::nullopt;
    void* const handle = dlopen(m_fileName, RTLD_LAZY | RTLD_LOCAL); // the same for every thread that comes at once
    if (handle == nullptr)
        return dlerror();
    m_handle.store(handle, std::memory_order_release);
    return std::nullopt;
}

void* LateLibrary::function(const char* name) const
{
    [[maybe_unused]] const std::optional<std::string> why = fault(); // loads it
    assert(!why);
    void* const function = dlsym(m_handle.load(std::memory_order_acquire), name);
    assert(function != nullptr); // the headers have it, and the versions agree
    return function;
}

} // namespace gabor
