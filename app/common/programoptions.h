// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <optional>
#include <QString>
#include <QStringList>

namespace salon
{

/// The options both programs know, wherever they stand on the command line.
/// Shape: "--name value" or "--name=value"; everything after "--" is left alone.
/// Errors: InvalidInput with a sentence for the person who typed it (exit code 2).
struct ProgramOptions {
    QString database; // empty = the settings decide
    QString config_file;
    QString data_dir;
    QString language; // "de", "en" or empty
    QString log_level = QStringLiteral("info");
    std::optional<Instant> clock;
    bool json = false;
    bool help = false;
    bool version = false;
    QStringList rest; // what is the program's own: command words and their options

    static Result<ProgramOptions> parse(const QStringList &arguments);
    /// One line per option, for --help.
    static QString helpText();
};

} // namespace salon
