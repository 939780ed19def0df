"""What the journal's file holds: its tables, and how each version of them becomes the next."""

VERSION = 9
_SCHEMA = """
CREATE TABLE answers (
    id TEXT PRIMARY KEY, at REAL NOT NULL, asker INTEGER NOT NULL, guild INTEGER,
    channel INTEGER, message INTEGER, question TEXT NOT NULL, before TEXT, verdict TEXT NOT NULL,
    corrections TEXT NOT NULL, scope TEXT NOT NULL, shown TEXT NOT NULL,
    missing TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX answers_by_message ON answers (message);
CREATE INDEX answers_by_channel ON answers (channel, at);
CREATE INDEX answers_by_time ON answers (at);
CREATE TABLE votes (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE, voter INTEGER NOT NULL,
    at REAL NOT NULL, up INTEGER NOT NULL, wanted TEXT, PRIMARY KEY (answer, voter)
);
PRAGMA user_version = 2
"""
STEPS = {
    0: _SCHEMA,
    1: """
ALTER TABLE answers ADD COLUMN missing TEXT NOT NULL DEFAULT '[]';
PRAGMA user_version = 2
""",
    2: """
CREATE TABLE changes (
    number INTEGER PRIMARY KEY, at REAL NOT NULL, who INTEGER, what TEXT NOT NULL,
    key TEXT NOT NULL, title TEXT NOT NULL, present INTEGER NOT NULL, kept TEXT, undoes INTEGER,
    done INTEGER NOT NULL
);
PRAGMA user_version = 3
""",
    # Who asked becomes a pseudonym, and may be unknown, as may the words; the server goes.
    3: """
CREATE TABLE kept (
    id TEXT PRIMARY KEY, at REAL NOT NULL, asker TEXT, channel INTEGER, message INTEGER,
    question TEXT, before TEXT, verdict TEXT NOT NULL, corrections TEXT NOT NULL,
    scope TEXT NOT NULL, shown TEXT NOT NULL, missing TEXT NOT NULL
);
INSERT INTO kept SELECT id, at, pseudonym(asker), channel, message, question, before, verdict,
    corrections, scope, shown, missing FROM answers;
CREATE TABLE voted (
    answer TEXT NOT NULL REFERENCES kept (id) ON DELETE CASCADE, voter TEXT,
    at REAL NOT NULL, up INTEGER NOT NULL, wanted TEXT, UNIQUE (answer, voter)
);
INSERT INTO voted SELECT answer, pseudonym(voter), at, up, wanted FROM votes;
DROP TABLE votes;
DROP TABLE answers;
ALTER TABLE kept RENAME TO answers;
ALTER TABLE voted RENAME TO votes;
CREATE INDEX answers_by_message ON answers (message);
CREATE INDEX answers_by_channel ON answers (channel, at);
CREATE INDEX answers_by_time ON answers (at);
CREATE INDEX answers_by_asker ON answers (asker);
PRAGMA user_version = 4
""",
    4: """
CREATE TABLE daily (
    channel INTEGER PRIMARY KEY, guild INTEGER NOT NULL, minutes INTEGER NOT NULL,
    weekday INTEGER, source TEXT, seed TEXT NOT NULL, since REAL NOT NULL, done TEXT,
    claimed REAL, claimed_day TEXT
);
CREATE TABLE daily_shown (
    channel INTEGER NOT NULL, passage TEXT NOT NULL, UNIQUE (channel, passage)
);
PRAGMA user_version = 5
""",
    5: """
CREATE TABLE briefings (
    id TEXT PRIMARY KEY, at REAL NOT NULL, asker TEXT NOT NULL, kind TEXT NOT NULL,
    topic TEXT NOT NULL, verdict TEXT NOT NULL, corrections TEXT NOT NULL, scope TEXT NOT NULL,
    among TEXT NOT NULL, sections TEXT NOT NULL, silent TEXT NOT NULL, missing TEXT NOT NULL
);
CREATE INDEX briefings_by_time ON briefings (at);
PRAGMA user_version = 6
""",
    6: """
CREATE TABLE tours (
    person TEXT PRIMARY KEY, at REAL NOT NULL, place TEXT NOT NULL, seen TEXT NOT NULL
);
PRAGMA user_version = 7
""",
    # Of which folder of documents a change is; of those before nobody knows.
    7: """
ALTER TABLE changes ADD COLUMN seeds TEXT;
PRAGMA user_version = 8
""",
    # What else has something on a topic; and how often in a row a channel took no passage.
    8: """
ALTER TABLE briefings ADD COLUMN further TEXT NOT NULL DEFAULT '[]';
ALTER TABLE daily ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 9
""",
}
"""What brings a file of each earlier version to a later one; 0 is one that was made just now."""
