from __future__ import annotations

from collections.abc import Callable

import pytest

from data.names import KnownNames
from data.sensitive import may_reveal, reveals_protected

REVEALING = """
Je suis enceinte, quel congé ?
je suis actuellement enceinte de 3 mois
J'ai une RQTH, comment se passe l'aménagement ?
J’ai une R.Q.T.H. mais surtout mon handicap est invisible
Ma RQTH pose-t-elle problème ?
Je suis reconnu travailleur handicapé, est-ce un souci ?
Je suis RQTH, c'est un problème ?
La candidate est enceinte, quel congé maternité ?
Elle est enceinte et demande le congé
En tant que musulmane, puis-je porter le voile ?
Je suis syndiqué à la CGT, est-ce un problème ?
Je suis délégué syndical, puis-je garder mon mandat ?
Étant diabétique, puis-je avoir des pauses ?
J'attends un bébé pour mars, possible de décaler ?
J'ai eu un cancer, y a-t-il un mi-temps ?
Comme je suis sourde, y a-t-il un interprète ?
Je suis une femme trans, l'équipe est-elle ouverte ?
Je fais le ramadan, peut-on adapter les horaires ?
I'm pregnant, what's your maternity leave policy?
I’m gay, is the culture inclusive?
I am currently pregnant
As a Muslim, can I pray at work?
As a practising Muslim woman, is there a prayer room?
I have a disability, is the office accessible?
My union membership: is it a problem?
How would my maternity leave be handled?
I was diagnosed with ADHD, is that fine?
Ich bin schwanger, wie läuft die Elternzeit?
Ich bin Gewerkschaftsmitglied
Ich habe eine Behinderung
Estoy embarazada, ¿qué permiso hay?
Tengo una discapacidad
Sono incinta
Ho una disabilità
Estou grávida
Tenho uma deficiência
""".strip().split("\n")

NEUTRAL = """
Y a-t-il un CSE ?
Êtes-vous handi-accueillants ?
Avez-vous une politique RQTH ?
Y a-t-il un syndicat dans l'entreprise ?
Avez-vous des salariés syndiqués ?
Quelle est la politique pour les femmes enceintes ?
Quel est le congé maternité ?
Quelle est la place du handicap ?
Comment est organisée la salle de prière ?
Je suis intéressé par votre politique handicap
Je suis en poste. Votre politique RQTH ?
J'ai une question : la RQTH est-elle prise en compte ?
Est-ce un poste adapté aux travailleurs handicapés ?
Quelle mutuelle santé ?
Ma santé et sécurité au travail ?
Mon traitement sera-t-il revu chaque année ?
Je suis BI analyst, quels outils ?
Il est possible de faire du télétravail ?
Is there a union?
How do you support Muslim employees?
What is your maternity leave policy?
Do you have people with disabilities in the team?
I'm looking for a team that is inclusive of LGBT people
I'm Senior, what is the salary?
Is my health insurance covered from day one?
How is mental health supported?
What conditions apply to my transition to this role?
Gibt es einen Betriebsrat?
Come si lavora?
¿Es posible la baja por maternidad?
""".strip().split("\n")


@pytest.mark.parametrize("wording", REVEALING)
def test_what_a_speaker_reveals_is_hidden(wording: str) -> None:
    """Health, pregnancy, disability, religion, union and orientation of the speaker, in six languages."""
    assert reveals_protected(wording)
    assert may_reveal(KnownNames().words(wording))


@pytest.mark.parametrize("wording", NEUTRAL)
def test_a_neutral_question_is_shown(wording: str) -> None:
    """A question about the same subjects says nothing about who asks it."""
    assert not reveals_protected(wording)


def test_hostile_wordings_take_linear_time(within_cpu_seconds: Callable[..., None]) -> None:
    """The longest cells of bait end long before work that grows with the square would."""
    baits = ["je suis ", "enceinte ", "my ", "je suis une tres ", "."]
    texts = [bait * (64_000 // len(bait)) for bait in baits]
    work = "for text in given: reveals_protected(text)"
    within_cpu_seconds(10, f"from data.sensitive import reveals_protected\n{work}", texts)
