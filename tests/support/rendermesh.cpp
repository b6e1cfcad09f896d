// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a mesh as matplotlib's pcolormesh and imshow would, by the product's colour look-up and rasterizer, so that its
// pictures can be compared pixel for pixel:
//   rendermesh render-mesh --values C.npy [--x X.npy --y Y.npy] [--interpolation nearest|antialiased --origin lower|upper]
//     --shading flat|nearest|gouraud|image --colormap NAME --vmin=V --vmax=V --xlim=A,B --ylim=A,B
//     --yscale linear|log --width W --height H --output OUT.npy
#include "core/pixels/rasterize.h"
#include "tests/support/mesh.h"
#include "tests/support/npy.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fstream>
#include <map>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <string>

using namespace gabor;

namespace {

using Options = std::map<std::string, std::string>;

/// "--name value" and "--name=value".
Options optionsOf(int argc, char** argv)
{
    Options options;
    for (int i = 2; i < argc; ++i) {
        const std::string argument = argv[i];
        if (!argument.starts_with("--"))
            throw std::runtime_error("unexpected argument " + argument);
        if (const std::size_t equals = argument.find('='); equals != std::string::npos)
            options[argument.substr(2, equals - 2)] = argument.substr(equals + 1);
        else if (++i < argc)
            options[argument.substr(2)] = argv[i];
        else
            throw std::runtime_error(argument + " needs a value");
    }
    return options;
}

const std::string& textOf(const Options& options, const std::string& name)
{
    const auto found = options.find(name);
    if (found == options.end())
        throw std::runtime_error("--" + name + " is missing");
    return found->second;
}

double numberIn(const std::string& text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw std::runtime_error("'" + text + "' is no number");
    return value;
}

int pixelsIn(const std::string& text)
{
    const double value = numberIn(text);
    if (!(value >= 1 && value <= 16384))
        throw std::runtime_error("a picture has 1 to 16384 pixels a side");
    return static_cast<int>(value);
}

/// An axis of the picture: where on it a coordinate lies, in pixels.
class Axis
{
public:
    Axis(const std::string& limits, bool isLogarithmic, int pixelCount)
        : m_isLogarithmic(isLogarithmic), m_pixelCount(pixelCount)
    {
        const std::size_t comma = limits.find(',');
        if (comma == std::string::npos)
            throw std::runtime_error("'" + limits + "' are no two limits");
        m_low = placeOf(numberIn(limits.substr(0, comma)));
        m_high = placeOf(numberIn(limits.substr(comma + 1)));
        if (!(m_low < m_high))
            throw std::runtime_error("limits must ascend");
    }

    std::vector<double> pixelsOf(std::vector<double> coordinates) const
    {
        for (double& coordinate : coordinates)
            coordinate = (placeOf(coordinate) - m_low) / (m_high - m_low) * m_pixelCount;
        return coordinates;
    }

private:
    double placeOf(double coordinate) const { return m_isLogarithmic ? std::log10(coordinate) : coordinate; }

    bool m_isLogarithmic;
    int m_pixelCount;
    double m_low = 0;
    double m_high = 1;
};

std::vector<double> countingUp(std::size_t count)
{
    std::vector<double> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0.0);
    return numbers;
}

struct Mesh
{
    LevelGrid grid;
    Shading shading = Shading::Flat;
};

/// Places of cells along an axis, which may be given by their centres or their edges.
struct Places
{
    std::vector<double> centers;
    std::vector<double> edges;
};

Places placesOf(const Options& options, const std::string& name, std::size_t cellCount, const Axis& axis)
{
    const std::vector<double> given =
        options.contains(name) ? test::readNpy(options.at(name)).values : countingUp(cellCount);
    if (!std::is_sorted(given.begin(), given.end()))
        throw std::runtime_error("the coordinates in --" + name + " must ascend");
    if (given.size() == cellCount + 1)
        return {std::vector<double>(cellCount), axis.pixelsOf(given)};
    if (given.size() != cellCount)
        throw std::runtime_error("--" + name + " does not fit the values");
    // Edges lie half-way before the axis is bent.
    return {axis.pixelsOf(given), axis.pixelsOf(test::edgesAround(given))};
}

