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
    <name>atscope::views::FileQuestion</name>
    <message numerus="yes">
        <source>%n command lines</source>
        <translation>
            <numerusform>%n command line</numerusform>
            <numerusform>%n command lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty lines and remarks are left out</source>
        <translation>
            <numerusform>%n empty line or remark is left out</numerusform>
            <numerusform>%n empty lines and remarks are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines have problems</source>
        <translation>
            <numerusform>%n line has problems</numerusform>
            <numerusform>%n lines have problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines are destructive or costly</source>
        <translation>
            <numerusform>%n line is destructive or costly</numerusform>
            <numerusform>%n lines are destructive or costly</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atscope::views::HexInput</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atscope::views::NextBar</name>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation>
            <numerusform>(+%n more)</numerusform>
            <numerusform>(+%n more)</numerusform>
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
