"""The index of messages' words, kept by the database itself, in the transaction of each change.

Triggers rather than code, so that no road into the table can forget it: single sends, batches,
imports, changes, deletions. Beside the words stand marks: `m7` for each member of a direct
conversation, `t7` for another conversation, `a7` who wrote it, `s7` whose words were imported,
`link` where there is one. With them the index alone finds what is one's own.

SQLite drops a table's triggers when a migration makes the table anew: such a migration ends with
`migrations.RunPython(make_index, ...)`; a test asks that the triggers stand.
"""

import sqlite3
from typing import Any

from django.db import connection

SQLITE_TABLES = """
CREATE VIRTUAL TABLE IF NOT EXISTS messaging_search USING fts5(
 words, marks, tokenize = 'unicode61 remove_diacritics 2'{contentless});
CREATE TABLE IF NOT EXISTS messaging_search_thread (
 thread_id INTEGER PRIMARY KEY, marks TEXT NOT NULL);
"""
SQLITE_MARKS = """CASE WHEN {row}.low_id IS NOT NULL
 THEN 'm' || {row}.low_id || ' m' || {row}.high_id
 WHEN {row}.owner_id IS NOT NULL THEN 'm' || {row}.owner_id ELSE 't' || {row}.id END"""
# No trigger names a table that Django might make anew, but for the one that it stands on.
SQLITE_ROW = """
SELECT {row}.id, {row}.subject || ' ' || {row}.text,
 (SELECT marks FROM messaging_search_thread WHERE thread_id = {row}.thread_id)
 || CASE WHEN {row}.author_id IS NULL THEN '' ELSE ' a' || {row}.author_id END
 || CASE WHEN {row}.shadow_id IS NULL THEN '' ELSE ' s' || {row}.shadow_id END
 || CASE WHEN {row}.text LIKE '%://%' THEN ' link' ELSE '' END
"""
SQLITE_TRIGGERS = f"""
CREATE TRIGGER IF NOT EXISTS search_thread_made AFTER INSERT ON messaging_thread BEGIN
 INSERT OR REPLACE INTO messaging_search_thread VALUES (NEW.id, {SQLITE_MARKS.format(row="NEW")});
END;
CREATE TRIGGER IF NOT EXISTS search_thread_gone AFTER DELETE ON messaging_thread BEGIN
 DELETE FROM messaging_search_thread WHERE thread_id = OLD.id;
END;
CREATE TRIGGER IF NOT EXISTS search_message_made AFTER INSERT ON messaging_message BEGIN
 INSERT INTO messaging_search (rowid, words, marks) {SQLITE_ROW.format(row="NEW")};
END;
CREATE TRIGGER IF NOT EXISTS search_message_changed
AFTER UPDATE OF text, subject ON messaging_message BEGIN
 DELETE FROM messaging_search WHERE rowid = OLD.id;
 INSERT INTO messaging_search (rowid, words, marks) {SQLITE_ROW.format(row="NEW")};
END;
CREATE TRIGGER IF NOT EXISTS search_message_gone AFTER DELETE ON messaging_message BEGIN
 DELETE FROM messaging_search WHERE rowid = OLD.id;
END;
"""
SQLITE_FILL = f"""
INSERT OR REPLACE INTO messaging_search_thread
 SELECT t.id, {SQLITE_MARKS.format(row="t")} FROM messaging_thread t;
INSERT INTO messaging_search (rowid, words, marks) {SQLITE_ROW.format(row="m")}
FROM messaging_message m;
"""
SQLITE_DROP = """
DROP TRIGGER IF EXISTS search_thread_made; DROP TRIGGER IF EXISTS search_thread_gone;
DROP TRIGGER IF EXISTS search_message_made; DROP TRIGGER IF EXISTS search_message_changed;
DROP TRIGGER IF EXISTS search_message_gone;
DROP TABLE IF EXISTS messaging_search_thread; DROP TABLE IF EXISTS messaging_search;
"""

