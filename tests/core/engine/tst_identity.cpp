// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/session/replay.h"
#include "core/session/workspace.h"
#include "support/event_log.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using base::Stamp;
using test::EventLog;
using test::Exchange;

// Which answer selects which module profile.
class TstIdentity final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;

    static Exchange tx(const QByteArray &line, double ms) { return {Direction::Tx, (line + "\r").toStdString(), Stamp{1'700'000'000'000'000'000}.plus(ms)}; }
    static Exchange rx(const QByteArray &lines, double ms)
    {
        QByteArray bytes = "\r\n" + lines + "\r\n";
        return {Direction::Rx, bytes.replace("\n", "\r\n").replace("\r\r", "\r").toStdString(), Stamp{1'700'000'000'000'000'000}.plus(ms)};
    }
    QByteArray moduleAfter(const std::vector<Exchange> &dialogue, const std::string &first = {})
    {
        EventLog log;
        auto observer = session::makeObserver(*m_workspace, first, false);
        log.watch(&observer);
        test::feed(observer, log, dialogue, test::Cut::Whole);
        observer.finish(log);
        return QByteArray::fromStdString(observer.dialect().view().module().id);
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }

    void models_data()
    {
        QTest::addColumn<QByteArray>("question");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("module");
        const auto row = [](const char *question, const char *answer, const char *module) {
            QTest::addRow("%s %s", question, answer) << QByteArray(question) << QByteArray(answer) << QByteArray(module);
        };
        for (const char *model : {"ML302", "M5310-A", "M5311", "M5312", "M5313", "MN316", "MN316-S", "MN316A", "MN318", "MN319", "MN326", "ML302A",
                                  "ML305A", "ML307A", "ML307R"})
            for (const char *question : {"AT+CGMM", "AT+GMM", "ATI", "AT+CGMR", "AT+GMR"})
                row(question, model, model);
        // Variants, and what stands around the name.
        row("AT+CGMM", "+CGMM: \"ML302\"", "ML302");
        row("AT+CGMM", "ML302A-DSLM", "ML302A");
        row("AT+CGMM", "MN316-DLVS", "MN316");
        row("AT+CGMM", "MN316-S-DLVS", "MN316-S");
        row("AT+CGMM", "MN316A-DC", "MN316A");
        row("AT+CGMM", "ML307R-DL", "ML307R");
        row("AT+CGMM", "M5310A", "M5310-A");
        row("ATI", "CMCC\nML305A-DC\nRevision: 1.0.2", "ML305A");
        row("ATI", "Manufacturer: CMIOT\nModel: MN318-LX", "MN318");
        // The firmware's name, as long as nothing else is known.
        row("AT+CGMR", "+CGMR: M5310A_V100R200C00", "M5310-A");
        row("AT+CGMR", "ML307A-DCLN_2.0.0.2210", "ML307A");
        row("AT+CGMR", "CM_ML302_V1.2", "ML302");
        row("AT+CGMR", "+GCMR:FW:1.0.0, HW:1.0.0\n+GCMR:Time:10:26:29, Dec 31 2021", "Alibaba-WiFi");
        row("AT+CGMR", "+CGMR:FW:1.0.0, HW:1.0.0\n+CGMR:Time:10:26:29, Dec 31 2021", "Alibaba-WiFi");
        row("AT+GCMR", "+GCMR:FW:1.0.0, HW:1.0.0\n+GCMR:Time:10:26:29, Dec 31 2021", "Alibaba-WiFi");
        row("AT+GCMR", "+GCMR=FW:2.1.0, HW:1.0.0", "Alibaba-WiFi");
        // Names that only look like one.
        row("AT+CGMM", "ML3020", "generic");
        row("AT+CGMM", "XML302", "generic");
        row("AT+CGMM", "MN3190", "generic");
        row("AT+CGMR", "V1.0.3", "generic");
        row("AT+CGMI", "ML302", "generic");
        row("AT+CGSN", "866302051234567", "generic");
    }
    void models()
    {
        QFETCH(QByteArray, question);
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, module);
        QCOMPARE(moduleAfter({tx(question, 0), rx(answer, 20), rx("OK", 30)}), module);
    }

    // The model is what counts; a firmware that is called after another one does not change it.
    void modelBeforeFirmware()
    {
        QCOMPARE(moduleAfter({tx("AT+CGMM", 0), rx("MN316", 20), rx("OK", 30), tx("AT+CGMR", 100), rx("MN319_V1", 120), rx("OK", 130)}),
                 QByteArray("MN316"));
        QCOMPARE(moduleAfter({tx("AT+CGMR", 0), rx("MN319_V1", 20), rx("OK", 30), tx("AT+CGMM", 100), rx("MN316", 120), rx("OK", 130)}),
                 QByteArray("MN316"));
        // Another module on the same line.
        QCOMPARE(moduleAfter({tx("AT+CGMM", 0), rx("MN316", 20), rx("OK", 30), tx("AT+CGMM", 100), rx("ML302", 120), rx("OK", 130)}),
                 QByteArray("ML302"));
    }
};

ATSCOPE_TEST(TstIdentity)
#include "tst_identity.moc"
