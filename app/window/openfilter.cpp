// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/openfilter.h"

#include "app/figure/imageformat.h"
#include "core/audio/soundformats.h"

#include <QCoreApplication>
#include <QStringList>

namespace gabor {

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

QString openFilter()
{
    QStringList everything;
    QStringList formats;
    for (const SoundFormat& format : soundFormats()) {
        QStringList patterns;
        for (const std::string_view ending : format.endings)
            patterns << QStringLiteral("*.") + text(ending);
        everything << patterns;
        formats << QStringLiteral("%1 (%2)").arg(text(format.name), patterns.join(u' '));
    }
    everything.removeDuplicates();
    const QString sounds = QCoreApplication::translate("OpenFilter", "Sounds (%1)").arg(everything.join(u' '));
    QStringList pictures;
    for (const ImageFormatInfo& format : imageFormatCatalog()) {
        for (const std::string_view suffix : format.suffixes)
            pictures << QStringLiteral("*.") + text(suffix);
    }
    formats << QCoreApplication::translate("OpenFilter", "Pictures that Gabor exported (%1)").arg(pictures.join(u' '));
    const QString files = QCoreApplication::translate("OpenFilter", "All files (*)");
    return (QStringList{sounds} + formats + QStringList{files}).join(QStringLiteral(";;"));
}

} // namespace gabor
