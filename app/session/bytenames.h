// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <filesystem>
#include <span>

namespace gabor {

/// An argument of the program as text. File names are bytes and need not be UTF-8: in one that is not, every byte above
/// 127 becomes a lone surrogate (U+DC00 + byte), as in Python (PEP 383), so that pathOf() can bring it back.
QString textOfArgument(const char* argument);

/// A file name in the same way: as it is kept, compared and handed on as text, but not as it is shown.
QString textOfPath(const std::filesystem::path& path);

/// The file name that @p text stands for, byte by byte.
std::filesystem::path pathOf(const QString& text);

/// A file name as text, from the root of the file system on, without "." and ".." on its way. Unlike QFileInfo, which takes
/// names for UTF-8 where they do not begin at the root.
QString absoluteName(const QString& text);

/// What @p bytes hold, for functions that know no Qt.
inline std::span<const std::byte> bytesOf(const QByteArray& bytes)
{
    return std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size())));
}

/// The whole of @p path, to be read by people and by Qt.
QString shownPath(const std::filesystem::path& path);
bool isStandardInput(const std::filesystem::path& path);
/// Whether it is a descriptor of this process: what came through a pipe, or standard input.
bool isDescriptor(const std::filesystem::path& path);
/// The last part of it, or what a descriptor is to people.
QString shownName(const std::filesystem::path& path);

/// Whether both names reach one file, or would, once it exists.
bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b);

} // namespace gabor