# Signs that part words, beyond ASCII: the parser knows letters by the database's locale alone.
PARTING = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u2190-\u2bff"
PARTING += r"\u3000-\u303f\ufe00-\ufe0f\uff01-\uff0f\U0001f000-\U0001faff]+"
POSTGRESQL = r"""
CREATE TABLE IF NOT EXISTS messaging_search (
 message_id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE OR REPLACE FUNCTION rapport_words(said text) RETURNS text LANGUAGE sql STABLE AS $$
 SELECT regexp_replace(CASE WHEN said ~ '[^\u0001-\u007f]'
   THEN lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g') {collate})
   ELSE lower(said) END, '{parting}', ' ', 'g')
$$;
CREATE OR REPLACE FUNCTION rapport_search_row(
 thread bigint, author bigint, shadow bigint, subject text, said text) RETURNS tsvector
LANGUAGE sql STABLE AS $$
 SELECT to_tsvector('simple', rapport_words(left(subject || ' ' || said, 100000)))
  || array_to_tsvector(array_remove(ARRAY[
   '=m' || coalesce(t.low_id, t.owner_id), '=m' || t.high_id,
   CASE WHEN t.low_id IS NULL AND t.owner_id IS NULL THEN '=t' || t.id END,
   '=a' || author, '=s' || shadow, CASE WHEN said LIKE '%://%' THEN '=link' END], NULL))
 FROM messaging_thread t WHERE t.id = thread
$$;
CREATE OR REPLACE FUNCTION rapport_search_made() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 INSERT INTO messaging_search SELECT m.id, rapport_search_row(m.thread_id, m.author_id, m.shadow_id,
  m.subject, m.text) FROM fresh m
 ON CONFLICT (message_id) DO UPDATE SET words = EXCLUDED.words; RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION rapport_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 UPDATE messaging_search SET words = rapport_search_row(NEW.thread_id, NEW.author_id, NEW.shadow_id,
  NEW.subject, NEW.text) WHERE message_id = NEW.id;
 RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION rapport_search_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 DELETE FROM messaging_search WHERE message_id = OLD.id; RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER search_message_made AFTER INSERT ON messaging_message
 REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION rapport_search_made();
CREATE OR REPLACE TRIGGER search_message_changed AFTER UPDATE OF text, subject ON messaging_message
 FOR EACH ROW EXECUTE FUNCTION rapport_search_changed();
CREATE OR REPLACE TRIGGER search_message_gone AFTER DELETE ON messaging_message
 FOR EACH ROW EXECUTE FUNCTION rapport_search_gone();
"""
POSTGRESQL_FILL = """
INSERT INTO messaging_search SELECT m.id,
 rapport_search_row(m.thread_id, m.author_id, m.shadow_id, m.subject, m.text)
 FROM messaging_message m ON CONFLICT DO NOTHING;
CREATE INDEX IF NOT EXISTS messaging_search_words ON messaging_search USING gin (words);
"""
# What is new waits in a list of the index; a commit that finds 4 MB in it files all of that itself.
POSTGRESQL_TAKE_IN = "SELECT gin_clean_pending_list('messaging_search_words'::regclass)"
POSTGRESQL_DROP = """
DROP TRIGGER IF EXISTS search_message_made ON messaging_message;
DROP TRIGGER IF EXISTS search_message_changed ON messaging_message;
DROP TRIGGER IF EXISTS search_message_gone ON messaging_message;
DROP FUNCTION IF EXISTS rapport_search_made, rapport_search_changed, rapport_search_gone,
 rapport_search_row, rapport_words CASCADE;
DROP TABLE IF EXISTS messaging_search;
"""
# Rules of case that know more than ASCII, whatever the database was made with.
CASES = "SELECT collname FROM pg_collation WHERE collname = ANY(%s)"
KNOWN_CASES = ("pg_c_utf8", "und-x-icu", "unicode", "C.utf8", "C.UTF-8", "en_US.utf8")


def make_index(apps: Any, schema_editor: Any) -> None:
    """The index with its triggers; what was written before is taken in where it is new."""
    database = schema_editor.connection
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(CASES, [list(KNOWN_CASES)])
            there = {name for (name,) in cursor.fetchall()}
            best = next((name for name in KNOWN_CASES if name in there), None)
            collate = f'COLLATE "{best}"' if best else ""
            made = POSTGRESQL.replace("{collate}", collate).replace("{parting}", PARTING)
            cursor.execute(made)
            cursor.execute(POSTGRESQL_FILL)
            return
        is_new = _is_new(cursor)
        # From 3.43 on the index need not keep a second copy of the words.
        lean = sqlite3.sqlite_version_info >= (3, 43)
        contentless = ", content = '', contentless_delete = 1" if lean else ""
        _run(cursor, SQLITE_TABLES.format(contentless=contentless) + SQLITE_TRIGGERS)
        if is_new:
            _run(cursor, SQLITE_FILL)


def drop_index(apps: Any, schema_editor: Any) -> None:
    """Take it away with everything of it."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_DROP)
        else:
            _run(cursor, SQLITE_DROP)


def take_in_new_words() -> bool:
    """On PostgreSQL, file what waits in the list of the index; whether anything did."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL_TAKE_IN)
        return bool(cursor.fetchone()[0])


def _is_new(cursor: Any) -> bool:
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'messaging_search'")
    return cursor.fetchone() is None


def _run(cursor: Any, script: str) -> None:
    """Several statements one by one; `executescript` would commit the migration half way."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            cursor.execute(statement)
            statement = ""
