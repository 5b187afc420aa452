# SPDX-FileCopyrightText: 2026 The Salondesk founders
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DPROGRAM=… -DTIMES=50 -P again.cmake: a test program again and again, until it fails.
foreach(time RANGE 1 ${TIMES})
    execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(result)
        message(FATAL_ERROR "run ${time} of ${PROGRAM}:\n${said}")
    endif()
endforeach()
