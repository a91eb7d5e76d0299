"""Single claims and names of the gold set: what is true is called true, and nobody misnamed."""

from tests.rules.coach.gold.cases import claimed, name_told, rows_of

RIGHT: dict[str, set[frozenset[bool | None]]] = {
    "true": {frozenset({True}), frozenset({True, None})},
    "false": {frozenset({False}), frozenset({False, None})},
    "unknown": {frozenset(), frozenset({None})},
    "nothing": {frozenset(), frozenset({None})},
}


def test_claims_are_told_from_each_other_and_from_what_claims_nothing():
    wrong = [
        f"{row['said']}: {row['text']} {claimed(row['text'])}"
        for row in rows_of("claims")
        if frozenset(claimed(row["text"])) not in RIGHT[row["said"]]
    ]
    assert len(wrong) <= 0.2 * len(rows_of("claims")), "\n".join(wrong)


def test_what_is_said_to_be_true_is_true():
    told = [row for row in rows_of("claims") if True in claimed(row["text"])]
    assert len(told) >= 20
    wrong = [row["text"] for row in told if row["said"] != "true"]
    assert len(wrong) <= 0.02 * len(told), "\n".join(wrong)


def test_names_missing_or_wrong_are_found_and_right_ones_left_alone():
    rows = [(row, name_told(row["text"], row["recipient"])) for row in rows_of("names")]
    bad = [row["text"] for row, told in rows if told != (row["name"] != "right")]
    found = sum(told for row, told in rows if row["name"] != "right")
    false = sum(told for row, told in rows if row["name"] == "right")
    missed = sum(not told for row, told in rows if row["name"] != "right")
    assert found / (found + missed) >= 0.99, "\n".join(bad)
    assert found / (found + false) >= 0.98, "\n".join(bad)
