// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/language.h"

#include <memory>
#include <QLocale>
#include <QTranslator>
#include <vector>

class QCoreApplication;

namespace salon
{

/// The language of the window, chosen at the start and kept: our texts, Qt's own ones, and how dates are written.
/// Thread: GUI, before the first window.
class WindowLanguage
{
public:
    WindowLanguage(QCoreApplication &application, Language language);
    ~WindowLanguage();
    /// "de", "en", or empty: the desktop's, English where that is neither.
    static Language chosen(const QString &option);

private:
    void load(const QLocale &locale, const QString &file, const QString &folder);
    QCoreApplication &m_application;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace salon
