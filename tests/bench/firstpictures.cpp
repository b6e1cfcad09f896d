// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measures.h"

namespace gabor::bench {

QJsonObject measureFirstPictures(const Setting& setting)
{
    Stage stage(setting.application, usualSize);
    stage.settle();
    QJsonObject result;
    for (const BenchFile& file : setting.shelf.all(setting.quick)) {
        setting.application.setStep(QStringLiteral("first picture, ") + file.name);
        Series begun;
        Series whole;
        const int repetitions = setting.times(file.isCompressed ? 5 : 11);
        for (int i = 0; i < 2 * repetitions; ++i) {
            stage.application().act("open the demo", [&] { stage.session().openDemo(); });
            stage.settle();
            const bool partIsEnough = i % 2 != 0;
            if (partIsEnough && !file.isCompressed)
                continue;
            if (partIsEnough)
                begun.add(stage.untilPainted(
                    "open", [&] { stage.window().openFiles({file.path}); },
                    [&] { return stage.hasOpen(file.path) && stage.hasBegun(); }));
            else
                whole.add(stage.untilOpened(file.path));
        }
        result[file.name] = whole.toJson();
        if (file.isCompressed)
            result[file.name + QStringLiteral(", first part")] = begun.toJson();
    }
    return result;
}

} // namespace gabor::bench
