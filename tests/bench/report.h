// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace gabor::bench {

/// A tree of Series and numbers as a table on stderr, a line for each.
void printTable(const QString& title, const QJsonObject& tree);

/// The worst of WatchedApplication::offenders().
void printOffenders(const QJsonArray& offenders);

} // namespace gabor::bench
