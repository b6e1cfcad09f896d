// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/windowshapes.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace gabor::windows {

namespace {

/// The matrix whose eigenvectors the prolate sequences are, as it acts on their symmetric ones.
///
/// Slepian's tridiagonal matrix has the diagonal m² cos(2 pi W), m = i - (count-1)/2, and beside it i (count-i) / 2;
/// the window belongs to its largest eigenvalue. Each row adds up to (count²-1)/4 - 2 m² sin²(pi W), so with that
/// constant taken from it and its sign changed it is the matrix of a chain: neighbours i-1 and i are coupled by
/// i (count-i) / 2, point i is tied down by 2 m² sin²(pi W), and the window belongs to the smallest eigenvalue, a
/// small number found without the cancellation that costs the original half its digits at large counts. A symmetric
/// sequence needs the left half only: in the middle an odd chain meets its mirror image over its last coupling, and
/// an even one does not feel it.
/// Source: Slepian (1978), Bell System Technical Journal 57, 1371-1430; Percival and Walden (1993), section 8.3.
struct HalfChain
{
    std::vector<double> couplings; ///< [i]: between points i - 1 and i; [0] is 0
    std::vector<double> ties;
    double lastNeighbours; ///< how often the last coupling pulls at the last point: 2 for an odd chain, else 1

    HalfChain(int count, double halfBandwidth) : lastNeighbours(count % 2 == 0 ? 1 : 2)
    {
        const double sine = std::sin(std::numbers::pi * halfBandwidth / count);
        for (int i = 0; 2 * i < count; ++i) {
            const double fromMiddle = i - (count - 1) / 2.0;
            couplings.push_back(static_cast<double>(i) * (count - i) / 2);
            ties.push_back(2 * fromMiddle * fromMiddle * sine * sine);
        }
    }
    std::size_t size() const { return ties.size(); }
};

/// Gaussian elimination of chain - shift, from the end to the middle. As each pivot but the last holds the coupling
/// to the next point, only what it has beyond that is carried on. Below the smallest eigenvalue every pivot is
/// positive, from there on one is not.
/// @param pivots  out, complete when the result is true
bool eliminate(const HalfChain& chain, double shift, std::vector<double>& pivots)
{
    const std::size_t last = chain.size() - 1;
    double beyond = chain.ties[0] - shift;
    for (std::size_t i = 0; i < last; ++i) {
        const double coupling = chain.couplings[i + 1];
        pivots[i] = coupling + beyond;
        if (!(pivots[i] > 0))
            return false;
        const double neighbours = i + 1 == last ? chain.lastNeighbours : 1;
        beyond = chain.ties[i + 1] - shift + neighbours * coupling * (beyond / pivots[i]);
    }
    pivots[last] = beyond;
    return beyond > 0;
}

/// The largest shift that is found to lie below the smallest eigenvalue, by bisection.
double justBelowSmallestEigenvalue(const HalfChain& chain, std::vector<double>& pivots)
{
    double below = 0;
    // No vector's Rayleigh quotient lies below the smallest eigenvalue. That of a constant is at most the largest tie.
    double above = chain.ties[0];
    while (above - below > 2 * std::numeric_limits<double>::epsilon() * above) {
        const double middle = below + (above - below) / 2;
        (eliminate(chain, middle, pivots) ? below : above) = middle;
    }
    return below;
}

/// One step of inverse iteration: solves (chain - shift) x = vector in place, from the pivots. Nothing is subtracted.
void solve(const HalfChain& chain, const std::vector<double>& pivots, std::vector<double>& vector)
{
    const std::size_t last = chain.size() - 1;
    for (std::size_t i = 1; i <= last; ++i) {
        const double neighbours = i == last ? chain.lastNeighbours : 1;
        vector[i] += neighbours * chain.couplings[i] * (vector[i - 1] / pivots[i - 1]);
    }
    vector[last] /= pivots[last];
    for (std::size_t i = last; i-- > 0;)
        vector[i] = (vector[i] + chain.couplings[i + 1] * vector[i + 1]) / pivots[i];
}

} // namespace

std::vector<double> slepian(int count, double halfBandwidth)
{
    assert(count >= 2 && halfBandwidth > 0 && 2 * halfBandwidth < count);
    const HalfChain chain(count, halfBandwidth);
    std::vector<double> pivots(chain.size());
    eliminate(chain, justBelowSmallestEigenvalue(chain, pivots), pivots);

    // The shift is so near to the eigenvalue that one step is all but enough.
    std::vector<double> half(chain.size(), 1.0);
    for (int step = 0; step < 3; ++step) {
        solve(chain, pivots, half);
        divideByPeak(half);
    }
    // SciPy's 'approximate' norm: between the two middle points of an even count lies a peak that no point reaches.
    const double square = static_cast<double>(count) * count;
    const double scale = count % 2 == 0 ? square / (square + halfBandwidth) : 1.0;
    return mirrored(count, [&](int k) { return scale * half[static_cast<std::size_t>(k)]; });
}

} // namespace gabor::windows
