// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

struct fftw_plan_s; // FFTW's own, whose header stays in fftplan.cpp
struct fftwf_plan_s;

namespace gabor {

/// Memory aligned as FFTW's vector code wants it, zeroed at first. Each thread has its own.
/// Element: float, double or a complex of them.
template <class Element>
class FftBuffer
{
public:
    /// Throws std::bad_alloc.
    explicit FftBuffer(std::size_t size);

    std::size_t size() const { return m_size; }
    Element* data() { return m_elements.get(); }
    const Element* data() const { return m_elements.get(); }
    std::span<Element> span() { return {data(), m_size}; }
    std::span<const Element> span() const { return {data(), m_size}; }

private:
    struct Free
    {
        void operator()(Element* elements) const;
    };
    std::unique_ptr<Element[], Free> m_elements;
    std::size_t m_size;
};

template <class Element>
struct RealOf
{
    using Type = Element;
};
template <class Real>
struct RealOf<std::complex<Real>>
{
    using Type = Real;
};

/// How a plan is chosen. Two plans of one size differ in their last bits.
enum class PlanChoice {
    Reproducible, ///< by FFTW's estimate: the same on every run of the same program on the same processor
    Fastest       ///< as measured on this machine where planwisdom.h knows of it, otherwise as Reproducible
};

/// The discrete Fourier transform of real or complex values, as FFTW plans it.
/// Element: float, double or std::complex<float>
template <class Element>
class FftPlan
{
    using Real = typename RealOf<Element>::Type;
    static constexpr bool isOfReals = std::is_same_v<Element, Real>;

public:
    /// The plan of this size, made when it is first asked for and kept for the program's life (sizes are few, making
    /// one is slow). Any thread. Throws std::bad_alloc.
    static const FftPlan& ofSize(int size, PlanChoice choice = PlanChoice::Reproducible);

    int size() const { return m_size; }
    /// Of real samples the bins beyond size/2 are mirror images, which are not computed.
    int binCount() const { return isOfReals ? m_size / 2 + 1 : m_size; }

    /// bins[k] = sum over i of samples[i] exp(-2 pi j k i / size), k = 0 .. binCount() - 1, unscaled. Any thread, on its
    /// own buffers. @p samples keep their values.
    /// @param samples  size() values
    /// @param bins     out, binCount() values
    void transform(const FftBuffer<Element>& samples, FftBuffer<std::complex<Real>>& bins) const;

    ~FftPlan();
    FftPlan(const FftPlan&) = delete;
    FftPlan& operator=(const FftPlan&) = delete;

private:
    template <class Other>
    friend bool tryPlan(int size, unsigned flags);
    using Plan = std::conditional_t<std::is_same_v<Real, float>, fftwf_plan_s, fftw_plan_s>;

    FftPlan(int size, Plan* plan) : m_size(size), m_plan(plan) { }
    /// Nothing where FFTW cannot, or may not measure and knows nothing.
    static std::unique_ptr<const FftPlan> make(int size, unsigned flags);

    int m_size;
    Plan* m_plan;
};

extern template class FftBuffer<float>;
extern template class FftBuffer<double>;
extern template class FftBuffer<std::complex<float>>;
extern template class FftBuffer<std::complex<double>>;
extern template class FftPlan<float>;
extern template class FftPlan<double>;
extern template class FftPlan<std::complex<float>>;

} // namespace gabor
