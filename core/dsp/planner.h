// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

// Only for fftplan.cpp and planwisdom.cpp: FFTW's planner is one for the whole process and not thread-safe.

namespace gabor {

/// What has been measured, in FFTW's own words.
class PlanWisdom
{
public:
    const std::string& text() const { return m_text; }
    /// Another number, another text; 0 while there is none.
    std::uint64_t number() const { return m_number; }
    void replace(std::string text)
    {
        m_text = std::move(text);
        ++m_number;
    }

private:
    std::string m_text;
    std::uint64_t m_number = 0;
};

/// Whoever plans holds this.
class PlannerLock
{
public:
    PlannerLock();
    PlanWisdom& wisdom() const;

private:
    std::lock_guard<std::mutex> m_lock;
};

/// Makes a plan as FftPlan<Element> makes it, and forgets it: FFTW has measured it then, or (FFTW_WISDOM_ONLY) has said
/// whether it knows it. Under a PlannerLock. Element: float or std::complex<float>
/// @return whether there was such a plan
template <class Element>
bool tryPlan(int size, unsigned flags);

/// FFTW knows its wisdom only as long as this lives: otherwise it would use it for estimated plans, too.
class WisdomInUse
{
public:
    /// Understood or not: without wisdom everything works as well.
    explicit WisdomInUse(const PlanWisdom& wisdom);
    WisdomInUse(const WisdomInUse&) = delete;
    WisdomInUse& operator=(const WisdomInUse&) = delete;
    ~WisdomInUse();
};

} // namespace gabor
