-- +goose Up

-- The corpus rows, with what is needed to bring them up to date. corpus_state names the version that made them.
CREATE TABLE corpus_state (n INTEGER PRIMARY KEY, version TEXT NOT NULL);
INSERT INTO corpus_state (n, version) VALUES (1, '');

-- Documents that came, changed or went since they were taken in.
CREATE TABLE corpus_marks (n INTEGER PRIMARY KEY, document TEXT NOT NULL);

-- Documents as members of stories: last day of publication, whether they credit another, length and packed shingles of the text.
CREATE TABLE corpus_documents (
  n        INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  story    TEXT NOT NULL,
  last     TEXT NOT NULL,
  carried  INTEGER NOT NULL,
  length   INTEGER NOT NULL,
  sketch   BLOB NOT NULL,
  shingles BLOB NOT NULL
);
CREATE INDEX corpus_documents_story ON corpus_documents (story);

-- The smallest hashes of a document's shingles.
CREATE TABLE corpus_sketches (
  hash     INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES corpus_documents (n) ON DELETE CASCADE,
  PRIMARY KEY (hash, document)
) WITHOUT ROWID;
CREATE INDEX corpus_sketches_document ON corpus_sketches (document);

-- Events as tellings of happenings, by the key that tellings of one happening share; alone is the happening that it would make.
CREATE TABLE corpus_tellings (
  document INTEGER NOT NULL REFERENCES corpus_documents (n) ON DELETE CASCADE,
  key      TEXT NOT NULL,
  alone    TEXT NOT NULL,
  telling  TEXT NOT NULL
);
CREATE INDEX corpus_tellings_document ON corpus_tellings (document);
CREATE INDEX corpus_tellings_key ON corpus_tellings (key);
CREATE INDEX corpus_tellings_alone ON corpus_tellings (alone);

-- entente.Story as JSON, those with copies.
CREATE TABLE stories (id TEXT PRIMARY KEY, story TEXT NOT NULL);

-- entente.Happening as JSON; parties are all who take part, with commas.
CREATE TABLE happenings (
  n         INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  key       TEXT NOT NULL,
  first     TEXT,
  last      TEXT,
  status    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  type      TEXT NOT NULL,
  parties   TEXT NOT NULL,
  happening TEXT NOT NULL
);
CREATE INDEX happenings_key ON happenings (key);
CREATE INDEX happenings_order ON happenings ((first IS NULL), first, last);

-- Pairs that take part in a happening, the lesser first; each with itself, too.
CREATE TABLE happening_parties (
  a         TEXT NOT NULL,
  b         TEXT NOT NULL,
  happening INTEGER NOT NULL REFERENCES happenings (n) ON DELETE CASCADE,
  PRIMARY KEY (a, b, happening)
) WITHOUT ROWID;
CREATE INDEX happening_parties_happening ON happening_parties (happening);

-- entente.Link as JSON.
CREATE TABLE happening_links (id TEXT PRIMARY KEY, key TEXT NOT NULL, link TEXT NOT NULL);
CREATE INDEX happening_links_key ON happening_links (key);

INSERT INTO corpus_marks (document) SELECT id FROM documents ORDER BY id;

-- +goose Down
DROP TABLE happening_links;
DROP TABLE happening_parties;
DROP TABLE happenings;
DROP TABLE stories;
DROP TABLE corpus_tellings;
DROP TABLE corpus_sketches;
DROP TABLE corpus_documents;
DROP TABLE corpus_marks;
DROP TABLE corpus_state;
