// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/names.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstNames final : public QObject
{
    Q_OBJECT
private slots:
    void names();
    void sanitises();
    void namesAreRecognised();
    void quotaByAge();
    void quotaBySize();
    void quotaKeeps();
    void quotaOnDisk();
};

namespace {

constexpr std::int64_t Day = std::int64_t{86'400} * 1'000'000'000;

RecordingFile file(const std::string &path, std::int64_t days, std::uint64_t size, bool kept = false)
{
    return {path, Stamp{Start + days * Day}, size, kept};
}

std::string paths(const std::vector<RecordingFile> &files)
{
    std::string out;
    for (const RecordingFile &one : files)
        out += one.path;
    return out;
}

} // namespace

void TstNames::names()
{
    Metadata data = someMetadata();
    QCOMPARE(fileName(data), std::string("20261121T102231Z_ttyUSB0_ML302.pcapng"));
    QCOMPARE(fileName(data, 2), std::string("20261121T102231Z_ttyUSB0_ML302-2.pcapng"));
    data.port = "/dev/serial/by-id/usb-FTDI_x-if00";
    data.module.clear();
    QCOMPARE(fileName(data), std::string("20261121T102231Z_usb-FTDI-x-if00_unknown.pcapng"));
    data.port = "tcp://[::1]:2217";
    QCOMPARE(fileName(data), std::string("20261121T102231Z_tcp-1-2217_unknown.pcapng"));
    data.port = "virtual:ML302";
    QCOMPARE(fileName(data), std::string("20261121T102231Z_virtual-ML302_unknown.pcapng"));
}

void TstNames::sanitises()
{
    QCOMPARE(sanitised("../../etc/passwd", "x"), std::string("etc-passwd"));
    QCOMPARE(sanitised("", "x"), std::string("x"));
    QCOMPARE(sanitised("\xE6\xA8\xA1\xE7\xBB\x84", "x"), std::string("x"));
    QCOMPARE(sanitised("a b\nc\0d", "x"), std::string("a-b-c"));
    QCOMPARE(sanitised(".hidden.", "x"), std::string("hidden"));
    QCOMPARE(sanitised(std::string(100, 'a'), "x"), std::string(40, 'a'));
}

void TstNames::namesAreRecognised()
{
    QCOMPARE(timeOfName("20261121T102231Z_ttyUSB0_ML302.pcapng").ns, Start - Start % 1'000'000'000);
    for (const char *other : {"", "a.pcapng", "20261121T102231Z.pcapng", "20261121T102231Z_.pcapn", "20269921T102231Z_a_b.pcapng",
                              "20261121T102231Z_ttyUSB0_ML302.pcapng.lock", "2026112aT102231Z_a_b.pcapng",
                              "20261121 102231Z_a_b.pcapng"})
        QVERIFY2(!timeOfName(other).known(), other);
}

void TstNames::quotaByAge()
{
    const std::vector<RecordingFile> files{file("c", 3, 10), file("a", 1, 10), file("b", 2, 10), {"x", {}, 10, false}};
    const Stamp now{Start + 62 * Day};
    QCOMPARE(paths(overQuota(files, Quota{0, 60}, now)), std::string("ab"));
    QCOMPARE(paths(overQuota(files, Quota{0, 0}, now)), std::string());
    QCOMPARE(paths(overQuota(files, Quota{0, 60}, {})), std::string());
    QCOMPARE(paths(overQuota({}, Quota{}, now)), std::string());
}

void TstNames::quotaBySize()
{
    const std::vector<RecordingFile> files{file("c", 3, 30), file("a", 1, 10), file("b", 2, 20)};
    const Stamp now{Start + 4 * Day};
    QCOMPARE(paths(overQuota(files, Quota{60, 60}, now)), std::string());
    QCOMPARE(paths(overQuota(files, Quota{59, 60}, now)), std::string("a"));
    QCOMPARE(paths(overQuota(files, Quota{49, 60}, now)), std::string("ab"));
    QCOMPARE(paths(overQuota(files, Quota{1, 60}, now)), std::string("abc"));
}

void TstNames::quotaKeeps()
{
    const std::vector<RecordingFile> files{file("a", 1, 10, true), file("b", 2, 20), file("c", 3, 30, true)};
    QCOMPARE(paths(overQuota(files, Quota{45, 60}, Stamp{Start})), std::string("b"));
    QCOMPARE(paths(overQuota(files, Quota{1, 1}, Stamp{Start + 100 * Day})), std::string("b"));
}

void TstNames::quotaOnDisk()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const auto make = [&](int day, const char *note) {
        Metadata data = someMetadata();
        data.started = Stamp{Start + day * Day};
        auto writer = RecordingWriter::create(path + '/' + fileName(data), data);
        (*writer)->append(RecordView::data(Direction::Rx, data.started, std::string(10'000, 'x')));
        if (note != nullptr)
            (*writer)->append(RecordView::note(data.started, note));
        (*writer)->flush();
        return std::move(writer).value();
    };
    make(1, nullptr);
    make(2, R"({"atscope":1,"bookmark":"keep me"})");
    make(3, R"({"atscope":1,"remark":"no reason to keep it"})");
    const auto writing = make(4, nullptr);
    make(5, nullptr);
    for (const char *other : {"notes.txt", "mine.pcapng"}) {
        QFile bystander(folder.filePath(other));
        QVERIFY(bystander.open(QIODevice::WriteOnly));
        bystander.write(QByteArray(50'000, 'x'));
    }
    QCOMPARE(listRecordings(path).size(), std::size_t{5});
    QVERIFY(listRecordings(path + "/none").empty());
    const Stamp now{Start + 6 * Day};
    QVERIFY(applyQuota(path, Quota{1'000'000, 60}, now).empty());
    QCOMPARE(applyQuota(path, Quota{35'000, 60}, now).size(), std::size_t{2}); // 1 and 3
    QStringList left = QDir(folder.path()).entryList({"*.pcapng", "*.txt"}, QDir::Files, QDir::Name);
    QCOMPARE(left, (QStringList{"20261123T102231Z_ttyUSB0_ML302.pcapng", "20261125T102231Z_ttyUSB0_ML302.pcapng",
                                "20261126T102231Z_ttyUSB0_ML302.pcapng", "mine.pcapng", "notes.txt"}));
    QCOMPARE(applyQuota(path, Quota{1, 1}, Stamp{Start + 100 * Day}).size(), std::size_t{1});
    left = QDir(folder.path()).entryList({"*.pcapng", "*.txt"}, QDir::Files, QDir::Name);
    QCOMPARE(left.size(), 4);
}

ATSCOPE_TEST(TstNames)
#include "tst_names.moc"
