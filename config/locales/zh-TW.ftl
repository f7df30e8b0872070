# Yulu 自己說的每一句話（繁體中文，臺灣用語）。各語言的鍵與順序都相同。

## 指令和選項

ask-name = 提問
ask-about = 問一個問題，看訪談裡原話怎麼說
quote-name = 佳句
quote-about = 隨機抽一句值得引用的原話，也可以依編號查
section-name = 章節
section-about = 讀某一節，或列出所有章節
interviews-name = 訪談
interviews-about = 收錄了哪些訪談，分別來自哪裡
help-name = 說明
help-about = 使用方式、隱私、發現錯誤怎麼辦

question-option = 問題
question-option-about = 想知道什麼，怎麼順口怎麼問
interview-option = 訪談
interview-option-about = 只看這一篇訪談
speaker-option = 發言者
speaker-option-about = 只看這個人說的話
section-option = 章節
section-option-about = 第幾節，或章節標題
private-option = 只有自己看得到
private-option-about = 回覆只給你一個人看
id-option = 編號
id-option-about = 引文下方的編號，例如 { $example }

## 回答

answer-none = 訪談裡沒有談到「{ $question }」。
answer-none-hint = 可以少用幾個詞，或換成訪談裡可能出現的人名、術語再試試。
answer-none-filter = 這次只找了：{ $where }。
answer-related = 訪談裡沒有直接回答，以下也許有關：
answer-more = 同一個問題，訪談裡還說過：
answer-no-more = 關於這個問題，就這些了。

## 章節和訪談

section-count = { $turns } 段
page = 第 { $page } 頁，共 { $pages } 頁
section-menu = 選一節來讀
interviews-menu = 選一篇訪談
interviews-head = 共 { $count } 篇訪談，{ $turns } 段發言
interview-speakers = 對談：{ $names }
interview-counts = { $sections } 節，{ $turns } 段
interview-published = 發布於 { $date }
interview-source = 文字來源：{ $name }
rest-in-section = 這裡放不下了，請打開這一節接著讀。

## 按鈕和連結

button-context = 前後文
button-context-of = 前後文 { $number }
button-wider = 前後文 ＋
button-narrower = 前後文 －
button-back = 回到回答
button-more = 更多
button-read = 讀這一節
button-another = 換一句
button-previous = ◀ 上一頁
button-next = 下一頁 ▶
button-contents = 目錄
link-source = 來源頁面
link-original = 原文
link-original-in = 原文（{ $language }）
link-reader = 閱讀
language-en = 英文
language-zh = 中文
language-ja = 日文
language-ko = 韓文
language-de = 德文
language-fr = 法文
language-es = 西班牙文

## 說明

help-intro = Yulu 只用訪談裡的原話回答：一字不改，刪節處都標著……
help-mention = 也可以 @我，或直接私訊我提問。
help-privacy = 隱私：你問的內容不會儲存，也不會寫進紀錄檔。/quote 的抽籤順序只在記憶體裡，重新啟動就沒了。
help-report = 發現引文有錯？把引文下方的編號告訴這裡的管理員就好。
help-link-privacy = 隱私說明
help-link-source = 原始碼
help-link-report = 回報錯誤

## 出了什麼問題，怎麼辦

error-empty = 沒看到要查的內容。問點訪談裡可能聊到的吧，例如 { $example }。
error-too-long = 問題有 { $length } 個字，最多 { $most } 個，請縮短一點。
error-no-interview = 沒有叫「{ $tried }」的訪談。現有：{ $known }。
error-which-interview = 這裡有好幾篇訪談，請先選一篇：{ $known }。
error-no-section = 《{ $interview }》裡沒有「{ $tried }」這一節，只有 { $known }。
error-no-speaker = 訪談裡沒有叫「{ $tried }」的人。有：{ $known }。
error-no-address = 找不到「{ $tried }」。編號長這樣：{ $example }。
error-no-quote = 這個範圍裡沒有合適的佳句，拿掉篩選條件再試試。
error-no-command = 沒有「{ $tried }」這個指令，看看 /help。
error-no-option = { $command } 沒有「{ $tried }」這個選項。
error-control = 這個按鈕是我以前的版本留下的，請重新用一次指令。
error-control-question = 這則訊息裡的問題讀不出來了，請重新提問。
error-not-yours = 只有提問的人或管理員才能刪掉它。
error-internal = 我這邊出了點問題，請再試一次。
error-busy = 我現在忙不過來，過幾秒再試一次吧。

## 終端機

chat-welcome = 直接提問，或試試 { $example }。Tab 補完，數字按按鈕，Ctrl-D 離開。
chat-bye = 再見。
chat-no-control = 這裡沒有 { $number } 號按鈕。
