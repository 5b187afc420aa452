// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/programlog.h"

#include "core/base/clock.h"
#include "core/base/zone.h"

#include <fcntl.h>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QLoggingCategory>
#include <sys/stat.h>
#include <unistd.h>

namespace salon
{

namespace
{

constexpr qint64 kMaxFileBytes = 5 * 1024 * 1024;
constexpr int kMaxFiles = 10;

QString levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return QStringLiteral("debug");
    case QtInfoMsg:
        return QStringLiteral("info");
    case QtWarningMsg:
        return QStringLiteral("warning");
    case QtCriticalMsg:
    case QtFatalMsg:
        return QStringLiteral("error");
    }
    return QString();
}

QByteArray lineOf(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(SystemClock().now().ms(), Qt::UTC);
    const QJsonObject line{{QStringLiteral("at"), now.toString(Qt::ISODateWithMs)},
                           {QStringLiteral("category"), QString::fromLatin1(context.category)},
                           {QStringLiteral("level"), levelWord(type)},
                           {QStringLiteral("pid"), QCoreApplication::applicationPid()},
                           {QStringLiteral("text"), text}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

/// --log-level as filter rules; QT_LOGGING_RULES still wins, for whoever looks for one category.
QString rulesFor(const QString &level)
{
    if (level == QLatin1String("debug"))
        return QStringLiteral("salondesk.*.debug=true");
    if (level == QLatin1String("warning"))
        return QStringLiteral("*.info=false\n*.debug=false");
    if (level == QLatin1String("error"))
        return QStringLiteral("*.info=false\n*.debug=false\n*.warning=false");
    return QStringLiteral("*.debug=false");
}

void writeAll(int file, const QByteArray &bytes)
{
    // One write per line: with O_APPEND the lines of several processes never mix.
    [[maybe_unused]] const ssize_t written = ::write(file, bytes.constData(), size_t(bytes.size()));
}

} // namespace

ProgramLog *ProgramLog::s_current = nullptr;

ProgramLog::ProgramLog(const ProgramOptions &options, const Folders &folders, bool to_standard_error)
    : m_path(folders.state_dir + QStringLiteral("/salondesk.log"))
    , m_to_standard_error(to_standard_error)
{
    QLoggingCategory::setFilterRules(rulesFor(options.log_level));
    s_current = this;
    m_previous = qInstallMessageHandler(&ProgramLog::handle);
}

ProgramLog::~ProgramLog()
{
    qInstallMessageHandler(m_previous);
    const QMutexLocker lock(&m_mutex);
    s_current = nullptr;
    if (m_file >= 0)
        ::close(m_file);
}

void ProgramLog::handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (s_current)
        s_current->write(lineOf(type, context, text));
}

void ProgramLog::write(const QByteArray &line)
{
    const QMutexLocker lock(&m_mutex);
    if (m_file < 0 || !isStillTheFile())
        openFile();
    struct stat state = {};
    if (m_file >= 0 && ::fstat(m_file, &state) == 0 && state.st_size + line.size() > kMaxFileBytes)
        rotate();
    if (m_file >= 0)
        writeAll(m_file, line);
    if (m_to_standard_error || m_file < 0)
        writeAll(STDERR_FILENO, line);
}

/// False after another process has rotated, or somebody has taken the file away.
bool ProgramLog::isStillTheFile() const
{
    struct stat open_file = {};
    struct stat named_file = {};
    return ::fstat(m_file, &open_file) == 0 && ::stat(QFile::encodeName(m_path).constData(), &named_file) == 0 &&
           open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

void ProgramLog::openFile()
{
    if (m_file >= 0)
        ::close(m_file);
    QDir().mkpath(m_path.section(QLatin1Char('/'), 0, -2));
    m_file =
        ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

void ProgramLog::rotate()
{
    QLockFile one_at_a_time(m_path + QStringLiteral(".lock"));
    if (!one_at_a_time.tryLock(0))
        return; // somebody else does it; the next line goes to the new file
    if (isStillTheFile()) {
        const auto numbered = [&](int n) { return n == 0 ? m_path : QStringLiteral("%1.%2").arg(m_path).arg(n); };
        QFile::remove(numbered(kMaxFiles - 1));
        for (int n = kMaxFiles - 1; n > 0; --n)
            QFile::rename(numbered(n - 1), numbered(n));
    }
    openFile();
}

} // namespace salon
