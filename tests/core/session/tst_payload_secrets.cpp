// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/session/workspace.h"
#include "support/event_log.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using engine::EventKind;

// What is secret in a payload: what the line that announced it says of it, and what the object says that it is part of.
class TstPayloadSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcedByAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("header") << QByteArray("AT+HTTPHEADER=0") << QByteArray("+HTTPHEADER:0,") << QByteArray("Accept: */*\r\napi-key: abc=def\r\nConnection: close\r\n")
                                << QByteArray("Accept: */*\r\napi-key: ••••••\r\nConnection: close\r\n");
        QTest::newRow("case and name") << QByteArray("AT+HTTPHEADER=0") << QByteArray("+HTTPHEADER:0,") << QByteArray("AUTHORIZATION:Basic x\r\nx-api-key-hint: 1\r\n")
                                       << QByteArray("AUTHORIZATION:••••••\r\nx-api-key-hint: 1\r\n");
        QTest::newRow("content") << QByteArray("AT+HTTPCONTENT=0") << QByteArray("+HTTPCONTENT:0,") << QByteArray("{\"key\":\"abc\",\"v\":1}")
                                 << QByteArray("{\"key\":\"••••••\",\"v\":1}");
        QTest::newRow("none") << QByteArray("AT+HTTPHEADER=0") << QByteArray("+HTTPHEADER:0,") << QByteArray("Accept: */*\r\n") << QByteArray("Accept: */*\r\n");
    }

    void announcedByAnAnswer()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, prefix);
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, shown);
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        engine::Observer observer((*workspace)->dialect("M5311"), {});
        test::EventLog log;
        const std::string answer = (prefix + QByteArray::number(payload.size()) + "\r\n" + payload + "\r\nOK\r\n").toStdString();
        test::feed(observer, log, {{Direction::Tx, (command + "\r").toStdString()}, {Direction::Rx, answer}}, test::Cut::Whole);
        const auto found = std::find_if(log.entries.begin(), log.entries.end(), [](const auto &entry) { return entry.event.kind == EventKind::Payload; });
        QVERIFY(found != log.entries.end());
        QCOMPARE(QByteArray::fromStdString(found->bytes), payload);
        const session::EventView view(found->event, found->bytes, observer.dialect(), observer.facts());
        QCOMPARE(QByteArray::fromStdString(catalog::masked(found->bytes, view.secrets())), shown);
    }
};

ATSCOPE_TEST(TstPayloadSecrets)
#include "tst_payload_secrets.moc"
