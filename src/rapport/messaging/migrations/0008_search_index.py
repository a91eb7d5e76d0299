"""Make the index of messages' words, and take in what is written."""

from django.db import migrations

from rapport.messaging.search_index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("messaging", "0007_inbox")]
    operations = [migrations.RunPython(make_index, drop_index)]
