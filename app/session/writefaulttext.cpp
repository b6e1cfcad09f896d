// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/writefaulttext.h"

#include "app/session/soundtext.h"

#include <QCoreApplication>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("WriteFaultText", text);
}

} // namespace

QString writeFaultText(const WriteFault& fault, const QString& name)
{
    const QString why = systemText(fault.errorNumber);
    switch (fault.kind) {
    case WriteFault::Kind::NotRegularFile:
        return tr("“%1” was not written: it is a folder or a device.").arg(name);
    case WriteFault::Kind::CannotFinish:
        return tr("“%1” was not written: the finished file could not take its place (%2).").arg(name, why);
    case WriteFault::Kind::MayNotLast:
        return tr("“%1” was written, but may not be safe on the disk yet: %2.").arg(name, why);
    case WriteFault::Kind::CannotCreate:
    case WriteFault::Kind::CannotWrite:
        break;
    }
    return tr("“%1” was not written: %2.").arg(name, why);
}

} // namespace gabor
