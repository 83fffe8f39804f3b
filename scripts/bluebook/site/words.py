"""The words of the site's navigation, in English and Japanese. Labels of closed lists come from terms.csv, never from here."""

from __future__ import annotations

from bluebook.ground.phrases import grouped
from bluebook.ground.refusals import Refused, did_you_mean

LANGS = ("en", "ja")
NAMES = {"en": "English", "ja": "日本語"}
NAV = {"notebooks": "notebooks/index.html", "figures": "figures/index.html", "record": "record/index.html",
       "countries": "countries/index.html", "rerun": "rerun.html", "cite": "cite.html"}  # fmt: skip
FOOT = {"read": "read.html", "leads": "record/leads.html", "coverage": "record/coverage.html",
        "codebook": "record/codebook.html", "changes": "changes.html", "feed": "feed.xml"}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    # the frame
    "tagline": ("Japan's diplomacy, event by event", "日本外交を一件ずつ"),
    "skip": ("Skip to the content", "本文へ移動"),
    "nav": ("Site", "サイト"),
    "search": ("Search", "検索"),
    "search_site": ("Search the site", "サイト内を検索"),
    "notebooks": ("Notebooks", "ノートブック"),
    "figures": ("Figures", "図"),
    "record": ("The record", "記録"),
    "countries": ("Countries", "国・機関"),
    "rerun": ("Rerun", "再実行"),
    "cite": ("Cite", "引用"),
    "read": ("How to read", "読み方"),
    "leads": ("What was not found", "未確認事項"),
    "coverage": ("Coverage", "収録範囲"),
    "codebook": ("Codebook", "コードブック"),
    "changes": ("Changes", "変更履歴"),
    "feed": ("RSS", "RSS"),
    "foot": ("More about the record", "記録について"),
    "licence": ("Record and figures: CC BY 4.0. Code: MIT.", "記録と図：CC BY 4.0。コード：MIT。"),
    "version": ("Version {version}, {released}.", "第{version}版、{released}。"),
    "toc": ("On this page", "このページの内容"),
    # a figure
    "figure_n": ("Figure {n}.", "図{n}."),
    "downloads": ("Files of this figure", "この図のファイル"),
    "numbers": ("Numbers (CSV)", "数値(CSV)"),
    "figure_record": ("Record (JSON)", "作成記録(JSON)"),
    "bundle": ("Everything (ZIP)", "一式(ZIP)"),
    "figure_page": ("Events behind it", "図のもとになった記録"),
    "cite_figure": ("Cite this figure", "この図を引用する"),
    "marks": ("Events of the figure", "図に示した出来事"),
    "skip_marks": ("Skip the events of the figure", "図の出来事を飛ばす"),
    "in_words": ("Describe it in words", "図の内容を文で読む"),
    # an article
    "run_shown": ("Shown:", "表示中："),
    "choose_partner": ("Partner", "相手"),
    "choose_period": ("Period", "期間"),
    "choose_lang": ("Language", "言語"),
    "period_years": ("{period}", "{period}年"),
    "show": ("Show", "表示"),
    "all_runs": ("All {n} runs as links", "全{n}件へのリンク"),
    "about_partner": ("Japan and {name}, {period}", "日本と{name}、{period}"),
    "about_pair": ("{pair}, {period}", "{pair}、{period}"),
    "about_all": ("All partners, {period}", "全ての相手、{period}"),
    "answer": ("The answer:", "答え："),
    "to_figure": ("see the figure", "図を見る"),
    "to_heading": ("Link to this heading", "この見出しへのリンク"),
    "in_words_title": ("In words", "文で読む"),
    "tables_title": ("The tables", "表"),
    "counted_title": ("How this was counted", "数え方"),
    "counted_fold": ("The rule, the code and every step", "規則、コード、全ての手順"),
    "table_n": ("Table {n}", "表{n}"),
    "table_of": ("Table {n}: {of}", "表{n}：{of}"),
    "rows_left_out": ("{n:,} more rows", "ほか{n:,}行"),
    "rows_left_out_one": ("one more row", "ほか1行"),
    "rows_all": ("all events of this selection in the record", "この条件の会談等を記録で全て見る"),
    "run_again": ("Run it again, or for another partner and period", "再実行する、又は別の相手・期間で実行する"),
    "run_again_how": (
        "The command below made this page; change the values to get another answer.",
        "このページは次のコマンドの結果です。値を変えれば、その値について答えます。",
    ),
    "run_again_more": ("All parameters, plain papermill, and whole grids of runs", "全パラメータ、papermill、一括実行について"),
    "turn": ("Previous and next notebook", "前後のノートブック"),
    "before": ("Previous", "前"),
    "after": ("Next", "次"),
    "copy": ("Copy", "コピー"),
    "copied": ("Copied", "コピーしました"),
    # the front page
    "front_title": ("Meeting by meeting, call by call, each with its source", "会談も電話も一件ずつ、出典とともに"),
    "front_lede": (
        "bluebook is a sourced record of Japan's diplomacy: {events} meetings, calls and video conferences of leaders "
        "and ministers with {partners} partners, one row each, counted and drawn by notebooks that anyone can rerun.",
        "bluebookは、日本外交の出典付き記録です。首脳・閣僚による会談、電話、テレビ会議{events}件({partners}の国・機関)を"
        "一件一行で収め、誰でも再実行できるノートブックで数え、図にします。",
    ),
    "tally_events": ("meetings, calls and video conferences, each with its source", "会談・電話・テレビ会議(全て出典付き)"),
    "tally_partners": ("partners, countries and organisations", "相手の国・機関"),
    "tally_sums": ("published totals rebuilt event by event", "一件ずつから再現できた公表件数"),
    "tally_of": ("{same} of {n}", "{n}のうち{same}"),
    "tally_leads": ("believed to have happened, but no page found: never counted", "あったと考えられるが出典のないもの(数えない)"),
    "front_sums_title": ("Do the ministry's totals hold?", "外務省の集計は裏付けられるか"),
    "front_sums": (
        "The Ministry of Foreign Affairs publishes totals, but not the meetings behind them. Here each total is rebuilt "
        "from single events: {same} of the {n} that can be compared with the record agree.",
        "外務省は件数を公表しますが、一覧は公表していません。ここでは一件ずつから集計を組み立て直します。"
        "照合できる{n}件のうち{same}件が一致します。",
    ),
    "front_sums_rest": (
        "{outside} further published totals are about years or partners that have not been collected yet, and {other} "
        "count something else.",
        "このほか、公表された集計のうち{outside}件は未収録の年・相手に関するもの、{other}件は別の種類の件数です。",
    ),
    "front_sums_more": ("Claim by claim, with the rows behind each", "一件ごとの照合とその根拠"),
    "col_partner": ("Partner", "相手"),
    "col_counted": ("What is counted", "対象"),
    "col_published": ("Published", "公表"),
    "col_record": ("In the record", "本記録"),
    "col_verdict": ("Verdict", "判定"),
    "front_landing": ("Japan and the United States since 2013", "2013年からの日本と米国"),
    "ways": ("Three ways in", "三つの入口"),
    "way_read": ("Read", "読む"),
    "way_read_text": (
        "One question per notebook, each with an answer, a table and a figure. Begin with how often they met.",
        "一つずつの問いに、答えと表と図で応じます。まずは「どのくらいの頻度で会ったか」から。",
    ),
    "way_read_link": ("All notebooks", "全てのノートブック"),
    "way_rerun": ("Rerun", "再実行する"),
    "way_rerun_text": (
        "Ask the same question about another partner or period. One command makes the figures, one checks them.",
        "同じ問いを別の相手や期間に。一つのコマンドで図を作り、一つのコマンドで検証します。",
    ),
    "way_cite": ("Cite", "引用する"),
    "way_cite_text": (
        "Every figure has a permanent id, its numbers with the events behind every mark, and a citation to copy.",
        "全ての図に恒久的なid、根拠となる記録を添えた数値、引用文があります。",
    ),
    "way_cite_link": ("How to cite", "引用の方法"),
    "way_figures_link": ("All figures", "全ての図"),
    # lists
    "notebooks_title": ("Notebooks", "ノートブック"),
    "notebooks_lede": (
        "Each answers one question about the record in a sentence, a table and a figure. You can read them in any "
        "order.",
        "一つの問いに、一文と表と図で答えます。どこからでも読めます。",
    ),
    "figures_title": ("Figures", "図"),
    "figures_lede": (
        "{n} published figures. Each has a permanent id, and a page with its files, its citation and the events "
        "behind it.",
        "公開している図は{n}点です。それぞれに恒久的なidがあり、ファイル、引用文、根拠となる記録の頁があります。",
    ),
    "from_notebook": ("Drawn by the notebook", "作成したノートブック："),
    "rows_behind": ("What is behind it", "この図の根拠"),
    "rows_behind_text": (
        "The {n} rows of the record that this figure draws. The CSV says which mark each is part of.",
        "この図に描かれた記録は{n}件です。どの印に当たるかはCSVにあります。",
    ),
    "rows_behind_text_one": (
        "The one row of the record that this figure draws. The CSV says which mark it is.",
        "この図に描かれた記録は1件です。どの印に当たるかはCSVにあります。",
    ),
    "rows_first": ("The first {n} are listed here.", "ここには最初の{n}件を示す。"),
    "about_card": ("Japan and {name}", "日本と{name}"),
    "card_events": (
        "{n} meetings, calls and video conferences, each with its source",
        "会談・電話・テレビ会議{n}件、全て出典付き",
    ),
    "card_events_one": ("One meeting or call, with its source", "会談・電話1件、出典付き"),
    "partners_n": ("{n} partners", "{n}の国・機関"),
    # titles of notebooks; the English ones stand in the notebooks
    "title_record": ("", "この記録には何があり、何が欠けているか"),
    "title_tempo": ("", "どのくらいの頻度で会ったか"),
    "title_reconcile": ("", "外務省の集計は裏付けられるか"),
    "title_timeline": ("", "いつ、何があったか"),
    "title_channels": ("", "どの手段で、どのくらいの時間か"),
    "title_places": ("", "どこで会ったか"),
    "title_agenda": ("", "何を話したか"),
    "title_documents": ("", "どのような文書が、どの会談の前後に出たか"),
    "title_visits": ("", "誰が訪れ、誰と会ったか"),
    "title_partners": ("", "相手国・機関を並べて見る"),
    "title_formats": ("", "二者か、三者か、それ以上か"),
    "title_historian": ("", "相手国政府の記録と一致するか"),
    "title_statements": ("", "外交青書の記述は裏付けられるか"),
    "title_country-pair": ("", "任意の二国はどのくらい接触したか"),
    "title_machine-coded": ("", "機械はどこまで外交を捉えるか"),
    "title_years": ("", "接触は年ごとにどう変わったか"),
    "title_leaders": ("", "誰が誰と会ったか"),
    "title_beginnings": ("", "就任からどのくらいで電話し、会い、訪れたか"),
    "title_outcomes": ("", "どの会談からどの文書が生まれたか"),
    "title_margins": ("", "互いに訪れないとき、どこで会うか"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return the words for one thing in one language, filled in; of two forms the one for a single thing where n is 1."""
    key = f"{key}_one" if values.get("n") == 1 and f"{key}_one" in WORDS else key
    if key not in WORDS:
        raise Refused(f'words: "{key}" is not a word of the site{did_you_mean(key, list(WORDS))}')
    return WORDS[key][LANGS.index(lang)].format(**grouped(values))


def tree(lang: str) -> str:
    """Return the folder of a language's pages, from the site's root: empty for English."""
    return "" if lang == "en" else f"{lang}/"


def twin(path: str) -> str:
    """Return the path of the same page in the other language (record/index.html -> ja/record/index.html, and back)."""
    return path.removeprefix("ja/") if path.startswith("ja/") else f"ja/{path}"


def root(path: str) -> str:
    """Return the way from a page to the site's root: empty, ../, ../../ …"""
    return "../" * path.count("/")
