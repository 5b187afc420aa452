// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace salon
{

/// The languages a sentence can be said in.
enum class Language { German, English };

} // namespace salon
