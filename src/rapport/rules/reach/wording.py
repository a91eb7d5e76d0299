"""The wording: calm, kind, and with the number, for every reason; keyed by reason and by way."""

from collections.abc import Mapping

from rapport.rules.reach.ways import Way

FOR_ALL: Mapping[str, str] = {
    "self": "This is you.",
    "unavailable": "This member is not available.",
    "sender_restricted": (
        "Your account is restricted until {until}. Following and accepting still work."
    ),
    "first_degree": "You are connected.",
    "first_degree_since": "You have been connected since {since}.",
    "existing_conversation": "You are already in a conversation.",
    "open_profile": "They are open to messages from everybody.",
    "second_degree": "You have a connection in common, so you may invite them.",
    "third_degree": "They are three steps away from you; you may invite them.",
    "out_of_network": "They are outside your network; you may invite them.",
    "incoming_invitation": "They have invited you to connect.",
    "shared_group": "You share a group. Your request waits until they accept it.",
    "shared_event": "You attend the same event. Your request waits until they accept it.",
    "coworker": "You share an employer. Your request waits until they accept it.",
    "inmail": "They take InMail. It waits until they accept it.",
    "introducible": "Somebody you both know can introduce you, if both of them agree.",
    "followable": "You may follow what they publish.",
    "not_connected": "You are not connected, so there is no plain message yet.",
    "declined_before": "They have declined to hear more from you this way.",
    "daily_conversations": (
        "You have started {limit} conversations with new people today, the limit for a day."
    ),
    "newcomer_conversations": (
        "You are new here: {limit} conversations with new people a day is the limit for now, and"
        " today's are used."
    ),
    "newcomer_messages": (
        "You are new here: {limit} messages a day to people you are not connected to is the limit"
        " for now, and today's are used."
    ),
    "fan_out_closed": (
        "Few of your recent openers were answered, so writing to new people rests until {until}."
    ),
    "already_connected": "You are already connected.",
    "pending": "You invited them on {sent}; the invitation waits until {expires}.",
    "answer_theirs": "They have invited you; accepting is all it takes.",
    "unknown_mark": (
        "They said that they do not know you, so you cannot invite them. They may invite you."
    ),
    "withdrawn_lock": (
        "You withdrew your invitation to them; after {lock} days you may invite again, from"
        " {until}."
    ),
    "cap_reached": "You have reached {limit} connections, the most there can be.",
    "at_connection_cap": "They have reached {limit} connections, the most there can be.",
    "pending_cap": "Your invitations waiting for an answer have reached {limit}, the limit here.",
    "weekly_limit": "You have sent {limit} invitations in the last {window} days, the limit here.",
    "newcomer_invitations": (
        "You are new here: {limit} invitations in {window} days is the limit for now, and yours"
        " are used."
    ),
    "recipient_setting": "They have chosen not to be reached this way.",
    "proof_required": (
        "Inviting them takes something that shows that you know each other, such as an employer, a"
        " school, an event or their e-mail address."
    ),
    "proof_required_marks": (
        "In the last {window} days {limit} people or more said that they do not know you. Until"
        " that fades, inviting takes something that shows that you know each other."
    ),
    "nothing_to_accept": "They have not invited you.",
    "awaiting_answer": (
        "What you wrote waits for their answer; the day to think about another way is {follow_up}."
    ),
    "not_needed": "You can simply write a message.",
    "no_shared_ground": "You share no group, event or employer at the moment.",
    "monthly_requests": (
        "You have made {limit} message requests this month, the limit for a calendar month."
    ),
    "no_credits": "You have no InMail credit left.",
    "no_shared_connection": "You know nobody in common who could introduce you.",
    "introductions_open": (
        "Your introductions waiting for an answer have reached {limit}, the limit at a time."
    ),
    "already_following": "You already follow them.",
}
BY_WAY: Mapping[tuple[Way, str], str] = {
    (Way.CONNECT, "recipient_setting_second_degree"): (
        "They take invitations from people with a connection in common."
    ),
    (Way.CONNECT, "recipient_setting_nobody"): "They take no invitations.",
    (Way.REQUEST, "recipient_setting"): "They take no message requests.",
    (Way.INMAIL, "recipient_setting"): "They take no InMail.",
    (Way.INTRODUCTION, "recipient_setting"): "They take no introductions.",
    (Way.FOLLOW, "recipient_setting"): "Only their connections may follow them.",
    (Way.ACCEPT, "cap_reached"): (
        "You have reached {limit} connections, the most there can be; accepting needs room."
    ),
}
OF_THE_PRIMARY: Mapping[str, str] = {
    "follow_primary": "They prefer to be followed first.",
    "stranger": "You have little in common yet; you may invite them.",
    "follow_only": "Following is what is open to you here.",
    "closed": "There is no way to reach them at the moment.",
}
