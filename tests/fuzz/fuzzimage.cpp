// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/imagefile.h"
#include "tests/fuzz/fuzzfile.h"
#include "tests/fuzz/fuzzqt.h"

#include <QtEndian>

#include <cstdlib>
#include <vector>

#include <zlib.h>

using namespace gabor;

namespace {

/// Sets the checksums of a PNG right, as what stands in a chunk with a wrong one is never looked at.
void mendChecksums(std::span<unsigned char> image)
{
    constexpr std::size_t signatureBytes = 8;
    constexpr std::size_t typeBytes = 4;
    constexpr std::size_t frameBytes = 3 * typeBytes; // a chunk's length, type and checksum
    if (image.size() < signatureBytes || image[0] != 0x89)
        return;
    for (std::span<unsigned char> left = image.subspan(signatureBytes); left.size() >= frameBytes;) {
        const std::size_t length = qFromBigEndian<quint32>(left.data());
        if (length > left.size() - frameBytes)
            return;
        const uLong sum = crc32_z(0, left.data() + typeBytes, typeBytes + length);
        qToBigEndian(static_cast<quint32>(sum), left.data() + 2 * typeBytes + length);
        left = left.subspan(frameBytes + length);
    }
}

} // namespace

/// An image of any content: it gives a recipe of a length that is read, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::QtCore qt;
    std::vector<unsigned char> image(data, data + size);
    mendChecksums(image);
    const fuzz::File file(std::as_bytes(std::span(image)));
    const Result<QByteArray, QString> recipe = recipeInImage(QString::fromStdString(file.path().string()));
    const bool isRight =
        recipe ? !recipe.value().isEmpty() && recipe.value().size() <= longestRecipe : !recipe.fault().isEmpty();
    if (!isRight)
        std::abort();
    return 0;
}
