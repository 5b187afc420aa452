// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sandbox/recordedexchange.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace salon::test
{

namespace
{

bool isHeader(const QByteArray &line)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z][A-Za-z0-9-]*: "));
    return form.match(QString::fromUtf8(line)).hasMatch();
}

void read(const QByteArray &line, RecordedExchange &exchange)
{
    if (line.startsWith("< ")) {
        if (exchange.status == 0)
            exchange.status = line.mid(2, 3).toInt();
    } else if (line.startsWith('>')) {
        const QByteArray sent = line.mid(2);
        if (exchange.method.isEmpty()) {
            exchange.method = sent.left(sent.indexOf(' '));
            exchange.target = sent.mid(sent.indexOf(' ') + 1);
        } else if (exchange.body.isEmpty() && isHeader(sent)) {
            const qsizetype colon = sent.indexOf(':');
            exchange.headers.append({sent.left(colon), sent.mid(colon + 2)});
        } else {
            exchange.body = sent;
        }
    } else if (exchange.status != 0 && exchange.answer.isEmpty()) {
        exchange.answer = QJsonDocument::fromJson(line).object();
    }
}

} // namespace

QList<RecordedExchange> recordedExchanges(const QByteArray &text)
{
    QList<RecordedExchange> list;
    RecordedExchange current;
    bool inside = false;
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("### ")) {
            current.section = QString::fromUtf8(line.mid(4, line.indexOf('.') - 4));
        } else if (line.startsWith("#### ")) {
            current.title = QString::fromUtf8(line.mid(5));
        } else if (line == "```") {
            inside = !inside;
            if (!inside && !current.method.isEmpty() && current.status != 0)
                list.append(current);
            current = {current.section, current.title, {}, {}, {}, {}, 0, {}};
        } else if (inside) {
            read(line, current);
        }
    }
    return list;
}

} // namespace salon::test
