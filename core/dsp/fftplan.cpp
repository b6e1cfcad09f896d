// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fftplan.h"

#include "core/dsp/planner.h"

#include <fftw3.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <new>
#include <vector>

namespace gabor {

namespace {

/// FFTW has one library for each precision, and other functions for complex values.
template <class Element>
struct Fftw;

template <>
struct Fftw<float>
{
    static void* allocate(std::size_t bytes) { return fftwf_malloc(bytes); }
    static void free(void* memory) { fftwf_free(memory); }
    static fftwf_plan plan(int size, float* samples, std::complex<float>* bins, unsigned flags)
    {
        return fftwf_plan_dft_r2c_1d(size, samples, reinterpret_cast<fftwf_complex*>(bins), flags);
    }
    static void execute(fftwf_plan plan, float* samples, std::complex<float>* bins)
    {
        fftwf_execute_dft_r2c(plan, samples, reinterpret_cast<fftwf_complex*>(bins));
    }
    static void destroy(fftwf_plan plan) { fftwf_destroy_plan(plan); }
};

template <>
struct Fftw<double>
{
    static void* allocate(std::size_t bytes) { return fftw_malloc(bytes); }
    static void free(void* memory) { fftw_free(memory); }
    static fftw_plan plan(int size, double* samples, std::complex<double>* bins, unsigned flags)
    {
        return fftw_plan_dft_r2c_1d(size, samples, reinterpret_cast<fftw_complex*>(bins), flags);
    }
    static void execute(fftw_plan plan, double* samples, std::complex<double>* bins)
    {
        fftw_execute_dft_r2c(plan, samples, reinterpret_cast<fftw_complex*>(bins));
    }
    static void destroy(fftw_plan plan) { fftw_destroy_plan(plan); }
};

template <>
struct Fftw<std::complex<float>> : Fftw<float>
{
    static fftwf_plan plan(int size, std::complex<float>* samples, std::complex<float>* bins, unsigned flags)
    {
        return fftwf_plan_dft_1d(size, reinterpret_cast<fftwf_complex*>(samples),
                                 reinterpret_cast<fftwf_complex*>(bins), FFTW_FORWARD, flags);
    }
    static void execute(fftwf_plan plan, std::complex<float>* samples, std::complex<float>* bins)
    {
        fftwf_execute_dft(plan, reinterpret_cast<fftwf_complex*>(samples), reinterpret_cast<fftwf_complex*>(bins));
    }
};

/// FFTW ends the process when it runs out of memory itself, in planning and, for sizes with a large prime factor, in
/// transforming too. So more than it will need is tried first. Measured with primes near 2^20 and 2^21 under a limit
/// that rose by steps of 1 and 3 MiB: 8 values a sample, the caller's buffers included, were once too few, 16 never.
template <class Element>
void requireMemory(int size)
{
    const std::size_t bytes = (std::size_t{1} << 20) + 16 * sizeof(Element) * static_cast<std::size_t>(size);
    void* memory = Fftw<Element>::allocate(bytes);
    if (memory == nullptr)
        throw std::bad_alloc();
    Fftw<Element>::free(memory);
}

} // namespace

template <class Element>
FftBuffer<Element>::FftBuffer(std::size_t size) : m_size(size)
{
    void* memory = Fftw<typename RealOf<Element>::Type>::allocate(size * sizeof(Element));
    if (memory == nullptr)
        throw std::bad_alloc();
    m_elements.reset(static_cast<Element*>(memory));
    std::uninitialized_fill_n(m_elements.get(), size, Element{});
}

template <class Element>
void FftBuffer<Element>::Free::operator()(Element* elements) const
{
    Fftw<typename RealOf<Element>::Type>::free(elements);
}

template <class Element>
std::unique_ptr<const FftPlan<Element>> FftPlan<Element>::make(int size, unsigned flags)
{
    assert(size > 0);
    FftBuffer<Element> samples(static_cast<std::size_t>(size));
    const auto binCount = static_cast<std::size_t>(isOfReals ? size / 2 + 1 : size);
    FftBuffer<std::complex<Real>> bins(binCount);
    Plan* const plan = Fftw<Element>::plan(size, samples.data(), bins.data(), flags | FFTW_PRESERVE_INPUT);
    return std::unique_ptr<const FftPlan>(plan != nullptr ? new FftPlan(size, plan) : nullptr);
}

template <class Element>
FftPlan<Element>::~FftPlan()
{
    Fftw<Element>::destroy(m_plan);
}

template <class Element>
const FftPlan<Element>& FftPlan<Element>::ofSize(int size, PlanChoice choice)
{
    struct Plans
    {
        std::unique_ptr<const FftPlan> estimated;
        std::vector<std::unique_ptr<const FftPlan>> measured; ///< all stay, as threads may be at work with them
        std::uint64_t wisdomLookedAt = 0;                     ///< number of the wisdom that was asked last
    };
    // Never destroyed: a thread may still transform while the program's statics go.
    static std::map<int, Plans>& store = *new std::map<int, Plans>;

    requireMemory<Element>(size);
    const PlannerLock planner;
    Plans& plans = store[size];
    if (choice == PlanChoice::Fastest && plans.wisdomLookedAt != planner.wisdom().number()) {
        plans.wisdomLookedAt = planner.wisdom().number();
        const WisdomInUse use(planner.wisdom());
        if (auto plan = make(size, FFTW_MEASURE | FFTW_WISDOM_ONLY))
            plans.measured.push_back(std::move(plan));
    }
    if (choice == PlanChoice::Fastest && !plans.measured.empty())
        return *plans.measured.back();
    if (!plans.estimated)
        plans.estimated = make(size, FFTW_ESTIMATE);
    if (!plans.estimated)
        throw std::bad_alloc();
    return *plans.estimated;
}

template <class Element>
bool tryPlan(int size, unsigned flags)
{
    return FftPlan<Element>::make(size, flags) != nullptr;
}

template <class Element>
void FftPlan<Element>::transform(const FftBuffer<Element>& samples, FftBuffer<std::complex<Real>>& bins) const
{
    assert(samples.size() == static_cast<std::size_t>(m_size));
    assert(bins.size() == static_cast<std::size_t>(binCount()));
    // The plan preserves its input; only FFTW's signature does not say so.
    Fftw<Element>::execute(m_plan, const_cast<Element*>(samples.data()), bins.data());
}

template class FftBuffer<float>;
template class FftBuffer<double>;
template class FftBuffer<std::complex<float>>;
template class FftBuffer<std::complex<double>>;
template class FftPlan<float>;
template class FftPlan<double>;
template class FftPlan<std::complex<float>>;
template bool tryPlan<float>(int size, unsigned flags);
template bool tryPlan<std::complex<float>>(int size, unsigned flags);

} // namespace gabor
