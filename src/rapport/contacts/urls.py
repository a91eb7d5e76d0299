"""The addresses of contacts."""

from django.urls import path

from rapport.contacts.pages import bonds, invitations
from rapport.contacts.pages.connections import connections
from rapport.contacts.pages.network import network

app_name = "contacts"
urlpatterns = [
    path("network/", network, name="network"),
    path(
        "invitations/<uuid:public_id>/withdraw/",
        invitations.withdraw,
        name="invitation_withdraw",
    ),
    path("invitations/<uuid:public_id>/ignore/", invitations.ignore, name="invitation_ignore"),
    path("invitations/<uuid:public_id>/unknown/", invitations.unknown, name="invitation_unknown"),
    path("members/<slug:handle>/connection/end/", bonds.disconnect, name="disconnect"),
    path("members/<slug:handle>/follow/end/", bonds.unfollow, name="unfollow"),
    path("members/<slug:handle>/block/end/", bonds.unblock, name="unblock"),
    path("members/<slug:handle>/connections/", connections, name="connections"),
]
