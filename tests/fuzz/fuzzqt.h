// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

#include <cstddef>
#include <cstdint>

namespace gabor::fuzz {

/// What parts of Qt want to be there; made once, at the first input.
class QtCore
{
public:
    QtCore()
    {
        static int count = 1;
        static char name[] = "fuzz";
        static char* arguments[] = {name, nullptr};
        static QCoreApplication application(count, arguments);
    }
};

inline QString textOf(const std::uint8_t* data, std::size_t size)
{
    return QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
}

inline QByteArray bytesOf(const std::uint8_t* data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
}

} // namespace gabor::fuzz
