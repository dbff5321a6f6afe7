<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>atscope::CrashOffer</name>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open the recording</source>
        <translation>打开录制文件(&amp;O)</translation>
    </message>
</context>
<context>
    <name>atscope::Layouts</name>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>开通调试</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件</translation>
    </message>
    <message>
        <source>Give the layout a name.</source>
        <translation>请输入布局名称。</translation>
    </message>
    <message>
        <source>A name has at most %1 characters.</source>
        <translation>名称最多 %1 个字符。</translation>
    </message>
    <message>
        <source>%1 is a layout of ATscope itself. Take another name.</source>
        <translation>“%1”是 ATscope 自带的布局，请换一个名称。</translation>
    </message>
    <message>
        <source>There is a layout %1 already. Take another name.</source>
        <translation>已有布局“%1”，请换一个名称。</translation>
    </message>
</context>
<context>
    <name>atscope::MainWindow</name>
    <message>
        <source>Commands</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>URC log</source>
        <translation>主动上报日志</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节视图</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open a recording or log …</source>
        <translation>打开录制文件或日志(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Close this tab</source>
        <translation>关闭此标签页(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Connect or disconnect</source>
        <translation>打开或关闭串口(&amp;C)</translation>
    </message>
    <message>
        <source>Choose a &amp;port</source>
        <translation>选择端口(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Identify the module</source>
        <translation>识别模组(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Composer</source>
        <translation>指令编辑框(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Find a command</source>
        <translation>查找指令(&amp;F)</translation>
    </message>
    <message>
        <source>C&amp;lear the terminal</source>
        <translation>清空终端(&amp;L)</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Switch light and dark</source>
        <translation>切换浅色/深色</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>L&amp;ayouts</source>
        <translation>布局(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Terminal</source>
        <translation>终端(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Commission</source>
        <translation>开通调试(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Diagnose</source>
        <translation>诊断(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Firmware</source>
        <translation>固件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Save this layout as …</source>
        <translation>布局另存为(&amp;S) …</translation>
    </message>
    <message>
        <source>Re&amp;name %1 …</source>
        <translation>重命名“%1”(&amp;N) …</translation>
    </message>
    <message>
        <source>D&amp;elete %1</source>
        <translation>删除“%1”(&amp;E)</translation>
    </message>
    <message>
        <source>The layout %1 is deleted. The docks stay where they are.</source>
        <translation>布局“%1”已删除，停靠窗口保持原位。</translation>
    </message>
    <message>
        <source>&amp;Reset this layout</source>
        <translation>恢复此布局(&amp;R)</translation>
    </message>
    <message>
        <source>The layout %1 cannot be read: another version of ATscope made it. It stays as it is.</source>
        <translation>无法读取布局“%1”：它由其他版本的 ATscope 保存，内容保持不变。</translation>
    </message>
    <message>
        <source>&amp;Name of the layout</source>
        <translation>布局名称(&amp;N)</translation>
    </message>
    <message>
        <source>The layout %1 is replaced by this one.</source>
        <translation>布局“%1”已替换为当前布局。</translation>
    </message>
    <message>
        <source>The layout %1 is saved. It is in View, Layouts.</source>
        <translation>布局“%1”已保存，位于“视图”→“布局”。</translation>
    </message>
    <message>
        <source>&amp;New name of %1</source>
        <translation>“%1”的新名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About ATscope</source>
        <translation>关于 ATscope(&amp;A)</translation>
    </message>
    <message>
        <source>Open a recording or log</source>
        <translation>打开录制文件或日志</translation>
    </message>
    <message>
        <source>Recordings (*.pcapng);;All files (*)</source>
        <translation>录制文件 (*.pcapng);;所有文件 (*)</translation>
    </message>
    <message>
        <source>ATscope %1: terminal and diagnostics for modules that speak AT commands. GPL-3.0-or-later.</source>
        <translation>ATscope %1：AT 指令模组的终端与诊断工具。GPL-3.0-or-later。</translation>
    </message>
    <message>
        <source>Something went wrong inside ATscope (exception: %1). Details stand in %2.</source>
        <translation>ATscope 内部出错（异常：%1），详情见 %2。</translation>
    </message>
    <message>
        <source>&amp;Find the baud rate</source>
        <translation>查找波特率(&amp;F)</translation>
    </message>
    <message>
        <source>Command &amp;palette</source>
        <translation>命令面板(&amp;P)</translation>
    </message>
    <message>
        <source>This build leaves out:</source>
        <translation>本构建不包含：</translation>
    </message>
    <message>
        <source>No port and no recording is open.</source>
        <translation>没有打开的端口或录制文件。</translation>
    </message>
    <message>
        <source>The port is open. Disconnect first (F5).</source>
        <translation>端口已打开，请先关闭 (F5)。</translation>
    </message>
</context>
<context>
    <name>atscope::NameBar</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>atscope::StatusLine</name>
    <message>
        <source>Nothing is open</source>
        <translation>尚未打开端口或文件</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 个事件</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>正在读取 %1%</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>排队 %1</translation>
    </message>
    <message>
        <source>last answer %1</source>
        <translation>最近响应 %1</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未录制</translation>
    </message>
    <message>
        <source>recording cannot be written</source>
        <translation>无法写入录制文件</translation>
    </message>
    <message>
        <source>rec</source>
        <translation>录制中</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色/深色主题</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已录制</translation>
    </message>
</context>
<context>
    <name>atscope::views::AtLexer</name>
    <message>
        <source>Plain text</source>
        <translation>普通文本</translation>
    </message>
    <message>
        <source>Command name</source>
        <translation>指令名称</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Value of a list</source>
        <translation>枚举值</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>atscope::views::BaudFinder</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>打开串口</translation>
    </message>
    <message>
        <source>Opens the port with what was found</source>
        <translation>按查找结果打开端口</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Search for the baud rate</source>
        <translation>查找波特率</translation>
    </message>
    <message>
        <source>%1: asking the module …</source>
        <translation>%1：正在询问模组 …</translation>
    </message>
    <message>
        <source>%1: trying %2 bit/s, %3 of %4</source>
        <translation>%1：正在尝试 %2 bit/s，第 %3 个，共 %4 个</translation>
    </message>
    <message>
        <source>%1: it answers. Asking who it is …</source>
        <translation>%1：有响应，正在识别模组 …</translation>
    </message>
    <message>
        <source>%1: it answers at %2 bit/s. Asking who it is …</source>
        <translation>%1：在 %2 bit/s 下有响应，正在识别模组 …</translation>
    </message>
    <message>
        <source>A module</source>
        <translation>模组</translation>
    </message>
    <message>
        <source>%1 answers on %2.</source>
        <translation>%1 在 %2 上有响应。</translation>
    </message>
    <message>
        <source>%1 answers on %2 at %3 bit/s.</source>
        <translation>%1 在 %2 上以 %3 bit/s 响应。</translation>
    </message>
    <message>
        <source>The search was cancelled.</source>
        <translation>查找已取消。</translation>
    </message>
</context>
<context>
    <name>atscope::views::BitmapEditor</name>
    <message>
        <source>One instance more</source>
        <translation>增加一个实例</translation>
    </message>
    <message>
        <source>One instance more: %1</source>
        <translation>增加一个实例：%1</translation>
    </message>
    <message>
        <source>One instance less</source>
        <translation>减少一个实例</translation>
    </message>
    <message>
        <source>One instance less: %1</source>
        <translation>减少一个实例：%1</translation>
    </message>
    <message>
        <source>%1, instance %2</source>
        <translation>%1，实例 %2</translation>
    </message>
</context>
<context>
    <name>atscope::views::BytesView</name>
    <message>
        <source>line end</source>
        <translation>行结束符</translation>
    </message>
    <message>
        <source>Select a line anywhere to see its bytes.</source>
        <translation>在任意视图中选择一行，即可查看其字节。</translation>
    </message>
    <message>
        <source>separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>surplus field</source>
        <translation>多余的字段</translation>
    </message>
    <message>
        <source>%1 · %2 · position %3 of the %4 bytes</source>
        <translation>%1 · %2 · %4数据偏移 %3</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节视图</translation>
    </message>
</context>
<context>
    <name>atscope::views::CellModel</name>
    <message>
        <source>row %1, %2: %3</source>
        <translation>第 %1 行，%2：%3</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>%1 separates the values: it cannot stand inside one</source>
        <translation>%1 是分隔符，不能出现在值中</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>surplus</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>“%1” was not taken. %2</source>
        <translation>未接受“%1”。%2</translation>
    </message>
</context>
<context>
    <name>atscope::views::ChoiceEditor</name>
    <message>
        <source> (reserved)</source>
        <translation> (保留)</translation>
    </message>
</context>
<context>
    <name>atscope::views::CommandModel</name>
    <message>
        <source>Remove from the favourites (Ctrl+D)</source>
        <translation>取消收藏 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Add to the favourites (Ctrl+D)</source>
        <translation>加入收藏 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Execute</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>destructive</source>
        <translation>破坏性</translation>
    </message>
    <message>
        <source>costly</source>
        <translation>慎用</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>已收藏</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Other families</source>
        <translation>其他指令族</translation>
    </message>
    <message>
        <source>%1 does not have these commands</source>
        <translation>%1 不支持这些指令</translation>
    </message>
    <message>
        <source>Not on %1, only on %2</source>
        <translation>%1 不支持，仅 %2 支持</translation>
    </message>
    <message>
        <source>Destructive</source>
        <translation>破坏性操作</translation>
    </message>
    <message>
        <source>Costly</source>
        <translation>慎用</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>atscope::views::CommandPalette</name>
    <message>
        <source>No command and no action fits. Fewer letters find more: part of a name, a title or a group, in English or Chinese.</source>
        <translation>没有符合的指令或操作。少输入几个字可找到更多：名称、标题或分组的一部分，中英文均可。</translation>
    </message>
    <message>
        <source>Enter puts it into the form and the line editor. Nothing is sent.</source>
        <translation>按回车填入表单和指令编辑框，不会发送。</translation>
    </message>
    <message>
        <source>Enter does it.</source>
        <translation>按回车执行。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>A command or an action: part of its name, title or group</source>
        <translation>指令或操作：输入名称、标题或分组的一部分</translation>
    </message>
    <message>
        <source>Commands and actions</source>
        <translation>指令和操作</translation>
    </message>
</context>
<context>
    <name>atscope::views::CommandTree</name>
    <message>
        <source>Filter: name, title, parameter</source>
        <translation>过滤：名称、标题、参数</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>过滤指令</translation>
    </message>
    <message>
        <source>By name, title, group and names of parameters; Escape clears it</source>
        <translation>按名称、标题、分组和参数名过滤；按 Esc 清除</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Also show commands that this module does not have</source>
        <translation>同时显示此模组不支持的指令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>指令树</translation>
    </message>
    <message>
        <source>Enter puts the command into the form, Ctrl+D makes it a favourite</source>
        <translation>Enter 填入表单，Ctrl+D 加入收藏</translation>
    </message>
    <message>
        <source>Reading the commands …</source>
        <translation>正在读取指令库 …</translation>
    </message>
    <message>
        <source>No command matches. Escape clears the filter.</source>
        <translation>没有匹配的指令，按 Esc 清除过滤。</translation>
    </message>
    <message>
        <source>This module has no commands.</source>
        <translation>此模组没有可用的指令。</translation>
    </message>
    <message>
        <source>Put into the form</source>
        <translation>填入表单</translation>
    </message>
    <message>
        <source>Remove from the favourites</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation>加入收藏</translation>
    </message>
</context>
<context>
    <name>atscope::views::CompletionPopup</name>
    <message>
        <source>default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>always this</source>
        <translation>固定为此值</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前时间</translation>
    </message>
    <message>
        <source>reserved, does nothing</source>
        <translation>保留，不起作用</translation>
    </message>
    <message>
        <source>test: what is possible</source>
        <translation>测试：查看取值范围</translation>
    </message>
    <message>
        <source>read: what is set</source>
        <translation>查询：查看当前设置</translation>
    </message>
    <message>
        <source>set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Completions</source>
        <translation>补全列表</translation>
    </message>
    <message>
        <source>Enter or Tab: take it · Esc: close</source>
        <translation>Enter 或 Tab：采用 · Esc：关闭</translation>
    </message>
    <message>
        <source>Tab: take it · ↓: choose · Enter: send</source>
        <translation>Tab：采用 · ↓：选择 · Enter：发送</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议值</translation>
    </message>
</context>
<context>
    <name>atscope::views::Composer</name>
    <message>
        <source>Command line</source>
        <translation>指令行</translation>
    </message>
    <message>
        <source>Enter sends, Ctrl+Space completes, Alt+Enter repairs</source>
        <translation>Enter 发送，Ctrl+Space 补全，Alt+Enter 一键修正</translation>
    </message>
    <message>
        <source>Command line editor</source>
        <translation>指令编辑框</translation>
    </message>
    <message numerus="yes">
        <source>Send %n lines</source>
        <translation>
            <numerusform>发送 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send (Enter); without waiting for the answer of what runs: Ctrl+Enter</source>
        <translation>发送 (Enter)；不等待当前指令的响应，直接发送：Ctrl+Enter</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Type a command; Ctrl+Space lists them, ↑ brings back what was sent</source>
        <translation>请输入指令；Ctrl+Space 列出可用指令，↑ 调出已发送的指令</translation>
    </message>
    <message>
        <source>Nothing was pasted: %1 are too long for a line (at most %2)</source>
        <translation>未粘贴：单行长度 %1 超限（最多 %2）</translation>
    </message>
    <message>
        <source>Nothing was pasted: %1 are too much for this field (at most %2); send it as a file</source>
        <translation>未粘贴：内容共 %1，超出编辑框上限（最多 %2），请作为文件发送</translation>
    </message>
    <message numerus="yes">
        <source>Pasted without %n NUL bytes: a command line cannot hold them</source>
        <translation>
            <numerusform>粘贴时去掉了 %n 个 NUL 字节：指令行中不能有 NUL</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>发送(&amp;S)</translation>
    </message>
    <message>
        <source>A command line can be repeated, bytes cannot: leave the hexadecimal mode</source>
        <translation>只能重复发送指令行，不能重复发送字节：请先退出十六进制模式</translation>
    </message>
    <message>
        <source>Write the line that is to be repeated first</source>
        <translation>请先输入要重复发送的指令行</translation>
    </message>
    <message>
        <source>Write &amp;hexadecimal</source>
        <translation>十六进制输入(&amp;H)</translation>
    </message>
    <message>
        <source>Bytes instead of a line; exactly these go out</source>
        <translation>输入字节而不是指令行，原样发出</translation>
    </message>
    <message>
        <source>Send a &amp;file …</source>
        <translation>发送文件(&amp;F)…</translation>
    </message>
    <message>
        <source>As it is or line by line; a file can be dropped here as well</source>
        <translation>按原样发送或逐行发送；也可以把文件拖放到这里</translation>
    </message>
    <message>
        <source>&amp;Repeat the line …</source>
        <translation>重复发送该行(&amp;R)…</translation>
    </message>
    <message>
        <source>Again and again, each time waiting for the answer</source>
        <translation>反复发送，每次都等待响应</translation>
    </message>
    <message>
        <source>Send a &amp;break</source>
        <translation>发送 break 信号(&amp;B)</translation>
    </message>
    <message>
        <source>Send a &amp;break (no port is open)</source>
        <translation>发送 break 信号(&amp;B)（未打开串口）</translation>
    </message>
    <message>
        <source>Send a &amp;break (this port is no serial line: a pty or TCP has none)</source>
        <translation>发送 break 信号(&amp;B)（此端口不是串口线路：pty 和 TCP 没有 break）</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>More ways to send</source>
        <translation>更多发送方式</translation>
    </message>
    <message>
        <source>Hexadecimal, a file, again and again, a break</source>
        <translation>十六进制、文件、重复发送、break 信号</translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>One file at a time: %1 is taken</source>
        <translation>一次只能发送一个文件，已选用 %1</translation>
    </message>
</context>
<context>
    <name>atscope::views::ConnectionBar</name>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>device, tcp://host:port, virtual:module</source>
        <translation>设备名、tcp://HOST:PORT、virtual:MODULE</translation>
    </message>
    <message>
        <source>Baud rate</source>
        <translation>波特率</translation>
    </message>
    <message>
        <source>Line settings</source>
        <translation>线路设置</translation>
    </message>
    <message>
        <source>Data bits, parity, stop bits, flow control, line end</source>
        <translation>数据位、校验位、停止位、流控、行结束符</translation>
    </message>
    <message>
        <source>Set DTR</source>
        <translation>设置 DTR</translation>
    </message>
    <message>
        <source>Set RTS</source>
        <translation>设置 RTS</translation>
    </message>
    <message>
        <source>&amp;Module</source>
        <translation>模组(&amp;M)</translation>
    </message>
    <message>
        <source>Module profile</source>
        <translation>模组配置档</translation>
    </message>
    <message>
        <source>virtual %1</source>
        <translation>虚拟模组 %1</translation>
    </message>
    <message>
        <source>No port is open. Choose one above and connect (F5).</source>
        <translation>尚未打开端口，请在上方选择端口并打开 (F5)。</translation>
    </message>
    <message>
        <source>This is a recording. Connect to a port to send.</source>
        <translation>这是录制文件，打开串口后才能发送。</translation>
    </message>
    <message>
        <source>The port is being opened.</source>
        <translation>正在打开端口。</translation>
    </message>
    <message>
        <source>The port is gone. ATscope opens it again as soon as it is back.</source>
        <translation>端口已断开，恢复后 ATscope 会自动重新打开。</translation>
    </message>
    <message>
        <source>The port is closed. Connect with F5.</source>
        <translation>端口已关闭，按 F5 打开。</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Port is gone</source>
        <translation>端口已断开</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制文件</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>打开串口</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>关闭串口</translation>
    </message>
    <message>
        <source>Connect or disconnect (F5)</source>
        <translation>打开或关闭串口 (F5)</translation>
    </message>
    <message>
        <source>Data bits</source>
        <translation>数据位</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>校验位</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>偶校验 (Even)</translation>
    </message>
    <message>
        <source>Odd</source>
        <translation>奇校验 (Odd)</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标志 (Mark)</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格 (Space)</translation>
    </message>
    <message>
        <source>Stop bits</source>
        <translation>停止位</translation>
    </message>
    <message>
        <source>Flow control</source>
        <translation>流控</translation>
    </message>
    <message>
        <source>Line end</source>
        <translation>行结束符</translation>
    </message>
    <message>
        <source>The module&apos;s</source>
        <translation>随模组</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Detected from the traffic; all families until then</source>
        <translation>根据数据流自动识别；识别之前使用全部指令族</translation>
    </message>
    <message>
        <source>no serial port found</source>
        <translation>未找到串口</translation>
    </message>
    <message>
        <source>This recording holds nothing that can be shown.</source>
        <translation>此录制文件中没有可显示的内容。</translation>
    </message>
    <message>
        <source>Connected and listening. Nothing was received yet.
Type a command below. If nothing comes back, or only garbage, the baud rate may be wrong: disconnect, and let “Find the baud rate” in the menu of the line settings look for it.</source>
        <translation>已连接，正在监听，尚未收到任何内容。
可在下方输入指令。如果没有响应或只有乱码，可能是波特率不对：请关闭串口，用线路设置菜单中的“查找波特率”来查找。</translation>
    </message>
    <message>
        <source>Putting back …</source>
        <translation>正在恢复 …</translation>
    </message>
    <message>
        <source>Find the baud rate (disconnect first)</source>
        <translation>查找波特率（请先关闭串口）</translation>
    </message>
    <message>
        <source>Find the baud rate</source>
        <translation>查找波特率</translation>
    </message>
    <message>
        <source>Connected and listening. Nothing was received yet.
Type a command below.</source>
        <translation>已连接，正在监听，尚未收到任何数据。
请在下方输入指令。</translation>
    </message>
</context>
<context>
    <name>atscope::views::EventList</name>
    <message>
        <source>Show secrets</source>
        <translation>显示敏感信息</translation>
    </message>
    <message>
        <source>Keys and passwords are masked here until you want to see them</source>
        <translation>密钥和密码默认隐藏，选中后显示</translation>
    </message>
</context>
<context>
    <name>atscope::views::EventNotes</name>
    <message>
        <source>Control lines: all off</source>
        <translation>控制线：全部无效</translation>
    </message>
    <message>
        <source>Control lines on: %1</source>
        <translation>控制线有效：%1</translation>
    </message>
    <message>
        <source>No final result code in time</source>
        <translation>超时未收到最终结果码</translation>
    </message>
    <message>
        <source>Ended by silence</source>
        <translation>无后续数据，视为结束</translation>
    </message>
    <message>
        <source>No final result code: the answer of a later command came</source>
        <translation>没有最终结果码：已收到后一条指令的响应</translation>
    </message>
    <message>
        <source>No asynchronous result in time</source>
        <translation>超时未收到异步结果</translation>
    </message>
    <message>
        <source>Framing error: is the baud rate right?</source>
        <translation>帧错误：请检查波特率是否正确</translation>
    </message>
    <message>
        <source>Parity error</source>
        <translation>奇偶校验错误</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>break 信号</translation>
    </message>
    <message>
        <source>Overflow in the driver</source>
        <translation>驱动程序缓冲区溢出</translation>
    </message>
    <message>
        <source>Gap: %1 bytes were lost here</source>
        <translation>数据缺口：此处丢失 %1 字节</translation>
    </message>
    <message>
        <source>Gap: bytes were lost here, how many is not known</source>
        <translation>数据缺口：此处有字节丢失，数量未知</translation>
    </message>
    <message>
        <source>Recognised: %1</source>
        <translation>已识别模组：%1</translation>
    </message>
    <message>
        <source>Read as %1</source>
        <translation>按 %1 解析</translation>
    </message>
    <message>
        <source>Dialect %1</source>
        <translation>方言 %1</translation>
    </message>
    <message>
        <source>Port opened again</source>
        <translation>端口已重新打开</translation>
    </message>
    <message>
        <source>Cancelled by the user</source>
        <translation>已由用户取消</translation>
    </message>
    <message>
        <source>Line settings %1</source>
        <translation>线路设置 %1</translation>
    </message>
    <message>
        <source>The clock of this computer was set by %1</source>
        <translation>本机时钟被调整了 %1</translation>
    </message>
    <message>
        <source>Bookmark: %1</source>
        <translation>书签：%1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时后才到</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>重复的请求</translation>
    </message>
    <message>
        <source>damaged echo</source>
        <translation>回显有误码</translation>
    </message>
    <message>
        <source>no line end</source>
        <translation>缺少行结束符</translation>
    </message>
    <message>
        <source>piece of a longer line</source>
        <translation>超长行的一段</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回显</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Final result code</source>
        <translation>最终结果码</translation>
    </message>
    <message>
        <source>URC</source>
        <translation>主动上报 (URC)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示符</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>数据内容</translation>
    </message>
    <message>
        <source>Unexplained bytes</source>
        <translation>无法解析的字节</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>数据缺口</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>End of the session</source>
        <translation>会话结束</translation>
    </message>
    <message>
        <source>Back in step with the module</source>
        <translation>已与模组重新同步</translation>
    </message>
    <message>
        <source>Power off</source>
        <translation>断电</translation>
    </message>
    <message>
        <source>Power on</source>
        <translation>上电</translation>
    </message>
    <message>
        <source>answer without a command</source>
        <translation>没有对应的指令</translation>
    </message>
    <message>
        <source>result code without a command</source>
        <translation>没有待响应的指令</translation>
    </message>
    <message>
        <source>length differs from the announced count</source>
        <translation>长度与声明的数量不符</translation>
    </message>
    <message>
        <source>Sending %1 as it is: %2</source>
        <translation>按原样发送 %1：%2</translation>
    </message>
    <message>
        <source>Cut short: %1 were not sent</source>
        <translation>提前结束：%1 未发送</translation>
    </message>
    <message>
        <source>Break of %1 sent</source>
        <translation>已发送 %1 的 break 信号</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Identify: error codes on</source>
        <translation>识别：打开错误码</translation>
    </message>
    <message>
        <source>put back by ATscope</source>
        <translation>ATscope 恢复原值</translation>
    </message>
    <message>
        <source>ATscope, to get back in step</source>
        <translation>ATscope 重新同步</translation>
    </message>
    <message>
        <source>responder</source>
        <translation>自动应答</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>workflow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>heartbeat</source>
        <translation>心跳</translation>
    </message>
    <message>
        <source>Part %1 of the recording begins</source>
        <translation>录制文件的第 %1 部分由此开始</translation>
    </message>
    <message>
        <source>The recording goes on in part %1</source>
        <translation>录制在第 %1 部分中继续</translation>
    </message>
    <message>
        <source>The recording is damaged here: %1 of the file cannot be read</source>
        <translation>录制文件在此处损坏：文件中有 %1 无法读取</translation>
    </message>
    <message>
        <source>Port closed or gone: %1</source>
        <translation>端口已关闭或断开：%1</translation>
    </message>
    <message>
        <source>An unfinished block at the file&apos;s end was cut off: %1</source>
        <translation>已截去文件末尾未写完的数据块：%1</translation>
    </message>
    <message>
        <source>Gap: the driver had no room for %1 bytes, somewhere near here</source>
        <translation>数据缺口：驱动缓冲区溢出，此处附近丢失 %1 字节</translation>
    </message>
</context>
<context>
    <name>atscope::views::EyeButton</name>
    <message>
        <source>Hide the secret</source>
        <translation>隐藏敏感信息</translation>
    </message>
    <message>
        <source>Show the secret</source>
        <translation>显示敏感信息</translation>
    </message>
</context>
<context>
    <name>atscope::views::FieldEditor</name>
    <message>
        <source>Now</source>
        <translation>当前时间</translation>
    </message>
    <message>
        <source>Put the time of this computer in</source>
        <translation>填入本机时间</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>当前时间：%1</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Take the content of a file</source>
        <translation>读取文件内容</translation>
    </message>
    <message>
        <source>From a file: %1</source>
        <translation>从文件读取：%1</translation>
    </message>
    <message>
        <source>&quot;&quot; (an empty text)</source>
        <translation>&quot;&quot;（空文本）</translation>
    </message>
    <message>
        <source>%1/%2 B</source>
        <translation>%1/%2 B</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>Empty text (&quot;&quot;)</source>
        <translation>空文本 (&quot;&quot;)</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>不填写</translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation>选择 %1 的内容文件</translation>
    </message>
</context>
<context>
    <name>atscope::views::FileQuestion</name>
    <message numerus="yes">
        <source>%n command lines</source>
        <translation>
            <numerusform>%n 行指令</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty lines and remarks are left out</source>
        <translation>
            <numerusform>已略去 %n 行空行和备注</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause after</source>
        <translation>发送后暂停：</translation>
    </message>
    <message>
        <source>Pause between lines</source>
        <translation>行间暂停</translation>
    </message>
    <message numerus="yes">
        <source>%n lines have problems</source>
        <translation>
            <numerusform>%n 行有问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines are destructive or costly</source>
        <translation>
            <numerusform>%n 行有破坏性或会产生费用</numerusform>
        </translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>line %1: %2 — %3</source>
        <translation>第 %1 行：%2 — %3</translation>
    </message>
    <message>
        <source>line by line, each waits for its answer</source>
        <translation>逐行发送，每行等待响应</translation>
    </message>
    <message>
        <source>as it is, byte for byte</source>
        <translation>按原样逐字节发送</translation>
    </message>
    <message>
        <source>How the file is sent</source>
        <translation>文件的发送方式</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不暂停</translation>
    </message>
    <message>
        <source>each line</source>
        <translation>每行</translation>
    </message>
    <message>
        <source>each 1024 bytes</source>
        <translation>每 1024 字节</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>Pause in milliseconds</source>
        <translation>暂停的毫秒数</translation>
    </message>
    <message>
        <source>Stop at the first failure</source>
        <translation>遇到失败即停止</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show the lines and what is wrong with them</source>
        <translation>显示这些行及其问题</translation>
    </message>
    <message>
        <source>Lines with problems</source>
        <translation>有问题的行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>atscope::views::FlagsEditor</name>
    <message>
        <source>bit %1  %2</source>
        <translation>位 %1  %2</translation>
    </message>
    <message>
        <source>%1, bit %2: %3</source>
        <translation>%1，位 %2：%3</translation>
    </message>
</context>
<context>
    <name>atscope::views::FormHeader</name>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Execute</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>The setting survives power-off.</source>
        <translation>该设置掉电保存。</translation>
    </message>
    <message>
        <source>Manual: %1 %2</source>
        <translation>手册：%1 %2</translation>
    </message>
    <message>
        <source>From your own catalog folder: %1</source>
        <translation>来自自定义指令库文件夹：%1</translation>
    </message>
    <message>
        <source>Destructive</source>
        <translation>破坏性操作</translation>
    </message>
    <message>
        <source>Costly</source>
        <translation>慎用</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Form: %1</source>
        <translation>指令形式：%1</translation>
    </message>
    <message>
        <source>Alternative: %1</source>
        <translation>备选形式：%1</translation>
    </message>
    <message>
        <source>less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>more</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Less help</source>
        <translation>收起说明</translation>
    </message>
    <message>
        <source>More help</source>
        <translation>展开说明</translation>
    </message>
</context>
<context>
    <name>atscope::views::FormView</name>
    <message>
        <source>The module takes %1 when it is left out.</source>
        <translation>不填时模组按 %1 处理。</translation>
    </message>
    <message>
        <source>%1 when left out</source>
        <translation>不填时为 %1</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Must be left out: %1</source>
        <translation>此处不能填写：%1</translation>
    </message>
    <message>
        <source>Hide fixed parameters</source>
        <translation>隐藏固定参数</translation>
    </message>
    <message>
        <source>Show fixed parameters</source>
        <translation>显示固定参数</translation>
    </message>
    <message>
        <source>Choose a command in the tree, or write one: its parameters appear here.</source>
        <translation>在指令树中选择指令，或直接输入，其参数会显示在这里。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the line, with its secrets</source>
        <translation>复制指令行（包含敏感信息）</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>复制指令行</translation>
    </message>
    <message>
        <source>Parameters that can have one value only</source>
        <translation>只有一个可用值的参数</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>The parameters of the command line</source>
        <translation>指令行的参数</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send anyway…</source>
        <translation>仍要发送…</translation>
    </message>
    <message>
        <source>There is no line yet</source>
        <translation>还没有指令行</translation>
    </message>
    <message>
        <source>The line has errors</source>
        <translation>指令行有错误</translation>
    </message>
    <message>
        <source>Must be left out here.</source>
        <translation>此处必须省略。</translation>
    </message>
</context>
<context>
    <name>atscope::views::HexEditor</name>
    <message>
        <source>%1, hexadecimal</source>
        <translation>%1，十六进制</translation>
    </message>
    <message>
        <source>Hexadecimal digits, two a byte</source>
        <translation>十六进制字符，每字节两个</translation>
    </message>
    <message>
        <source>%1, as text</source>
        <translation>%1，文本</translation>
    </message>
    <message>
        <source>The same bytes as UTF-8 text</source>
        <translation>以 UTF-8 文本显示相同的字节</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Take the bytes of a file</source>
        <translation>读取文件的字节</translation>
    </message>
    <message>
        <source>From a file: %1</source>
        <translation>从文件读取：%1</translation>
    </message>
    <message>
        <source>as text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>(no whole bytes)</source>
        <translation>（不足整字节）</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>, %1 of at most %2 digits</source>
        <translation>，%1 个字符（最多 %2 个）</translation>
    </message>
    <message>
        <source>, %1 digits</source>
        <translation>，%1 个字符</translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation>选择 %1 的内容文件</translation>
    </message>
</context>
<context>
    <name>atscope::views::HexInput</name>
    <message>
        <source>Bytes in hexadecimal: 41 54 0D, 0x41,0x54 or 41540D; exactly these go out</source>
        <translation>十六进制字节：41 54 0D、0x41,0x54 或 41540D，原样发出</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>Bytes in hexadecimal</source>
        <translation>十六进制字节</translation>
    </message>
    <message>
        <source>Enter sends, Ctrl+Enter sends without waiting</source>
        <translation>Enter 发送，Ctrl+Enter 不等待直接发送</translation>
    </message>
    <message>
        <source>no line end</source>
        <translation>不加换行</translation>
    </message>
    <message>
        <source>Line end behind the bytes</source>
        <translation>字节之后的换行符</translation>
    </message>
</context>
<context>
    <name>atscope::views::HexView</name>
    <message>
        <source>Bytes</source>
        <translation>字节视图</translation>
    </message>
    <message>
        <source>Position 0x%1 (%2)</source>
        <translation>位置 0x%1 (%2)</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>selected: %1 B</source>
        <translation>已选择：%1 B</translation>
    </message>
</context>
<context>
    <name>atscope::views::IdentifyButton</name>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>Identifying …</source>
        <translation>正在识别 …</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>已更改 %1 项</translation>
    </message>
    <message>
        <source>Ask the module who it is: manufacturer, model, firmware, IMEI, SIM card. Its error codes are switched on, after their old value was read.</source>
        <translation>询问模组的身份：厂商、型号、固件、IMEI、SIM 卡。读取错误码的原设置后，会打开错误码。</translation>
    </message>
    <message>
        <source>Changed in the module: %1. The menu puts it back.</source>
        <translation>模组中已更改：%1。可从菜单恢复。</translation>
    </message>
    <message>
        <source>Identify. Changed in the module: %1</source>
        <translation>识别。模组中已更改：%1</translation>
    </message>
    <message>
        <source>When this port opens</source>
        <translation>此端口打开时识别</translation>
    </message>
    <message>
        <source>When this port opens (%1)</source>
        <translation>此端口打开时识别（%1）</translation>
    </message>
    <message>
        <source>Remembered for this device, whatever socket it is plugged into</source>
        <translation>按设备记住，与插在哪个接口无关</translation>
    </message>
    <message>
        <source>Nothing is changed in the module</source>
        <translation>模组中没有更改</translation>
    </message>
    <message>
        <source>Changed in the module: %1</source>
        <translation>模组中已更改：%1</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复原值</translation>
    </message>
    <message>
        <source>Put back before disconnecting</source>
        <translation>关闭串口前恢复原值</translation>
    </message>
</context>
<context>
    <name>atscope::views::JobPanel</name>
    <message>
        <source>Sending %1 as it is</source>
        <translation>正在按原样发送 %1</translation>
    </message>
    <message>
        <source>Sending lines</source>
        <translation>正在逐行发送</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>正在发送 %1</translation>
    </message>
    <message>
        <source>%1 every %2</source>
        <translation>每 %2 发送 %1</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>the port takes nothing: its flow control, or the other side, holds it up</source>
        <translation>端口不接收数据：被流控或对端阻塞</translation>
    </message>
    <message>
        <source>sent %1</source>
        <translation>已发送 %1 次</translation>
    </message>
    <message>
        <source>✓ %1 ok</source>
        <translation>✓ 成功 %1</translation>
    </message>
    <message>
        <source>✗ %1 failed</source>
        <translation>✗ 失败 %1</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>约剩 %1</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The lines</source>
        <translation>指令行</translation>
    </message>
    <message>
        <source>%1 was sent</source>
        <translation>%1 已发送</translation>
    </message>
    <message>
        <source>%1: all sent</source>
        <translation>%1：全部发送完毕</translation>
    </message>
    <message>
        <source>%1: stopped</source>
        <translation>%1：已停止</translation>
    </message>
    <message>
        <source>%1: cancelled</source>
        <translation>%1：已取消</translation>
    </message>
    <message>
        <source>%1: stopped at a failure</source>
        <translation>%1：遇到失败，已停止</translation>
    </message>
    <message>
        <source>%1: stopped, the port was closed</source>
        <translation>%1：端口已关闭，发送停止</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>响应超时</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>the module asked for data, and a line has none</source>
        <translation>模组要求输入数据，而指令行不带数据</translation>
    </message>
    <message>
        <source>Failed last: line %1, %2: %3</source>
        <translation>最近一次失败：第 %1 行，%2：%3</translation>
    </message>
    <message>
        <source>Failed last: %1</source>
        <translation>最近一次失败：%1</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>What is under way ends first</source>
        <translation>正在进行的一项先结束</translation>
    </message>
</context>
<context>
    <name>atscope::views::JsonEditor</name>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Take the content of a file</source>
        <translation>读取文件内容</translation>
    </message>
    <message>
        <source>From a file: %1</source>
        <translation>从文件读取：%1</translation>
    </message>
    <message>
        <source>It holds a secret: open the eye to read and edit it</source>
        <translation>含有敏感信息，点击眼睛图标后可查看和编辑</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1/%2 B</source>
        <translation>%1/%2 B</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation>选择 %1 的内容文件</translation>
    </message>
</context>
<context>
    <name>atscope::views::LinePreview</name>
    <message>
        <source>Command line</source>
        <translation>指令行</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>将要发送的内容</translation>
    </message>
</context>
<context>
    <name>atscope::views::LiteralEditor</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>atscope::views::LogView</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>atscope::views::MessageBar</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>复制此消息</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>atscope::views::NextBar</name>
    <message>
        <source>Back to it</source>
        <translation>返回该行</translation>
    </message>
    <message>
        <source>Write this line again now, without waiting for the one before it</source>
        <translation>不等前一行完成，立即回到此行</translation>
    </message>
    <message>
        <source>Forget what waits</source>
        <translation>放弃等待的行</translation>
    </message>
    <message>
        <source>Then: %1</source>
        <translation>随后：%1</translation>
    </message>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation>
            <numerusform>（还有 %n 行）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atscope::views::ObjectStrip</name>
    <message>
        <source>Save content</source>
        <translation>保存内容</translation>
    </message>
    <message>
        <source>Show content</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>What its parts make together: headers, body or values, unpacked</source>
        <translation>各分包拼接并解压后的结果：头部、内容或数值</translation>
    </message>
    <message>
        <source>Save content…</source>
        <translation>保存内容…</translation>
    </message>
    <message>
        <source>Writes the body to a file</source>
        <translation>将内容写入文件</translation>
    </message>
    <message>
        <source>Content of the object</source>
        <translation>对象内容</translation>
    </message>
    <message>
        <source>Object that the event is part of</source>
        <translation>该事件所属的对象</translation>
    </message>
</context>
<context>
    <name>atscope::views::PaletteModel</name>
    <message>
        <source>Not possible now</source>
        <translation>当前不可用</translation>
    </message>
    <message>
        <source>command</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>action</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>atscope::views::ParameterRow</name>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>always %1</source>
        <translation>固定为 %1</translation>
    </message>
    <message>
        <source> (reserved)</source>
        <translation> (保留)</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>填入 %1</translation>
    </message>
    <message>
        <source>What fits the session so far: %1</source>
        <translation>与当前会话相符的值：%1</translation>
    </message>
    <message>
        <source>What fits the rest of the line: %1</source>
        <translation>与本行其余内容相符的值：%1</translation>
    </message>
    <message>
        <source>What is usual: %1</source>
        <translation>常用值：%1</translation>
    </message>
</context>
<context>
    <name>atscope::views::PasteBar</name>
    <message numerus="yes">
        <source>%n lines pasted</source>
        <translation>
            <numerusform>已粘贴 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines, one command each</source>
        <translation>
            <numerusform>%n 行，每行一条指令</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines put aside</source>
        <translation>
            <numerusform>已暂存 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Send one by one</source>
        <translation>逐条发送</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>atscope::views::PayloadFile</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is too long: %2 bytes, at most %3 fit here</source>
        <translation>%1 过长：共 %2 字节，此处最多 %3 字节</translation>
    </message>
    <message>
        <source>%1 has ends of lines or zero bytes in it: a command line cannot carry them</source>
        <translation>%1 含有换行符或零字节，不能放入指令行</translation>
    </message>
</context>
<context>
    <name>atscope::views::PortHelp</name>
    <message>
        <source>Connect to %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Opens it and listens; with the line settings above</source>
        <translation>按上方的线路设置打开并监听</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Nothing is open yet.</source>
        <translation>尚未打开任何端口。</translation>
    </message>
    <message>
        <source>Choose a port above and press F5: ATscope listens, and sends nothing that you did not ask for.</source>
        <translation>在上方选择端口并按 F5：ATscope 只监听，不会发送您未要求的内容。</translation>
    </message>
    <message>
        <source>Looking for serial ports …</source>
        <translation>正在查找串口 …</translation>
    </message>
    <message>
        <source>No serial port was found: nothing is plugged in, or the system has no driver for it. Plug in the module or its USB adapter with a cable that carries data, not only power, and switch the module on: it appears here by itself. In a virtual machine or a container hand the USB device through to it. A port that is not listed can be typed above (/dev/…, COM5, tcp://host:port).</source>
        <translation>未找到串口：没有插入设备，或系统缺少驱动程序。请用能传输数据（而不只是供电）的连接线插入模组或 USB 转串口适配器，并给模组上电，端口会自动出现在这里。在虚拟机或容器中，需要先将 USB 设备映射进去。未列出的端口可在上方直接输入（/dev/…、COM5、tcp://host:port）。</translation>
    </message>
    <message>
        <source>Without hardware: a virtual module runs inside ATscope and answers like a real one.</source>
        <translation>没有硬件时：虚拟模组在 ATscope 内运行，像真实模组一样响应。</translation>
    </message>
    <message>
        <source>Connect to the virtual %1</source>
        <translation>打开虚拟 %1</translation>
    </message>
    <message>
        <source>virtual:%1</source>
        <translation>virtual:%1</translation>
    </message>
    <message>
        <source>A recording opens with Ctrl+O.</source>
        <translation>按 Ctrl+O 打开录制文件。</translation>
    </message>
    <message>
        <source>Open a recording …</source>
        <translation>打开录制文件 …</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>This build leaves out:</source>
        <translation>本构建不包含：</translation>
    </message>
</context>
<context>
    <name>atscope::views::PortWords</name>
    <message>
        <source>no permission</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>driver missing</source>
        <translation>缺少驱动程序</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>被占用</translation>
    </message>
    <message>
        <source>in use by %1</source>
        <translation>被 %1 占用</translation>
    </message>
</context>
<context>
    <name>atscope::views::ProblemList</name>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Manual: %1</source>
        <translation>手册：%1</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>一键修正</translation>
    </message>
    <message>
        <source>Repair the line</source>
        <translation>修正指令行</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>一键修正：%1</translation>
    </message>
    <message>
        <source>Writes that line first; this one waits and comes back when it is done</source>
        <translation>先写该行；当前行保留，待其完成后自动恢复</translation>
    </message>
</context>
<context>
    <name>atscope::views::ProblemStrip</name>
    <message>
        <source>Warning:</source>
        <translation>警告：</translation>
    </message>
    <message>
        <source>Error:</source>
        <translation>错误：</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>一键修正</translation>
    </message>
    <message>
        <source>Puts this line in (Alt+Enter):
%1</source>
        <translation>替换为此行 (Alt+Enter)：
%1</translation>
    </message>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation>
            <numerusform>（还有 %n 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>修正方式…</translation>
    </message>
    <message>
        <source>Ways to repair it (Alt+Enter):
%1</source>
        <translation>修正方式（Alt+Enter）：
%1</translation>
    </message>
    <message>
        <source>Writes that line first; this one waits and comes back when it is done (Alt+Enter)</source>
        <translation>先写该行；当前行保留，待其完成后自动恢复（Alt+Enter）</translation>
    </message>
</context>
<context>
    <name>atscope::views::QuestionBar</name>
    <message>
        <source>Errors in the line: %1.</source>
        <translation>指令行有 %1 处错误。</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>不发送</translation>
    </message>
</context>
<context>
    <name>atscope::views::RepeatQuestion</name>
    <message>
        <source>Repeat %1</source>
        <translation>重复发送 %1</translation>
    </message>
    <message>
        <source>Errors in the line: %1.</source>
        <translation>指令行中有 %1 处错误。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Repeat anyway</source>
        <translation>仍然重复发送</translation>
    </message>
    <message>
        <source>every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>Milliseconds from one sending to the next</source>
        <translation>两次发送之间的毫秒数</translation>
    </message>
    <message>
        <source>The next one never goes out before the one before has its answer</source>
        <translation>前一次得到响应之前，不会发送下一次</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>直到停止</translation>
    </message>
    <message>
        <source> times</source>
        <translation> 次</translation>
    </message>
    <message>
        <source>How many times; 0: until it is stopped</source>
        <translation>发送次数；0 表示直到停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>atscope::views::SendBar</name>
    <message>
        <source>Something is being sent on this port already: cancel it first, or wait until it is over.</source>
        <translation>此端口上已有内容正在发送：请先取消，或等待其结束。</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Reading %1 …</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>atscope::views::SettingsPage</name>
    <message>
        <source>Recordings: %1, %2. The oldest ones go first; those with a bookmark stay.</source>
        <translation>共 %1 个录制文件，%2。超出上限时先删除最旧的，带书签的始终保留。</translation>
    </message>
    <message>
        <source>They lie in %1 and hold secrets: only you can read that folder.</source>
        <translation>保存在 %1，其中含有敏感信息，只有当前用户可以读取该文件夹。</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Text si&amp;ze</source>
        <translation>文字大小(&amp;Z)</translation>
    </message>
    <message>
        <source>Keep recordings up to</source>
        <translation>录制文件最多占用</translation>
    </message>
    <message>
        <source>Keep recordings for</source>
        <translation>录制文件保留时间</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Identify the module, and switch its error codes on, when the port of one of these opens. Other ports only listen; the menu of Identify adds one.</source>
        <translation>下列设备的端口打开时识别模组并打开错误码。其他端口只监听；可在“识别”菜单中添加。</translation>
    </message>
    <message>
        <source>Put changed settings back before disconnecting</source>
        <translation>关闭串口前恢复模组中被更改的设置</translation>
    </message>
    <message>
        <source>This build leaves out:</source>
        <translation>本构建不包含：</translation>
    </message>
    <message>
        <source>New file of a recording after</source>
        <translation>录制文件超过此大小后另起新文件</translation>
    </message>
    <message>
        <source>A recording that grows larger goes on in another file; each of them opens alone. Counts from the next connection on.</source>
        <translation>录制超过此大小后在另一个文件中继续，每个文件都可单独打开。从下次连接起生效。</translation>
    </message>
</context>
<context>
    <name>atscope::views::TableEditor</name>
    <message>
        <source>Insert adds a row, Ctrl+Delete removes it, Alt+Up and Alt+Down move it, several lines are pasted as rows</source>
        <translation>Insert 添加一行，Ctrl+Delete 删除该行，Alt+↑ 和 Alt+↓ 移动该行；粘贴多行文本时，每行文本成为一行</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前时间</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>添加一行</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>删除该行</translation>
    </message>
    <message>
        <source>Move the row up</source>
        <translation>上移该行</translation>
    </message>
    <message>
        <source>Move the row down</source>
        <translation>下移该行</translation>
    </message>
    <message>
        <source>Put the time of this computer into the row</source>
        <translation>在该行填入本机时间</translation>
    </message>
    <message>
        <source>Records: %1</source>
        <translation>记录：%1</translation>
    </message>
    <message>
        <source>Entries: %1</source>
        <translation>条目：%1</translation>
    </message>
    <message>
        <source>%1 separates the values: it cannot stand inside one</source>
        <translation>%1 是分隔符，不能出现在值中</translation>
    </message>
</context>
<context>
    <name>atscope::views::TerminalRows</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>After</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>This event cannot be read: the recording was removed or cut.</source>
        <translation>无法读取该事件：录制文件已被删除或截断。</translation>
    </message>
    <message>
        <source>  … %1 in all</source>
        <translation>  … 共 %1</translation>
    </message>
</context>
<context>
    <name>atscope::views::TerminalView</name>
    <message>
        <source>Decoded</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>How lines are shown; the recording is the same</source>
        <translation>各行的显示方式，不影响录制文件</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Encoding of the text, also of what is already shown</source>
        <translation>文本编码，对已显示的内容同样生效</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回显</translation>
    </message>
    <message>
        <source>Show the module&apos;s echo of what was sent</source>
        <translation>显示模组对发送内容的回显</translation>
    </message>
    <message>
        <source>Key mode</source>
        <translation>按键模式</translation>
    </message>
    <message>
        <source>Every key goes out as it is typed, for boot loaders and prompts; Shift+Tab leaves</source>
        <translation>每次按键立即发送，用于 Bootloader 和提示符；Shift+Tab 离开</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest line in sight; lets go when you scroll up</source>
        <translation>始终显示最新一行；向上滚动时停止跟随</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>The picture stands still; nothing is lost</source>
        <translation>画面暂停，数据不会丢失</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Empty this view; the recording keeps everything</source>
        <translation>清空此视图，录制文件不受影响</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制文本</translation>
    </message>
    <message>
        <source>Copy with time stamps</source>
        <translation>带时间戳复制</translation>
    </message>
    <message>
        <source>Copy as hexadecimal</source>
        <translation>复制为十六进制</translation>
    </message>
    <message>
        <source>Put into the composer</source>
        <translation>填入指令编辑框</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Clear the view</source>
        <translation>清空视图</translation>
    </message>
</context>
<context>
    <name>atscope::views::TimelineRows</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>响应时延</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Asynchronous result</source>
        <translation>异步结果</translation>
    </message>
    <message>
        <source>URCs</source>
        <translation>URC</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>执行中</translation>
    </message>
    <message>
        <source>  +%1 lines</source>
        <translation>  另有 %1 行</translation>
    </message>
    <message>
        <source>No command was sent yet. Pick one from the tree, or type one below the terminal.</source>
        <translation>尚未发送指令。请从指令树中选择，或在终端下方输入。</translation>
    </message>
    <message>
        <source>Every command gets a row here: what was sent, what came back, and how long it took.</source>
        <translation>每条指令在此占一行：发送的内容、收到的响应和所用时间。</translation>
    </message>
</context>
<context>
    <name>atscope::views::TimelineView</name>
    <message>
        <source>What to try: %1</source>
        <translation>建议：%1</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>atscope::views::TipWindow</name>
    <message>
        <source>always %1</source>
        <translation>固定为 %1</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>默认值 %1</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Error:</source>
        <translation>错误：</translation>
    </message>
    <message>
        <source>Warning:</source>
        <translation>警告：</translation>
    </message>
    <message>
        <source>Alt+Enter puts this line in</source>
        <translation>Alt+Enter 替换为此行</translation>
    </message>
    <message>
        <source>Alt+Enter offers them</source>
        <translation>按 Alt+Enter 选择</translation>
    </message>
    <message>
        <source>Alt+Enter writes it; this line waits behind it</source>
        <translation>按 Alt+Enter 先写该行，当前行保留等待</translation>
    </message>
</context>
<context>
    <name>atscope::views::UrcLogView</name>
    <message>
        <source>All (%1)</source>
        <translation>全部 (%1)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>Which URCs are shown</source>
        <translation>选择要显示的 URC</translation>
    </message>
    <message>
        <source>URC log</source>
        <translation>主动上报日志</translation>
    </message>
</context>
<context>
    <name>atscope::views::UrcRows</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>URC</source>
        <translation>URC</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>What the module reports by itself (URCs) is listed here, decoded.</source>
        <translation>模组的主动上报 (URC) 解析后列在这里。</translation>
    </message>
</context>
</TS>
