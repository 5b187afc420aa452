// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDirIterator>
#include <QFile>
#include <QStringList>

namespace salon::test
{

/// Paths of all files below `folder` with one of these endings, relative to the project's root, sorted.
inline QStringList sources(const QString &folder, const QStringList &endings)
{
    const QString root = QStringLiteral(SALONDESK_SOURCE_DIR "/");
    QStringList found;
    QDirIterator files(root + folder, endings, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found.append(files.next().mid(root.size()));
    found.sort();
    return found;
}

inline QStringList lines(const QString &path)
{
    QFile file(QStringLiteral(SALONDESK_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

} // namespace salon::test
