//! Numbers and words that look random and are the same in every run.

const WORDS: [&str; 64] = [
    "案内",
    "窓口",
    "電話",
    "受付",
    "時間",
    "確認",
    "手続き",
    "申請",
    "担当",
    "返金",
    "配送",
    "商品",
    "注文",
    "番号",
    "画面",
    "設定",
    "利用",
    "登録",
    "変更",
    "相談",
    "契約",
    "料金",
    "請求",
    "領収書",
    "故障",
    "修理",
    "交換",
    "保証",
    "期限",
    "書類",
    "住所",
    "氏名",
    "証明",
    "予約",
    "取消",
    "会員",
    "解約",
    "更新",
    "通知",
    "履歴",
    "支店",
    "本店",
    "係員",
    "質問",
    "回答",
    "メール",
    "チャット",
    "パスワード",
    "アカウント",
    "サービス",
    "キャンセル",
    "スマートフォン",
    "お客さま",
    "お問い合わせ",
    "引っ越し",
    "お支払い",
    "受け取り",
    "払い戻し",
    "届け出",
    "申し込み",
    "見積もり",
    "お知らせ",
    "休み",
    "混雑",
];

const VERBS: [&str; 16] = [
    "確認します",
    "選びます",
    "送ります",
    "お待ちください",
    "ご覧ください",
    "届きます",
    "変わります",
    "決まります",
    "伝えます",
    "残ります",
    "始まります",
    "終わります",
    "戻ります",
    "続きます",
    "使えます",
    "要りません",
];

const PARTICLES: [&str; 8] = ["を", "が", "は", "に", "で", "の", "と", "から"];

const ENGLISH: [&str; 64] = [
    "account",
    "address",
    "answer",
    "appointment",
    "bill",
    "branch",
    "call",
    "cancel",
    "change",
    "chat",
    "choose",
    "claim",
    "clerk",
    "confirm",
    "contact",
    "contract",
    "copy",
    "customer",
    "deliver",
    "desk",
    "document",
    "error",
    "exchange",
    "expire",
    "fee",
    "file",
    "form",
    "guide",
    "help",
    "history",
    "invoice",
    "letter",
    "list",
    "mail",
    "member",
    "message",
    "name",
    "notice",
    "number",
    "office",
    "order",
    "page",
    "paper",
    "password",
    "pay",
    "person",
    "phone",
    "print",
    "question",
    "queue",
    "receipt",
    "refund",
    "renew",
    "repair",
    "reply",
    "request",
    "screen",
    "send",
    "service",
    "sign",
    "the",
    "and",
    "for",
    "with",
];

/// Numbers that look random and are not.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        // The generator of Knuth's MMIX; its high bits are good enough for words.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    pub(crate) fn word(&mut self) -> &'static str {
        WORDS[self.roll(WORDS.len())]
    }

    pub(crate) fn english_word(&mut self) -> &'static str {
        ENGLISH[self.roll(ENGLISH.len())]
    }

    /// Two words, as a heading or a cell has them.
    pub(crate) fn title(&mut self) -> String {
        format!("{}の{}", self.word(), self.word())
    }

    /// Japanese sentences of about so many bytes.
    pub(crate) fn prose(&mut self, bytes: usize) -> String {
        let mut prose = String::with_capacity(bytes + 64);
        while prose.len() < bytes {
            for _ in 0..2 + self.roll(4) {
                prose.push_str(self.word());
                prose.push_str(PARTICLES[self.roll(PARTICLES.len())]);
            }
            prose.push_str(VERBS[self.roll(VERBS.len())]);
            prose.push('。');
        }
        prose
    }

    /// English sentences of about so many bytes.
    pub(crate) fn english(&mut self, bytes: usize) -> String {
        let mut prose = String::with_capacity(bytes + 64);
        while prose.len() < bytes {
            prose.push_str("The");
            for _ in 0..5 + self.roll(8) {
                prose.push(' ');
                prose.push_str(self.english_word());
            }
            prose.push_str(". ");
        }
        prose
    }
}
