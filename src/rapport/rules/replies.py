"""Up to three short replies that a message invites, by plain rules in five languages.

Nothing is learnt and nothing is sent by itself: a reply is a beginning that the member changes. A
message that tells of illness, death or a lost job gets none: there nobody wants a ready-made word.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

MOST = 3
LONGEST = 600
# Fewer known words than this tell no language.
_FEWEST = 1


class Cue(StrEnum):
    """What a message asks for."""

    WHEN = "when"
    MEET = "meet"
    FEELING = "feeling"
    YES_NO = "yes_no"
    QUESTION = "question"
    THANKS = "thanks"
    GOOD_NEWS = "good_news"
    SORRY = "sorry"
    BYE = "bye"


_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "the you your and is are to of for can could would we it i have thanks".split()
    ),
    "de": frozenset(
        "der die das und ist sind du sie ich wir nicht ein eine können dir danke".split()
    ),
    "fr": frozenset("le la les et est vous tu je nous pas une un pour que merci avez".split()),
    "es": frozenset("el los las y es usted tú yo nos no una un para que gracias puedes".split()),
    "pt": frozenset(
        "o os as e é você tu eu nós não uma um para que obrigado obrigada pode".split()
    ),
}
_SAD = re.compile(
    r"\b(?:died|death|passed away|funeral|cancer|hospital|ill|laid off|lost my job|miscarriage|"
    r"gestorben|verstorben|beerdigung|krebs|krankenhaus|krank|gekündigt|entlassen|"
    r"décédée?|mort|obsèques|cancer|hôpital|malade|licenciée?|"
    r"falleció|murió|muerte|cáncer|hospital|enfermo|enferma|despedido|despedida del trabajo|"
    r"faleceu|morreu|morte|câncer|doente|demitido|demitida)\b",
    re.IGNORECASE,
)
# The first cue that is found in a message's last words decides; all are tried in this order.
_CUES: Mapping[str, Mapping[Cue, str]] = {
    "en": {
        Cue.FEELING: r"\bhow (?:are|have) you\b|\bhow is it going\b|\bhow's it going\b",
        Cue.WHEN: r"\bwhen\b[^?]*\?|\bwhat time\b[^?]*\?|\bwhich day\b[^?]*\?",
        Cue.MEET: r"\b(?:coffee|lunch|dinner|a call|meet|catch up)\b[^?]*\?",
        Cue.QUESTION: r"(?:^|[.!,¿\n]\s*)(?:what|which|who|where|why|how)\b[^?.!]*\?",
        Cue.YES_NO: r"\b(?:are|is|do|does|did|can|could|would|will|have|has|shall|may|"
        r"should)\b[^?.!]*\?",
        Cue.GOOD_NEWS: r"\b(?:new job|new role|promoted|got the job|we won|passed the exam|"
        r"finished my)\b",
        Cue.THANKS: r"\bthank(?:s| you)\b",
        Cue.SORRY: r"\b(?:sorry|apolog(?:y|ies|ise|ize))\b",
        Cue.BYE: r"\b(?:see you|talk soon|have a (?:good|nice|great))\b",
    },
    "de": {
        Cue.FEELING: r"\bwie geht(?:'s|s| es)\b",
        Cue.WHEN: r"\bwann\b[^?]*\?|\bum wie viel uhr\b[^?]*\?|\bwelche[rn]? tag\b[^?]*\?",
        Cue.MEET: r"\b(?:kaffee|mittagessen|treffen|telefonieren)\b[^?]*\?",
        Cue.QUESTION: r"(?:^|[.!,¿\n]\s*)(?:was|welche\w*|wer|wo|warum|wie)\b[^?.!]*\?",
        Cue.YES_NO: r"(?:^|[.!,]\s*|\n)(?:bist|ist|sind|hast|haben|kannst|können|könntest|könnten|"
        r"willst|wollen|würdest|würden|magst|darf|soll|sollen)\b[^?.!]*\?",
        Cue.GOOD_NEWS: r"\b(?:neue stelle|neuen job|befördert|bestanden|gewonnen)\b",
        Cue.THANKS: r"\b(?:danke|vielen dank)\b",
        Cue.SORRY: r"\b(?:entschuldig\w*|tut mir leid|verzeihung)\b",
        Cue.BYE: r"\b(?:bis bald|bis dann|schönen (?:tag|abend))\b",
    },
    "fr": {
        Cue.FEELING: r"\bcomment (?:vas-tu|allez-vous|ça va)\b|\bça va\s*\?",
        Cue.WHEN: r"\bquand\b[^?]*\?|\bquelle heure\b[^?]*\?|\bquel jour\b[^?]*\?",
        Cue.MEET: r"\b(?:café|déjeuner|dîner|se voir|un appel)\b[^?]*\?",
        Cue.QUESTION: r"(?:^|[.!,¿\n]\s*)(?:que|quel\w*|qui|où|pourquoi|comment)\b[^?.!]*\?",
        Cue.YES_NO: r"\b(?:est-ce que|peux-tu|pouvez-vous|pourriez-vous|pourrais-tu|es-tu|"
        r"êtes-vous|as-tu|avez-vous|veux-tu|voulez-vous)\b[^?.!]*\?",
        Cue.GOOD_NEWS: r"\b(?:nouveau poste|promue?|réussi)\b",
        Cue.THANKS: r"\bmerci\b",
        Cue.SORRY: r"\b(?:désolée?|pardon|excuse\w*)\b",
        Cue.BYE: r"\b(?:à bientôt|bonne (?:journée|soirée))\b",
    },
    "es": {
        Cue.FEELING: r"\bcómo (?:estás|está|te va|le va)\b",
        Cue.WHEN: r"\bcuándo\b[^?]*\?|\bqué hora\b[^?]*\?|\bqué día\b[^?]*\?",
        Cue.MEET: r"\b(?:café|almorzar|comer|vernos|quedamos|llamada)\b[^?]*\?",
        Cue.QUESTION: r"(?:^|[.!,¿\n]\s*)(?:qué|cuál|quién|dónde|por qué|cómo)\b[^?.!]*\?",
        Cue.YES_NO: r"¿\s*(?:puedes|puede|podrías|podría|eres|es|estás|está|tienes|tiene|quieres|"
        r"quiere|te|le|vas|va)\b[^?.!]*\?",
        Cue.GOOD_NEWS: r"\b(?:nuevo trabajo|nuevo puesto|ascendieron|aprobé)\b",
        Cue.THANKS: r"\bgracias\b",
        Cue.SORRY: r"\b(?:lo siento|perdón|perdona|disculpa\w*)\b",
        Cue.BYE: r"\b(?:hasta (?:pronto|luego)|buen día|buena tarde)\b",
    },
    "pt": {
        Cue.FEELING: r"\bcomo (?:vai|você está|estás|está)\b|\btudo bem\s*\?",
        Cue.WHEN: r"\bquando\b[^?]*\?|\bque horas\b[^?]*\?|\bque dia\b[^?]*\?",
        Cue.MEET: r"\b(?:café|almoçar|almoço|nos ver|encontrar|chamada)\b[^?]*\?",
        Cue.QUESTION: r"(?:^|[.!,¿\n]\s*)(?:o que|qual|quem|onde|por que|como)\b[^?.!]*\?",
        Cue.YES_NO: r"\b(?:pode|podes|poderia|podia|você|tens|tem|quer|queres|é|está|gostaria|vai|"
        r"vais)\b[^?.!]*\?",
        Cue.GOOD_NEWS: r"\b(?:novo emprego|novo cargo|promovid[oa]|passei)\b",
        Cue.THANKS: r"\bobrigad[oa]\b",
        Cue.SORRY: r"\b(?:desculp\w*|perdão)\b",
        Cue.BYE: r"\b(?:até (?:logo|breve|já)|bom dia|boa tarde)\b",
    },
}
_COMPILED: Mapping[str, Mapping[Cue, re.Pattern[str]]] = {
    code: {cue: re.compile(pattern, re.IGNORECASE) for cue, pattern in cues.items()}
    for code, cues in _CUES.items()
}
REPLIES: Mapping[str, Mapping[Cue, tuple[str, ...]]] = {
    "en": {
        Cue.WHEN: (
            "I'll look at my calendar and tell you.",
            "This week works.",
            "Next week is better for me.",
        ),
        Cue.MEET: (
            "Yes, gladly. When suits you?",
            "Gladly, but not this week.",
            "I can't, I'm afraid.",
        ),
        Cue.FEELING: ("Well, thank you. And you?", "Busy, but well. And you?"),
        Cue.YES_NO: ("Yes.", "No, I'm afraid not.", "Let me check and come back to you."),
        Cue.QUESTION: ("Good question. Let me think about it.", "I don't know, I'm afraid."),
        Cue.THANKS: ("You're welcome.", "Gladly."),
        Cue.GOOD_NEWS: ("Congratulations!", "Wonderful news, tell me more."),
        Cue.SORRY: ("No problem.", "It's all right."),
        Cue.BYE: ("See you soon.", "You too."),
    },
    "de": {
        Cue.WHEN: (
            "Ich sehe in meinem Kalender nach.",
            "Diese Woche passt.",
            "Nächste Woche passt mir besser.",
        ),
        Cue.MEET: (
            "Ja, gern. Wann passt es?",
            "Gern, aber nicht diese Woche.",
            "Das geht leider nicht.",
        ),
        Cue.FEELING: ("Gut, danke. Und selbst?", "Viel zu tun, aber gut. Und selbst?"),
        Cue.YES_NO: ("Ja.", "Leider nein.", "Das prüfe ich und melde mich."),
        Cue.QUESTION: ("Gute Frage, darüber denke ich nach.", "Das weiß ich leider nicht."),
        Cue.THANKS: ("Gern geschehen.", "Sehr gern."),
        Cue.GOOD_NEWS: ("Herzlichen Glückwunsch!", "Wie schön!"),
        Cue.SORRY: ("Kein Problem.", "Alles gut."),
        Cue.BYE: ("Bis bald.", "Gleichfalls."),
    },
    "fr": {
        Cue.WHEN: (
            "Je regarde mon agenda.",
            "Cette semaine me convient.",
            "La semaine prochaine m'irait mieux.",
        ),
        Cue.MEET: (
            "Oui, avec plaisir. Quand ?",
            "Avec plaisir, mais pas cette semaine.",
            "Je ne peux pas, hélas.",
        ),
        Cue.FEELING: ("Bien, merci. Et de votre côté ?", "Beaucoup à faire, mais bien."),
        Cue.YES_NO: ("Oui.", "Non, hélas.", "Je vérifie et je reviens vers vous."),
        Cue.QUESTION: ("Bonne question, j'y réfléchis.", "Je ne sais pas, hélas."),
        Cue.THANKS: ("De rien.", "Avec plaisir."),
        Cue.GOOD_NEWS: ("Félicitations !", "Quelle bonne nouvelle !"),
        Cue.SORRY: ("Pas de problème.", "Ce n'est rien."),
        Cue.BYE: ("À bientôt.", "De même."),
    },
    "es": {
        Cue.WHEN: (
            "Miro mi agenda y te digo.",
            "Esta semana me va bien.",
            "La semana que viene me va mejor.",
        ),
        Cue.MEET: (
            "Sí, con gusto. ¿Cuándo?",
            "Con gusto, pero no esta semana.",
            "No puedo, lo siento.",
        ),
        Cue.FEELING: ("Bien, gracias. ¿Y tú?", "Con mucho trabajo, pero bien."),
        Cue.YES_NO: ("Sí.", "No, lo siento.", "Lo compruebo y te digo."),
        Cue.QUESTION: ("Buena pregunta, lo pienso.", "No lo sé, lo siento."),
        Cue.THANKS: ("De nada.", "Con gusto."),
        Cue.GOOD_NEWS: ("¡Enhorabuena!", "Qué buena noticia, cuéntame más."),
        Cue.SORRY: ("No pasa nada.", "Todo bien."),
        Cue.BYE: ("Hasta pronto.", "Igualmente."),
    },
    "pt": {
        Cue.WHEN: ("Vou ver a minha agenda.", "Esta semana dá.", "Na próxima semana é melhor."),
        Cue.MEET: (
            "Sim, com gosto. Quando?",
            "Com gosto, mas não esta semana.",
            "Não posso, lamento.",
        ),
        Cue.FEELING: ("Bem, e por aí?", "Com muito trabalho, mas bem."),
        Cue.YES_NO: ("Sim.", "Não, lamento.", "Vou verificar e já digo."),
        Cue.QUESTION: ("Boa pergunta, vou pensar.", "Não sei, lamento."),
        Cue.THANKS: ("De nada.", "Com gosto."),
        Cue.GOOD_NEWS: ("Parabéns!", "Que boa notícia, conta mais."),
        Cue.SORRY: ("Não faz mal.", "Está tudo bem."),
        Cue.BYE: ("Até breve.", "Igualmente."),
    },
}


def replies_to(text: str) -> tuple[str, ...]:
    """Up to three short replies in the language of the message; none where no rule fits.

    At most 600 characters are read: whoever writes a letter wants more than a line.
    """
    if len(text) > LONGEST or _SAD.search(text):
        return ()
    code = language_of(text)
    if code is None:
        return ()
    cue = cue_of(text, code)
    return REPLIES[code][cue][:MOST] if cue else ()


def language_of(text: str) -> str | None:
    """Which of the five languages has most of the text's small words; None where none or two do."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {
        code: sum(word in known for word in words) + _cues_in(text, code)
        for code, known in _WORDS.items()
    }
    best = max(counts.values())
    found = [code for code, count in counts.items() if count == best]
    return found[0] if best >= _FEWEST and len(found) == 1 else None


def _cues_in(text: str, code: str) -> int:
    """How many of a language's cues stand in a text: what tells it where it is short."""
    return sum(bool(pattern.search(text)) for pattern in _COMPILED[code].values())


def cue_of(text: str, code: str) -> Cue | None:
    """What the message asks for: the first cue of the language, else whether it asks at all."""
    for cue, pattern in _COMPILED[code].items():
        if pattern.search(text):
            return cue
    return Cue.QUESTION if text.rstrip().endswith("?") else None
