"""Connect: how sheets get in here."""

from ui.connect.page import connect
from ui.heading import heading

heading("connect")
connect()
