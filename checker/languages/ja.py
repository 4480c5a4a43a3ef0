"""Japanese. Numbers stand in digits, in characters (五万五千) and in both (5万5千); eras are counted from their first
year. Source of the eras: the calendar in use since 1873; earlier dates of an era are of the lunar calendar, and so
only the years of them are taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from checker.languages.language import Language, Unreadable, no_multiple, no_place, ordinal

_DIGITS = "〇一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
_ENGLISH = {"兆": "trillion", "千": "thousand", "百": "hundred"}
_FIRST_YEARS = {"明治": (1868, 45), "大正": (1912, 15), "昭和": (1926, 64), "平成": (1989, 31), "令和": (2019, 99)}
"""The first year of each era, and how many years it counts."""
_LUNAR = 5
"""Years of Meiji whose months are of the lunar calendar."""

_METRES = "キロ|メートル|km|m"
_FIGURE_AHEAD = rf"(?:約|およそ|平均|最大|最低|少なくとも|推定|推計)?[0-9{_DIGITS}十百千数]"
_COUNTED = "(?:人|名|つ|件|校|社|世帯|か国)"
_PER = "(?:に|当たり|あたり|につき|平均)"
_RATES = (
    (rf"年間|毎年|[1一]年(?:間)?{_PER}|年平均|年額|年(?={_FIGURE_AHEAD})", "year"),
    (rf"毎月|[1一](?:か|ヶ|カ|ヵ)月{_PER}|月額|月間|月(?={_FIGURE_AHEAD})", "month"),
    (rf"毎週|[1一]週間?{_PER}|週(?={_FIGURE_AHEAD})", "week"),
    (rf"毎日|[1一]日{_PER}|日量|[1一]日(?={_FIGURE_AHEAD})(?!.*(?:時間|分|秒))", "day"),
    (rf"(?:毎時|[1一]時間{_PER})(?!.*(?:{_METRES}))", "hour"),
)
"""What stands before a figure that is counted in some time."""
_AFTER = (
    ("以上", " or more"),
    ("(?:以下|まで)", " or less"),
    ("(?:程度|ほど|前後|くらい|ぐらい)", " or so"),
    ("", ""),
)
_EACH = "平方キロ(?:メートル)?|平方メートル|ヘクタール|km²|人|キロ(?:グラム)?|トン|リットル"
_NUMBER = rf"[0-9{_DIGITS}零十百千][0-9{_DIGITS}零十百千万億兆,.]*"
_SHARE = rf"(?:[0-9]+(?:\.[0-9]+)?|[{_DIGITS}十]+)"
_ONE_POWER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([百千万億兆])")
_ERA = r"(?P<era>明治|大正|昭和|平成|令和)(?P<count>元|[0-9]{1,2}|[一二三四五六七八九十]{1,3})年"
_JOINT = "(?:から|〜|～|~|–|-)"
_YEAR = rf"(?:(?:西暦)?(?P<year>[0-9]{{1,4}}|[{_DIGITS}]{{4}})年|{_ERA})"
_MONTH = rf"{_YEAR} ?(?P<month>[0-9]{{1,2}}|[{_DIGITS}十]{{1,2}})月"
_DAY = rf"{_MONTH} ?(?P<day>[0-9]{{1,2}}|[{_DIGITS}十]{{1,3}})日"


def _number(match: re.Match[str]) -> str:
    """In digits; one power after digits is kept apart, as a range shares it: 5〜6万."""
    text = match[0].rstrip(",.")
    if one := _ONE_POWER.fullmatch(text):
        return f"{one[1]} {_ENGLISH.get(one[2], one[2])}"
    if re.fullmatch("[0-9,.]+", text):
        return text
    if "." in text:
        raise Unreadable(f"`{text}` has decimals before more digits; write the number in digits", match.start())
    value, rest = 0, text.replace(",", "")
    for name, size in _LARGE.items():
        head, found, tail = rest.partition(name)
        if found:
            value, rest = value + _below_ten_thousand(head, match) * size, tail
    value += _below_ten_thousand(rest, match) if rest else 0
    return f"{value:,}" if value >= 10_000 else str(value)


def _below_ten_thousand(text: str, match: re.Match[str]) -> int:
    """`三百二十`, `5千`, `二〇二三`."""
    plain = "".join(str(_DIGITS.index(char)) if char in _DIGITS else char for char in text.replace("零", "〇"))
    if plain.isdigit():
        return int(plain)
    parts = re.fullmatch(r"(?:([0-9]*)千)?(?:([0-9]*)百)?(?:([0-9]*)十)?([0-9]*)", plain)
    if not parts or not plain:
        raise Unreadable(f"`{match[0]}` is not a number; write it in digits", match.start())
    counts = [int(count or (count is not None)) for count in parts.groups()[:3]]
    return sum(count * size for count, size in zip(counts, (1000, 100, 10), strict=True)) + int(parts[4] or 0)


def _tenths(match: re.Match[str]) -> str:
    """`3割5分`: in tenths, hundredths and thousandths."""
    parts = {name: _in_tenths(match[name] or "0", match) for name in ("tenths", "hundredths", "thousandths")}
    value = parts["tenths"] + parts["hundredths"] / 10 + parts["thousandths"] / 100
    return f"{value.normalize():f} %"


def _two_tenths(match: re.Match[str]) -> str:
    """`2〜3割`: both are tenths."""
    low, high = (_in_tenths(match[name], match) for name in ("low", "high"))
    return f"{low.normalize():f} to {high.normalize():f} %"


def _in_tenths(text: str, match: re.Match[str]) -> Decimal:
    number = Decimal(text) if text.replace(".", "", 1).isascii() else Decimal(_below_ten_thousand(text, match))
    return 10 * number


def _neighbours(match: re.Match[str]) -> str:
    """`2、3`: two or three; `四、五十`: 40 or 50."""
    first, second = (_below_ten_thousand(match[group], match) for group in (1, 2))
    if second != first + 1:
        raise Unreadable(f"`{match[0]}` is not a number; write it in digits", match.start())
    size = 1
    for sign in match[3]:
        size *= {**_SMALL, **_LARGE}[sign]
    return f"{first * size:,} or {second * size:,}"


def _and_some(match: re.Match[str]) -> str:
    """`二十数`: 20 to 29; `百数十`: 110 to 190."""
    number = _below_ten_thousand(match[1], match)
    step = _SMALL[match[2]] if match[2] else 1
    last = _SMALL[match[1][-1]]
    if last == _SMALL["十"] and step == 1:
        return f"{number} to {number + 9}"
    step = step if match[2] else last // 10
    return f"{number + step:,} to {number + 9 * step:,}"


def _place(match: re.Match[str]) -> str:
    return ordinal(_below_ten_thousand(match[1], match))


def _place_of(match: re.Match[str]) -> str:
    return f"{ordinal(_below_ten_thousand(match[2], match))} of {_below_ten_thousand(match[1], match)}"


def _plain(text: str, match: re.Match[str]) -> int:
    return 1 if text == "元" else _below_ten_thousand(text, match)


def _date(match: re.Match[str]) -> str:
    """The day, month or year in the form of ISO 8601."""
    named = match.groupdict()
    if era := named.get("era"):
        first, most = _FIRST_YEARS[era]
        count = _plain(named["count"], match)
        if not 1 <= count <= most:
            raise Unreadable(f"{era} has the years 1 to {most}; found {count}", match.start())
        if era == "明治" and count <= _LUNAR and named.get("month"):
            raise Unreadable(
                f"up to {era}{_LUNAR}年 months are those of the lunar calendar; write the year alone, or the date of "
                "the Gregorian calendar",
                match.start(),
            )
        year = first + count - 1
    else:
        year = _plain(named["year"], match)
    parts = [_plain(named[part], match) for part in ("month", "day") if named.get(part)]
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in parts)])


def _with(words: str) -> Callable[[re.Match[str]], str]:
    """`early` and the like before the date."""
    return lambda match: f"{words} {_date(match)}"


def _to(part: str) -> Callable[[re.Match[str]], str]:
    """A stretch within a month or a year, whose end is named by its day or month alone."""

    def stretch(match: re.Match[str]) -> str:
        start = _date(match)
        whole = start.rsplit("-", 1)[0]
        return f"{start} to {whole}-{_plain(match[part], match):02d}"

    return stretch


def _or_day(match: re.Match[str]) -> str:
    start = _date(match)
    return f"{start} or {start.rsplit('-', 1)[0]}-{_plain(match['last'], match):02d}"


def _to_day(match: re.Match[str]) -> str:
    """A stretch to a day of another month of the year."""
    start = _date(match)
    return f"{start} to {start[:4]}-{_plain(match['other'], match):02d}-{_plain(match['last'], match):02d}"


def _said_twice(match: re.Match[str]) -> str:
    """`昭和26年(1951年)9月8日`: the year in both counts."""
    year = _date(match)
    same = re.fullmatch(_YEAR, match["same"])
    if not same or _date(same) != year:
        raise Unreadable(f"`{match['same']}` is not the year {int(year)}; write one of the two", match.start("same"))
    rest = match[match.re.groups]
    parts = re.fullmatch(r" ?(?:(?P<month>[0-9]{1,2})月 ?(?:(?P<day>[0-9]{1,2})日)?)?", rest)
    if not parts:
        raise Unreadable(f"`{rest}` is no month and day; write the year once, as `{int(year)}年{rest}`", match.start())
    return "-".join([year, *(f"{int(part):02d}" for part in parts.groups() if part)])


_WEEKDAYS: dict[str, str] = dict(
    zip("月火水木金土日", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], strict=True)
)


def _weekday(match: re.Match[str]) -> str:
    return f"({_WEEKDAYS[match[1] or match[2]]})"


def _ago(match: re.Match[str]) -> str:
    number = _number(re.fullmatch(_NUMBER, match[1]) or match).replace("万", "0,000").replace(" ", "")
    return f"{int(number.replace(',', '')):,} years ago"


def _quarter(match: re.Match[str]) -> str:
    return f"Q{match['quarter']} {_date(match)}"


LANGUAGE = Language(
    "ja",
    "Japanese",
    hedges={
        "about": "約 | およそ | おおよそ | 概ね | おおむね | ざっと | だいたい | 大体 | 凡そ | ほぼ",
        "an estimated": "推定 | 推計",
        "an average of": "平均 | 平均して",
        "at least": "少なくとも | 最低 | 最低でも | 最少",
        "at most": "最大 | 最大で | 多くとも | 最高 | 高々 | せいぜい",
        "exactly": "ちょうど | 丁度 | きっかり",
        "nearly": "ほとんど",
        "minus": "マイナス",
    },
    joints={"to": "から | 〜 | ～ | ~ | ないし | 乃至", "or": "または | 又は | あるいは"},
    after={
        "or more": "以上 | 以上の | を下回らない",
        "or less": "以下 | 以下の | まで | 以内",
        "or so": "程度 | ほど | 前後 | くらい | ぐらい | 内外 | 程度の | 前後の | ほどの",
        "exactly": "ちょうど",
        "per year": "毎年 | /年",
    },
    magnitudes={"万": "万", "億": "億", "trillion": "兆", "thousand": "千", "hundred": "百", "dozen": "ダース"},
    vague={
        "several": "数",
        "several hundred": "数百",
        "several thousand": "数千",
        "tens of thousands": "数万 | 何万 | 何万もの",
        "hundreds of thousands": "数十万 | 何十万 | 何十万もの",
        "millions": "数百万 | 何百万 | 何百万もの",
        "tens of millions": "数千万 | 何千万",
        "several hundred million": "数億",
        "several billion": "数十億",
        "tens of billions": "数百億",
        "hundreds of billions": "数千億",
        "several trillion": "数兆",
        "tens of trillions": "数十兆",
        "hundreds of trillions": "数百兆",
        "dozens": "数十 | 何十 | 何十もの",
        "hundreds": "何百 | 何百もの",
        "thousands": "何千 | 何千もの",
        "a majority": "過半数 | 大半 | 大多数 | 大部分",
        "nearly all": "ほとんどすべて | ほぼすべて | ほぼ全て | ほぼ全員 | ほとんど全て",
        "all": "すべて | 全て | 全員 | 全部",
        "no": "皆無",
        "unlimited": "無制限 | 無限",
        "many": "多く | 多数 | 一部",
        "a minority": "少数",
    },
    parts={"half": "半分 | 半数 | 二分の一", "half a century": "半世紀", "half a year": "半年", "half a day": "半日"},
    units={
        "%": "パーセント | ％ | プロセント",
        "percentage points": "ポイント | パーセントポイント | %ポイント",
        "people": "人 | 名 | 人の | 名の",
        "years": "年間 | 年 | カ年 | か年 | ヶ年",
        "years old": "歳 | 才",
        "months": "か月 | ヶ月 | カ月 | ケ月 | ヵ月 | 箇月 | か月間 | ヶ月間 | カ月間",
        "weeks": "週間 | 週",
        "days": "日間 | 日",
        "hours": "時間",
        "minutes": "分 | 分間",
        "seconds": "秒 | 秒間",
        "centuries": "世紀",
        "JPY": "円",
        "dollars": "ドル",
        "USD": "米ドル | 米国ドル",
        "EUR": "ユーロ",
        "pounds": "ポンド",
        "CNY": "人民元 | 元",
        "km": "キロメートル | キロ",
        "km²": "平方キロメートル | 平方キロ",
        "m²": "平方メートル | 平米",
        "m³": "立方メートル",
        "km/h": "キロメートル毎時",
        "m/s": "メートル毎秒",
        "degrees Celsius": "度",
        "": "の",
    },
    dates={
        "": "西暦 | の | 頃の | 年間 | に | において",
        "about": "約 | およそ | おおよそ",
        "present": "現在 | 今日",
        "or": "または | 又は",
        "to": "から | 〜 | ～ | ~",
        "spring": "春",
        "summer": "夏",
        "autumn": "秋",
        "winter": "冬",
    },
    telltale="万 億 兆 千 百 以上 以下 以内 未満 程度 前後 割 超 余り 毎年 ほど くらい ぐらい まで から ないし を上 "
    "を下 あまり 近く 近い 足らず に達 にのぼ に上る に満た 人弱 人強 人余 余人 余名 "
    "年半 時間半 月半 分の 倍 番目 当たり あたり ダース",
    fillers="全体の | 合計 | 計 | 総計 | 合わせて | わずか | 僅か | たった | のべ | 延べ | およそ計 | 総数",
    whole=(
        (r"(.+?)(?:以上|を上回り|を超え)、?(.+?)(?:未満|を下回る)(?:の)?", "at least {1} but under {2}"),
        (r"(.+?)以上、?(.+?)以下(?:の)?", "{1} to {2}"),
        (r"(.+?)超、?(.+?)未満", "over {1} but under {2}"),
        (r"(.+?)超、?(.+?)以下(?:の)?", "over {1} but at most {2}"),
        (r"(.+?)(?:に(?:も)?(?:のぼる|上る|達する|及ぶ)|を数える)(?:の)?", "{1}"),
        (r"(.+?)(?:を|は)下らない", "at least {1}"),
        (r"(.+?)規模(?:の)?", "about {1}"),
        (rf"(.*?{_NUMBER})余(?:り)?(?:の)?([^りの].*)", "over {1} {-2}"),
        (r"(.+?)強(?:の)?", "just over {1}"),
        (r"(.+?)(?:を大きく|を大幅に)(?:超える|上回る|超えた)", "well over {1}"),
        (r"(.+?)(?:をわずかに|を僅かに|を少し|をやや)(?:超える|上回る|超えた)", "just over {1}"),
        (r"(.+?)(?:をわずかに|を僅かに|を少し|をやや)(?:下回る)", "just under {1}"),
        (r"(.+?)(?:を(?:超える|超えた|超え|超す|上回る)|超|余り|あまり|余|より多い|より大きい)(?:の)?", "over {1}"),
        (r"(.+?)(?:弱|近く|近い|足らず)(?:の)?", "nearly {1}"),
        (
            r"(.+?)(?:未満|を下回る|より少ない|より小さい|に(?:も)?満たない|を(?:切る|割る|割り込む))(?:の)?",
            "under {1}",
        ),
        *(
            (rf"(?:{lead})(.+?){after}(?:の)?", f"{{1}} per {unit}{more}")
            for lead, unit in _RATES
            for after, more in _AFTER
        ),
        (rf"[1１一]({_EACH})(?:当たり|あたり|につき)(.+)", "{2} per {-1}"),
        *(
            (rf"(.*?){speed}(.+?){unit}{after}(?:の)?", f"{{1}}{{2}} {english}{more}")
            for speed, unit, english in (
                ("(?:時速|毎時)", "(?:キロ(?:メートル)?|km)", "km/h"),
                ("(?:秒速|毎秒)", "(?:メートル|m)", "m/s"),
            )
            for after, more in _AFTER
        ),
        (r"(?:摂氏)(.+?)度", "{1} degrees Celsius"),
        (r"(.+?)から(.+?)まで(?:の)?", "from {1} to {2}"),
    ),
    whole_dates=(
        (rf"{_DAY}{_JOINT}(?P<last>[0-9]{{1,2}})日(?:まで)?", _to("last")),
        (rf"{_MONTH}{_JOINT}(?P<last>[0-9]{{1,2}})月(?:まで)?", _to("last")),
        (r"(.+?)(?:から|より|〜|～|~)(?:現在|今日|今)(?:まで|に至るまで)?", "since {1}"),
        (r"(.+?)から(.+?)まで", "from {1} to {2}"),
        (rf"{_DAY}(?:または|又は|か)(?P<last>[0-9]{{1,2}})日", _or_day),
        (rf"{_DAY}{_JOINT}(?P<other>[0-9]{{1,2}})月(?P<last>[0-9]{{1,2}})日(?:まで)?", _to_day),
        (rf"{_YEAR}(?P<month>[0-9]{{1,2}})(?:{_JOINT}|・)(?P<last>[0-9]{{1,2}})月期?(?:まで)?", _to("last")),
        (rf"{_YEAR}[(（](?P<same>[^()（）]*年)[)）](.*)", _said_twice),
        (r"(.+?)(?:から|以来|以降|以後)", "since {1}"),
        (r"(.+?)(?:まで)", "until {1}"),
        (r"(.+?)以前", "until {1}"),
        (r"(.+?)(?:より前|より以前)", "before {1}"),
        (r"(.+?[^前以])(?:より後|の後|後)", "after {1}"),
        (r"(.+?)(?:ごろ|頃|ころ|前後)", "about {1}"),
        (r"(.+?)または(.+)", "{1} or {2}"),
    ),
    forms=(
        (rf"({_NUMBER})分の({_NUMBER})", "{2}/{1}"),
        (rf"{_NUMBER}倍", no_multiple),
        (rf"(?:第{_NUMBER}|{_NUMBER}(?:番目|位(?!置)))", no_place),
        ("(?:マイナス|氷点下|零下)", "minus "),
        (rf"(?P<low>{_SHARE})(?:割)?{_JOINT}(?P<high>{_SHARE})割", _two_tenths),
        (rf"(?P<tenths>{_SHARE})割(?:(?P<hundredths>{_SHARE})分)?(?:(?P<thousandths>{_SHARE})厘)?", _tenths),
        (rf"({_NUMBER})(年|(?:か|ヶ|カ|ヵ|ケ)月|週間|日|時間|分)半(?:間)?", "{1} and a half {-2}"),
        (rf"({_NUMBER}){_COUNTED}(?:に|中|中の|のうち)({_NUMBER}){_COUNTED}", "{2} in {1}"),
        (rf"({_NUMBER})のうち({_NUMBER})", "{2} in {1}"),
        (rf"({_NUMBER})対({_NUMBER})", "{1}:{2}"),
        (rf"([1-9{_DIGITS}])[、・,]([1-9{_DIGITS}])(?![0-9,])([十百千万億兆]*)", _neighbours),
        (rf"([{_DIGITS}0-9]*[十百千])数([十百])?", _and_some),
        (r"か(?=[0-9約])", " or "),
        ("一部", "many"),
        ("ゼロ", "0"),
        (_NUMBER, _number),
    ),
    date_forms=(
        ("[(（]([日月火水木金土])(?:曜日?)?[)）]|([日月火水木金土])曜日?", _weekday),
        (_DAY, _date),
        (rf"{_MONTH}(?:の)?(?:上旬|初旬|初め)", _with("early")),
        (rf"{_MONTH}(?:の)?(?:中旬|半ば)", _with("mid")),
        (rf"{_MONTH}(?:の)?(?:下旬|末)", _with("late")),
        (_MONTH, _date),
        (r"([0-9]{3}0)年代(?:の)?(?:初頭|初め|初期)", r"early \1s"),
        (r"([0-9]{3}0)年代(?:の)?(?:半ば|中頃|中盤|中期)", r"mid \1s"),
        (r"([0-9]{3}0)年代(?:の)?(?:末|終わり|末期)", r"late \1s"),
        (r"([0-9]{3}0)年代(?:の)?前半", r"first half of \1s"),
        (r"([0-9]{3}0)年代(?:の)?後半", r"second half of \1s"),
        (r"([0-9]{3}0)年代", r"\1s"),
        (r"紀元前([0-9]{1,2})世紀", r"\1th century BC"),
        (r"(?:西暦)?([0-9]{1,2})世紀(?:の)?(?:初頭|初め|初期)", r"early \1th century"),
        (r"(?:西暦)?([0-9]{1,2})世紀(?:の)?前半", r"first half of \1th century"),
        (r"(?:西暦)?([0-9]{1,2})世紀(?:の)?後半", r"second half of \1th century"),
        (r"(?:西暦)?([0-9]{1,2})世紀(?:の)?(?:半ば|中頃|中盤|中期)", r"mid \1th century"),
        (r"(?:西暦)?([0-9]{1,2})世紀(?:の)?(?:末|末期|終わり)", r"late \1th century"),
        (r"(?:西暦)?([0-9]{1,2})世紀", r"\1th century"),
        (r"紀元前([0-9]{1,4})年", r"\1 BC"),
        (rf"{_YEAR}(?:の)?(?:初頭|初め|年初|当初)", _with("early")),
        (rf"{_YEAR}(?:の)?(?:半ば|中頃)", _with("mid")),
        (rf"{_YEAR}(?:の)?(?:末|終わり)", _with("end of")),
        (rf"{_YEAR}(?:の)?(?:前半|上半期)", _with("first half of")),
        (rf"{_YEAR}(?:の)?(?:後半|下半期)", _with("second half of")),
        (rf"{_YEAR}(?:の)?第(?P<quarter>[1-4])四半期", _quarter),
        (rf"{_YEAR}(?:の)?春", _with("spring")),
        (rf"{_YEAR}(?:の)?夏", _with("summer")),
        (rf"{_YEAR}(?:の)?秋", _with("autumn")),
        (rf"{_YEAR}(?:の)?冬", _with("winter")),
        (rf"({_NUMBER})年前", _ago),
        (rf"{_YEAR}度", _with("FY")),
        (_YEAR, _date),
    ),
    spaced=False,
    ranks={
        "": "の | に",
        "largest": "最大 | 最も大きい | 一番大きい | 大きい",
        "smallest": "最小 | 最も小さい | 一番小さい | 小さい",
        "oldest": "最古 | 最も古い | 一番古い | 古い",
        "newest": "最新 | 最も新しい | 新しい",
        "highest": "最高 | 最も高い | 一番高い | 高い",
        "lowest": "最低 | 最も低い | 低い",
        "longest": "最長 | 最も長い | 一番長い | 長い",
        "shortest": "最短 | 最も短い | 短い",
        "most": "最多 | 最も多い | 一番多い | 多い",
        "least": "最少 | 最も少ない | 少ない",
        "fastest": "最速 | 最も速い | 速い",
        "deepest": "最深 | 最も深い | 深い",
        "first": "首位",
        "last": "最下位",
        "among the largest": "最大級",
    },
    rank_forms=(
        (rf"({_NUMBER})(?:人|件|か国|都市|社|校)?(?:中|のうち)第?({_NUMBER})(?:番目|位)", _place_of),
        (rf"(?:世界)?第?({_NUMBER})(?:番目|位)", _place),
        (rf"第({_NUMBER})", _place),
    ),
    examples=("約5万5千人", "4万人以上", "40〜50%", "年間15億ドル", "3分の2", "五万五千", "2年半"),
    date_examples=("1951年9月8日", "昭和26年9月8日", "1990年代初頭", "1945年から", "紀元前300年", "19世紀"),
)
