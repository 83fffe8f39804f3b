"""Topics by their phrases, in the order of the page."""

HEAD = "令和4年10月4日", "10月4日、午後10時から、岸田文雄内閣総理大臣は、バイデン米国大統領と電話会談を行ったところ、概要は以下のとおりです。"


def topics(cells, *body, head=HEAD):
    return cells(*head, *body)["topics"]


def test_topics_stand_in_the_order_of_the_page_and_once(cells):
    assert topics(cells, "1 拉致問題について述べました。", "2 北朝鮮と拉致問題について述べました。") == "abductions;north_korea"


def test_the_longest_phrase_at_a_place_decides(cells):
    assert topics(cells, "ロシアによるウクライナ侵略を非難しました。") == "ukraine"
    assert topics(cells, "ロシアによるウクライナ侵略とロシアへの制裁について述べました。") == "ukraine;russia"


def test_a_phrase_that_names_nothing_hides_a_shorter_one(cells):
    assert topics(cells, "厳しさを増す安全保障環境について述べました。") == ""


def test_china_that_is_to_play_a_role_on_north_korea_is_no_topic(cells):
    assert topics(cells, "北朝鮮に対し、中国が役割を果たすことが重要と述べました。") == "north_korea"
    assert topics(cells, "中国や北朝鮮をめぐる情勢について意見交換しました。") == "china;north_korea"


def test_a_partner_is_no_topic_of_its_own(cells):
    head = "日中外相電話会談", "令和4年5月18日", "5月18日、午前10時から、林芳正外務大臣は、王毅中国国務委員兼外交部長と電話会談を行ったところ、概要は以下のとおりです。"
    assert topics(cells, "中国側から北朝鮮について述べました。", head=head) == "north_korea"


def test_an_english_phrase_is_a_word_and_no_part_of_one(cells):
    head = "October 4, 2022", "On October 4, at 10 p.m., Mr. KISHIDA Fumio, Prime Minister, held a telephone talk with Mr. Joe Biden, President of the United States. The overview is as follows."
    assert topics(cells, "The two leaders foiled nothing in North Korea.", head=head) == "north_korea"


def test_links_below_the_text_are_not_read(cells):
    assert topics(cells, "北朝鮮について述べました。", "以上", "関連リンク", "ウクライナ") == "north_korea"


def test_the_pacific_pact_is_trade_before_2017_and_a_topic_of_its_own_since(cells):
    head = "日米外相会談", "平成28年10月4日", "10月4日、午後10時から、岸田外務大臣は、訪日中の要人と会談を行ったところ、概要は以下のとおりです。"
    assert topics(cells, "TPPについて述べました。", head=head) == "trade"
    assert topics(cells, "TPPについて述べました。") == "cptpp"


def test_relations_of_japan_and_a_country_by_name_are_bilateral_relations(cells):
    assert topics(cells, "日・インドネシア関係を強化したい旨述べました。") == "bilateral_relations"
    assert topics(cells, "訪日関係者に感謝しました。") == ""


def test_a_phrase_may_name_two_topics(cells):
    assert topics(cells, "東・南シナ海情勢について述べました。") == "east_china_sea;south_china_sea"
