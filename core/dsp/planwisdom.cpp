// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/planwisdom.h"

#include "core/dsp/frameanalyzer.h"
#include "core/dsp/planner.h"

#include <fftw3.h>

#include <cstdlib>

namespace gabor {

namespace {

std::mutex& plannerMutex()
{
    static std::mutex& mutex = *new std::mutex; // never destroyed, as a thread may still plan while statics go
    return mutex;
}

bool import(const std::string& wisdom)
{
    return wisdom.empty() || fftwf_import_wisdom_from_string(wisdom.c_str()) != 0;
}

/// The plans by which frames of @p nfft values are transformed, singly and two at a time.
bool tryPlans(int nfft, unsigned flags)
{
    return tryPlan<float>(nfft, flags) && (nfft > largestPairedSize || tryPlan<std::complex<float>>(nfft, flags));
}

} // namespace

PlannerLock::PlannerLock() : m_lock(plannerMutex()) { }

PlanWisdom& PlannerLock::wisdom() const
{
    static PlanWisdom& wisdom = *new PlanWisdom;
    return wisdom;
}

WisdomInUse::WisdomInUse(const PlanWisdom& wisdom)
{
    import(wisdom.text());
}

WisdomInUse::~WisdomInUse()
{
    fftwf_forget_wisdom();
}

std::string wisdomVersion()
{
    return fftwf_version;
}

bool takePlanWisdom(const std::string& wisdom)
{
    const PlannerLock planner;
    const bool understood = import(wisdom);
    fftwf_forget_wisdom();
    if (understood && wisdom != planner.wisdom().text())
        planner.wisdom().replace(wisdom);
    return understood;
}

bool arePlansMeasured(int nfft)
{
    const PlannerLock planner;
    const WisdomInUse use(planner.wisdom());
    return tryPlans(nfft, FFTW_MEASURE | FFTW_WISDOM_ONLY);
}

std::string measuredWisdom(std::span<const int> sizes, const std::string& known)
{
    const PlannerLock planner;
    import(known);
    for (const int size : sizes)
        tryPlans(size, FFTW_MEASURE);
    char* const text = fftwf_export_wisdom_to_string();
    const std::string wisdom = text ? text : known;
    std::free(text);
    fftwf_forget_wisdom();
    return wisdom;
}

} // namespace gabor
