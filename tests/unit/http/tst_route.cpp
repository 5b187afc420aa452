// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/route.h"

#include <QTest>

using namespace salon;

class tst_Route : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void types_data();
    void types();
};

static QList<HttpRoute> routes(bool with_anything)
{
    QList<HttpRoute> all{{"POST", "/retell/functions", {}},
                         {"POST", "/retell/functions/*", {}},
                         {"GET", "/healthz", {}},
                         {"POST", "/both", {}},
                         {"GET", "/both", {}}};
    if (with_anything)
        all.append({"*", "*", {}});
    return all;
}

void tst_Route::matches_data()
{
    QTest::addColumn<bool>("with_anything");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("found"); // the pattern, or "405 <allow>", or "404"
    const auto row = [](const char *name, bool anything, const char *method, const char *path, const char *found) {
        QTest::newRow(name) << anything << QByteArray(method) << QByteArray(path) << QByteArray(found);
    };
    row("exact", false, "POST", "/retell/functions", "/retell/functions");
    row("one segment", false, "POST", "/retell/functions/parse_date", "/retell/functions/*");
    row("segment kept encoded", false, "POST", "/retell/functions/%2f", "/retell/functions/*");
    row("no segment", false, "POST", "/retell/functions/", "404");
    row("two segments", false, "POST", "/retell/functions/a/b", "404");
    row("trailing slash", false, "GET", "/healthz/", "404");
    row("decoded nowhere", false, "GET", "/%68ealthz", "404");
    row("case counts", false, "GET", "/Healthz", "404");
    row("double slash", false, "GET", "//healthz", "404");
    row("absolute form", false, "GET", "http://salon/healthz", "404");
    row("empty", false, "GET", "", "404");
    row("head by get", false, "HEAD", "/healthz", "/healthz");
    row("head of a post route", false, "HEAD", "/retell/functions", "405 POST");
    row("wrong method", false, "GET", "/retell/functions/x", "405 POST");
    row("unknown method", false, "BREW", "/healthz", "405 GET, HEAD");
    row("method in lower case", false, "get", "/healthz", "405 GET, HEAD");
    row("all methods named", false, "PUT", "/both", "405 POST, GET, HEAD");
    row("anything", true, "PATCH", "/v2/bookings", "*");
    row("exact before anything", true, "GET", "/healthz", "/healthz");
    row("anything does not save a wrong method", true, "PUT", "/healthz", "405 GET, HEAD");
}

void tst_Route::matches()
{
    QFETCH(bool, with_anything);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    const QList<HttpRoute> all = routes(with_anything);
    const RouteMatch match = matchRoute(all, method, path);
    const QByteArray refused = match.allow.isEmpty() ? QByteArray("404") : "405 " + match.allow;
    QTEST(match.route ? match.route->path : refused, "found");
}

void tst_Route::types_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<bool>("plain");
    QTest::addColumn<bool>("with_forms");
    const auto row = [](const char *name, const char *type, const char *coding, bool plain, bool with_forms) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(coding) << plain << with_forms;
    };
    row("json", "application/json", "", true, true);
    row("missing", "", "", true, true);
    row("case and charset", "Application/JSON; charset=UTF-8", "", true, true);
    row("quoted charset", "application/json;charset=\"utf-8\"", "", true, true);
    row("vendor json", "application/vnd.salon+json", "", true, true);
    row("other charset", "application/json; charset=iso-8859-1", "", false, false);
    row("form", "application/x-www-form-urlencoded", "", false, true);
    row("multipart", "multipart/form-data; boundary=x", "", false, false);
    row("text", "text/plain", "", false, false);
    row("prefix only", "application/jsonx", "", false, false);
    row("identity", "application/json", "identity", true, true);
    row("gzip", "application/json", "gzip", false, false);
}

void tst_Route::types()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, coding);
    HttpRequest request;
    if (!type.isEmpty())
        request.headers.append({"content-type", type});
    if (!coding.isEmpty())
        request.headers.append({"Content-Encoding", coding});
    HttpRoute route;
    QTEST(acceptsType(route, request), "plain");
    route.form_bodies = true;
    QTEST(acceptsType(route, request), "with_forms");
    route.accepts_all_types = true;
    QVERIFY(acceptsType(route, request));
}

QTEST_GUILESS_MAIN(tst_Route)
#include "tst_route.moc"
