// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace gabor::test {

/// Edges of cells around @p centers as matplotlib's shading='nearest' has them: half-way between neighbours, the outer
/// ones as far beyond as the inner ones before. A single centre gets a cell of width 1.
std::vector<double> edgesAround(const std::vector<double>& centers);

} // namespace gabor::test
