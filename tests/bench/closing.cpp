// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"
#include "tests/bench/measures.h"

#include <array>
#include <functional>

namespace gabor::bench {

namespace {

/// Brings a fresh stage into the middle of some work.
using IntoWork = std::function<void(Stage&)>;

void intoRefining(Stage& stage, const BenchFile& file)
{
    stage.application().act("open", [&] { stage.window().openFiles({file.path}); });
    stage.wait([&] { return stage.hasOpen(file.path) && stage.isComplete(); });
    stage.idle(100); // the workers have long tiles under way
}

void intoDecoding(Stage& stage, const BenchFile& file)
{
    stage.application().act("open", [&] { stage.window().openFiles({file.path}); });
    stage.wait([&] { return stage.hasOpen(file.path) && stage.hasBegun(); });
}

void intoExporting(Stage& stage, const BenchFile& file, const QString& target, double ms)
{
    stage.open(file.path);
    FigureRequest request;
    request.content = stage.session().content();
    request.content.display.automaticLevels = false;
    request.pixels = {3840, 2160};
    stage.application().setStep(QStringLiteral("export"));
    stage.application().act("export", [&] { stage.window().findChild<ExportFlow*>()->exportTo(target, request, {}); });
    stage.idle(ms);
}

/// Until the window's own destruction is over, and until no worker keeps the process from ending.
void closeWindow(const Setting& setting, const IntoWork& intoWork, Series& window, Series& process)
{
    constexpr std::chrono::milliseconds patience{1500}; // as main() has it
    Stage stage(setting.application, usualSize);
    setting.application.setStep(QStringLiteral("into work"));
    intoWork(stage);
    setting.application.setStep(QStringLiteral("close"));
    const StackSampler::Clock::time_point begin = StackSampler::Clock::now();
    window.add(stage.closeWindow());
    stage.loadQueue().shutDown(patience);
    stage.tileQueue().shutDown(patience);
    stage.keeper().finish();
    process.add(std::chrono::duration<double, std::milli>(StackSampler::Clock::now() - begin).count());
}

/// Back to the demo.
double closeFile(const Setting& setting, const IntoWork& intoWork)
{
    Stage stage(setting.application, usualSize);
    setting.application.setStep(QStringLiteral("into work"));
    intoWork(stage);
    setting.application.setStep(QStringLiteral("close the file"));
    return stage.untilPicture("open the demo", [&] { stage.session().openDemo(); });
}

} // namespace

QJsonObject measureClosing(const Setting& setting)
{
    const BenchFile longest = setting.shelf.pcm(setting.quick ? 3600 : 24 * 3600);
    const BenchFile hour = setting.shelf.pcm(setting.quick ? 60 : 3600);
    const QTemporaryDir folder;
    std::vector<std::pair<QString, IntoWork>> works{
        {QStringLiteral("refining"), [&](Stage& stage) { intoRefining(stage, longest); }},
        {QStringLiteral("exporting"), [&, time = std::size_t{0}](Stage& stage) mutable {
             // While it is drawn, while it is written, and whatever lies between.
             constexpr std::array<double, 5> moments{50, 150, 300, 600, 1200};
             const double ms = moments[time++ % moments.size()];
             intoExporting(stage, hour, folder.filePath(QStringLiteral("figure.png")), ms);
         }}};
    for (const QString& ending : {QStringLiteral("flac"), QStringLiteral("ogg")}) {
        if (const std::optional<BenchFile> file = setting.shelf.compressed(ending, setting.quick ? 60 : 3600))
            works.emplace_back(QStringLiteral("decoding ") + ending,
                               [file](Stage& stage) { intoDecoding(stage, *file); });
    }
    QJsonObject result;
    for (const auto& [name, intoWork] : works) {
        Series window;
        Series process;
        Series file;
        for (int i = 0; i < setting.times(7); ++i) {
            closeWindow(setting, intoWork, window, process);
            file.add(closeFile(setting, intoWork));
        }
        result[name] = QJsonObject{{QStringLiteral("window is gone"), window.toJson()},
                                   {QStringLiteral("process may end"), process.toJson()},
                                   {QStringLiteral("file is gone, demo painted"), file.toJson()}};
    }
    return result;
}

} // namespace gabor::bench
