// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>

#include "channel_watch.h"
#include "core/transport/linux_parts.h"
#include "core/transport/ports.h"
#include "core/transport/pty.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::transport;
namespace fs = std::filesystem;

namespace
{

// A piece of /sys as Linux has it for a two-port adapter, without udev.
class FakeSys final
{
public:
    FakeSys()
    {
        const fs::path device = root() / "sys/devices/pci0000:00/usb1/1-1";
        put(device / "idVendor", "2c7c\n");
        put(device / "idProduct", "0125\n");
        put(device / "manufacturer", "Quectel\n");
        put(device / "product", "EC25 \n");
        put(device / "serial", "0001AB\n");
        for (int i = 0; i < 2; ++i) {
            const std::string number = std::to_string(i);
            const fs::path interface = device / ("1-1:1." + number);
            put(interface / "bInterfaceNumber", "0" + number + "\n");
            const fs::path tty = interface / ("ttyUSB" + number);
            fs::create_directories(tty / "tty" / ("ttyUSB" + number));
            fs::create_directory_symlink(tty, tty / "tty" / ("ttyUSB" + number) / "device");
            fs::create_directories(root() / "sys/class/tty");
            fs::create_directory_symlink(tty / "tty" / ("ttyUSB" + number), root() / ("sys/class/tty/ttyUSB" + number));
        }
        fs::create_directories(root() / "dev/serial/by-id");
        fs::create_symlink("../../ttyUSB1", root() / "dev/serial/by-id/usb-Quectel_EC25-if01-port0");
        fs::create_directories(root() / "sys/bus/usb/devices");
        fs::create_directory_symlink(device, root() / "sys/bus/usb/devices/1-1");
    }
    fs::path root() const { return m_folder.path().toStdString(); }
    // One more USB device, with one interface of this class.
    void add(const std::string &name, const std::string &vid, const std::string &interfaceClass, bool driven)
    {
        const fs::path device = root() / "sys/devices/pci0000:00/usb1" / name;
        put(device / "idVendor", vid + "\n");
        put(device / "idProduct", "7523\n");
        put(device / "product", "USB Serial\n");
        put(device / (name + ":1.0") / "bInterfaceClass", interfaceClass + "\n");
        if (driven)
            fs::create_directories(device / (name + ":1.0") / "driver");
        fs::create_directory_symlink(device, root() / "sys/bus/usb/devices" / name);
    }

private:
    static void put(const fs::path &path, const std::string &text)
    {
        fs::create_directories(path.parent_path());
        QFile file(QString::fromStdString(path.string()));
        if (file.open(QIODevice::WriteOnly))
            file.write(text.c_str());
    }
    QTemporaryDir m_folder;
};

PortInfo portAt(const std::string &path)
{
    PortInfo port;
    port.path = path;
    port.port = fs::path(path).filename().string();
    return port;
}

} // namespace

