"""What is counted as better than bulk."""

from dataclasses import replace

from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from words.board_words import finding_of_board, told_of_board


def better(id):
    """All of the 80 % range of the difference above 0."""
    side = Estimate("share", 0.8, n=6, case_is="lot")
    return Answer(id, None, {"micro": side, "bulk": side}, replace(side, value=0.2, low80=0.1, high80=0.3))


def test_lots_kept_apart_are_no_better_coffee():
    """It says how far the others can be believed, as all numbers of its layer do: they are not counted."""
    shown = [metrics()[id] for id in ("specialty_grade", "segregation", "custody_file")]
    answers = {metric.id: better(metric.id) for metric in shown}
    assert told_of_board(shown, answers) == "1 number is better than bulk."
    assert finding_of_board(shown, answers) == "1 of 1 numbers is better than bulk and 0 worse; of 0 it can't be told"
    assert told_of_board(shown[1:], answers) == finding_of_board(shown[1:], answers) == ""
