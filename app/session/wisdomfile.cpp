// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/wisdomfile.h"

#include "core/dsp/planwisdom.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

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
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return WisdomFile(folder.isEmpty() ? QString() : folder + QStringLiteral("/gabor/fftw-wisdom"));
}

std::string WisdomFile::read() const
{
    const QFileInfo info(m_path);
    QFile file(m_path);
    if (!info.isFile() || info.size() > largestFile || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    const QByteArray wisdom = bytes.mid(bytes.indexOf('\n') + 1);
    return bytes == header(wisdom) + wisdom ? wisdom.toStdString() : std::string();
}

QString WisdomFile::write(const std::string& wisdom) const
{
    const auto complaint = [this](const QString& why) {
        return QCoreApplication::translate("WisdomFile", "What was measured could not be kept in “%1”: %2.")
            .arg(m_path, why);
    };
    if (m_path.isEmpty() || !QDir().mkpath(QFileInfo(m_path).path()))
        return complaint(QCoreApplication::translate("WisdomFile", "there is no folder for it"));
    const QByteArray bytes = QByteArray::fromStdString(wisdom);
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(header(bytes)) < 0 || file.write(bytes) != bytes.size()
        || !file.commit())
        return complaint(file.errorString());
    return {};
}

} // namespace gabor
