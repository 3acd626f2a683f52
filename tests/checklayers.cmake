# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the sources to the layers: models (what we know) ◀ app (what we do), models ◀ views (what we show).
#
#   cmake -DROOT=DIR -DQT_CORE_HEADERS=DIR [-DLINKS=FILE] -P checklayers.cmake       check a source tree
#   cmake -DFIXTURES=DIR -DQT_CORE_HEADERS=DIR -P checklayers.cmake                  prove every rule
#
# A fixture is a small wrong tree with expected.txt: one line per message that must come out, nothing else may.
# LINKS is the file that tests/CMakeLists.txt generates: one "target: libraries" a line.
cmake_minimum_required(VERSION 3.28)

# Folders of models, lowest first: a file may include its own folder and those before it.
# The folders' functions that work on a whole snapshot (diagnose, planRemediation, …) may include snapshot.h,
# which in turn holds the folders' values; that no two files include each other is checked file by file.
set(modelOrder core schedule inventory signature probe forecast compatibility playbook diagnosis remediation benchmark recording report notify)

# What models must not include: files, processes, clocks, threads, event loops.
set(effectHeaders
    QBasicTimer QDeadlineTimer QElapsedTimer QEventLoop QFile QFileDevice QFileInfo QFileSystemWatcher QFutureWatcher
    QLockFile QMutex QProcess QReadWriteLock QRunnable QSaveFile QSettings QStandardPaths QStorageInfo QTemporaryDir
    QTemporaryFile QThread QThreadPool QTimer QWaitCondition
    atomic condition_variable filesystem fstream future mutex shared_mutex stop_token thread unistd.h cstdio)
set(clockWords
    "currentDateTime(Utc)?\\(" "currentM?SecsSinceEpoch\\(" "QDate::currentDate\\(" "QTime::currentTime\\(" "_clock::now\\("
    "std::time\\(" "qEnvironmentVariable[A-Za-z]*\\(" "getenv\\(")

# Words that no code of ours may use, with the reason.
set(bannedWords
    "dynamic_cast<|dynamic_cast|ask the value what it is instead"
    "[^A-Za-z_]sender\\(\\)|sender()|connect a lambda or pass the object"
    "QEventLoop|QEventLoop|nested event loop"
    "processEvents\\(|processEvents()|nested event loop"
    "QMessageBox::(question|warning|information|critical|about)\\(|QMessageBox function|nested event loop, open() a box"
    "Q(File|Color|Font|Input)Dialog::get[A-Z]|dialog function|nested event loop, open() a dialog"
    "waitFor(Finished|Started|ReadyRead|BytesWritten|Connected|Disconnected)\\(|waitFor…()|blocks the event loop")

set(problems "")

function(problem file line text)
    set(problems "${problems}${file}:${line}: ${text}\n" PARENT_SCOPE)
endfunction()

# Number of the line where `needle` first stands in `text`.
function(line_of text needle result)
    string(FIND "${text}" "${needle}" position)
    string(SUBSTRING "${text}" 0 ${position} before)
    string(REGEX MATCHALL "\n" breaks "${before}")
    list(LENGTH breaks count)
    math(EXPR count "${count} + 1")
    set(${result} ${count} PARENT_SCOPE)
endfunction()

# The text of a source without line comments; lines keep their numbers. Lists must not come apart at ; and [ ].
function(read_source path result)
    file(READ "${path}" text)
    string(REGEX REPLACE "//[^\n]*" "" text "${text}")
    string(REPLACE ";" " " text "${text}")
    string(REGEX REPLACE "[][]" " " text "${text}")
    set(${result} "${text}" PARENT_SCOPE)
endfunction()

macro(refuse text_of_rule)
    line_of("${text}" "${match}" line)
    problem("${file}" ${line} "${text_of_rule}")
endmacro()

function(model_rank file result)
    set(rank 100)
    if(file MATCHES "^models/([a-z]+)/")
        list(FIND modelOrder "${CMAKE_MATCH_1}" rank)
    endif()
    set(${result} ${rank} PARENT_SCOPE)
endfunction()

function(check_model_include file line include)
    model_rank("${file}" own)
    model_rank("${include}" theirs)
    if(own EQUAL -1)
        problem("${file}" ${line} "folder is not in the order of models")
    elseif(theirs GREATER own AND NOT (include STREQUAL "models/snapshot.h" AND own GREATER_EQUAL 6))
        problem("${file}" ${line} "includes ${include}, which comes later in the order of models")
    endif()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

function(check_include file line include)
    if(file MATCHES "^models/")
        if(include MATCHES "^(app|views)/")
            problem("${file}" ${line} "models include ${include}")
        elseif(include MATCHES "^models/")
            check_model_include("${file}" ${line} "${include}")
        elseif(include MATCHES "^Q[A-Z]" AND NOT EXISTS "${QT_CORE_HEADERS}/${include}")
            problem("${file}" ${line} "models include ${include}, which is not in Qt Core")
        elseif(include IN_LIST effectHeaders)
            problem("${file}" ${line} "models include ${include}: no files, processes, clocks or threads there")
        endif()
    elseif(file MATCHES "^views/" AND include MATCHES "^app/")
        problem("${file}" ${line} "views include ${include}")
    elseif(file MATCHES "^app/" AND include MATCHES "^views/" AND NOT file MATCHES "^app/(main|console)")
        problem("${file}" ${line} "app includes ${include}: only app/main and app/console see both sides")
    endif()
    if(include MATCHES "^libssh" AND NOT file MATCHES "^app/ssh/")
        problem("${file}" ${line} "includes ${include}: libssh is known to app/ssh alone")
    elseif(include MATCHES "^yaml-cpp/" AND NOT file MATCHES "^models/core/yaml")
        problem("${file}" ${line} "includes ${include}: yaml-cpp is known to models/core/yaml*.cpp alone")
    endif()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