/// imshow fills the whole picture.
Places imagePlaces(std::size_t cellCount, int pixelCount)
{
    std::vector<double> edges = countingUp(cellCount + 1);
    for (double& edge : edges)
        edge *= pixelCount / static_cast<double>(cellCount);
    return {std::vector<double>(cellCount), edges};
}

/// How much of each of @p count values goes into each of @p pixelCount: imshow's Hanning kernel, [pixel][value].
std::vector<double> hanningWeights(std::size_t count, std::size_t pixelCount)
{
    const double valuesPerPixel = static_cast<double>(count) / static_cast<double>(pixelCount);
    const double reach = std::max(1.0, valuesPerPixel);
    std::vector<double> weights(pixelCount * count);
    for (std::size_t pixel = 0; pixel < pixelCount; ++pixel) {
        const double middle = (static_cast<double>(pixel) + 0.5) * valuesPerPixel - 0.5;
        const auto row = weights.begin() + static_cast<std::ptrdiff_t>(pixel * count);
        for (std::size_t i = 0; i < count; ++i) {
            const double x = (static_cast<double>(i) - middle) / reach;
            row[static_cast<std::ptrdiff_t>(i)] = std::abs(x) < 1 ? 0.5 + 0.5 * std::cos(std::numbers::pi * x) : 0;
        }
        const double sum = std::accumulate(row, row + static_cast<std::ptrdiff_t>(count), 0.0);
        std::transform(row, row + static_cast<std::ptrdiff_t>(count), row, [sum](double w) { return w / sum; });
    }
    return weights;
}

/// imshow's interpolation='antialiased' of what is to be drawn smaller: the values are resampled, not the colours.
test::NpyArray resampled(const test::NpyArray& values, std::size_t height, std::size_t width)
{
    const std::size_t rows = values.shape[0];
    const std::size_t columns = values.shape[1];
    const std::vector<double> across = hanningWeights(columns, width);
    const std::vector<double> down = hanningWeights(rows, height);
    test::NpyArray result{{height, width}, std::vector<double>(height * width)};
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t x = 0; x < width; ++x) {
            const double value =
                std::inner_product(across.begin() + static_cast<std::ptrdiff_t>(x * columns),
                                   across.begin() + static_cast<std::ptrdiff_t>((x + 1) * columns),
                                   values.values.begin() + static_cast<std::ptrdiff_t>(row * columns), 0.0);
            for (std::size_t y = 0; y < height; ++y)
                result.values[y * width + x] += down[y * rows + row] * value;
        }
    }
    return result;
}

/// As imshow chooses: values are resampled unless each becomes one, two or more than three pixels.
bool isResampled(std::size_t count, int pixelCount)
{
    const auto pixels = static_cast<std::size_t>(pixelCount);
    return !(pixels > 3 * count || pixels == count || pixels == 2 * count);
}

test::NpyArray valuesOf(const Options& options, int width, int height)
{
    test::NpyArray values = test::readNpy(textOf(options, "values"));
    if (values.shape.size() != 2)
        throw std::runtime_error("--values is no matrix");
    const bool antialiased = textOf(options, "shading") == "image" && textOf(options, "interpolation") == "antialiased";
    if (antialiased && (isResampled(values.shape[0], height) || isResampled(values.shape[1], width)))
        return resampled(values, static_cast<std::size_t>(height), static_cast<std::size_t>(width));
    return values;
}

