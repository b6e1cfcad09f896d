// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measures.h"
#include "tests/bench/processmemory.h"

#include <QJsonArray>

#include <cmath>

namespace gabor::bench {

namespace {

double rounded(double mebibytes)
{
    return std::round(mebibytes * 10) / 10;
}

/// As somebody looks through a recording: all of it finished, then walked through from end to end, closer each time.
/// Each look is seen as long as it takes to be complete.
void lookThrough(Stage& stage, bool quick)
{
    stage.settle();
    for (const int pictures : quick ? std::vector{4} : std::vector{4, 40, 400}) {
        const ViewModel& view = stage.view();
        const double length = view.sampleCount() / pictures;
        const int looks = std::min(pictures, 60);
        for (int i = 0; i < looks; ++i) {
            const double begin = i * (view.sampleCount() - length) / std::max(1, looks - 1);
            const PictureSpan all = view.whole();
            stage.untilPicture("walk", [&] { stage.view().show({begin, begin + length, all.lowHz, all.highHz}); });
        }
        stage.settle();
    }
}

QJsonObject longFile(Stage& stage, const BenchFile& file, bool quick)
{
    const bool counted = resetPeak();
    QJsonObject json{{QStringLiteral("before MiB"), rounded(residentMiB())}};
    stage.open(file.path);
    stage.application().setStep(QStringLiteral("look through ") + file.name);
    lookThrough(stage, quick);
    json[QStringLiteral("open MiB")] = rounded(residentMiB());
    json[counted ? QStringLiteral("peak MiB") : QStringLiteral("peak since start MiB")] = rounded(peakMiB());
    stage.application().act("open the demo", [&] { stage.session().openDemo(); });
    stage.settle();
    stage.idle(1000);
    json[QStringLiteral("closed MiB")] = rounded(residentMiB());
    json[QStringLiteral("closed private MiB")] = rounded(privateMiB());
    return json;
}

QJsonObject manyFiles(Stage& stage, const Setting& setting)
{
    stage.application().setStep(QStringLiteral("many files"));
    std::vector<BenchFile> files{setting.shelf.pcm(60)};
    for (const QString& ending : {QStringLiteral("flac"), QStringLiteral("mp3"), QStringLiteral("ogg")}) {
        if (const std::optional<BenchFile> file = setting.shelf.compressed(ending, 60))
            files.push_back(*file);
    }
    const int last = setting.quick ? 50 : 500;
    const int first = last / 5;
    QJsonObject json;
    double early = 0;
    for (int i = 1; i <= last; ++i) {
        const QString& path = files[static_cast<std::size_t>(i) % files.size()].path;
        stage.application().act("open", [&] { stage.window().openFiles({path}); });
        stage.wait([&] { return stage.hasOpen(path) && stage.isComplete(); });
        if (i == first)
            early = residentMiB();
        if (i % first == 0)
            json[QStringLiteral("after %1 MiB").arg(i)] = rounded(residentMiB());
    }
    json[QStringLiteral("growth from %1 to %2 MiB").arg(first).arg(last)] = rounded(residentMiB() - early);
    return json;
}

} // namespace

QJsonObject measureMemory(const Setting& setting)
{
    Stage stage(setting.application, usualSize);
    stage.settle();
    QJsonObject result{{QStringLiteral("demo MiB"), rounded(residentMiB())}};
    for (const double hours : setting.quick ? std::vector<double>{1} : std::vector<double>{8, 24}) {
        const BenchFile file = setting.shelf.pcm(hours * 3600);
        result[file.name] = longFile(stage, file, setting.quick);
    }
    result[QStringLiteral("files in turn")] = manyFiles(stage, setting);
    return result;
}

} // namespace gabor::bench
