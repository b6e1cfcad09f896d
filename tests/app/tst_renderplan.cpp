// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/renderplan.h"
#include "app/export/contactsheet.h"
#include "tests/support/soundfiles.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace gabor;
namespace fs = std::filesystem;

namespace {

/// The names of the images of files that were named one by one.
QStringList namesFor(const QStringList& paths)
{
    std::vector<RenderInput> inputs;
    for (const QString& path : paths)
        inputs.push_back({path.toStdString(), fs::path(path.toStdString()).filename()});
    QStringList names;
    for (const fs::path& name : outputNames(inputs, "png"))
        names << QString::fromStdString(name.native());
    return names;
}

} // namespace

class TestRenderPlan : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void imagesHaveTheNamesOfTheirSounds_data();
    void imagesHaveTheNamesOfTheirSounds();
    void foldersStandForTheirSounds();
    void foldersKeepTheirStructure();
    void emptyFoldersAreComplainedAbout();
    void theSameFileIsDrawnOnce();
    void inputsAreKnownByEveryName();
    void pagesHaveTheirNames();

private:
    fs::path path(const QString& name) const { return m_folder->filePath(name).toStdString(); }
    QStringList found(const std::vector<fs::path>& named, bool recursive = false);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRenderPlan::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char* const name : {"in/b.wav", "in/a.FLAC", "in/notes.txt", "in/.hidden.wav", "in/deep/er/c.mp3",
                                   "in/deep/a.wav", "other/a.flac", "empty/x.txt"}) {
        QDir().mkpath(QFileInfo(m_folder->filePath(name)).path());
        test::write(path(name), "x");
    }
}

QStringList TestRenderPlan::found(const std::vector<fs::path>& named, bool recursive)
{
    QStringList names;
    for (const RenderInput& input : renderInputs(named, recursive).sounds)
        names << QString::fromStdString(input.inFolder.native());
    return names;
}

void TestRenderPlan::imagesHaveTheNamesOfTheirSounds_data()
{
    QTest::addColumn<QStringList>("sounds");
    QTest::addColumn<QStringList>("images");
    QTest::newRow("one") << QStringList{"/s/a.wav"} << QStringList{"a.png"};
    QTest::newRow("points in a name") << QStringList{"/s/a.b.wav", "/s/c"} << QStringList{"a.b.png", "c.png"};
    QTest::newRow("other endings") << QStringList{"/s/a.wav", "/s/b.wav", "/s/a.flac"}
                                   << QStringList{"a.wav.png", "b.png", "a.flac.png"};
    QTest::newRow("other folders") << QStringList{"/s/x/a.wav", "/s/y/a.wav", "/s/x/b.wav"}
                                   << QStringList{"x/a.png", "y/a.png", "x/b.png"};
    QTest::newRow("both") << QStringList{"/s/x/a.wav", "/s/y/a.wav", "/s/y/a.flac"}
                          << QStringList{"x/a.png", "y/a.wav.png", "y/a.flac.png"};
    QTest::newRow("one below the other") << QStringList{"/s/a.wav", "/s/x/a.wav"} << QStringList{"a.png", "x/a.png"};
    QTest::newRow("case") << QStringList{"/s/A.wav", "/s/a.wav"} << QStringList{"A.wav-1.png", "a.wav-2.png"};
    QTest::newRow("like a name that was given") << QStringList{"/s/a.wav", "/s/a.flac", "/s/a.wav.mp3"}
                                                << QStringList{"a.wav.png", "a.flac.png", "a.wav.mp3.png"};
}

void TestRenderPlan::imagesHaveTheNamesOfTheirSounds()
{
    QFETCH(QStringList, sounds);
    QFETCH(QStringList, images);
    QCOMPARE(namesFor(sounds), images);
}

void TestRenderPlan::foldersStandForTheirSounds()
{
    QCOMPARE(found({path("in")}), QStringList({"a.FLAC", "b.wav"}));
    QCOMPARE(found({path("in/")}, true), QStringList({"a.FLAC", "b.wav", "deep/a.wav", "deep/er/c.mp3"}));
    // What is named itself is tried, whatever it is.
    QCOMPARE(found({path("in/notes.txt"), path("missing.wav")}), QStringList({"notes.txt", "missing.wav"}));
}

void TestRenderPlan::foldersKeepTheirStructure()
{
    const auto names = [this](const std::vector<fs::path>& named) {
        QStringList texts;
        for (const fs::path& name : outputNames(renderInputs(named, true).sounds, "png"))
            texts << QString::fromStdString(name.native());
        return texts;
    };
    QCOMPARE(names({path("in")}), QStringList({"a.png", "b.png", "deep/a.png", "deep/er/c.png"}));
    QCOMPARE(names({path("in"), path("other")}),
             QStringList({"in/a.png", "in/b.png", "in/deep/a.png", "in/deep/er/c.png", "other/a.png"}));
}

void TestRenderPlan::emptyFoldersAreComplainedAbout()
{
    const RenderInputs inputs = renderInputs({path("empty"), path("in")}, false);
    QVERIFY(inputs.anyFolder);
    QCOMPARE(inputs.sounds.size(), std::size_t{2});
    QCOMPARE(inputs.complaints.size(), std::size_t{1});
    QVERIFY(inputs.complaints.front().contains("empty"));
}

void TestRenderPlan::theSameFileIsDrawnOnce()
{
    QCOMPARE(found({path("in/b.wav"), path("in"), path("in/../in/b.wav")}), QStringList({"b.wav", "a.FLAC"}));
}

void TestRenderPlan::inputsAreKnownByEveryName()
{
    ProtectedFiles files;
    files.add(path("in/b.wav"));
    files.add(path("missing.wav"));
    QVERIFY(files.contains(path("in/b.wav")));
    QVERIFY(!files.contains(path("in/a.FLAC")));
    QVERIFY(!files.contains(path("missing.wav")));
    QCOMPARE(symlink(path("in/b.wav").c_str(), path("soft.png").c_str()), 0);
    QCOMPARE(link(path("in/b.wav").c_str(), path("hard.png").c_str()), 0);
    QVERIFY(files.contains(path("soft.png")) && files.contains(path("hard.png")));
}

void TestRenderPlan::pagesHaveTheirNames()
{
    QCOMPARE(contactSheetFiles("/o/s.pdf", 3), QStringList{"/o/s.pdf"});
    QCOMPARE(contactSheetFiles("/o/s.png", 1), QStringList{"/o/s.png"});
    QCOMPARE(contactSheetFiles("/o/s.png", 2), QStringList({"/o/s-1.png", "/o/s-2.png"}));
    const ContactSheetLayout layout{.columns = 2, .rows = 3};
    QCOMPARE(layout.pageCount(6), 1);
    QCOMPARE(layout.pageCount(7), 2);
}

QTEST_GUILESS_MAIN(TestRenderPlan)
#include "tst_renderplan.moc"
