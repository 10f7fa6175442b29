"""Questions: what only a person can know about the sheets, each asked once."""

from pages.questions.answers_given import answers_given, unmet
from pages.questions.question_list import question_list
from pages.questions.settled_list import settled_list
from ui.frame.heading import heading

heading("questions")
question_list()
answers_given()
settled_list()
unmet()
