"""In which language a text is: sure ones are named, unsure ones are not."""

from __future__ import annotations

import pytest

from qbot.matching.language import find_language

SENTENCES = {
    "English": "Do you encrypt the data of your customers when it is stored, and who "
    "holds the keys that are used for this?",
    "German": "Verschlüsseln Sie die Daten Ihrer Kunden, wenn sie gespeichert "
    "werden, und wer verwaltet die Schlüssel dafür?",
    "French": "Est-ce que vous chiffrez les données de vos clients, et qui est "
    "responsable de la gestion des clés dans ce cas ?",
    "Spanish": "¿Se cifran los datos de los clientes cuando se almacenan, y quién es "
    "el responsable de la gestión de las claves?",
    "Italian": "I dati dei clienti sono cifrati quando vengono conservati, e chi è il "
    "responsabile della gestione delle chiavi?",
    "Portuguese": "Os dados dos clientes são cifrados quando são guardados, e quem é o "
    "responsável pela gestão das chaves?",
    "Dutch": "Worden de gegevens van de klanten versleuteld als ze worden "
    "opgeslagen, en wie is er verantwoordelijk voor de sleutels?",
    "Polish": "Czy dane klientów są szyfrowane, jak długo są przechowywane i kto "
    "jest odpowiedzialny za klucze, które do tego służą?",
    "Swedish": "Är det så att kundernas data krypteras när de lagras, och vem har "
    "ansvar för de nycklar som används till det?",
    "Finnish": "Onko asiakkaiden tiedot salattu, kun ne tallennetaan, ja kuka on "
    "vastuussa avaimista, jotka ovat käytössä tai ei?",
    "Greek": "Κρυπτογραφείτε τα δεδομένα των πελατών σας;",
    "Japanese": "顧客のデータは保存時に暗号化されていますか。",
    "Chinese": "客户数据在存储时是否加密？",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough(language: str) -> None:
    assert find_language([SENTENCES[language]]) == language


@pytest.mark.parametrize("text", ["", "SOC 2 Type II", "MFA? SSO? RBAC?", "Name: Address: Phone:", "12 34 56"])
def test_too_little_is_not_guessed(text: str) -> None:
    assert find_language([text]) is None


def test_a_foreign_sentence_among_many_changes_nothing() -> None:
    assert find_language([*[SENTENCES["English"]] * 4, SENTENCES["Spanish"]]) == "English"


def test_the_order_of_texts_makes_no_difference() -> None:
    texts = list(SENTENCES.values())[:5]
    assert find_language(texts) == find_language(reversed(texts))
