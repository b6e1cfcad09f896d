// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/wisdomfile.h"

#include "app/session/cachefile.h"
#include "core/dsp/planwisdom.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace gabor {

namespace {

constexpr qint64 largestFile = 4 << 20;

QByteArray header(const QByteArray& wisdom)
{
    return "gabor-wisdom 1 " + QByteArray::fromStdString(wisdomVersion()) + ' '
        + QCryptographicHash::hash(wisdom, QCryptographicHash::Sha256).toHex() + '\n';
}

} // namespace

WisdomFile WisdomFile::ofUser()
{
    return WisdomFile(userCachePath(QStringLiteral("fftw-wisdom")));
}

std::string WisdomFile::read() const
{
    const QByteArray bytes = readCacheFile(m_path, largestFile);
    const QByteArray wisdom = bytes.mid(bytes.indexOf('\n') + 1);
    return bytes == header(wisdom) + wisdom ? wisdom.toStdString() : std::string();
}

QString WisdomFile::write(const std::string& wisdom) const
{
    const QByteArray bytes = QByteArray::fromStdString(wisdom);
    const QString fault = writeCacheFile(m_path, header(bytes) + bytes);
    if (fault.isEmpty())
        return {};
    return QCoreApplication::translate("WisdomFile", "What was measured could not be kept in “%1”: %2.")
        .arg(m_path, fault);
}

} // namespace gabor
