// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/programlog.h"
#include "core/base/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

class TestProgramLog : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Folders folders() const
    {
        Folders folders;
        folders.state_dir = m_folder.path() + QStringLiteral("/state");
        return folders;
    }
    static QList<QJsonObject> lines(const QString &path)
    {
        QFile file(path);
        QList<QJsonObject> lines;
        if (!file.open(QIODevice::ReadOnly))
            return lines;
        for (const QByteArray &line : file.readAll().split('\n'))
            if (!line.isEmpty())
                lines.append(QJsonDocument::fromJson(line).object());
        return lines;
    }

private Q_SLOTS:
    void cleanup() { QDir(folders().state_dir).removeRecursively(); }

    void writesOneJsonObjectPerLine()
    {
        QString path;
        {
            const ProgramLog log({}, folders(), false);
            path = log.file();
            qCInfo(lcSync).noquote() << "verified\n\"twice\" – ä";
            qCDebug(lcSync) << "too quiet";
            qCWarning(lcStore) << "loud";
        }
        const QList<QJsonObject> written = lines(path);
        QCOMPARE(written.size(), 2);
        QCOMPARE(written.at(0).value(QLatin1String("text")).toString(), QStringLiteral("verified\n\"twice\" – ä"));
        QCOMPARE(written.at(0).value(QLatin1String("category")).toString(), QStringLiteral("salondesk.sync"));
        QCOMPARE(written.at(1).value(QLatin1String("level")).toString(), QStringLiteral("warning"));
        QVERIFY(written.at(0).value(QLatin1String("at")).toString().endsWith(QLatin1Char('Z')));
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void theLevelIsChosen()
    {
        ProgramOptions options;
        options.log_level = QStringLiteral("debug");
        QString path;
        {
            const ProgramLog log(options, folders(), false);
            path = log.file();
            qCDebug(lcSync) << "heard now";
        }
        QCOMPARE(lines(path).size(), 1);
        options.log_level = QStringLiteral("error");
        {
            const ProgramLog log(options, folders(), false);
            qCWarning(lcSync) << "not wanted";
        }
        QCOMPARE(lines(path).size(), 1);
        const ProgramLog log({}, folders(), false); // back to the usual rules
    }

    void rotatesAndLosesNothing()
    {
        const QString big(200'000, QLatin1Char('x'));
        constexpr int kLines = 60;
        QString path;
        {
            const ProgramLog log({}, folders(), false);
            path = log.file();
            for (int i = 0; i < kLines; ++i)
                qCInfo(lcSync).noquote() << big;
        }
        qsizetype count = 0;
        for (const QString &name :
             QDir(folders().state_dir).entryList({QStringLiteral("salondesk.log*")}, QDir::Files)) {
            const QString file = folders().state_dir + QLatin1Char('/') + name;
            QVERIFY(QFileInfo(file).size() <= 5 * 1024 * 1024);
            count += lines(file).size();
        }
        QCOMPARE(count, kLines);
        QVERIFY(QFileInfo::exists(path + QStringLiteral(".2")));
    }

    void followsWhenTheFileIsTakenAway()
    {
        const ProgramLog log({}, folders(), false);
        qCInfo(lcSync) << "one";
        QVERIFY(QFile::rename(log.file(), log.file() + QStringLiteral(".old")));
        qCInfo(lcSync) << "two";
        QCOMPARE(lines(log.file()).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestProgramLog)
#include "tst_programlog.moc"
