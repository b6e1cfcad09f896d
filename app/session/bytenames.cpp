// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bytenames.h"

#include <QCoreApplication>
#include <QFile>

#include <system_error>

namespace gabor {

namespace {

constexpr char16_t byteSurrogate = 0xDC00;

bool isByteSurrogate(QChar character)
{
    return character.unicode() >= byteSurrogate + 0x80 && character.unicode() <= byteSurrogate + 0xFF;
}

} // namespace

QString textOfArgument(const char* argument)
{
    const QByteArray bytes(argument);
    if (const QString text = QString::fromUtf8(bytes); text.toUtf8() == bytes)
        return text;
    QString text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += QChar(value < 0x80 ? char16_t{value} : static_cast<char16_t>(byteSurrogate + value));
    }
    return text;
}

QString textOfPath(const std::filesystem::path& path)
{
    return textOfArgument(path.c_str());
}

std::filesystem::path pathOf(const QString& text)
{
    QByteArray bytes;
    QString plain;
    for (const QChar character : text) {
        const bool followsHighSurrogate = !plain.isEmpty() && plain.back().isHighSurrogate();
        if (!isByteSurrogate(character) || followsHighSurrogate) {
            plain += character;
            continue;
        }
        bytes += plain.toUtf8();
        plain.clear();
        bytes += static_cast<char>(character.unicode() - byteSurrogate);
    }
    return (bytes + plain.toUtf8()).toStdString();
}

QString absoluteName(const QString& text)
{
    std::error_code unknown; // where the folder that one is in has been removed
    const std::filesystem::path path = std::filesystem::absolute(pathOf(text), unknown);
    return unknown ? text : textOfPath(path.lexically_normal());
}

QString shownPath(const std::filesystem::path& path)
{
    return QFile::decodeName(QByteArray::fromStdString(path.native()));
}

bool isStandardInput(const std::filesystem::path& path)
{
    return path == "-" || path == "/dev/stdin" || path == "/dev/fd/0";
}

bool isDescriptor(const std::filesystem::path& path)
{
    return path.native().starts_with("/dev/fd/") || isStandardInput(path);
}

QString shownName(const std::filesystem::path& path)
{
    if (isStandardInput(path))
        return QCoreApplication::translate("ByteNames", "standard input");
    return shownPath(isDescriptor(path) ? path : path.filename());
}

bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b)
{
    std::error_code error;
    if (std::filesystem::equivalent(a, b, error))
        return true;
    const std::filesystem::path placeOfA =
        std::filesystem::weakly_canonical(std::filesystem::absolute(a, error), error);
    if (error)
        return false;
    const std::filesystem::path placeOfB =
        std::filesystem::weakly_canonical(std::filesystem::absolute(b, error), error);
    return !error && placeOfA == placeOfB;
}

} // namespace gabor
