"""Large figures under their names."""

from ui.parts.sums import Figure, sums_html


def test_each_figure_stands_under_its_name_and_markup_stays_text():
    told = sums_html([Figure("Made", "12 kg"), Figure("<b>", "<i>", "not-read")])
    assert told == (
        "<dl class='lw-sums'><div class=''><dt>Made</dt><dd>12 kg</dd></div>"
        "<div class='not-read'><dt>&lt;b&gt;</dt><dd>&lt;i&gt;</dd></div></dl>"
    )
