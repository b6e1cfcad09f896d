// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/recipe.h"
#include "tests/fuzz/fuzzqt.h"

#include <cstdlib>

using namespace gabor;

/// The text of a recipe as it stands in an image: what is read is written and read again as the same, or refused in a
/// sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::QtCore qt;
    const Result<Recipe, QString> recipe = recipeFromJson(fuzz::bytesOf(data, size));
    if (!recipe) {
        if (recipe.fault().isEmpty())
            std::abort();
        return 0;
    }
    const QByteArray written = toJson(recipe.value());
    const Result<Recipe, QString> again = recipeFromJson(written);
    if (!again || toJson(again.value()) != written)
        std::abort();
    return 0;
}
