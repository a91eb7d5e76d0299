"""How long posts and comments may be, and how many a member may write in a day."""

from datetime import timedelta

# Lengths in characters (code points after CRLF → LF). Those of posts and comments are LinkedIn's,
# https://www.linkedinsights.com/maximum-linkedin-character-counts-and-image-sizes-for-2020/
# (1,300 there, 3,000 since); the rest is our choice.
POST_MAX = 3000
COMMENT_MAX = 1250
TITLE_MAX = 150  # our choice: one line on a wide page, two on a phone
ARTICLE_MAX = 20_000  # our choice: about 3,000 words, a quarter of an hour's reading

# Members told by one text; as many as a conversation in a group once took at LinkedIn, 2015:
# http://allaboutleveragellc.com/how-will-the-changes-to-linkedin-groups-affect-you-as-members-and-moderators/
MENTIONS_MAX = 20

# Our choice: more than a person writes on a full day, less than a machine would.
DAY = timedelta(days=1)
POSTS_A_DAY = 20  # posts, articles and shares together
COMMENTS_A_DAY = 200
