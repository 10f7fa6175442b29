"""Connect: how sheets get in here."""

from ui.connect import connect
from ui.heading import heading

heading("connect")
connect()
