// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/settings.h"

#include "app/figure/figurejson.h"
#include "app/figure/parametersjson.h"
#include "app/figure/readingjson.h"
#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "core/base/atomicfile.h"
#include "core/base/pathlock.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

namespace gabor {

namespace {

/// No settings of ours come near it, and reading a file that a hand has filled must not take seconds.
constexpr qint64 largestFile = 256 * 1024;

/// What there must be room for.
constexpr std::int64_t usualSize = 16 * 1024;

constexpr int settingsVersion = 1;

QString tr(const char* text)
{
    return QCoreApplication::translate("SettingsFile", text);
}

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromBase64(const QJsonValue& json)
{
    return QByteArray::fromBase64(json.toString().toLatin1());
}

QString nameOf(ThemeChoice theme)
{
    return theme == ThemeChoice::Light ? QStringLiteral("light")
        : theme == ThemeChoice::Dark   ? QStringLiteral("dark")
                                       : QStringLiteral("system");
}

QJsonObject toJson(const Settings& settings)
{
    QJsonObject json{{QStringLiteral("version"), settingsVersion},
                     {QStringLiteral("windowGeometry"), base64(settings.windowGeometry)},
                     {QStringLiteral("windowState"), base64(settings.windowState)},
                     {QStringLiteral("splitter"), base64(settings.splitter)},
                     {QStringLiteral("lastDirectory"), settings.lastDirectory},
                     {QStringLiteral("lastExportDirectory"), settings.lastExportDirectory},
                     {QStringLiteral("recentFiles"), QJsonArray::fromStringList(settings.recentFiles)},
                     {QStringLiteral("readings"), settings.readings.toJson()},
                     {QStringLiteral("raw"), toJson(settings.raw)},
                     {QStringLiteral("showsMarkers"), settings.showsMarkers},
                     {QStringLiteral("analysis"), toJson(settings.stft)},
                     {QStringLiteral("channel"), settings.channel},
                     {QStringLiteral("display"), toJson(settings.display)},
                     {QStringLiteral("reduction"), toJson(settings.reduction)},
                     {QStringLiteral("theme"), nameOf(settings.theme)},
                     {QStringLiteral("wheelScrolls"), settings.wheelScrolls},
                     {QStringLiteral("pictureMemoryMebibytes"), settings.pictureMemoryMebibytes},
                     {QStringLiteral("reloadsChangedSound"), settings.reloadsChangedSound},
                     {QStringLiteral("selectTool"), settings.selectTool}};
    if (settings.exportChoice)
        json[QLatin1String("export")] = toJson(*settings.exportChoice);
    return json;
}

/// Takes what can be used; @p damaged collects the names of what cannot.
Settings fromJson(const QJsonObject& json, QStringList& damaged)
{
    Settings settings;
    const auto take = [&](const char* name, auto& into, const auto& read) {
        const QJsonValue value = json[QLatin1String(name)];
        if (value.isUndefined())
            return; // written by a version that did not have it
        if (auto taken = read(value))
            into = *std::move(taken);
        else
            damaged << QLatin1String(name);
    };
    const auto text = [](const QJsonValue& v) { return v.isString() ? std::optional(v.toString()) : std::nullopt; };
    const auto bytes = [](const QJsonValue& v) { return v.isString() ? std::optional(fromBase64(v)) : std::nullopt; };
    const auto truth = [](const QJsonValue& v) { return v.isBool() ? std::optional(v.toBool()) : std::nullopt; };
    take("windowGeometry", settings.windowGeometry, bytes);
    take("windowState", settings.windowState, bytes);
    take("splitter", settings.splitter, bytes);
    take("lastDirectory", settings.lastDirectory, text);
    take("lastExportDirectory", settings.lastExportDirectory, text);
    take("export", settings.exportChoice, [](const QJsonValue& v) { return exportChoiceFromJson(v.toObject()); });
    take("recentFiles", settings.recentFiles, [](const QJsonValue& v) -> std::optional<QStringList> {
        if (!v.isArray())
            return std::nullopt;
        QStringList files;
        for (const QJsonValue file : v.toArray()) {
            if (!file.toString().isEmpty() && files.size() < SettingsFile::mostRecentFiles)
                files << file.toString();
        }
        return files;
    });
    take("readings", settings.readings,
         [](const QJsonValue& v) { return v.isArray() ? KnownReadings::fromJson(v.toArray()) : std::nullopt; });
    take("raw", settings.raw, [](const QJsonValue& v) { return rawFromJson(v.toObject()); });
    take("showsMarkers", settings.showsMarkers, truth);
    take("analysis", settings.stft, [](const QJsonValue& v) { return stftFromJson(v.toObject()); });
    take("channel", settings.channel, [](const QJsonValue& v) -> std::optional<int> {
        const int index = v.toInt(ChannelChoice::mix - 1);
        return index >= ChannelChoice::mix && index < 65536 ? std::optional(index) : std::nullopt;
    });
    take("display", settings.display, [](const QJsonValue& v) { return displayFromJson(v.toObject()); });
    take("reduction", settings.reduction, [](const QJsonValue& v) { return reductionFromJson(v); });
    take("theme", settings.theme, [](const QJsonValue& v) -> std::optional<ThemeChoice> {
        for (const ThemeChoice theme : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark}) {
            if (v.toString() == nameOf(theme))
                return theme;
        }
        return std::nullopt;
    });
    take("wheelScrolls", settings.wheelScrolls, truth);
    take("selectTool", settings.selectTool, truth);
    take("reloadsChangedSound", settings.reloadsChangedSound, truth);
    take("pictureMemoryMebibytes", settings.pictureMemoryMebibytes, [](const QJsonValue& v) -> std::optional<int> {
        const int mebibytes = v.toInt();
        return mebibytes > 0 ? std::optional(mebibytes) : std::nullopt;
    });
    return settings;
}

/// A name beside @p path for what could not be read. Where a fault comes back with every start, the first of them are kept,
/// and the latest.
QString asideName(const QString& path)
{
    constexpr int mostKept = 9;
    QString name = path + QStringLiteral(".bad");
    for (int i = 2; i <= mostKept && QFileInfo::exists(name); ++i)
        name = path + QStringLiteral(".bad%1").arg(i);
    QFile::remove(name);
    return name;
}

SettingsFile::Loaded putAside(const QString& path)
{
    const QString aside = asideName(path);
    const QString complaint = QFile::rename(path, aside)
        ? tr("The settings file could not be read. It was put aside as “%1”, and Gabor starts with its defaults.")
              .arg(aside)
        : tr("The settings file “%1” could not be read. Gabor starts with its defaults.").arg(path);
    return {{}, complaint};
}

/// The latest of both, without what has been taken from the list since @p loaded.
QStringList mergedRecentFiles(const QStringList& ours, const QStringList& loaded, const QStringList& theirs)
{
    QStringList files = ours;
    for (const QString& file : theirs) {
        if (!files.contains(file) && !loaded.contains(file))
            files << file;
    }
    return files.mid(0, SettingsFile::mostRecentFiles);
}

/// @p ours, with what has not changed since @p loaded as @p theirs have it.
QJsonObject merged(const Settings& ours, const Settings& loaded, const Settings& theirs)
{
    QJsonObject json = toJson(ours);
    const QJsonObject before = toJson(loaded);
    const QJsonObject there = toJson(theirs);
    for (const QString& name : there.keys()) {
        if (json.value(name) == before.value(name))
            json[name] = there.value(name);
    }
    if (ours.recentFiles != loaded.recentFiles)
        json[QLatin1String("recentFiles")] =
            QJsonArray::fromStringList(mergedRecentFiles(ours.recentFiles, loaded.recentFiles, theirs.recentFiles));
    json[QLatin1String("readings")] = KnownReadings::merged(ours.readings, loaded.readings, theirs.readings).toJson();
    return json;
}

/// What can be used of what is in the file now; nothing when it is no settings file.
std::optional<Settings> settingsIn(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    QStringList damaged;
    return document.isObject() ? std::optional(fromJson(document.object(), damaged)) : std::nullopt;
}

/// @return 0 once it is there, or errno
int makeFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    return error.value();
}

