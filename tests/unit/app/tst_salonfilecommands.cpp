// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandline.h"
#include "app/ctl/customercommands.h"
#include "app/ctl/salonfilecommands.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

namespace
{

struct Run {
    int exit = 0;
    QByteArray out;
    QString err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

} // namespace

class TestSalonFileCommands : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    const QString m_demo = QStringLiteral(SALONDESK_SOURCE_DIR "/tests/fixtures/salonfile/demo-salon.json");

    Run run(const QStringList &arguments) const
    {
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        const QStringList database{QStringLiteral("--database"), QStringLiteral("sqlite:") + path("salon.db")};
        const ExitCode exit = runCommandLine(salonfileCommands() + customerCommands(), database + arguments, out, err);
        return {int(exit), out.data(), QString::fromUtf8(err.data())};
    }
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString written(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test's file");
        return file.fileName();
    }
    QByteArray demo() const
    {
        QFile file(m_demo);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void importsAndExports()
    {
        const Run imported = run({QStringLiteral("import"), m_demo, QStringLiteral("--json")});
        QVERIFY2(imported.exit == 0, qPrintable(imported.err));
        const QJsonObject sections = imported.json().value(QLatin1String("sections")).toObject();
        QCOMPARE(sections.value(QLatin1String("staff")).toObject().value(QLatin1String("added")).toInt(), 4);
        QCOMPARE(imported.err, QString());
        QCOMPARE(QFileInfo(path("salon.db")).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());

        const Run exported = run({QStringLiteral("export")});
        QCOMPARE(exported.exit, 0);
        QCOMPARE(run({QStringLiteral("export"), path("salon.json")}).exit, 0);
        QFile file(path("salon.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), exported.out);
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(run({QStringLiteral("export"), path("no/such/folder")}).exit, 3);
    }

    void saysWhatItKeeps()
    {
        QCOMPARE(run({QStringLiteral("import"), m_demo}).exit, 0);
        const QString empty = written("empty.json", R"({"format":"salondesk-salon","version":1})");
        const Run again = run({QStringLiteral("import"), empty, QStringLiteral("--json")});
        QCOMPARE(again.exit, 0);
        QVERIFY(again.err.contains(QLatin1String("staff mia, jon, robin-1, robin-2")));
        const QJsonObject kept = again.json().value(QLatin1String("kept")).toObject();
        QCOMPARE(kept.value(QLatin1String("services")).toArray().size(), 7);
        QCOMPARE(kept.value(QLatin1String("event_maps")).toArray().size(), 52);
    }

    void aMistakeIsOneLineAndExitThree_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("begins");
        QByteArray unknown_key = demo();
        unknown_key.replace("\"subdivision\"", "\"province\"");
        QTest::newRow("unknown key") << unknown_key << QStringLiteral("$.salon.province: ");
        QByteArray reference = demo();
        reference.replace("\"customer\": \"lena\"", "\"customer\": \"lina\"");
        QTest::newRow("unknown reference") << reference << QStringLiteral("$.appointments[1].customer: ");
        QByteArray claim = demo();
        claim.replace("\"start\": \"2025-11-27T13:30:00+01:00\"", "\"start\": \"2025-11-26T10:10:00+01:00\"");
        QTest::newRow("two in one claim") << claim << QStringLiteral("$.appointments[2].start: ");
        QTest::newRow("cut off") << demo().left(5000) << QStringLiteral("$.");
        QTest::newRow("not UTF-8") << QByteArray(demo()).replace("Wei", "W\xe4i") << QStringLiteral("$: ");
        QTest::newRow("too large") << QByteArray(32 * 1024 * 1024 + 1, ' ') << QStringLiteral("$: ");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("$: ");
    }

    void aMistakeIsOneLineAndExitThree()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, begins);
        QCOMPARE(run({QStringLiteral("import"), m_demo}).exit, 0);
        const QByteArray before = run({QStringLiteral("export")}).out;
        const Run refused = run({QStringLiteral("import"), written("wrong.json", bytes), QStringLiteral("--json")});
        QCOMPARE(refused.exit, 3);
        QCOMPARE(refused.out, QByteArray());
        QVERIFY2(refused.err.startsWith(begins), qPrintable(refused.err));
        QCOMPARE(refused.err.count(QLatin1Char('\n')), 1);
        QCOMPARE(run({QStringLiteral("export")}).out, before);
    }

    void filesThatAreNone()
    {
        for (const QString &file : {path("missing.json"), m_folder->path()})
            QCOMPARE(run({QStringLiteral("import"), file}).exit, 3);
        QCOMPARE(run({QStringLiteral("export")}).exit, 3); // no salon yet
    }

    void findsCustomers()
    {
        QCOMPARE(run({QStringLiteral("import"), m_demo}).exit, 0);
        const Run found = run({QStringLiteral("customers"), QStringLiteral("find"), QStringLiteral("0171 3920003"),
                               QStringLiteral("--json")});
        const QJsonArray customers = found.json().value(QLatin1String("customers")).toArray();
        QCOMPARE(customers.size(), 1);
        QCOMPARE(customers.first().toObject().value(QLatin1String("name")).toString(), QStringLiteral("Aylin Kaya"));
        const QString id = QString::number(customers.first().toObject().value(QLatin1String("id")).toInteger());
        const Run shown = run({QStringLiteral("customers"), QStringLiteral("show"), id, QStringLiteral("--json")});
        QCOMPARE(shown.json().value(QLatin1String("appointments")).toArray().size(), 2);
        QCOMPARE(run({QStringLiteral("customers"), QStringLiteral("show"), QStringLiteral("999")}).exit, 3);
        QCOMPARE(run({QStringLiteral("customers"), QStringLiteral("find"), QStringLiteral("niemand")}).exit, 0);
    }

    void aDatabaseThatIsNoneIsExitFour()
    {
        written("salon.db", "this is a text, and long enough not to be taken for an empty database file\n");
        const Run refused = run({QStringLiteral("import"), m_demo});
        QCOMPARE(refused.exit, 4);
        QVERIFY(refused.err.startsWith(QLatin1String("salondeskctl import: ")));
    }
};

QTEST_GUILESS_MAIN(TestSalonFileCommands)
#include "tst_salonfilecommands.moc"
