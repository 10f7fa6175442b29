"""Does the premium pay for the extra work, and what would change that?"""

from pages.learn import (
    break_even_sliders,
    cash_section,
    cherry_section,
    premium_and_cost,
    premium_steps,
    price_section,
    refusal_section,
    risk_section,
    work_section,
)
from ui.frame.heading import filtered_heading

chosen = filtered_heading("learn")
premium_and_cost.premium(chosen)
work_section.extra_work(chosen)
premium_and_cost.premium_and_cost(chosen)
premium_steps.premium_steps(chosen)
cherry_section.cherry_picking(chosen)
price_section.price_waterfall(chosen)
refusal_section.refusals(chosen)
break_even_sliders.what_if(chosen)
risk_section.risk_beside_bulk(chosen)
cash_section.working_capital(chosen)
