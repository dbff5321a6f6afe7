// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <QCoreApplication>

#include "app/cli/program.h"

namespace {

// Events of every thread come through here. What fails in one ends the program with a message: it writes for scripts, which must
// not take half of it for the whole.
class Application final : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        try {
            return QCoreApplication::notify(receiver, event);
        } catch (const std::exception &error) {
            std::fprintf(stderr, "atscope-cli: internal error: %s\n", error.what());
            std::_Exit(3);
        }
    }
};

} // namespace

int main(int argc, char **argv)
{
    Application application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("atscope-cli"));
    const atscope::cli::Subcommand subcommands[] = {
        atscope::cli::commandsCommand(), atscope::cli::modulesCommand(), atscope::cli::explainCommand(),
        atscope::cli::lintCommand(),     atscope::cli::decodeCommand(),   atscope::cli::portsCommand(),
        atscope::cli::sendCommand(),     atscope::cli::recordCommand(),   atscope::cli::simulateCommand(),
    };
    // The bytes of the arguments as they came: a command line may hold any.
    return atscope::cli::Program(subcommands, std::vector<std::string>(argv + 1, argv + argc)).run();
}
