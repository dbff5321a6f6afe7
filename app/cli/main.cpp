// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "app/cli/program.h"

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("atscope-cli"));
    const atscope::cli::Subcommand subcommands[] = {
        atscope::cli::commandsCommand(), atscope::cli::modulesCommand(), atscope::cli::explainCommand(),
        atscope::cli::lintCommand(),     atscope::cli::decodeCommand(),   atscope::cli::portsCommand(),
        atscope::cli::sendCommand(),     atscope::cli::recordCommand(),   atscope::cli::simulateCommand(),
    };
    // The bytes of the arguments as they came: a command line may hold any.
    return atscope::cli::Program(subcommands, std::vector<std::string>(argv + 1, argv + argc)).run();
}
