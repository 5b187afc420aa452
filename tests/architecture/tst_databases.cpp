// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/query.h"
#include "tests/support/postgrescluster.h"
#include "tests/support/throwawaydatabase.h"

#include <QRegularExpression>
#include <QTest>

using namespace salon;

/// One schema on two engines: both are read back after the migrations and must say the same, line by line.
/// A line: "column staff.name text not null", "key staff (id)", "unique …", "reference …", "check …", "index …".
class TestDatabases : public QObject
{
    Q_OBJECT

    static QStringList rows(Connection &connection, const QString &sql)
    {
        Query query(connection, sql);
        if (auto done = query.exec(); !done)
            qFatal("%s", qPrintable(done.error().detail));
        QStringList lines;
        while (query.next())
            lines << query.text(0);
        return lines;
    }

    /// Both engines' spellings of a condition brought to one.
    static QString condition(QString text)
    {
        static const QRegularExpression between(QStringLiteral("(\\w+) BETWEEN (\\d+) AND (\\d+)"));
        static const QRegularExpression types(QStringLiteral("::(text|bigint|integer)"));
        static const QRegularExpression marks(QStringLiteral("[()\\s\\]]"));
        text.replace(between, QStringLiteral("\\1 >= \\2 AND \\1 <= \\3"));
        text.remove(types);
        text.remove(marks);
        return text.replace(QStringLiteral("=ANYARRAY["), QStringLiteral("IN")).toLower();
    }

    /// The text between a CHECK's brackets, for each CHECK in a CREATE TABLE.
    static QStringList checks(const QString &sql)
    {
        QStringList found;
        qsizetype at = 0;
        while ((at = sql.indexOf(QStringLiteral("CHECK ("), at)) >= 0) {
            qsizetype end = at + 6;
            int depth = 0;
            do {
                depth += sql[end] == QLatin1Char('(') ? 1 : sql[end] == QLatin1Char(')') ? -1 : 0;
                ++end;
            } while (depth > 0 && end < sql.size());
            found << condition(sql.mid(at + 7, end - at - 8));
            at = end;
        }
        return found;
    }

    static QStringList sqlite(Connection &connection)
    {
        const QString tables =
            QStringLiteral("FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'");
        const QString per_table = QStringLiteral("FROM sqlite_master m, %1 WHERE m.type = 'table' "
                                                 "AND m.name NOT LIKE 'sqlite_%'");
        const QString columns_of = QStringLiteral("(SELECT group_concat(name, ',') FROM (SELECT name FROM "
                                                  "pragma_index_info(i.name) ORDER BY seqno))");
        QStringList lines;
        lines += rows(connection, QStringLiteral("SELECT 'table ' || m.name ") + tables);
        lines +=
            rows(connection,
                 QStringLiteral("SELECT 'column ' || m.name || '.' || c.name || CASE WHEN c.type = 'TEXT' THEN ' text' "
                                "ELSE ' integer' END || CASE WHEN c.\"notnull\" OR c.pk > 0 THEN ' not null' ELSE '' "
                                "END || COALESCE(' default ' || c.dflt_value, '') ") +
                     per_table.arg(QStringLiteral("pragma_table_xinfo(m.name) c")));
        lines +=
            rows(connection, QStringLiteral("SELECT 'key ' || m.name || ' (' || (SELECT group_concat(name, ',') FROM "
                                            "(SELECT name FROM pragma_table_info(m.name) WHERE pk > 0 ORDER BY pk)) "
                                            "|| ')' ") +
                                 tables);
        for (const auto &[origin, word] : {std::pair("u", "'unique '"), std::pair("c", "'index ' || i.name || ' '")})
            lines += rows(connection,
                          QStringLiteral("SELECT %1 || CASE WHEN i.origin = 'c' AND i.\"unique\" THEN 'only once ' "
                                         "ELSE '' END || m.name || ' (' || %2 || ')' ")
                                  .arg(QLatin1String(word), columns_of) +
                              per_table.arg(QStringLiteral("pragma_index_list(m.name) i")) +
                              QStringLiteral(" AND i.origin = '%1'").arg(QLatin1String(origin)));
        lines +=
            rows(connection,
                 QStringLiteral("SELECT 'reference ' || m.name || ' (' || group_concat(f.\"from\", ',') || ') to ' || "
                                "f.\"table\" || ' (' || group_concat(f.\"to\", ',') || ') ' || f.on_delete ") +
                     per_table.arg(QStringLiteral("pragma_foreign_key_list(m.name) f")) +
                     QStringLiteral(" GROUP BY m.name, f.id, f.\"table\", f.on_delete"));
        Query definitions(connection, QStringLiteral("SELECT m.name, m.sql ") + tables);
        if (definitions.exec())
            while (definitions.next())
                for (const QString &check : checks(definitions.text(1)))
                    lines << QStringLiteral("check %1 %2").arg(definitions.text(0), check);
        lines.sort();
        return lines;
    }

