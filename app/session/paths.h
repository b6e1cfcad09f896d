// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <filesystem>

namespace gabor {

/// The path as the system has it, in bytes.
inline std::filesystem::path systemPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

/// The path as Qt and people read it.
inline QString displayPath(const std::filesystem::path& path)
{
    return QFile::decodeName(QByteArray::fromStdString(path.string()));
}

} // namespace gabor
