<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>atscope::MainWindow</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URC log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is open yet.

Choose a port above and press F5: ATscope listens, and sends nothing that you did not ask for.
Without hardware choose a virtual module. A recording opens with Ctrl+O.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected and listening. Nothing was received yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a recording or log …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close this tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connect or disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a &amp;port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Identify the module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a &amp;break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear the terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch light and dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About ATscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording or log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings (*.pcapng);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ATscope %1: terminal and diagnostics for modules that speak AT commands. GPL-3.0-or-later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::StatusLine</name>
    <message>
        <source>Nothing is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last answer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::AtLexer</name>
    <message>
        <source>Plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::BitmapEditor</name>
    <message>
        <source>One instance more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One instance more: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One instance less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One instance less: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, instance %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::BytesView</name>
    <message>
        <source>line end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a line anywhere to see its bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surplus field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · position %3 of the %4 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::CellModel</name>
    <message>
        <source>row %1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 separates the values: it cannot stand inside one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surplus</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::ChoiceEditor</name>
    <message>
        <source> (reserved)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::CommandModel</name>
    <message>
        <source>Remove from the favourites (Ctrl+D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the favourites (Ctrl+D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Execute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>destructive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>costly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not have these commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on %1, only on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destructive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::CommandTree</name>
    <message>
        <source>Filter: name, title, parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By name, title, group and names of parameters; Escape clears it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also show commands that this module does not have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter puts the command into the form, Ctrl+D makes it a favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No commands are loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command matches. Escape clears the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This module has no commands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put into the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::CompletionPopup</name>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>always this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reserved, does nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test: what is possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read: what is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or Tab: take it · Esc: close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab: take it · ↓: choose · Enter: send</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::Composer</name>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sends, Ctrl+Space completes, Alt+Enter repairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Send %n lines</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send (Enter); without waiting for the answer of what runs: Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a command; Ctrl+Space lists them, ↑ brings back what was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was pasted: %1 are too long for a line (at most %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was pasted: %1 are too much for this field (at most %2); send it as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Pasted without %n NUL bytes: a command line cannot hold them</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::ConnectionBar</name>
    <message>
        <source>&amp;Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device, tcp://host:port, virtual:module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baud rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data bits, parity, stop bits, flow control, line end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set DTR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set RTS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Module profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the module who it is: manufacturer, model, firmware, IMEI, SIM card. Nothing is changed in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>virtual %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the stream tells, else all families at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No port is open. Choose one above and connect (F5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a recording. Connect to a port to send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port is being opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port is gone. ATscope opens it again as soon as it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port is closed. Connect with F5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect or disconnect (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Odd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The module&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::EventNotes</name>
    <message>
        <source>Control lines: all off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control lines on: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No final result code in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended by silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No final result code: the answer of a later command came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No asynchronous result in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Framing error: is the baud rate right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parity error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overflow in the driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap: %1 bytes were lost here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap: bytes were lost here, how many is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognised: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dialect %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port opened again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port closed or gone (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled by the user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line is in step again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line settings %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer was set by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no command outstanding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count not kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no line end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>piece of a longer line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final result code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unexplained bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::EyeButton</name>
    <message>
        <source>Hide the secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the secret</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::FieldEditor</name>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the time of this computer in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the content of a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a file: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;&quot; (an empty text)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty text (&quot;&quot;)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::FlagsEditor</name>
    <message>
        <source>bit %1  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, bit %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::FormHeader</name>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Execute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting survives power-off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From your own catalog folder: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destructive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternative: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::FormView</name>
    <message>
        <source>The module takes %1 when it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 when left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must be left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide fixed parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show fixed parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a command in the tree, or write one: its parameters appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the line, with its secrets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters that can have one value only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parameters of the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors in the line: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This destroys something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This costs something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send anyway…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no line yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line has errors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::HexEditor</name>
    <message>
        <source>%1, hexadecimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hexadecimal digits, two a byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same bytes as UTF-8 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the bytes of a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a file: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no whole bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 of at most %2 digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::HexView</name>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position 0x%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selected: %1 B</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::JsonEditor</name>
    <message>
        <source>File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the content of a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a file: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a secret: open the eye to read and edit it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::LinePreview</name>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::LiteralEditor</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::LogView</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::MessageBar</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::ParameterRow</name>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>always %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (reserved)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::PasteBar</name>
    <message numerus="yes">
        <source>%n lines pasted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines, one command each</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines put aside</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Send one by one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::PayloadFile</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too long: %2 bytes, at most %3 fit here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has ends of lines or zero bytes in it: a command line cannot carry them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::ProblemList</name>
    <message>
        <source>Error: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::ProblemStrip</name>
    <message>
        <source>Warning:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts this line in (Alt+Enter):
%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atscope::views::SettingsPage</name>
    <message>
        <source>%1 recordings, %2. The oldest ones go first; those with a bookmark stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They lie in %1 and hold secrets: only you can read that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep recordings up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep recordings for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::TableEditor</name>
    <message>
        <source>Insert adds a row, Ctrl+Delete removes it, Alt+Up and Alt+Down move it, several lines are pasted as rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the row up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the row down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the time of this computer into the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 separates the values: it cannot stand inside one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::TerminalRows</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This event cannot be read: the recording was removed or cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  … %1 in all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::TerminalView</name>
    <message>
        <source>Decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Display</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How lines are shown; the recording is the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding of the text, also of what is already shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the module&apos;s echo of what was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every key goes out as it is typed, for boot loaders and prompts; Shift+Tab leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the newest line in sight; lets go when you scroll up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture stands still; nothing is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty this view; the recording keeps everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with time stamps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as hexadecimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put into the composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::TimelineRows</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asynchronous result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URCs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  +%1 lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command was sent yet. Pick one from the tree, or type one below the terminal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every command gets a row here: what was sent, what came back, and how long it took.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::TimelineView</name>
    <message>
        <source>What to try: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show secrets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and passwords are masked here until you want to see them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::TipWindow</name>
    <message>
        <source>always %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Enter puts this line in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::UrcLogView</name>
    <message>
        <source>All (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which URCs are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URC log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>atscope::views::UrcRows</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the module reports by itself (URCs) is listed here, decoded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
