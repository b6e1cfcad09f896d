// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mesh.h"

namespace gabor::test {

std::vector<double> edgesAround(const std::vector<double>& centers)
{
    if (centers.empty())
        return {};
    if (centers.size() == 1)
        return {centers[0] - 0.5, centers[0] + 0.5};
    std::vector<double> edges{1.5 * centers[0] - 0.5 * centers[1]};
    for (std::size_t i = 1; i < centers.size(); ++i)
        edges.push_back((centers[i - 1] + centers[i]) / 2);
    const std::size_t last = centers.size() - 1;
    edges.push_back(1.5 * centers[last] - 0.5 * centers[last - 1]);
    return edges;
}

} // namespace gabor::test
