"""The commonest short words of European languages, by which a text's language is told.

Only words that say little by themselves and stand in almost every sentence; a word may belong to several languages.
"""

from __future__ import annotations

from collections.abc import Mapping

COMMON_WORDS: Mapping[str, str] = {
    "English": "the of and to in is are do does you your for with on or that have has any be this by from what how if as it "
    "an all which can will please describe provide not at we our their used when who",
    "German": "der die das und ist sind werden wird sie ihre ihr ihrer ihren für mit auf oder dass haben hat von den dem des "
    "ein eine einer eines wie wenn nicht im zur zum bei gibt es bitte welche durch nach über auch alle",
    "French": "le la les des et est sont vous votre vos pour avec sur ou que avez a du de un une dans par comment si ne pas "
    "au aux qui ce cette être quels quelles il ces en toutes leur leurs",
    "Spanish": "el la los las de y es son su sus para con en o que tiene ha del un una por cómo si no al se qué cuál están "
    "está este esta ustedes todos como han lo cuenta existe existen",
    "Italian": "il lo la i gli le di e è sono vostro vostra per con su o che avete ha del della dei delle un una da come se "
    "non al alla nel nella quali viene vengono questo questa tutti",
    "Portuguese": "o a os as de e é são sua seu seus suas para com em ou que tem do da dos das um uma por como se não ao à "
    "no na nos nas qual quais está estão existe foi pela pelo todos",
    "Dutch": "de het een en is zijn u uw voor met op of dat heeft hebben van in wordt worden hoe als niet door bij er welke "
    "aan naar ook om te alle deze wat",
    "Polish": "i w na z do czy jest są się dla oraz lub że nie jak jakie od po przez o państwa firma które który być ich "
    "proszę została został",
    "Swedish": "och är att det en ett för med på eller som har ni er av i den inte hur om vid till kan från de alla finns vilka",
    "Danish or Norwegian": "og er at det en et for med på eller som har i jeres dere deres af av den ikke hvordan hvis ved til "
    "kan fra de alle der hvilke bliver blir",
    "Finnish": "ja on ovat onko että tai kun mitä miten se jos ei ole myös sekä joka kaikki niiden teidän voi",
}
