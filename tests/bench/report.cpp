// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report.h"

#include <QStringList>

#include <cstdio>

namespace gabor::bench {

namespace {

void printRows(const QString& path, const QJsonObject& tree)
{
    if (tree.contains(QStringLiteral("count"))) {
        const auto number = [&](const char* key) { return tree[QLatin1String(key)].toDouble(); };
        std::fprintf(stderr, "%-64s %9.2f %9.2f %9.2f %6.0f", qPrintable(path), number("median"), number("p99"),
                     number("worst"), number("count"));
        if (tree.contains(QStringLiteral("lost")))
            std::fprintf(stderr, "  lost %.0f", number("lost"));
        std::fputc('\n', stderr);
        return;
    }
    for (auto it = tree.begin(); it != tree.end(); ++it) {
        const QString name = path.isEmpty() ? it.key() : path + QStringLiteral(", ") + it.key();
        if (it->isObject())
            printRows(name, it->toObject());
        else if (it->isDouble())
            std::fprintf(stderr, "%-64s %9.2f\n", qPrintable(name), it->toDouble());
    }
}

} // namespace

void printTable(const QString& title, const QJsonObject& tree)
{
    std::fprintf(stderr, "\n%-64s %9s %9s %9s %6s\n", qPrintable(title), "median", "p99", "worst", "count");
    printRows({}, tree);
}

void printOffenders(const QJsonArray& offenders)
{
    constexpr qsizetype most = 40;
    std::fprintf(stderr, "\naway from the event loop for over 16 ms: worst (cpu), count (by cpu), step: what\n");
    for (qsizetype i = 0; i < std::min(most, offenders.size()); ++i) {
        const QJsonObject one = offenders[i].toObject();
        const auto number = [&](const char* key) { return one[QLatin1String(key)].toDouble(); };
        const auto text = [&](const char* key) { return one[QLatin1String(key)].toString(); };
        std::fprintf(stderr, "%8.1f (%.1f) %4.0f (%.0f)  %s: %s\n", number("worst"), number("worstCpu"),
                     number("count"), number("countCpu"), qPrintable(text("step")), qPrintable(text("what")));
        QStringList stack;
        for (const QJsonValue& name : one[QStringLiteral("stack")].toArray())
            stack << name.toString();
        if (!stack.isEmpty())
            std::fprintf(stderr, "         in %s\n", qPrintable(stack.join(QStringLiteral(" < "))));
    }
}

} // namespace gabor::bench
