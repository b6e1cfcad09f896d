// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/planwisdom.h"

#include "core/dsp/frameanalyzer.h"
#include "core/dsp/planner.h"

#include <fftw3.h>

#include <cstdlib>
#include <memory>

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

using PlanPointer = std::unique_ptr<std::remove_pointer_t<fftwf_plan>, decltype(&fftwf_destroy_plan)>;

/// As FftPlan makes them, or FFTW would not recognise the problem.
PlanPointer realPlan(int size, unsigned flags)
{
    FftBuffer<float> samples(static_cast<std::size_t>(size));
    FftBuffer<std::complex<float>> bins(static_cast<std::size_t>(size / 2 + 1));
    return {fftwf_plan_dft_r2c_1d(size, samples.data(), reinterpret_cast<fftwf_complex*>(bins.data()),
                                  flags | FFTW_PRESERVE_INPUT),
            fftwf_destroy_plan};
}

PlanPointer complexPlan(int size, unsigned flags)
{
    FftBuffer<std::complex<float>> samples(static_cast<std::size_t>(size));
    FftBuffer<std::complex<float>> bins(static_cast<std::size_t>(size));
    return {fftwf_plan_dft_1d(size, reinterpret_cast<fftwf_complex*>(samples.data()),
                              reinterpret_cast<fftwf_complex*>(bins.data()), FFTW_FORWARD, flags | FFTW_PRESERVE_INPUT),
            fftwf_destroy_plan};
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
    return realPlan(nfft, FFTW_MEASURE | FFTW_WISDOM_ONLY)
        && (nfft > largestPairedSize || complexPlan(nfft, FFTW_MEASURE | FFTW_WISDOM_ONLY));
}

std::string measuredWisdom(std::span<const int> sizes, const std::string& known)
{
    const PlannerLock planner;
    import(known);
    for (const int size : sizes) {
        realPlan(size, FFTW_MEASURE);
        if (size <= largestPairedSize)
            complexPlan(size, FFTW_MEASURE);
    }
    char* const text = fftwf_export_wisdom_to_string();
    const std::string wisdom = text ? text : known;
    std::free(text);
    fftwf_forget_wisdom();
    return wisdom;
}

} // namespace gabor
