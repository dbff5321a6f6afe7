// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/transport/address.h"
#include "support/test_main.h"

using namespace atscope::transport;

class TstAddress final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name"); // device, host, module or serial
        QTest::addColumn<int>("number");   // port, or interface
        QTest::addColumn<QString>("again");
        const auto row = [](const char *text, PortKind kind, const char *name, int number = 0, const char *again = nullptr) {
            QTest::newRow(text) << QString(text) << static_cast<int>(kind) << QString(name) << number
                                << QString(again ? again : text);
        };
        row("/dev/ttyUSB0", PortKind::Device, "/dev/ttyUSB0");
        row("  /dev/pts/7 ", PortKind::Device, "/dev/pts/7", 0, "/dev/pts/7");
        row("COM5", PortKind::Device, "COM5");
        row("\\\\.\\COM12", PortKind::Device, "\\\\.\\COM12");
        row("L", PortKind::Device, "L");
        row("./a:b", PortKind::Device, "./a:b");
        row("/dev/serial/by-id/usb-FTDI_X:1", PortKind::Device, "/dev/serial/by-id/usb-FTDI_X:1");
        row("tcp://localhost:5000", PortKind::Tcp, "localhost", 5000);
        row("TCP://10.0.0.1:1/", PortKind::Tcp, "10.0.0.1", 1, "tcp://10.0.0.1:1");
        row("tcp://[::1]:65535", PortKind::Tcp, "::1", 65535);
        row("rfc2217://box.local:2217", PortKind::Rfc2217, "box.local", 2217);
        row("virtual:ML302", PortKind::Virtual, "ML302");
        row("usb:0403:6001", PortKind::Usb, "", -1);
        row("usb:0403:6001:VM0001", PortKind::Usb, "VM0001", -1);
        row("USB:2C7C:0125:00:11:22#2", PortKind::Usb, "00:11:22", 2, "usb:2c7c:0125:00:11:22#2");
        row("usb:2c7c:0125#0", PortKind::Usb, "", 0);
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, name);
        QFETCH(int, number);
        QFETCH(QString, again);
        const auto address = PortAddress::parse(text.toStdString());
        QVERIFY(address.ok());
        QCOMPARE(static_cast<int>(address->kind), kind);
        const std::string got = address->device + address->host + address->module + address->serial;
        QCOMPARE(QString::fromStdString(got), name);
        if (address->kind == PortKind::Usb)
            QCOMPARE(address->interfaceNumber, number);
        else
            QCOMPARE(static_cast<int>(address->port), number);
        QCOMPARE(QString::fromStdString(address->text()), again);
        const auto twice = PortAddress::parse(address->text());
        QVERIFY(twice.ok());
        QVERIFY(*twice == *address);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *text, const char *code = "port-address-wrong") {
            QTest::newRow(text) << QByteArray(text) << QString(code);
        };
        row("", "port-address-empty");
        row(" \t ", "port-address-empty");
        row("http://host:80", "port-address-scheme");
        for (const char *text : {"tcp://host",        "tcp://:5000",      "tcp://host:",    "tcp://host:0",   "tcp://host:65536",
                                 "tcp://host:999999", "tcp://host:5x",    "tcp://::1:5000", "tcp://[::1]",    "tcp://[::1]5000",
                                 "tcp://[::1:5000",   "tcp://[]:1",       "tcp://a b:1",    "tcp://host/x:1", "rfc2217://host:-1",
                                 "virtual:",          "virtual:a b",      "usb:",           "usb:0403",       "usb:0403:600",
                                 "usb:0403:60011",    "usb:403:6001:A",   "usb:04g3:6001",  "usb:0403-6001",  "usb:0403:6001#",
                                 "usb:0403:6001#x",   "usb:0403:6001#256"})
            row(text);
        QTest::newRow("NUL") << QByteArray("/dev/a\0b", 8) << QString("port-address-wrong");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const auto address = PortAddress::parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!address.ok());
        QCOMPARE(QString::fromStdString(address.error().message.code), code);
    }
};

ATSCOPE_TEST(TstAddress)
#include "tst_address.moc"
