// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/descriptor.h"
#include "tests/bench/measures.h"

#include <fcntl.h>
#include <unistd.h>

namespace gabor::bench {

namespace {

/// Has the next one who reads the file fetch it from the disk.
void forget(const QString& path)
{
    const Descriptor file = openForReading(path.toStdString());
    fsync(file.number());
    posix_fadvise(file.number(), 0, 0, POSIX_FADV_DONTNEED);
}

} // namespace

QJsonObject measureFirstPictures(const Setting& setting)
{
    Stage stage(setting.application, usualSize);
    stage.settle();
    QJsonObject result;
    for (const BenchFile& file : setting.shelf.all(setting.quick)) {
        setting.application.setStep(QStringLiteral("first picture, ") + file.name);
        Series begun;
        Series whole;
        Series fromDisk;
        const int repetitions = setting.times(file.isCompressed ? 5 : 11);
        for (int i = 0; i < 2 * repetitions; ++i) {
            stage.application().act("open the demo", [&] { stage.session().openDemo(); });
            stage.settle();
            const bool isSecondKind = i % 2 != 0;
            if (isSecondKind && !file.isCompressed) {
                forget(file.path);
                fromDisk.add(stage.untilOpened(file.path));
            } else if (isSecondKind)
                begun.add(stage.untilPainted(
                    "open", [&] { stage.window().openFiles({file.path}); },
                    [&] { return stage.hasOpen(file.path) && stage.hasBegun(); }));
            else
                whole.add(stage.untilOpened(file.path));
        }
        result[file.name] = whole.toJson();
        if (file.isCompressed)
            result[file.name + QStringLiteral(", first part")] = begun.toJson();
        else
            result[file.name + QStringLiteral(", from disk")] = fromDisk.toJson();
    }
    return result;
}

} // namespace gabor::bench
