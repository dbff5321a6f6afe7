// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QString>
#include <QStringList>

// What tests/data/manuals says about the five manuals, and the texts of the manuals where they lie beside the repository.
namespace atscope::test
{

enum class ExampleKind { Line, Answer, Urc, Final };

struct Example {
    ExampleKind kind = ExampleKind::Line;
    int at = 0; // lines of the manual's text, from 1
    int to = 0;
    std::string text;    // with the faults of the extraction undone
    std::string printed; // how it stands there, where that is not what is meant
    std::string module;
    std::string of; // Answer, Final: the command
    QStringList undone;
    QStringList problems; // codes; not empty: the manual prints it wrong
    std::string wrong;    // why
};

struct Manual {
    std::string file;      // ml302-onenet.txt
    std::vector<int> rows; // lines with a bare command that are no examples
    std::vector<Example> examples;
};

struct ManualName {
    std::string family;
    std::string name;  // AT+CIOT, +CIOTCMD
    std::string forms; // t r s x u; empty: no row of its own
};

struct ManualNames {
    std::vector<ManualName> rows;
    std::vector<ManualName> beyond;
    QStringList foreign;              // what the texts name besides, without its mark
    std::map<QString, QString> spelt; // as printed, without its mark: canonical
};

std::vector<Manual> readManuals();
ManualNames readManualNames();

// The lines of a manual's text (or of another file beside it); empty: it is not there.
QStringList linesOfManual(const std::string &file);
// Typographic quotes, full-width signs, no-break blanks and entities as plain ones.
QString withPlainSigns(QString text);
// That, and no blanks at all: what an extraction cannot spoil.
QString squeezed(const QString &text);
// Names of a text in their canonical spelling.
QString withCanonicalNames(QString text, const ManualNames &names);

} // namespace atscope::test