    static QStringList postgresql(Connection &connection)
    {
        const QString here = QStringLiteral("n.nspname = current_schema() AND c.relkind = 'r'");
        const QString columns =
            QStringLiteral("(SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(%1) WITH "
                           "ORDINALITY k (number, place) JOIN pg_attribute a ON a.attrelid = %2 "
                           "AND a.attnum = k.number)");
        const QString constraints = QStringLiteral("FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN "
                                                   "pg_namespace n ON n.oid = c.relnamespace WHERE ") +
                                    here;
        const QString own = columns.arg(QStringLiteral("o.conkey"), QStringLiteral("o.conrelid"));
        const QString theirs = columns.arg(QStringLiteral("o.confkey"), QStringLiteral("o.confrelid"));
        QStringList lines;
        lines += rows(connection, QStringLiteral("SELECT 'table ' || c.relname FROM pg_class c JOIN pg_namespace n "
                                                 "ON n.oid = c.relnamespace WHERE ") +
                                      here);
        lines +=
            rows(connection,
                 QStringLiteral("SELECT 'column ' || c.relname || '.' || a.attname || CASE format_type(a.atttypid, "
                                "NULL) WHEN 'bigint' THEN ' integer' ELSE ' ' || format_type(a.atttypid, NULL) END || "
                                "CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || COALESCE(' default ' || "
                                "replace(pg_get_expr(d.adbin, d.adrelid), '::text', ''), '') " // it writes the cast out
                                "FROM pg_attribute a JOIN pg_class c "
                                "ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN "
                                "pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
                                "WHERE a.attnum > 0 AND NOT a.attisdropped AND ") +
                     here);
        lines +=
            rows(connection, QStringLiteral("SELECT 'key ' || c.relname || ' (' || %1 || ')' %2 AND o.contype = 'p'")
                                 .arg(own, constraints));
        lines +=
            rows(connection, QStringLiteral("SELECT 'unique ' || c.relname || ' (' || %1 || ')' %2 AND o.contype = 'u'")
                                 .arg(own, constraints));
        lines += rows(
            connection,
            QStringLiteral(
                "SELECT 'reference ' || c.relname || ' (' || %1 || ') to ' || o.confrelid::regclass || "
                "' (' || %2 || ') ' || CASE o.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'a' THEN "
                "'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'n' THEN 'SET NULL' ELSE 'SET' END %3 AND o.contype = 'f'")
                .arg(own, theirs, constraints));
        lines +=
            rows(connection,
                 QStringLiteral("SELECT 'index ' || x.relname || ' ' || CASE WHEN i.indisunique THEN 'only once ' ELSE "
                                "'' END || c.relname || ' (' || %1 || ')' FROM pg_index i JOIN pg_class x ON x.oid = "
                                "i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = "
                                "c.relnamespace WHERE NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = "
                                "i.indexrelid) AND %2")
                     .arg(columns.arg(QStringLiteral("i.indkey::int2[]"), QStringLiteral("i.indrelid")), here));
        Query definitions(connection, QStringLiteral("SELECT c.relname, pg_get_expr(o.conbin, o.conrelid) ") +
                                          constraints + QStringLiteral(" AND o.contype = 'c'"));
        if (definitions.exec())
            while (definitions.next())
                lines << QStringLiteral("check %1 %2").arg(definitions.text(0), condition(definitions.text(1)));
        lines.sort();
        return lines;
    }

    static QString without(const QStringList &all, const QStringList &others)
    {
        QStringList left;
        for (const QString &line : all)
            if (!others.contains(line))
                left << line;
        return left.join(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void bothSayTheSame()
    {
        const test::ThrowAwayDatabase file(QStringLiteral("sqlite"));
        const test::ThrowAwayDatabase server(QStringLiteral("postgresql"));
        if (!server.whyNot().isEmpty() && qEnvironmentVariableIsSet("SALONDESK_REQUIRE_POSTGRESQL"))
            QFAIL(qPrintable(server.whyNot()));
        if (!server.whyNot().isEmpty())
            QSKIP(qPrintable(server.whyNot()));
        const QStringList here = sqlite(*file.open());
        const QStringList there = postgresql(*server.open());
        for (const char *kind : {"table ", "column ", "key ", "unique ", "reference ", "check ", "index "}) {
            const QRegularExpression starts(QLatin1Char('^') + QLatin1String(kind));
            QVERIFY2(!here.filter(starts).isEmpty() && !there.filter(starts).isEmpty(), kind);
        }
        QCOMPARE(without(here, there), QString());
        QCOMPARE(without(there, here), QString());
        QCOMPARE(here, there);
    }
};

QTEST_GUILESS_MAIN(TestDatabases)
#include "tst_databases.moc"