QString notKept(const QString& path, int errorNumber)
{
    return tr("The settings could not be kept in “%1”: %2.").arg(path, systemText(errorNumber));
}

} // namespace

SettingsFile SettingsFile::ofUser()
{
    const QString directory = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return SettingsFile(directory + QStringLiteral("/gabor/settings.json"));
}

SettingsFile::Loaded SettingsFile::load() const
{
    const QFileInfo info(m_path);
    if (!info.exists() && !info.isSymLink())
        return {};
    if (!info.isFile() || info.size() > largestFile)
        return putAside(m_path);
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, tr("The settings file “%1” could not be opened: %2.").arg(m_path, file.errorString())};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    file.close();
    if (!document.isObject())
        return putAside(m_path);
    QStringList damaged;
    Settings settings = fromJson(document.object(), damaged);
    QStringList sentences;
    if (document[QLatin1String("version")].toInt(settingsVersion) > settingsVersion)
        sentences << tr("The settings are of a newer Gabor, and what this one does not know of them will be lost.");
    if (!damaged.isEmpty())
        sentences << tr("Some settings could not be used and have their defaults again: %1.")
                         .arg(damaged.join(QStringLiteral(", ")));
    if (sentences.isEmpty())
        return {std::move(settings), {}};
    const QString aside = asideName(m_path);
    if (QFile::copy(m_path, aside))
        sentences << tr("The old file was kept as “%1”.").arg(aside);
    return {std::move(settings), sentences.join(u' ')};
}

