//! Codes of hours and of the days on which they hold.

use super::Explained;
use crate::diagnostic::codes;

pub(super) const EXPLAINED: &[Explained] = &[
    (
        codes::BAD_HOURS,
        "時間か曜日として読み取れない書き方です。\
         読み違えた時間を公開すると、読者は閉まっている窓口に行くことになるので、推測はしません。\
         `09:00-17:00` のほか、`午前9時から午後5時半` や `平日9:00〜17:30(土日祝を除く)` のような普段の書き方も読めます。\
         キーは `everyday`、`weekdays`、`mon` などの曜日、`holidays`、暦の名前です。\n\
         例: `hours = { weekdays = \"09:00-12:00, 13:00-17:00\" }`",
        "This cannot be read as hours, or as days. \
         Hours that were misread would send readers to a closed desk, so nothing is guessed. \
         Besides `09:00-17:00` everyday notations are understood, such as `9 am to 5:30 pm`. \
         Keys are `everyday`, `weekdays`, days such as `mon`, `holidays`, and the names of calendars.\n\
         Example: `hours = { weekdays = \"09:00-12:00, 13:00-17:00\" }`",
    ),
    (
        codes::CLOSES_BEFORE_OPENING,
        "終わりの時刻が、始まりより前か同じです。\
         午前と午後の取り違えか、日をまたぐ時間の書き方の間違いです。\
         日をまたぐ時間は、24時を超えた時刻で書きます。その時間は、始まった日の受付時間として扱われます。\n\
         例: 夜10時から翌2時は `22:00-26:00`",
        "The closing time is not after the opening time. \
         Either morning and afternoon were confused, or the hours run past midnight. \
         Past midnight the hours are counted on, and they belong to the day on which they begin.\n\
         Example: from 10 pm to 2 am is `22:00-26:00`",
    ),
    (
        codes::OVERLAPPING_HOURS,
        "一つの日に、重なる時間や二通りの時間が書かれています。\
         `mon-fri` と `fri-sun` のように範囲が重なると、金曜の時間がどちらなのか分かりません。\
         時間帯どうしが重なるときは、一つにまとめてください。\
         一日だけ違うなら、その曜日だけを書けば範囲より優先されます。\n\
         例: `mon-fri = \"09:00-17:00\"` と `fri = \"09:00-15:00\"`",
        "A day has hours that overlap, or two sets of hours. \
         With ranges such as `mon-fri` and `fri-sun` nobody knows which of them holds on Friday. \
         Make one interval of two that overlap. \
         If a single day differs, name that day: it wins over a range.\n\
         Example: `mon-fri = \"09:00-17:00\"` and `fri = \"09:00-15:00\"`",
    ),
    (
        codes::HOLIDAYS_UNSAID,
        "曜日だけが書かれていて、祝日にどうなるのかが分かりません。\
         月曜が祝日のとき開いているかどうかは、窓口によって違います。読者がいちばん無駄足を踏むのもその日です。\
         祝日が休みなら `holidays = \"closed\"`、開いているならその時間を書いてください。\
         `weekdays`(平日)は、はじめから祝日を含みません。\n\
         例: `hours = { mon-fri = \"09:00-17:00\", holidays = \"closed\" }`",
        "Days of the week are named, but not what holds on public holidays. \
         Whether a desk opens on a Monday that is a holiday differs from desk to desk, and it is the day on which \
         most readers come in vain. \
         Add `holidays = \"closed\"`, or the hours of those days. \
         `weekdays` never includes public holidays.\n\
         Example: `hours = { mon-fri = \"09:00-17:00\", holidays = \"closed\" }`",
    ),
    (
        codes::OUTSIDE_HOURS,
        "混む時間、つながりやすい時間、一部だけの受付時間が、受付時間の外にはみ出しています。\
         閉まっている時間に混むことはないので、どちらかが古いか間違っています。\
         受付時間を変えたときに、もう一方を直し忘れることがよくあります。\
         出典で確かめて、合わないほうを直してください。\n\
         例: 受付が17:00までなのに `busy` が `18:00-20:00`",
        "Busy, quiet or limited hours reach beyond the opening hours. \
         A closed desk cannot be busy, so one of the two is old or wrong. \
         Often the opening hours were changed and the others were forgotten. \
         Look it up at the source and correct the one that does not fit.\n\
         Example: `busy` says `18:00-20:00` though the desk closes at 17:00",
    ),
    (
        codes::CALENDARS_DISAGREE,
        "同じ日が二つの暦に入っていて、それぞれの時間が違います。\
         その日にどちらが正しいのか、ページには決められません。\
         暦の日付が重ならないように分けるか、同じ時間にしてください。\n\
         例: 年末年始(12-29〜01-03)は休み、棚卸し(12-31)は午前だけ",
        "One day is in two calendars whose hours differ. \
         Which of them is right on that day the page cannot decide. \
         Let the calendars share no day, or give both the same hours.\n\
         Example: New Year (12-29 to 01-03) is closed, stocktaking (12-31) is open in the morning",
    ),
    (
        codes::CLOSURE_PAST,
        "終わったお知らせか、日付がすべて過ぎた暦が残っています。\
         ページには出ませんが、データを読む人には、いまも効いているように見えます。\
         毎年変わる休み(夏季休業など)なら、来年の日付をまだ書いていないしるしでもあります。\
         次の日付に書き換えるか、消してください。毎年同じ日なら年を書かずに済みます。\n\
         例: `dates = [\"2027-08-11..2027-08-16\"]`、毎年なら `\"12-29..01-03\"`",
        "A notice is over, or every date of a calendar is past. \
         It shows on no page, but whoever reads the data might think that it still holds. \
         For a closure that moves each year it also means that nobody has written the next one yet. \
         Write the next dates, or remove it; days that are the same each year need no year.\n\
         Example: `dates = [\"2027-08-11..2027-08-16\"]`, or for each year `\"12-29..01-03\"`",
    ),
    (
        codes::YEAR_END_MISSING,
        "年末が近いのに、この窓口が年末年始に開いているのかどうかが書かれていません。\
         読者がいちばん困る時期に、ページは普段の時間を案内し続けてしまいます。\
         年末年始の暦を作って `closed_on` に加えるか、その間の時間を書くか、お知らせを出してください。\
         いつから知らせるかは config.toml の `[check] year_end_by` で決めます。\n\
         例: `[calendar.newyear]` に `dates = [\"12-29..01-03\"]` と書き、`closed_on = [\"newyear\"]` とする",
        "The end of the year is near, and nothing is said of whether this channel is open then. \
         When readers need it most the page would go on to promise the usual hours. \
         Make a calendar of these days and add it to `closed_on`, write the hours of these days, or a notice. \
         From which day this is told is set by `year_end_by` below `[check]` in config.toml.\n\
         Example: `dates = [\"12-29..01-03\"]` below `[calendar.newyear]`, and `closed_on = [\"newyear\"]`",
    ),
];
