"""Does the premium pay for the extra work, and what would change that?"""

from ui import cherry, learn, premium_steps, price_waterfall, what_if
from ui.heading import filtered_heading

chosen = filtered_heading("learn")
learn.premium(chosen)
learn.premium_and_cost(chosen)
premium_steps.premium_steps(chosen)
cherry.cherry_picking(chosen)
price_waterfall.price_waterfall(chosen)
what_if.what_if(chosen)
