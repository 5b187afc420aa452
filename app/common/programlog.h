// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/programoptions.h"
#include "core/settings/settings.h"

#include <QMutex>
#include <QString>
#include <QtGlobal>

namespace salon
{

/// Where the program's messages go: JSON lines in the state folder's salondesk.log (mode 0600, ten files of 5 MiB,
/// shared by all processes), and for a server on standard error too. Takes Qt's message handler while it lives; one
/// per process. A folder that cannot be written to ends in standard error alone: logging never stops the work.
/// Thread: any may log. Shape: {"at":"2025-11-25T09:30:00.123Z","category":"salondesk.sync","level":"info","pid":7,
/// "text":"…"}
class ProgramLog
{
public:
    ProgramLog(const ProgramOptions &options, const Folders &folders, bool to_standard_error);
    ~ProgramLog();
    ProgramLog(const ProgramLog &) = delete;
    ProgramLog &operator=(const ProgramLog &) = delete;

    QString file() const { return m_path; }

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void write(const QByteArray &line);
    bool isStillTheFile() const;
    void openFile();
    void rotate();

    static ProgramLog *s_current;
    QString m_path;
    bool m_to_standard_error;
    QtMessageHandler m_previous = nullptr;
    QMutex m_mutex;
    int m_file = -1;
};

} // namespace salon
