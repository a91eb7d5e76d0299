import pytest

from rapport.rules.coach.blanks import blanks_of
from rapport.rules.coach.checks.placeholder import check
from rapport.rules.coach.draft import Recipient
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import draft, found, mended

UNFILLED = """
Hi [Name], thanks|Dear {{first_name}},|Hello {name}|Hi <Name>,|Hi %FIRSTNAME%, how
Hi %first_name%,
I work at XXX and|INSERT NAME HERE please|your work at [Company]|Dear ,|Dear __, I|Hi ____, I
*[FNAME]*, hello|Hi [[first name]],|Hi {{ contact.firstname }}|Hi ${firstName}
Hi {!Contact.FirstName},
Hi <<First Name>>,|Hi «FirstName»,|Dear [Mr./Ms. Last Name],
interested in [specific field/industry]
attended [University/Conference]|interest in [mention mutual field or interest]|[Your Name]
Hi FIRST_NAME,|Dear FIRSTNAME,|Hi null,|Dear undefined,|Hi Name,|Hi (first name),|in (insert city)
insert company name here|Hi [NAME]|Dear [Hiring Manager's Name]|I loved your post on [X].
Hi %%name%%|Hi #name#|your role as [Job Title] at [Company Name]|since [date]|Hi {{1}},|Hi @{name}
[Vorname], hallo|Bonjour [Prénom],|Hola [Nombre]:|Olá [nome],|Merhaba [İsim],
<%= user.first_name %>
Hi [Name, I saw|your talk about [topic of their talk]|[something specific they wrote]
{% if name %}Hi|Hi [RECIPIENT_NAME]|Dear Mr. ,|Dear ???,|Dear XX,|[one sentence about their work]
lorem ipsum dolor|Hello {Company},|$FIRST_NAME$, hi|Dear [ ],|Hi [],|Hello [...], I saw your
your post about [...]|I noticed [INSERT DETAIL]|[Add personal note]|[TODO: mention the talk]
I'm [age] years old|[fill in]|[PERSONALIZED LINE]|Hi {{{name}}},|Hi __FIRST_NAME__,
Hey <insert name>
Hi [first_name], hello|Regards, <Your name>|Hi {{FirstName}} -|Hi ~FirstName~
{Hi/Hello} {first name}
"""
ORDINARY = """
he said [sic] that|as shown in [1] and [2, 3]|[cid:image001.png@01D]|[EXTERNAL] Hi
[Attachment: x.pdf]
<http://x.com>|<mail@x.y>|Ana Lima <ana@lima.org>|- [ ] todo|[x] done|code a[0] = b[name]
[T]he team
[they] agreed|{"a": 1}|xoxo|love you xxx|Super Bowl XXX|XXL shirt|SSN XXX-XX-1234
card XXXX XXXX XXXX 1234|________________|-----Original Message-----|5% off and 10% more|50%-60%
Signature: ______|Name: ________ Date: ______|<b>bold</b> <br>|[Image]|[mailto:x@y.z]
see [this link](http://a.b)|[10:30] Ana: hi|[JIRA-123] done|_italic_ and *bold*|[laughs]
[emphasis mine]
[URGENT] please|__init__|I <3 you|a < b and c > d|x:y:z|the $5 and $10|[...] and so on
he [Will] said
[Update] the server|~/.bashrc and ~ 5|#hashtag and #other|Dear Ana,|Dear all,|Hi,
Please insert your comments here|Insert the key here|C:\\Users|[Nov 12]|[FW: hello]
NAME of the game
[OK]|[name withheld]|(name, address and phone)|(company policy)|Hi ... I thought|^_^ -_- >_<|[Ana]
[Mr. Smith]|[citation needed]|[Google]|[see below]|[pdf]|[a]|[Acme]|the XX century
Hi , I 'm fine , thanks
"""


def cases(table: str) -> list[str]:
    return [one for line in table.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", cases(UNFILLED))
def test_a_blank_that_was_never_filled_stops_the_draft(text):
    assert set(level.level for level in found(check, draft(text))) == {Level.STOP}


@pytest.mark.parametrize("text", cases(ORDINARY))
def test_ordinary_writing_holds_no_blank(text):
    assert found(check, draft(text)) == []


def test_mail_merge_bars_and_spun_texts_are_blanks():
    assert blanks_of("*|FNAME|*, hello")
    assert blanks_of("{Hi|Hello|Hey} there")


def test_the_fix_fills_what_the_draft_knows():
    one = draft(
        "Hi [Name], how is [Company]?\n[Your Name]",
        recipient=Recipient(name="Ana Lima", employers=("Kew",)),
    )
    fixes = [finding.fix for finding in found(check, one)]
    assert fixes == ["Ana", "Kew", "Bo Ito"]


def test_of_several_employers_nobody_can_tell_which_was_meant():
    one = draft("How is [Company]?", recipient=Recipient(name="Ana", employers=("Kew", "Acme")))
    assert [finding.fix for finding in found(check, one)] == [None]


def test_an_empty_greeting_is_filled():
    one = draft("Dear ,\nthank you.")
    finding = found(check, one)[0]
    assert mended(one, finding).text == "Dear Ana,\nthank you."


def test_a_blank_in_the_subject_is_found_there():
    one = draft("Hello Ana", subject="Interest in [Industry/Topic]")
    finding = found(check, one)[0]
    assert (finding.where, finding.evidence) == ("subject", "[Industry/Topic]")


def test_somebody_may_be_called_null():
    assert found(check, draft("Hi Null, thank you", to="Jennifer Null")) == []
