"""Does the premium pay for the extra work, and what would change that?"""

from ui import learn, what_if
from ui.heading import filtered_heading

chosen = filtered_heading("learn")
learn.premium(chosen)
learn.premium_and_cost(chosen)
what_if.what_if(chosen)
