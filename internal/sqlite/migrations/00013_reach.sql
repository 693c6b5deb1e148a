-- +goose Up

-- Everything in the corpus is taken in anew.
DROP TABLE corpus_sketches;
DROP TABLE corpus_tellings;
DROP TABLE happening_links;
DELETE FROM happenings;
DELETE FROM stories;
DELETE FROM corpus_documents;
DELETE FROM corpus_marks;
INSERT INTO corpus_marks (document) SELECT id FROM documents ORDER BY id;
UPDATE corpus_state SET version = '';

-- The smallest hashes of a document's shingles. Of a hash that many documents share, the first by id are looked at.
CREATE TABLE corpus_sketches (
  hash     INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES corpus_documents (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, document)
) WITHOUT ROWID;
CREATE INDEX corpus_sketches_document ON corpus_sketches (document);

-- Events as tellings of happenings, by the key that tellings of one happening share; alone is the happening that it would make.
-- stage is its status as far as joining goes; lo and hi are its days, counted from 1970-01-01; dated is 0 for none, 1 for some
-- days, 2 for a longer stretch.
CREATE TABLE corpus_tellings (
  document INTEGER NOT NULL REFERENCES corpus_documents (n) ON DELETE CASCADE,
  key      TEXT NOT NULL,
  stage    TEXT NOT NULL,
  dated    INTEGER NOT NULL,
  lo       INTEGER NOT NULL,
  hi       INTEGER NOT NULL,
  alone    TEXT NOT NULL,
  telling  TEXT NOT NULL
);
CREATE INDEX corpus_tellings_document ON corpus_tellings (document);
CREATE INDEX corpus_tellings_key ON corpus_tellings (key, stage, dated, lo, hi);
CREATE INDEX corpus_tellings_alone ON corpus_tellings (alone);

-- entente.Link as JSON. seeker is the happening that it was found for: the plan, the denial, the anniversary.
CREATE TABLE happening_links (id TEXT PRIMARY KEY, key TEXT NOT NULL, seeker TEXT NOT NULL, link TEXT NOT NULL);
CREATE INDEX happening_links_key ON happening_links (key);
CREATE INDEX happening_links_seeker ON happening_links (seeker);

-- +goose Down
DROP TABLE happening_links;
DROP TABLE corpus_tellings;
DROP TABLE corpus_sketches;
DELETE FROM happenings;
DELETE FROM stories;
DELETE FROM corpus_documents;
DELETE FROM corpus_marks;
INSERT INTO corpus_marks (document) SELECT id FROM documents ORDER BY id;
UPDATE corpus_state SET version = '';
CREATE TABLE corpus_sketches (
  hash     INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES corpus_documents (n) ON DELETE CASCADE,
  PRIMARY KEY (hash, document)
) WITHOUT ROWID;
CREATE INDEX corpus_sketches_document ON corpus_sketches (document);
CREATE TABLE corpus_tellings (
  document INTEGER NOT NULL REFERENCES corpus_documents (n) ON DELETE CASCADE,
  key      TEXT NOT NULL,
  alone    TEXT NOT NULL,
  telling  TEXT NOT NULL
);
CREATE INDEX corpus_tellings_document ON corpus_tellings (document);
CREATE INDEX corpus_tellings_key ON corpus_tellings (key);
CREATE INDEX corpus_tellings_alone ON corpus_tellings (alone);
CREATE TABLE happening_links (id TEXT PRIMARY KEY, key TEXT NOT NULL, link TEXT NOT NULL);
CREATE INDEX happening_links_key ON happening_links (key);
