<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>atscope::views::Composer</name>
    <message numerus="yes">
        <source>Send %n lines</source>
        <translation>
            <numerusform>Send %n line</numerusform>
            <numerusform>Send %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pasted without %n NUL bytes: a command line cannot hold them</source>
        <translation>
            <numerusform>Pasted without %n NUL byte: a command line cannot hold it</numerusform>
            <numerusform>Pasted without %n NUL bytes: a command line cannot hold them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atscope::views::PasteBar</name>
    <message numerus="yes">
        <source>%n lines pasted</source>
        <translation>
            <numerusform>%n line pasted</numerusform>
            <numerusform>%n lines pasted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines, one command each</source>
        <translation>
            <numerusform>%n line, one command each</numerusform>
            <numerusform>%n lines, one command each</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines put aside</source>
        <translation>
            <numerusform>%n line put aside</numerusform>
            <numerusform>%n lines put aside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atscope::views::ProblemStrip</name>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation>
            <numerusform>(+%n more)</numerusform>
            <numerusform>(+%n more)</numerusform>
        </translation>
    </message>
</context>
</TS>
