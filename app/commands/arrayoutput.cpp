// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/arrayoutput.h"

#include "app/commands/soundoptions.h"
#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "app/session/writefaulttext.h"
#include "core/exact/arrayfiles/npywriter.h"

#include <QCoreApplication>

#include <array>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ArrayOutput", text);
}

/// A small .npy file beside the array.
std::optional<std::filesystem::path> sideTarget(CommandOptions& options, const char* name)
{
    if (!options.isSet(name))
        return std::nullopt;
    const std::filesystem::path path = pathOf(options.text(name));
    if (arrayFormatOf(path) != ArrayFormat::Npy)
        options.refuse(tr("--%1 needs a name that ends in .npy.").arg(QLatin1String(name)));
    return path;
}

/// A folder that is missing is better known before an hour of computing than after.
std::optional<CommandFault> faultOfTargets(const ArrayTargets& targets)
{
    for (const auto& target : {targets.rows, targets.times}) {
        if (!target)
            continue;
        if (const Result<AtomicFile, WriteFault> trial = AtomicFile::create(*target); !trial)
            return writeFault(trial.fault(), *target);
    }
    return std::nullopt;
}

CommandFault computeFault(const ComputeOutcome& outcome)
{
    if (outcome.end == ComputeOutcome::End::CannotRead)
        return {tr("The sound could not be read to its end: %1.").arg(systemText(outcome.errorNumber))};
    return {tr("There is not enough memory for frames of this size.")};
}

} // namespace

void addArrayOptions(CommandOptions& options, const char* rowsOption)
{
    options.add(
        "output", QStringLiteral("OUT"),
        tr("File to write; its ending says how: .npy, .npz (with axes and parameters) or .csv (a line a frame)."));
    if (rowsOption != nullptr)
        options.add(rowsOption, QStringLiteral("F.npy"), tr("Also write the frequency of each row, in Hz."));
    options.add("times", QStringLiteral("T.npy"), tr("Also write the time of each column, in seconds."));
    options.add("float32", {}, tr("Write single precision; everything is computed in double either way."));
}

ArrayTargets arrayTargets(CommandOptions& options, const char* rowsOption, const std::filesystem::path& input)
{
    ArrayTargets targets;
    targets.output = pathOf(options.requiredText("output"));
    if (const std::optional<ArrayFormat> format = arrayFormatOf(targets.output))
        targets.format = *format;
    else
        options.refuse(tr("--output needs a name that ends in .npy, .npz or .csv."));
    targets.precision = options.isSet("float32") ? StoredPrecision::Single : StoredPrecision::Double;
    if (rowsOption != nullptr)
        targets.rows = sideTarget(options, rowsOption);
    targets.times = sideTarget(options, "times");

    const std::array written{std::optional(targets.output), targets.rows, targets.times};
    for (std::size_t i = 0; i < written.size() && !options.fault(); ++i) {
        if (written[i] && isSameFile(*written[i], input))
            options.refuse(tr("“%1” is the sound itself and is not written over; choose another name.")
                               .arg(shownName(*written[i])));
        for (std::size_t j = 0; j < i; ++j) {
            if (written[i] && written[j] && isSameFile(*written[i], *written[j]))
                options.refuse(tr("“%1” cannot take two arrays; choose another name for one of them.")
                                   .arg(shownName(*written[i])));
        }
    }
    return targets;
}

std::filesystem::path npyTarget(CommandOptions& options)
{
    const std::filesystem::path target = pathOf(options.requiredText("output"));
    if (arrayFormatOf(target) != ArrayFormat::Npy)
        options.refuse(tr("--output needs a name that ends in .npy."));
    return target;
}

CommandFault writeFault(const WriteFault& fault, const std::filesystem::path& target)
{
    return {writeFaultText(fault, shownName(target))};
}

std::variant<ArrayReport, Interrupted, CommandFault> writeArray(const FrameSource& frames, ArrayDescription description,
                                                                const ArrayTargets& targets,
                                                                const std::stop_token& stop, ProgressLine& progress)
{
    if (const std::optional<CommandFault> fault = faultOfTargets(targets))
        return *fault;
    description.precision = targets.precision;
    auto opened = openArrayWriter(targets.output, targets.format, description);
    if (!opened)
        return writeFault(opened.fault(), targets.output);
    const std::unique_ptr<ArrayWriter> writer = std::move(opened).value();

    std::optional<WriteFault> fault;
    const ComputeOutcome outcome = computeAllFrames(
        frames,
        [&](std::int64_t, std::span<const double> values) {
            fault = writer->writeFrames(values);
            return !fault;
        },
        stop, [&](std::int64_t done, std::int64_t total) { progress.show(tr("Computing"), done, total); });
    if (fault)
        return writeFault(*fault, targets.output);
    if (outcome.end == ComputeOutcome::End::Stopped || stop.stop_requested())
        return Interrupted{};
    if (outcome.end != ComputeOutcome::End::Done)
        return computeFault(outcome);

    if (targets.rows) {
        const std::array shape{static_cast<std::int64_t>(description.rows.size())};
        if (const auto rowsFault = writeNpy(*targets.rows, shape, description.rows))
            return writeFault(*rowsFault, *targets.rows);
    }
    if (targets.times) {
        if (const auto timesFault = writeNpy(*targets.times, description.times))
            return writeFault(*timesFault, *targets.times);
    }
    if (const auto finishFault = writer->finish())
        return writeFault(*finishFault, targets.output);
    return ArrayReport{.nonFiniteMet = outcome.nonFinite > 0};
}

int writeAndReport(const FrameSource& frames, const ArrayDescription& description, const ArrayTargets& targets,
                   const SampleSource& source, Interruption& interruption, ProgressLine& progress)
{
    const auto written = writeArray(frames, description, targets, interruption.token(), progress);
    progress.clear();
    if (std::holds_alternative<Interrupted>(written))
        return interruption.endProgram();
    if (const auto* const fault = std::get_if<CommandFault>(&written))
        return complain(*fault);
    remarkNotices(source, std::get<ArrayReport>(written).nonFiniteMet);
    return exitDone;
}

} // namespace gabor
