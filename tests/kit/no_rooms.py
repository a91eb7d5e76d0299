"""A place without any room: no address at all."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
