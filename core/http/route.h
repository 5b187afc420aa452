// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/messages.h"

#include <functional>
#include <optional>

namespace salon
{

/// Gives the answer to one request. Called at most once counts; later is fine, never is fine, a client that left is
/// fine. Thread: the listener's.
using HttpAnswer = std::function<void(HttpResponse)>;

/// One thing the listener answers. Order of checks: route, method, size, `admit`, type, then `handle`.
struct HttpRoute {
    QByteArray method;
    /// Compared byte for byte. "…/*" = exactly one more segment, "*" alone = anything. A method "*" is any method.
    QByteArray path;
    std::function<void(const HttpRequest &, HttpAnswer)> handle;
    /// Judges the complete request before its type is looked at (signatures); an answer refuses it. May be left out:
    /// then a wrong type is refused from the header alone.
    std::function<std::optional<HttpResponse>(const HttpRequest &)> admit = {};
    bool form_bodies = false;       // application/x-www-form-urlencoded is welcome beside JSON
    bool accepts_all_types = false; // any type, and bodies may come without a length (curl -X POST)
};

/// Where a method and path lead. Without a route: `allow` is empty (404) or names the methods there are (405).
struct RouteMatch {
    const HttpRoute *route = nullptr;
    QByteArray allow;
};

/// Exact paths win over "/*", which wins over "*"; HEAD is answered by the GET route.
RouteMatch matchRoute(const QList<HttpRoute> &routes, QByteArrayView method, QByteArrayView path);

/// May the body of this request, judged by its header alone, be read as what the route expects?
bool acceptsType(const HttpRoute &route, const HttpRequest &request);

} // namespace salon