function(check_words file text)
    if(file MATCHES "^models/")
        foreach(word IN LISTS clockWords)
            string(REGEX MATCHALL "${word}" matches "${text}")
            list(REMOVE_DUPLICATES matches)
            foreach(match IN LISTS matches)
                refuse("models use ${match}): time and environment are passed in")
            endforeach()
        endforeach()
    endif()
    foreach(rule IN LISTS bannedWords)
        string(REGEX REPLACE "^(.*)\\|([^|]*)\\|([^|]*)$" "\\1;\\2;\\3" parts "${rule}")
        list(GET parts 0 word)
        list(GET parts 1 name)
        list(GET parts 2 reason)
        string(REGEX MATCH "${word}" match "${text}")
        if(NOT match STREQUAL "")
            refuse("uses ${name}: ${reason}")
        endif()
    endforeach()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

# Takes away files that include nothing left, again and again; what stays is on a cycle or includes one.
function(check_cycles files)
    set(left ${files})
    set(progress TRUE)
    while(progress AND left)
        set(progress FALSE)
        foreach(file IN LISTS left)
            set(blocked FALSE)
            foreach(include IN LISTS "includes_${file}")
                if(include IN_LIST left)
                    set(blocked TRUE)
                    break()
                endif()
            endforeach()
            if(NOT blocked)
                list(REMOVE_ITEM left "${file}")
                set(progress TRUE)
            endif()
        endforeach()
    endwhile()
    foreach(file IN LISTS left)
        problem("${file}" 1 "is on a cycle of includes")
    endforeach()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

function(check_links)
    set(allowed_vermagic_models "vermagic_options|Qt6::Core|yaml-cpp(::yaml-cpp)?")
    set(allowed_vermagic_views "vermagic_models|Qt6::(Core|Gui|Widgets|Charts|Svg)|KF6::SyntaxHighlighting")
    set(allowed_vermagic_engine "vermagic_models|Qt6::(Core|Network)|(libssh::)?ssh|[Qq]t6[Kk]eychain(::[Qq]t6[Kk]eychain)?")
    file(STRINGS "${LINKS}" lines)
    foreach(line IN LISTS lines)
        string(REGEX MATCH "^([a-z_]+): *(.*)$" matched "${line}")
        set(target "${CMAKE_MATCH_1}")
        string(REPLACE "," ";" libraries "${CMAKE_MATCH_2}")
        foreach(library IN LISTS libraries)
            if(NOT library MATCHES "^(${allowed_${target}})$")
                problem("CMakeLists.txt" 0 "${target} links ${library}")
            endif()
        endforeach()
    endforeach()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

function(check_tree)
    file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/models/*.h" "${ROOT}/models/*.cpp" "${ROOT}/app/*.h"
         "${ROOT}/app/*.cpp" "${ROOT}/views/*.h" "${ROOT}/views/*.cpp")
    list(SORT files)
    foreach(file IN LISTS files)
        read_source("${ROOT}/${file}" text)
        set("includes_${file}" "")
        string(REGEX MATCHALL "#include [<\"][^>\"\n]+" matches "${text}")
        foreach(match IN LISTS matches)
            string(REGEX REPLACE "#include [<\"]" "" include "${match}")
            list(APPEND "includes_${file}" "${include}")
            line_of("${text}" "${match}" line)
            check_include("${file}" ${line} "${include}")
        endforeach()
        check_words("${file}" "${text}")
    endforeach()
    check_cycles("${files}")
    if(DEFINED LINKS)
        check_links()
    endif()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

# Every fixture must give exactly the messages that it expects.
function(check_fixtures)
    file(GLOB fixtures LIST_DIRECTORIES TRUE "${FIXTURES}/*")
    if(NOT fixtures)
        message(FATAL_ERROR "no fixtures in ${FIXTURES}")
    endif()
    foreach(ROOT IN LISTS fixtures)
        unset(LINKS)
        if(EXISTS "${ROOT}/links.txt")
            set(LINKS "${ROOT}/links.txt")
        endif()
        set(problems "")
        check_tree()
        file(READ "${ROOT}/expected.txt" expected)
        string(REGEX REPLACE "#[^\n]*\n" "" expected "${expected}")
        if(NOT problems STREQUAL expected)
            message(SEND_ERROR "${ROOT}:\nexpected:\n${expected}\ngot:\n${problems}")
        endif()
    endforeach()
endfunction()

if(DEFINED FIXTURES)
    check_fixtures()
else()
    check_tree()
    if(NOT problems STREQUAL "")
        message(NOTICE "${problems}")
        message(FATAL_ERROR "The layers are broken, see above.")
    endif()
endif()