QString SettingsFile::save(const Settings& settings, const std::optional<Settings>& loaded) const
{
    if (m_path.isEmpty())
        return {};
    const std::filesystem::path folder = pathOf(QFileInfo(m_path).path());
    if (const int errorNumber = makeFolder(folder))
        return notKept(m_path, errorNumber);
    // Where nobody gives it back, or there are no locks, the settings of this program matter more than the others'.
    constexpr std::chrono::seconds longestWait{5};
    const std::optional<PathLock> lock = PathLock::take(folder, longestWait);
    const std::optional<Settings> theirs = loaded ? settingsIn(m_path) : std::nullopt;
    const QJsonObject json = theirs ? merged(settings, *loaded, *theirs) : toJson(settings);
    const std::optional<WriteFault> fault = writeWholeFile(pathOf(m_path), bytesOf(QJsonDocument(json).toJson()));
    if (fault && fault->kind == WriteFault::Kind::MayNotLast)
        return tr("The settings were kept in “%1”, but may not be safe on the disk yet: %2.")
            .arg(m_path, systemText(fault->errorNumber));
    return fault ? notKept(m_path, fault->errorNumber) : QString();
}

QString SettingsFile::placeFault() const
{
    if (m_path.isEmpty())
        return {};
    const auto told = [this](int errorNumber) {
        return tr("Settings will not be kept: “%1” cannot be written (%2).").arg(m_path, systemText(errorNumber));
    };
    if (const int errorNumber = makeFolder(pathOf(QFileInfo(m_path).path())))
        return told(errorNumber);
    Result<AtomicFile, WriteFault> created = AtomicFile::create(pathOf(m_path));
    if (!created)
        return told(created.fault().errorNumber);
    const std::optional<WriteFault> fault = std::move(created).value().reserve(usualSize);
    return fault ? told(fault->errorNumber) : QString();
}

} // namespace gabor
