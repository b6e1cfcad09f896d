// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "app/commands/renderplan.h"
#include "app/commands/renderrun.h"
#include "app/export/contactsheet.h"

#include <QStringList>

namespace gabor {

/// Where the images of a command go.
struct RenderTargets
{
    QString output; ///< as it was given
    bool isFolder = false;
    bool force = false; ///< what is there may be written over, but never a sound
    ImageFormat format = ImageFormat::Png;
    std::optional<ContactSheetLayout> sheet;
    bool sheetAlone = false; ///< the images themselves are not written

    /// The file of the contact sheet, of its first page where there are several.
    QString sheetPath() const;
};

/// Why the image @p path is not written without --force, as a sentence; empty where nothing is in its place.
QString presenceFault(const QString& path);

/// --output, --force, --format, --contact-sheet, --columns and --rows.
void addTargetOptions(CommandOptions& options);
/// @param several  whether there is, or may be, more than one image
RenderTargets renderTargets(CommandOptions& options, bool several);

/// The targets of @p items, one for each of @p inputs; makes the folders for them. An item whose target must not be
/// written has its fault said.
void assignTargets(std::vector<RenderItem>& items, const RenderInputs& inputs, const RenderTargets& targets);
/// Why the file or the files of the contact sheet cannot be written, as a sentence; empty when they can.
QString sheetFault(const RenderInputs& inputs, const RenderTargets& targets);

} // namespace gabor