class TstPorts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void identityWithoutUdev()
    {
        const FakeSys sys;
        PortInfo port = portAt("/dev/ttyUSB1");
        linux_parts::completeIdentity(port, sys.root().string());
        QCOMPARE(port.vid.value_or(0), std::uint16_t{0x2c7c});
        QCOMPARE(port.pid.value_or(0), std::uint16_t{0x0125});
        QCOMPARE(port.manufacturer, std::string("Quectel"));
        QCOMPARE(port.description, std::string("EC25"));
        QCOMPARE(port.serial, std::string("0001AB"));
        QCOMPARE(port.interfaceNumber.value_or(-1), 1);
        QCOMPARE(port.stablePath, std::string("/dev/serial/by-id/usb-Quectel_EC25-if01-port0"));
        QCOMPARE(port.identity(), std::string("usb:2c7c:0125:0001AB#1"));

        port.description = "what udev says";
        linux_parts::completeIdentity(port, sys.root().string());
        QCOMPARE(port.description, std::string("what udev says"));

        PortInfo unknown = portAt("/dev/ttyS0");
        linux_parts::completeIdentity(unknown, sys.root().string());
        QVERIFY(!unknown.vid);
        QCOMPARE(unknown.identity(), std::string("/dev/ttyS0"));
        QVERIFY(linux_parts::usbDevicePresent(0x2c7c, 0x0125, sys.root().string()));
        QVERIFY(!linux_parts::usbDevicePresent(0x2c7c, 0x0126, sys.root().string()));
    }

    void devicesWithoutADriver()
    {
        FakeSys sys;
        QVERIFY(linux_parts::usbDevicesWithoutPort(sys.root().string()).empty());
        sys.add("1-2", "1a86", "ff", false);
        sys.add("1-3", "0781", "08", false); // a disk
        sys.add("1-4", "0403", "ff", true);
        const auto found = linux_parts::usbDevicesWithoutPort(sys.root().string());
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].vid.value_or(0), std::uint16_t{0x1a86});
        QCOMPARE(found[0].description, std::string("USB Serial"));
        QVERIFY(found[0].path.empty());
        QVERIFY(found[0].problem);
        QCOMPARE(found[0].problem->code, std::string("usb-driver-missing"));
        QCOMPARE(found[0].problem->arg("vid"), std::string_view("1a86"));
        QCOMPARE(found[0].problem->arg("pid"), std::string_view("7523"));
        QVERIFY(linux_parts::usbDevicesWithoutPort("/nowhere").empty());
        QVERIFY(leftOut().empty()); // this build has its Linux parts
    }

    void findsByIdentity()
    {
        const FakeSys sys;
        std::vector<PortInfo> ports{portAt("/dev/ttyUSB0"), portAt("/dev/ttyUSB1"), portAt("/dev/ttyS0")};
        for (PortInfo &port : ports)
            linux_parts::completeIdentity(port, sys.root().string());
        const auto find = [&ports](const char *text) { return findUsbPort(*PortAddress::parse(text), ports); };
        QCOMPARE(find("usb:2c7c:0125:0001AB#0").value(), std::string("/dev/ttyUSB0"));
        QCOMPARE(find("usb:2c7c:0125#1").value(), std::string("/dev/ttyUSB1"));
        QCOMPARE(find("usb:2c7c:0125").error().message.code, std::string("usb-port-ambiguous"));
        QVERIFY(find("usb:2c7c:0125").error().message.arg("ports").find("usb:2c7c:0125:0001AB#1") != std::string_view::npos);
        QCOMPARE(find("usb:2c7c:0125:other").error().message.code, std::string("usb-port-missing"));
    }

    void missingIdentity()
    {
        test::ChannelWatch watch;
        const auto channel = test::channelOn(*PortAddress::parse("usb:ffff:fffe:none"), watch);
        channel->open();
        QCOMPARE(watch.failure(), std::string("usb-port-missing"));
        QCOMPARE(channel->state(), ChannelState::Closed);
    }

    void describesAPtyThatTheUserNamed()
    {
        QTemporaryDir folder;
        Pty pty;
        QVERIFY(!pty.open(folder.filePath("L").toStdString()));
        auto port = describePort(pty.link());
        QVERIFY(port.ok());
        QCOMPARE(port->path, pty.path());
        QCOMPARE(port->port, std::string("L"));
        QVERIFY(!port->busy); // the module's own end does not count
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(pty.link()), watch);
        channel->open();
        QVERIFY(watch.isOpen());
        port = describePort(pty.link());
        QVERIFY(port.ok());
        QVERIFY(port->busy);
        QVERIFY(port->busyByUs);
        QVERIFY(!port->busyBy.empty());
        QCOMPARE(describePort("/dev/no-such-port").error().message.code, std::string("port-missing"));
    }

    void listsWithoutFailing()
    {
        const auto ports = listPorts();
        for (std::size_t i = 1; i < ports.size(); ++i)
            QVERIFY(ports[i - 1].path != ports[i].path);
        QCOMPARE(listPortsQuickly().size(), ports.size());
    }

    void watches()
    {
        std::atomic<int> rings{0};
        {
            PortWatcher watcher([&rings] { rings.fetch_add(1); }, 20);
            QTRY_VERIFY(rings.load() >= 1);
            watcher.lookNow();
            QCOMPARE(watcher.ports().size(), listPorts().size());
            QTest::qWait(100);
            QCOMPARE(rings.load(), 1); // nothing changed
        }
        const PortWatcher brief({}, 1000); // ends at once
    }

    // A folder of files stands for /dev: a file that comes is a device that was plugged in, one that is opened is used.
    void tellsOfDevices()
    {
        const QTemporaryDir folder;
        const auto path = [&folder](const char *name) { return folder.filePath(QString::fromLatin1(name)); };
        const auto make = [&path](const char *name) {
            QFile file(path(name));
            return file.open(QIODevice::WriteOnly);
        };
        QVERIFY(!linux_parts::watchDevices(folder.path().toStdString() + "/nowhere"));
        const auto events = linux_parts::watchDevices(folder.path().toStdString());
        QVERIFY(events != nullptr);
        QVERIFY(!events->wait(0));

        QVERIFY(make("ttyUSB0"));
        auto seen = events->wait(5000);
        QVERIFY(seen.plugged && !seen.used);
        QVERIFY(!events->wait(0));

        const auto port = path("ttyUSB0").toStdString();
        events->follow({port, path("ttyUSB1").toStdString()}); // the other one is not there
        QFile file(path("ttyUSB0"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        seen = events->wait(5000);
        QVERIFY(seen.used && !seen.plugged);
        file.close();
        QVERIFY(events->wait(5000).used);

        // What a look opens itself is forgotten; what was plugged in meanwhile is not.
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.close();
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("serial/by-id")));
        events->follow({port});
        seen = events->wait(5000);
        QVERIFY(seen.plugged && !seen.used);

        // Names that stay come later than the device; and a device that is followed no more may be opened.
        QVERIFY(!events->wait(0));
        events->follow({});
        QVERIFY(QFile::link(path("ttyUSB0"), path("serial/by-id/usb-A")));
        QVERIFY(events->wait(5000).plugged);
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.close();
        QVERIFY(!events->wait(0));

        QVERIFY(QFile::remove(path("ttyUSB0")));
        QVERIFY(events->wait(5000).plugged);
        events->wake();
        QVERIFY(!events->wait(-1)); // and comes back
    }
};

ATSCOPE_TEST(TstPorts)
#include "tst_ports.moc"
