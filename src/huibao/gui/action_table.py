"""Every action of the window, and which menu and toolbar it stands in, as data."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.gui.table_commands import COMMANDS


@dataclass(frozen=True, slots=True)
class Spec:
    """An action: menu text, icon, shortcuts (parted by blanks), what it does in a sentence, text on the toolbar."""

    name: str
    text: str
    icon: str = ""
    keys: str = ""
    tip: str = ""
    short: str = ""
    checkable: bool = False


SPECS = (
    Spec("new_from_clipboard", "从剪贴板的文字新建(&B)", "paste", "", "把别处复制的报告全文变成一份报告"),
    Spec("new", "新建…(&N)", "new", "Ctrl+N", "用模板新建一份报告", "新建"),
    Spec("open", "打开…(&O)", "open", "Ctrl+O", "打开汇报文件、Word 文档或文本", "打开"),
    Spec(
        "roll",
        "由去年的报告起草…(&Y)",
        "last-year",
        "Ctrl+Shift+N",
        "挑出去年的报告里要留、要改、要清的，生成今年的草稿",
    ),
    Spec("save", "保存(&S)", "save", "Ctrl+S", "保存这份报告", "保存"),
    Spec("save_as", "另存为…(&A)", "save-as", "Ctrl+Shift+S", "用另一个名称保存"),
    Spec("reopen", "用其他编码打开…(&D)", "", "", "文本文件成了乱码时，换一种编码再打开"),
    Spec("export_docx", "导出为 Word…(&W)", "export-word", "Ctrl+Shift+W", "写成 Word 文档（.docx）", "导出Word"),
    Spec("export_pdf", "导出为 PDF…(&P)", "export-pdf", "Ctrl+Shift+E", "写成 PDF，版面与打印的一样"),
    Spec("export_xlsx", "导出问题整改台账…(&L)", "export-xlsx", "", "把问题和措施写成表格（.xlsx）"),
    Spec("export_txt", "导出为纯文本…(&T)", "file", "", "写成纯文本（.txt）"),
    Spec("take_back", "取回修改…(&Q)", "review", "", "把别人在导出的 Word 文档里改的，逐处看过，取回到这份报告"),
    Spec("preview", "打印预览…(&V)", "print-preview", "Ctrl+Shift+V", "看看打印出来的样子", "预览"),
    Spec("print", "打印…(&P)", "print", "Ctrl+P", "打印这份报告", "打印"),
    Spec("new_window", "新窗口(&K)", "", "Ctrl+Shift+O", "再开一个窗口，几份报告可以并排看"),
    Spec("next_window", "下一个窗口(&N)", "", "Ctrl+F6", "转到下一个窗口"),
    Spec("close", "关闭报告(&C)", "", "Ctrl+W", "关闭这份报告；另有窗口开着时，连窗口一起关"),
    Spec("quit", "退出(&X)", "", "Ctrl+Q", "关闭全部窗口，没保存的逐份问"),
    Spec("undo", "撤销(&U)", "undo", "Ctrl+Z", "撤销上一步", "撤销"),
    Spec("redo", "重做(&R)", "redo", "Ctrl+Y Ctrl+Shift+Z", "重做撤销的一步", "重做"),
    Spec("history", "历史记录…(&Y)", "recent", "", "看做过的每一步，一次退回或重做几步"),
    Spec("cut", "剪切(&T)", "cut", "Ctrl+X", "剪切选中的文字"),
    Spec("copy", "复制(&C)", "copy", "Ctrl+C", "复制选中的文字"),
    Spec("paste", "粘贴(&P)", "paste", "Ctrl+V", "粘贴为干净的文字；剪贴板里是图片时插入图片"),
    Spec("select_all", "全选(&A)", "", "Ctrl+A", "选中全部文字"),
    Spec("bold", "加粗(&B)", "bold", "Ctrl+B", "加粗选中的文字"),
    Spec("italic", "倾斜(&I)", "italic", "Ctrl+I", "倾斜选中的文字"),
    Spec("underline", "下划线(&L)", "underline", "Ctrl+U", "给选中的文字加下划线"),
    Spec("find", "查找…(&F)", "find", "Ctrl+F", "在整份报告里查找", "查找"),
    Spec("replace", "查找和替换…(&E)", "replace", "Ctrl+H", "列出整份报告里所有的地方，先看再替换"),
    Spec("find_next", "查找下一处(&N)", "", "F3", "查找下一处"),
    Spec("find_previous", "查找上一处(&V)", "", "Shift+F3", "查找上一处"),
    Spec("add_entry", "加一条(&E)", "add", "Alt+Return", "在这里加一条问题或措施", "加一条"),
    Spec("add_heading", "加一个标题(&H)", "heading", "Alt+Shift+Return", "在这里加一个同级的标题"),
    Spec("page_break", "另起一页(&B)", "", "Ctrl+Return", "光标后面的内容从新的一页开始；再按一次取消"),
    Spec("insert_picture", "图片…(&P)", "picture", "", "插入图片文件"),
    Spec("paste_picture", "剪贴板里的图片(&C)", "", "", "插入剪贴板里的图片"),
    Spec("picture", "图片属性…(&R)", "", "", "光标所在图片的宽度和替代文字；题注直接写在图的下面"),
    Spec("insert_table", "表格…(&T)", "table", "", "插入表格"),
    Spec("wording", "常用语…(&W)", "", "F4", "从常用语里挑一句插入，【】里的内容按 Tab 键逐个填写"),
    Spec("keep_wording", "存为常用语…(&K)", "", "", "把选中的文字存为自己的常用语"),
    Spec("insert_date", "日期…(&D)", "calendar", "Ctrl+;", "从日历里选一天，按报告的写法写在光标处"),
    Spec("insert_attachment", "附件(&F)", "attachment", "", "在报告末尾加一个附件，附件说明随之更新"),
    Spec("comment", "批注…(&M)", "comment", "Ctrl+Alt+M", "给光标所在的地方或选中的文字写一条批注：不打印，不计字数"),
    *(Spec(f"table_{name}", text, tip=f"光标所在的表格：{text}") for name, text in COMMANDS if name),
    Spec("remove", "删除这一条(&D)", "remove", "Ctrl+Shift+Delete", "删除光标所在的一条或标题"),
    Spec("rename", "改标题(&M)", "", "F2", "在大纲里改写标题"),
    Spec("promote", "升级(&P)", "promote", "Alt+Shift+Left", "连同下面的标题一起升高一个层次", "升级"),
    Spec("demote", "降级(&D)", "demote", "Alt+Shift+Right", "连同下面的标题一起降低一个层次", "降级"),
    Spec("promote_alone", "单独升级(&G)", "", "Alt+Shift+PgUp", "只升这一个标题，下面的标题留在原来的层次"),
    Spec("demote_alone", "单独降级(&W)", "", "Alt+Shift+PgDown", "只降这一个标题，下面的标题留在原来的层次，与它并列"),
    Spec("move_up", "上移(&U)", "move-up", "Alt+Shift+Up", "移到上一条的前面"),
    Spec("move_down", "下移(&O)", "move-down", "Alt+Shift+Down", "移到下一条的后面"),
    Spec("split", "从光标处拆成两条(&S)", "split", "Ctrl+Shift+Return", "光标后面的内容成为下一条"),
    Spec("merge", "与上一条合并(&J)", "merge", "Ctrl+Shift+Backspace", "并入上一条"),
    Spec("unify", "统一编号…(&N)", "renumber", "", "把全部序号改成规范的格式，先看再改"),
    Spec("template", "套用模板…(&T)", "template", "", "选择这份报告所用的模板"),
    Spec("profile", "版式…(&F)", "pages", "", "选择打印和导出所用的版式，或改成本单位的"),
    Spec("limit", "篇幅限制…(&A)", "", "", "这份报告最多写多少页、多少字"),
    Spec("tighten", "收紧篇幅…(&H)", "", "", "文字不动，每面、每行排得紧一点，先看再改"),
    Spec("detached", "脱离模板(&X)", "", "", "不再受模板约束，可以删除、调换规定的部分", checkable=True),
    Spec("sealed", "需要盖章(&G)", "", "", "署名和日期按加盖印章的位置排", checkable=True),
    Spec("findings", "待完善(&I)", "warning", "F8", "列出还没写全的地方", "待完善", checkable=True),
    Spec("last_year", "去年(&Y)", "last-year", "F6", "写到哪里，看到去年这里的文字和不同之处", "去年", checkable=True),
    Spec("marks", "标出与上年的异同(&K)", "", "", "在大纲和正文右边标出：同（与上年相同）、近（相近）、新（新写）", checkable=True),
    Spec(
        "tracing",
        "问题与措施对应(&M)",
        "link",
        "Shift+F8",
        "哪些问题没有措施、哪些措施没有人负责，在这里对上",
        "对应",
        checkable=True,
    ),
    Spec("comments", "批注(&B)", "comment", "Shift+F7", "列出全部批注：未解决的和已解决的", "批注", checkable=True),
    Spec("stale", "过时的说法…(&Y)", "calendar", "", "去年的年份、时限、会议、数字等，逐条核对、更新或不再提醒"),
    Spec("comparison_print", "打印与上年的对照…(&P)", "print", "", "各部分相同、相近、新写的份额，逐段的对照，先预览再打印"),
    Spec("comparison_docx", "导出与上年的对照为 Word…(&W)", "export-word", "", "把与上年的对照写成 Word 文档（.docx）"),
    Spec("recount", "更新整改情况统计(&U)", "", "", "按各条的完成情况，重算“上年度问题整改情况”里的数目和名称"),
    Spec("take_over", "取用去年的文字(&T)", "", "Shift+F6", "取用去年这一段，或在去年一栏里选中的文字"),
    Spec("attach_ledger", "台账写进附件…(&L)", "", "", "把问题整改台账和问题、任务、责任清单列成表格，作为附件"),
    Spec("read_ledger", "读回填好的台账…(&R)", "", "", "别人填好的台账（.xlsx 或 Word 表格）里的责任人、时限、完成情况写回报告，先看再写"),
    Spec("over_years", "历年问题…(&H)", "", "", "几年的报告连起来看：哪些问题屡改屡犯，哪些从未销号"),
    Spec("collect", "汇总各单位的台账…(&C)", "", "", "把一个文件夹里各单位的报告汇总成一本台账"),
    Spec("take_sentence", "取用去年的一句(&E)", "", "Ctrl+Shift+F6", "光标处的一句换回去年的说法；已经相同的，接着取下一句"),
    Spec("count", "字数统计…(&C)", "", "", "全文和各部分的字数"),
    Spec("review", "核对识别结果…(&K)", "", "", "回到收入以前的核对：哪些行是标题、正文、落款，哪些没有收入"),
    Spec("left_out", "导入说明…(&L)", "info", "", "打开文件时略去了什么、为什么"),
    Spec("pages", "页面(&P)", "pages", "F7", "在右侧显示打印的页面", "页面", checkable=True),
    Spec("outline", "大纲(&O)", "outline", "F9", "显示或隐藏大纲", checkable=True),
    Spec("level_1", "只看一级标题(&1)", "collapse-all", "Alt+1", "大纲里只列出各部分"),
    Spec("level_2", "看到二级标题(&2)", "", "Alt+2", "大纲里列出各部分和其中的方面"),
    Spec("level_all", "全部展开(&9)", "expand-all", "Alt+9", "大纲里列出每一条"),
    Spec("one_section", "只看这一节(&S)", "focus", "Shift+F9", "大纲、页面和统计只留光标所在的部分，Esc 看全部", checkable=True),
    Spec("zoom_in", "放大(&I)", "zoom-in", "Ctrl+= Ctrl++", "放大文字"),
    Spec("zoom_out", "缩小(&O)", "zoom-out", "Ctrl+-", "缩小文字"),
    Spec("zoom_reset", "原始大小(&R)", "", "Ctrl+0", "恢复 100%"),
    Spec("compact", "收起空着的选填栏(&H)", "", "", "没有填的选填栏先不显示；要填时从这一条的“⋯”或右键菜单添加", checkable=True),
    Spec("text_size_10", "五号(&1)", tip="正文字号：五号", checkable=True),
    Spec("text_size_12", "小四（通常）(&2)", tip="正文字号：小四，通常的大小", checkable=True),
    Spec("text_size_14", "四号(&3)", tip="正文字号：四号", checkable=True),
    Spec("text_size_16", "三号(&4)", tip="正文字号：三号", checkable=True),
    Spec("text_size_18", "小二(&5)", tip="正文字号：小二", checkable=True),
    Spec("look_system", "跟随系统(&S)", "", "", "系统是浅色就用浅色，是深色就用深色", checkable=True),
    Spec("look_light", "浅色(&L)", "", "", "总用浅色", checkable=True),
    Spec("look_dark", "深色(&D)", "", "", "总用深色", checkable=True),
    Spec("to_outline", "转到大纲(&L)", "", "Ctrl+1", "把光标移到大纲"),
    Spec("to_fields", "转到这一条的其他栏目(&D)", "", "Ctrl+3", "光标移到来源、对应问题、责任人等栏目；Tab 到下一栏，空格打开，Esc 回正文"),
    Spec("to_editor", "转到正文(&E)", "", "Ctrl+2", "把光标移到正文"),
    Spec("full_screen", "全屏(&F)", "", "F11", "全屏显示", checkable=True),
    Spec("palette", "命令面板…(&C)", "", "Ctrl+Shift+P", "列出全部命令，打几个字就能找到"),
    Spec("manual", "使用说明(&M)", "help", "F1", "怎样使用汇报"),
    Spec("shortcuts", "快捷键(&K)", "", "", "全部快捷键"),
    Spec("about", "关于汇报(&A)", "info", "", "版本和许可"),
)

_TABLE_MENU = " ".join(f"table_{name}" if name else "-" for name, _ in COMMANDS)
# By blanks: an action's name, "-" for a line between, ">text:key" begins the submenu ``key``, "<" ends it.
MENUS = {
    "文件(&F)": (
        "new roll open new_from_clipboard new_window >最近打开(&R):recent < reopen - save save_as - "
        ">导出(&E):export export_docx export_pdf export_txt - export_xlsx < take_back - preview print - close quit"
    ),
    "编辑(&E)": (
        "undo redo history - cut copy paste select_all - bold italic underline - find replace find_next find_previous"
    ),
    "插入(&I)": (
        "add_entry add_heading - wording keep_wording insert_date - "
        "insert_picture paste_picture picture insert_attachment page_break - comment - "
        f"insert_table >行、列和单元格(&R):table {_TABLE_MENU} <"
    ),
    "报告(&R)": (
        "promote demote promote_alone demote_alone move_up move_down - split merge rename remove - "
        "count review left_out - unify template detached sealed - profile limit tighten"
    ),
    "年度(&Y)": "take_over take_sentence stale recount - comparison_print comparison_docx - attach_ledger read_ledger over_years - collect",
    "视图(&V)": (
        "outline pages last_year marks tracing findings comments >大纲层次(&N):levels level_1 level_2 level_all < one_section - "
        "compact - "
        "to_outline to_editor to_fields - zoom_in zoom_out zoom_reset >正文字号(&T):text_size "
        "text_size_10 text_size_12 text_size_14 text_size_16 text_size_18 < - "
        ">外观(&A):look look_system look_light look_dark < full_screen"
    ),
    "窗口(&W)": "next_window -",
    "帮助(&H)": "manual palette shortcuts - about",
}
TOOLBAR = "new open save - undo redo - add_entry promote demote - find findings last_year pages - export_docx print"
OUTLINE_MENU = (
    "add_entry add_heading comment - promote demote promote_alone demote_alone move_up move_down - "
    "merge rename remove - one_section"
)
# What works without an open report.
ALWAYS = (
    *("new", "roll", "collect", "open", "reopen", "new_from_clipboard", "new_window", "next_window", "quit"),
    *("manual", "shortcuts", "about"),
    *("full_screen", "palette", "look_system", "look_light", "look_dark"),
    *("text_size_10", "text_size_12", "text_size_14", "text_size_16", "text_size_18"),
)
