"""Connect: how sheets get in here."""

from pages.connect.connect_sections import connect
from ui.frame.heading import heading

heading("connect")
connect()
