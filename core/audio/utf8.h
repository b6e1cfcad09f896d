// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gabor {

void appendUtf8(char32_t character, std::string& text);

/// @param utf16  bytes, the low one of every two first; as far as the first NUL. What is no UTF-16 becomes U+FFFD.
std::string utf8Of(std::string_view utf16);

} // namespace gabor
