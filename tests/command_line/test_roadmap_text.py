"""The roadmap in a terminal."""

from datetime import date

from command_line.roadmap_text import roadmap_lines
from decisions.roadmap_tasks import Item


def task(**values):
    plain = dict(
        gate=180,
        task="Locate the plots",
        owner=None,
        due_on=date(2026, 2, 21),
        done_on=None,
        evidence="plots_located",
        said="not done",
        shown="seen in part",
        because="Of 100 kg 98 kg come from located plots.",
        share=0.985,
        overdue=True,
        row_id=1,
    )
    return Item(**plain | values)


def test_a_task_says_what_was_reported_and_what_is_shown_with_its_share():
    assert roadmap_lines([task()]) == [
        "",
        "THE ROADMAP",
        "",
        "  day 180   Locate the plots",
        "            not done, overdue since 21 Feb 2026; seen in part, 98\u202f%. Of 100 kg",
        "            98 kg come from located plots.",
    ]


def test_a_state_without_a_part_has_no_share():
    told = roadmap_lines([task(shown="contradicted", overdue=False, done_on=date(2026, 2, 1))])
    assert told[4].startswith("            reported as done on 1 Feb 2026; contradicted. Of 100 kg")


def test_without_tasks_there_is_no_section():
    assert roadmap_lines([]) == []
