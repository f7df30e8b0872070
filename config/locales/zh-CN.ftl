# Yulu 自己说的每一句话（简体中文）。各语言的键和顺序都一样。

## 命令和选项

ask-name = 提问
ask-about = 问一个问题，看访谈里原话怎么说
quote-name = 金句
quote-about = 随机抽一句值得引用的原话，也可以按编号查
section-name = 章节
section-about = 读某一节，或列出全部章节
interviews-name = 访谈
interviews-about = 收录了哪些访谈，分别来自哪里
help-name = 帮助
help-about = 怎么用、隐私、发现错误怎么办

question-option = 问题
question-option-about = 想知道什么，怎么顺口怎么问
interview-option = 访谈
interview-option-about = 只看这一篇访谈
speaker-option = 发言人
speaker-option-about = 只看这个人说的话
section-option = 章节
section-option-about = 第几节，或者章节标题
private-option = 仅自己可见
private-option-about = 回复只给你一个人看
id-option = 编号
id-option-about = 引文下面的编号，例如 { $example }

## 回答

answer-none = 访谈里没有说到“{ $question }”。
answer-none-hint = 可以少用几个词，或者换成访谈里可能出现的人名、术语再试试。
answer-none-filter = 这次只找了：{ $where }。
answer-related = 访谈里没有直接回答，下面这些也许有关：
answer-more = 同一个问题，访谈里还说过：
answer-no-more = 关于这个问题，就这么多了。

## 章节和访谈

section-count = { $turns } 段
page = 第 { $page } 页，共 { $pages } 页
section-menu = 选一节来读
interviews-menu = 选一篇访谈
interviews-head = 共 { $count } 篇访谈，{ $turns } 段发言
interview-speakers = 对谈：{ $names }
interview-counts = { $sections } 节，{ $turns } 段
interview-published = 发布于 { $date }
interview-source = 文字来源：{ $name }
rest-in-section = 这里放不下了，请打开这一节接着读。

## 按钮和链接

button-context = 上下文
button-context-of = 上下文 { $number }
button-wider = 上下文 ＋
button-narrower = 上下文 －
button-back = 回到回答
button-more = 更多
button-read = 读这一节
button-another = 换一句
button-previous = ◀ 上一页
button-next = 下一页 ▶
button-contents = 目录
link-source = 来源页面
link-original = 原文
link-original-in = 原文（{ $language }）
link-reader = 阅读
language-en = 英文
language-zh = 中文
language-ja = 日文
language-ko = 韩文
language-de = 德文
language-fr = 法文
language-es = 西班牙文

## 帮助

help-intro = Yulu 只用访谈里的原话回答：一字不改，删节处都标着……
help-mention = 也可以 @我，或者直接私信我提问。
help-privacy = 隐私：你问的内容既不保存，也不写进日志。/quote 的抽签顺序只在内存里，重启就没了。
help-report = 发现引文有错？把引文下面的编号告诉这里的管理员就行。
help-link-privacy = 隐私说明
help-link-source = 源代码
help-link-report = 报告错误

## 出了什么问题，怎么办

error-empty = 没看到要查的内容。问点访谈里可能聊到的吧，比如 { $example }。
error-too-long = 问题有 { $length } 个字，最多 { $most } 个，请缩短一点。
error-no-interview = 没有叫“{ $tried }”的访谈。现有：{ $known }。
error-which-interview = 这里有好几篇访谈，请先选一篇：{ $known }。
error-no-section = 《{ $interview }》里没有“{ $tried }”这一节，只有 { $known }。
error-no-speaker = 访谈里没有叫“{ $tried }”的人。有：{ $known }。
error-no-address = 找不到“{ $tried }”。编号是这个样子：{ $example }。
error-no-quote = 这个范围里没有合适的金句，去掉筛选条件再试试。
error-no-command = 没有“{ $tried }”这个命令，看看 /help。
error-no-option = { $command } 没有“{ $tried }”这个选项。
error-control = 这个按钮是我以前的版本留下的，请重新用一次命令。
error-control-question = 这条消息里的问题读不出来了，请重新提问。
error-not-yours = 只有提问的人或管理员才能删掉它。
error-internal = 我这边出了点问题，请再试一次。
error-busy = 我这会儿忙不过来，过几秒再试一次吧。

## 终端

chat-welcome = 直接提问，或者试试 { $example }。Tab 补全，数字按按钮，Ctrl-D 退出。
chat-bye = 再见。
chat-no-control = 这里没有 { $number } 号按钮。
