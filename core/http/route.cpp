// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/route.h"

namespace salon
{

namespace
{

enum class PathFit { None, Anything, OneSegment, Exact };

PathFit fit(QByteArrayView pattern, QByteArrayView path)
{
    if (pattern == path)
        return PathFit::Exact;
    if (pattern == "*")
        return PathFit::Anything;
    if (!pattern.endsWith("/*"))
        return PathFit::None;
    const QByteArrayView stem = pattern.chopped(1);
    const bool one_more = path.startsWith(stem) && path.size() > stem.size() && !path.sliced(stem.size()).contains('/');
    return one_more ? PathFit::OneSegment : PathFit::None;
}

bool isJson(const QByteArray &media_type)
{
    return media_type == "application/json" || (media_type.startsWith("application/") && media_type.endsWith("+json"));
}

/// No charset, or UTF-8 under one of its names: JSON has no other.
bool isUtf8(const QByteArray &content_type)
{
    const QByteArray lower = content_type.toLower();
    const qsizetype at = lower.indexOf("charset=");
    if (at < 0)
        return true;
    QByteArray charset = lower.mid(at + 8).split(';').constFirst().trimmed();
    if (charset.startsWith('"') && charset.endsWith('"') && charset.size() >= 2)
        charset = charset.mid(1, charset.size() - 2);
    return charset == "utf-8" || charset == "utf8" || charset == "us-ascii";
}

} // namespace

RouteMatch matchRoute(const QList<HttpRoute> &routes, QByteArrayView method, QByteArrayView path)
{
    PathFit best = PathFit::None;
    for (const HttpRoute &route : routes)
        best = std::max(best, fit(route.path, path));
    RouteMatch match;
    if (best == PathFit::None)
        return match;
    const QByteArrayView wanted = method == "HEAD" ? QByteArrayView("GET") : method;
    for (const HttpRoute &route : routes) {
        if (fit(route.path, path) != best)
            continue;
        if (route.method == wanted || route.method == "*") {
            match.route = &route;
            return match;
        }
        match.allow += (match.allow.isEmpty() ? "" : ", ") + route.method + (route.method == "GET" ? ", HEAD" : "");
    }
    return match;
}

bool acceptsType(const HttpRoute &route, const HttpRequest &request)
{
    if (route.accepts_all_types)
        return true;
    const QByteArray coding = request.header("Content-Encoding").trimmed().toLower();
    if (!coding.isEmpty() && coding != "identity")
        return false;
    const QByteArray type = request.mediaType();
    if (type == "application/x-www-form-urlencoded")
        return route.form_bodies;
    return type.isEmpty() || (isJson(type) && isUtf8(request.header("Content-Type")));
}

} // namespace salon
