// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Korean is complete: every string that lupdate finds in models/ and views/ has a finished translation with the
// same placeholders. When this fails: `cmake --build build/dev --target update_translations`, then translate
// what translations/vermagic_ko.ts marks as unfinished.

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

class tst_Translations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySourceTextIsInTheCatalogue_data();
    void everySourceTextIsInTheCatalogue();
    void everyTranslationIsFinishedAndKeepsItsPlaceholders_data();
    void everyTranslationIsFinishedAndKeepsItsPlaceholders();
};

namespace {

struct Message
{
    QString context;
    QString source;
    QString type; ///< empty: finished
    QStringList translations;
    bool plural = false;
    QString key() const { return context + u'\n' + source; }
};

QList<Message> messagesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            messages.append({.context = context, .plural = xml.attributes().value("numerus"_L1) == "yes"_L1});
        } else if (xml.name() == "source"_L1) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            messages.last().type = xml.attributes().value("type"_L1).toString();
            if (!messages.last().plural)
                messages.last().translations.append(xml.readElementText());
        } else if (xml.name() == "numerusform"_L1) {
            messages.last().translations.append(xml.readElementText());
        }
    }
    return messages;
}

QString catalogue(const QString &language)
{
    return u"" VERMAGIC_SOURCE_DIR "/translations/vermagic_%1.ts"_s.arg(language);
}

QStringList sources()
{
    QStringList files;
    for (const QString &folder : {u"models"_s, u"views"_s, u"app"_s}) {
        QDirIterator it(u"" VERMAGIC_SOURCE_DIR "/"_s + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            files.append(it.next());
    }
    return files;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%(n|L?[0-9])"_s);
    QStringList found;
    for (const auto &match : pattern.globalMatch(text))
        found.append(match.captured());
    found.sort();
    return found;
}

} // namespace

void tst_Translations::everySourceTextIsInTheCatalogue_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("onlyPlurals");
    QTest::newRow("Korean") << u"ko"_s << false;
    QTest::newRow("English plural forms") << u"en"_s << true;
}

void tst_Translations::everySourceTextIsInTheCatalogue()
{
    QFETCH(QString, language);
    QFETCH(bool, onlyPlurals);
    QTemporaryDir folder;
    const QString fresh = folder.filePath(u"fresh_%1.ts"_s.arg(language));
    QFile list(folder.filePath(u"sources.lst"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write(sources().join(u'\n').toUtf8());
    list.close();
    QProcess lupdate;
    // Without the include path a class of which only the .cpp is read would lose its namespace.
    QStringList arguments{u"-I"_s,   u"" VERMAGIC_SOURCE_DIR ""_s, u"-silent"_s, u"-locations"_s,
                          u"none"_s, u"-source-language"_s,        u"en"_s,      u"-target-language"_s,
                          language};
    if (onlyPlurals)
        arguments.append(u"-pluralonly"_s);
    arguments += {u"@"_s + list.fileName(), u"-ts"_s, fresh};
    lupdate.start(QLibraryInfo::path(QLibraryInfo::BinariesPath) + u"/lupdate"_s, arguments);
    QVERIFY2(lupdate.waitForFinished(60000), "lupdate does not end");
    QVERIFY2(lupdate.exitCode() == 0, lupdate.readAllStandardError().constData());

    QStringList known;
    for (const Message &message : messagesOf(catalogue(language)))
        known.append(message.key());
    const QList<Message> wanted = messagesOf(fresh);
    QVERIFY(!wanted.isEmpty());
    QStringList missing;
    QStringList keys;
    for (const Message &message : wanted) {
        keys.append(message.key());
        if (!known.contains(message.key()))
            missing.append(message.context + u": "_s + message.source);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(u"\n"_s + missing.join(u'\n')));
    QStringList obsolete;
    for (const QString &key : std::as_const(known)) {
        if (!keys.contains(key))
            obsolete.append(key);
    }
    QVERIFY2(obsolete.isEmpty(), qPrintable(u"\n"_s + obsolete.join(u'\n')));
}

void tst_Translations::everyTranslationIsFinishedAndKeepsItsPlaceholders_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("forms");
    QTest::newRow("Korean") << u"ko"_s << 1;
    QTest::newRow("English plural forms") << u"en"_s << 2;
}

void tst_Translations::everyTranslationIsFinishedAndKeepsItsPlaceholders()
{
    QFETCH(QString, language);
    QFETCH(int, forms);
    const QList<Message> messages = messagesOf(catalogue(language));
    QVERIFY(!messages.isEmpty());
    for (const Message &message : messages) {
        QVERIFY2(message.type.isEmpty(), qPrintable(message.source));
        QVERIFY2(message.translations.size() == (message.plural ? forms : 1), qPrintable(message.source));
        for (const QString &translation : message.translations) {
            QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(message.source));
            QVERIFY2(placeholders(translation) == placeholders(message.source), qPrintable(message.source));
        }
    }
}

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_translations.moc"
