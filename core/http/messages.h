// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace salon
{

struct HttpHeader {
    QByteArray name;
    QByteArray value;
    bool operator==(const HttpHeader &) const = default;
};

/// The first header of that name, compared without case; empty if there is none.
QByteArray headerValue(const QList<HttpHeader> &headers, QByteArrayView name);

/// A complete request as it came over the wire: nothing is decoded, folded or guessed.
struct HttpRequest {
    QByteArray method;
    QByteArray path;  // raw bytes up to '?'
    QByteArray query; // raw bytes behind it
    QList<HttpHeader> headers;
    QByteArray body; // without transfer coding: the bytes a signature was made over
    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    /// The media type in lower case without parameters; empty if none was given.
    QByteArray mediaType() const;
};

struct HttpResponse {
    /// What really happens to the answer on the wire; everything but Whole is for the sandbox' faults.
    enum class Delivery {
        Whole,
        Drop,     // the connection is closed without a byte
        Truncate, // the body stops half way, then the connection is closed
        Hang,     // nothing more happens on this connection
    };
    int status = 200;
    QList<HttpHeader> headers;
    QByteArray body;
    Delivery delivery = Delivery::Whole;

    static HttpResponse json(int status, const QJsonObject &document);
    static HttpResponse empty(int status);
    /// {"error":{"code":…,"message":…}}: never internals, never personal data.
    static HttpResponse error(int status, const QString &code, const QString &message);
};

} // namespace salon
