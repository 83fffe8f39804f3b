"""Totals and documents named beside the event."""


def page(deed, *more):
    return "令和4年10月4日", f"10月4日、午後10時から、岸田文雄内閣総理大臣は、バイデン米国大統領と{deed}。", *more


def test_a_number_of_the_year_is_a_total_since_its_first_day(drafted):
    (total,) = drafted(*page("、今年3回目となる首脳電話会談を行いました")).claims
    assert (total.total, total.since, total.cell.phrase) == (3, "2022-01-01", "今年3回目となる首脳電話会談")


def test_a_number_without_a_start_is_a_total_whose_start_is_not_known(drafted):
    (total,) = drafted(*page("就任後初めての電話会談を行いました")).claims
    assert (total.total, total.since) == (1, "")


def test_an_ordinal_is_a_total_in_english_too(drafted):
    said = "On October 4, at 10 p.m., Mr. KISHIDA Fumio, Prime Minister, held the third summit meeting this year with Mr. Joe Biden, President of the United States, in New York."
    (total,) = drafted("October 4, 2022", said).claims
    assert (total.total, total.since) == (3, "2022-01-01")


def test_a_page_without_a_number_names_no_total(drafted):
    assert drafted(*page("電話会談を行いました", "両首脳は2回目の核実験を非難しました。")).claims == []


def test_a_statement_issued_is_a_document_and_one_wished_for_is_not(drafted):
    found = drafted(*page("電話会談を行いました", "両首脳は、共同声明「海の道」を発出しました。", "協定の早期締結を目指すことで一致しました。")).documents
    assert [cell.value for cell in found] == ["共同声明「海の道"]
