// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/exportchoice.h"

#include <QJsonObject>

#include <optional>

namespace gabor {

/// Parts of a figure by name, each shown or not. Reading wants every one of them.
QJsonObject toJson(const FigureParts& parts);
std::optional<FigureParts> partsFromJson(const QJsonObject& json);

/// What was chosen for the last export. Sizes are limited as the dialog limits them.
QJsonObject toJson(const ExportChoice& choice);
std::optional<ExportChoice> exportChoiceFromJson(const QJsonObject& json);

} // namespace gabor
