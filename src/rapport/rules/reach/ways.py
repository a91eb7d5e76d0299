"""The words of the decision: ways, outcomes, reasons and the primary button, as closed lists."""

from enum import StrEnum


class Way(StrEnum):
    """How one member may reach another, in the order in which the ways are listed."""

    MESSAGE = "message"
    CONNECT = "connect"
    ACCEPT = "accept"
    REQUEST = "request"
    INMAIL = "inmail"
    INTRODUCTION = "introduction"
    FOLLOW = "follow"


class Outcome(StrEnum):
    """What a way comes to: `held` is delivered, but waits until the other accepts."""

    OPEN = "open"
    HELD = "held"
    PENDING = "pending"
    CLOSED = "closed"


class PrimaryWay(StrEnum):
    """What the one big button does."""

    EDIT = "edit"
    MESSAGE = "message"
    CONNECT = "connect"
    ACCEPT = "accept"
    PENDING = "pending"
    WAITING = "waiting"
    REQUEST = "request"
    INTRODUCTION = "introduction"
    INMAIL = "inmail"
    FOLLOW = "follow"
    NONE = "none"


LABELS = {
    PrimaryWay.EDIT: "Edit profile",
    PrimaryWay.MESSAGE: "Message",
    PrimaryWay.CONNECT: "Connect",
    PrimaryWay.ACCEPT: "Accept",
    PrimaryWay.PENDING: "Pending",
    PrimaryWay.WAITING: "Waiting",
    PrimaryWay.REQUEST: "Message request",
    PrimaryWay.INTRODUCTION: "Ask for an introduction",
    PrimaryWay.INMAIL: "InMail",
    PrimaryWay.FOLLOW: "Follow",
    PrimaryWay.NONE: "Not available",
}


class Reason(StrEnum):
    """Why a way is open or closed, or why a button is the primary one."""

    # of every way
    SELF = "self"
    UNAVAILABLE = "unavailable"
    SENDER_RESTRICTED = "sender_restricted"
    # open ways
    FIRST_DEGREE = "first_degree"
    EXISTING_CONVERSATION = "existing_conversation"
    OPEN_PROFILE = "open_profile"
    SECOND_DEGREE = "second_degree"
    THIRD_DEGREE = "third_degree"
    OUT_OF_NETWORK = "out_of_network"
    INCOMING_INVITATION = "incoming_invitation"
    SHARED_GROUP = "shared_group"
    SHARED_EVENT = "shared_event"
    COWORKER = "coworker"
    INMAIL = "inmail"
    INTRODUCIBLE = "introducible"
    FOLLOWABLE = "followable"
    # closed and waiting ways
    NOT_CONNECTED = "not_connected"
    DECLINED_BEFORE = "declined_before"
    DAILY_CONVERSATIONS = "daily_conversations"
    NEWCOMER_CONVERSATIONS = "newcomer_conversations"
    NEWCOMER_MESSAGES = "newcomer_messages"
    FAN_OUT_CLOSED = "fan_out_closed"
    ALREADY_CONNECTED = "already_connected"
    PENDING = "pending"
    ANSWER_THEIRS = "answer_theirs"
    UNKNOWN_MARK = "unknown_mark"
    WITHDRAWN_LOCK = "withdrawn_lock"
    CAP_REACHED = "cap_reached"
    AT_CONNECTION_CAP = "at_connection_cap"
    PENDING_CAP = "pending_cap"
    WEEKLY_LIMIT = "weekly_limit"
    NEWCOMER_INVITATIONS = "newcomer_invitations"
    RECIPIENT_SETTING = "recipient_setting"
    PROOF_REQUIRED = "proof_required"
    NOTHING_TO_ACCEPT = "nothing_to_accept"
    AWAITING_ANSWER = "awaiting_answer"
    NOT_NEEDED = "not_needed"
    NO_SHARED_GROUND = "no_shared_ground"
    MONTHLY_REQUESTS = "monthly_requests"
    NO_CREDITS = "no_credits"
    NO_SHARED_CONNECTION = "no_shared_connection"
    INTRODUCTIONS_OPEN = "introductions_open"
    ALREADY_FOLLOWING = "already_following"
    # primary ways only
    FOLLOW_PRIMARY = "follow_primary"
    STRANGER = "stranger"
    FOLLOW_ONLY = "follow_only"
    CLOSED = "closed"
