"""In a list of sales a word that says money came, or is waited for, says that the deal was made; nobody is asked."""

from __future__ import annotations

import pytest

from logbooks.questions.causes import Cause
from logbooks.questions.cell_questions import suggested
from tests.logbooks.questions.asking_sheets import DAY, questions, read, register, values
from tests.logbooks.typed_sheets import OFFERS, tab


def sales(*statuses: str):
    rows = [[f"O-{n}", "M1", "Buyer A", DAY, 60, said, DAY, 8.5] for n, said in enumerate(statuses, start=1)]
    return read(register("M1"), tab("Sales", OFFERS, *rows))


@pytest.mark.parametrize(
    "statuses",
    [
        ["Paid", "Awaiting payment", "payment pending", "contract_signed", "shipped"],
        ["Đã thanh toán", "Đang chờ thanh toán", "Chưa thanh toán", "Đã giao"],
        ["Recebido", "A receber", "Aguardando pagamento", "Pago"],
        ["Pagado", "pendiente de pago", "por cobrar", "Entregado"],
        ["Payé", "en attente de paiement", "Livré", "Impayé"],
        ["Lunas", "Belum lunas", "Menunggu pembayaran"],
        ["Imelipwa", "Inasubiri malipo"],
        ["ተከፍሏል", "ክፍያ በመጠባበቅ ላይ"],
        ["Byishyuwe", "Bitegereje kwishyurwa"],
    ],
)
def test_what_was_paid_or_waits_for_payment_was_sold(statuses):
    w = sales(*statuses)
    assert values(w, "status", "offers") == ["accepted"] * len(statuses)
    assert not [question for question in questions(w) if question.startswith("word")]


def test_what_only_waits_is_open_as_before():
    assert values(sales("pending", "Đang chờ", "pendiente"), "status", "offers") == ["open"] * 3


def test_a_word_open_to_doubt_is_asked_about():
    asked = questions(sales("received", "closed", "no deal"))["word/offers.status/status"]
    assert [part.suggests for part in asked.parts] == ["", "", ""]


@pytest.mark.parametrize(
    "written, choice",
    [
        ("Đang chờ khách thanh toán nốt", ""),
        ("pending, payment next week", "accepted"),
        ("aguardando, pendente o pagamento", ""),
        ("no aceptado por precio", "rejected"),
        ("vendido a Café Uno", "accepted"),
    ],
)
def test_what_waits_for_payment_is_never_suggested_as_open(written, choice):
    cause = Cause("unknown-choice", "offers", "status", "Status", "Sales", written, "")
    assert suggested(cause) == choice
