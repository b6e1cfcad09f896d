// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <optional>
#include <string>

namespace gabor {

/// A shared library that is loaded when something of it is first needed: what a start most often does without need not
/// delay it. Never unloaded, as threads may be at work in it until the process ends.
class LateLibrary
{
public:
    /// @param fileName  with the version that the headers are of; outlives the library
    constexpr explicit LateLibrary(const char* fileName) : m_fileName(fileName) { }

    /// Loads it, once. Why it cannot be used, in the system's words; nothing where it can. Any thread.
    std::optional<std::string> fault() const;
    /// @return the function @p name, which the headers have; loads the library. Only where there is no fault(). Any thread.
    void* function(const char* name) const;

private:
    const char* m_fileName;
    mutable std::atomic<void*> m_handle = nullptr;
};

template <class Signature>
class LateFunction;

/// A function of a LateLibrary, found with its first call.
template <class Result, class... Arguments>
class LateFunction<Result(Arguments...)>
{
public:
    constexpr LateFunction(const LateLibrary& library, const char* name) : m_library(library), m_name(name) { }

    Result operator()(Arguments... arguments) const
    {
        using Function = Result (*)(Arguments...);
        return reinterpret_cast<Function>(found())(arguments...);
    }

protected:
    void* found() const
    {
        void* function = m_found.load(std::memory_order_acquire);
        if (function == nullptr) {
            function = m_library.function(m_name);
            m_found.store(function, std::memory_order_release);
        }
        return function;
    }

private:
    const LateLibrary& m_library;
    const char* m_name;
    mutable std::atomic<void*> m_found = nullptr;
};

/// One that takes further arguments as C does.
template <class Result, class... Arguments>
class LateFunction<Result(Arguments..., ...)> : LateFunction<Result(Arguments...)>
{
public:
    using LateFunction<Result(Arguments...)>::LateFunction;

    template <class... Further>
    Result operator()(Arguments... arguments, Further... further) const
    {
        using Function = Result (*)(Arguments..., ...);
        return reinterpret_cast<Function>(this->found())(arguments..., further...);
    }
};

/// The type alone, without the attributes that allocators have.
template <class Result, class... Arguments>
LateFunction<Result(Arguments...)> lateOf(Result (*function)(Arguments...));
template <class Result, class... Arguments>
LateFunction<Result(Arguments..., ...)> lateOf(Result (*function)(Arguments..., ...));

/// A function of the global namespace under its own name: inside of namespace gabor a call finds this one. What is
/// missing there is an undefined reference to the linker.
#define GABOR_LATE(library, name) inline constinit const decltype(lateOf(::name)) name(library, #name)

} // namespace gabor
