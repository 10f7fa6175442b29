"""Made-up rows are judged by what comes out, not by how long a busy computer takes."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
