"""The addresses of posts."""

from django.urls import path

from rapport.posts.pages import feed, posts, saying

app_name = "posts"
urlpatterns = [
    path("feed/", feed.feed, name="feed"),
    path("posts/new/", posts.new_article, name="new"),
    path("posts/<uuid:public_id>/", posts.post, name="post"),
    path("posts/<uuid:public_id>/edit/", posts.change_post, name="edit"),
    path("posts/<uuid:public_id>/delete/", posts.remove_post, name="delete"),
    path("posts/<uuid:public_id>/share/", posts.share, name="share"),
    path("posts/<uuid:public_id>/comments/", saying.comment, name="comment"),
    path("posts/<uuid:public_id>/reaction/", saying.reaction, name="reaction"),
    path("posts/<uuid:public_id>/reactions/", posts.reactions, name="reactions"),
    path("comments/<uuid:public_id>/edit/", saying.change_comment, name="comment_edit"),
    path("comments/<uuid:public_id>/delete/", saying.remove_comment, name="comment_delete"),
    path("members/<slug:handle>/posts/", feed.activity, name="activity"),
    path("groups/<slug:slug>/posts/", feed.group_posts, name="group"),
]
