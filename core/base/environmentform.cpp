// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/environmentform.h"

namespace salon
{

QString environmentForm(const QString &staff_key)
{
    QString form = staff_key.toUpper();
    for (QChar &c : form)
        if (!((c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')))
            c = u'_';
    return form;
}

} // namespace salon
