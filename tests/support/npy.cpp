// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/npy.h"

#include <bit>
#include <cstring>
#include <fstream>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>

namespace gabor::test {

static_assert(std::endian::native == std::endian::little);

NpyArray readNpy(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    const std::string bytes = content.str();
    if (bytes.size() < 10 || bytes.compare(0, 6, "\x93NUMPY") != 0)
        throw std::runtime_error(path.string() + " is no NPY file");
    const std::size_t headerLength = static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    const std::string header = bytes.substr(10, headerLength);
    if (header.find("'<f8'") == std::string::npos || header.find("'fortran_order': False") == std::string::npos)
        throw std::runtime_error(path.string() + " does not hold 64-bit floats in C order");

    NpyArray array;
    std::size_t at = header.find('(') + 1;
    while (header[at] != ')') {
        std::size_t used = 0;
        array.shape.push_back(std::stoul(header.substr(at), &used));
        at = header.find_first_of(",)", at + used);
        while (header[at] == ',' || header[at] == ' ')
            ++at;
    }
    const std::size_t count =
        std::accumulate(array.shape.begin(), array.shape.end(), std::size_t{1}, std::multiplies<>());
    if (bytes.size() != 10 + headerLength + count * sizeof(double))
        throw std::runtime_error(path.string() + " has not the length that its header claims");
    array.values.resize(count);
    if (count > 0) // nothing is not to be copied from or to nowhere
        std::memcpy(array.values.data(), bytes.data() + 10 + headerLength, count * sizeof(double));
    return array;
}

} // namespace gabor::test