Mesh meshOf(const Options& options, int width, int height)
{
    const test::NpyArray values = valuesOf(options, width, height);
    const std::size_t rows = values.shape[0];
    const std::size_t columns = values.shape[1];
    const std::string& shading = textOf(options, "shading");
    const bool isImage = shading == "image";
    if (isImage && textOf(options, "interpolation") != "nearest" && textOf(options, "interpolation") != "antialiased")
        throw std::runtime_error("an image is drawn with interpolation 'nearest' or 'antialiased'");
    if (!isImage && shading != "flat" && shading != "nearest" && shading != "gouraud")
        throw std::runtime_error("there is no shading '" + shading + "'");

    const Axis xAxis(textOf(options, "xlim"), false, width);
    const Axis yAxis(textOf(options, "ylim"), textOf(options, "yscale") == "log", height);
    const Places x = isImage ? imagePlaces(columns, width) : placesOf(options, "x", columns, xAxis);
    const Places y = isImage ? imagePlaces(rows, height) : placesOf(options, "y", rows, yAxis);

    // Entries of the table are looked up in double precision and drawn from their middles. matplotlib's meshes have a
    // hole wherever a value is not finite.
    const double low = numberIn(textOf(options, "vmin"));
    const double high = numberIn(textOf(options, "vmax"));
    if (low > high)
        throw std::runtime_error("--vmin lies above --vmax");
    LevelGrid grid{x.centers, y.centers, x.edges, y.edges, std::vector<float>(rows * columns)};
    const bool isUpsideDown = isImage && textOf(options, "origin") == "upper";
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            const double value = values.values[(isUpsideDown ? rows - 1 - row : row) * columns + column];
            grid.levels[row * columns + column] =
                std::isfinite(value) ? static_cast<float>(colorIndex(value, low, high)) + 0.5F : std::nanf("");
        }
    }
    return {std::move(grid), shading == "gouraud" ? Shading::Gouraud : Shading::Flat};
}

ColormapChoice colormapNamed(const std::string& name)
{
    for (const ColormapInfo& info : colormapCatalog()) {
        if (info.name == name)
            return {info.kind, false};
    }
    throw std::runtime_error("there is no colour map '" + name + "'");
}

/// (height, width, 4) bytes: red, green, blue, alpha; over white.
void writePicture(const std::vector<std::uint32_t>& pixels, int width, int height, const std::string& path)
{
    std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + std::to_string(height) + ", "
        + std::to_string(width) + ", 4), }";
    header.resize((header.size() + 10 + 1 + 63) / 64 * 64 - 10 - 1, ' ');
    header += '\n';
    std::ofstream file(path, std::ios::binary);
    file.write("\x93NUMPY\x01\x00", 8);
    file.put(static_cast<char>(header.size() & 255)).put(static_cast<char>(header.size() >> 8));
    file << header;
    for (const std::uint32_t pixel : pixels) {
        const std::uint32_t alpha = pixel >> 24;
        for (const unsigned shift : {16U, 8U, 0U})
            file.put(static_cast<char>(((pixel >> shift & 255) * alpha + 255 * (255 - alpha) + 127) / 255));
        file.put(static_cast<char>(255));
    }
    if (!file.flush())
        throw std::runtime_error(path + " could not be written");
}

void renderMesh(const Options& options)
{
    const int width = pixelsIn(textOf(options, "width"));
    const int height = pixelsIn(textOf(options, "height"));
    const Mesh mesh = meshOf(options, width, height);
    const ColorScale scale{colormapNamed(textOf(options, "colormap")), 0, 256, false};
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    rasterize(mesh.grid, mesh.shading, scale, {pixels.data(), width, height, width}, MissingCorners::Fade);
    writePicture(pixels, width, height, textOf(options, "output"));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2 || std::strcmp(argv[1], "render-mesh") != 0) {
        std::fputs("usage: rendermesh render-mesh --values C.npy ... --output OUT.npy\n", stderr);
        return 2;
    }
    try {
        renderMesh(optionsOf(argc, argv));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "rendermesh: %s\n", error.what());
        return 1;
    }
    return 0;
}
