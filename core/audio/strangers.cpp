// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/strangers.h"

#include <algorithm>

namespace gabor {

namespace {

using namespace std::string_view_literals;

struct Mark
{
    std::int64_t place;
    std::string_view text;
};

// clang-format off
constexpr Mark marks[] = {
    {0, "PK\x03\x04"sv}, {0, "Rar!\x1A\x07"sv}, {0, "7z\xBC\xAF\x27\x1C"sv}, {0, "\x1F\x8B\x08"sv}, {0, "\xFD\x37zXZ\0"sv},
    {0, "\x28\xB5\x2F\xFD"sv}, {257, "ustar"sv}, {0, "%PDF-"sv}, {0, "%!PS"sv}, {0, "{\\rtf"sv},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv}, {0, "\x7F\x45LF"sv}, {0, "SQLite format 3\0"sv}, {0, "\x89PNG\r\n"sv},
    {0, "GIF8"sv}, {0, "<!DOCTYPE"sv}, {0, "<!doctype"sv}, {0, "<html"sv}, {0, "<HTML"sv}, {0, "<?xml"sv}, {0, "<svg"sv},
    {0, "#!/"sv},
};
// clang-format on

} // namespace

bool isStranger(HeaderReader& reader)
{
    return std::ranges::any_of(marks, [&](const Mark& mark) { return reader.hasText(mark.place, mark.text); });
}

} // namespace gabor
