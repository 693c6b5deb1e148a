-- +goose Up

-- Sources by hash, compressed with zstd.
CREATE TABLE sources (
  hash  TEXT PRIMARY KEY,
  size  INTEGER NOT NULL,
  bytes BLOB NOT NULL
);

-- Where bytes were seen, with what the caller knew of them (input: JSON) and, for text given as a field, the text.
CREATE TABLE sightings (
  raw          TEXT NOT NULL REFERENCES sources (hash),
  source       TEXT NOT NULL,
  at           TEXT NOT NULL,
  content_type TEXT NOT NULL,
  input        TEXT NOT NULL,
  layer        TEXT NOT NULL,
  text         BLOB,
  PRIMARY KEY (raw, source, input)
);

-- The newest reading of the bytes: with what input, by what versions (JSON), seen where.
CREATE TABLE readings (
  raw      TEXT PRIMARY KEY REFERENCES sources (hash),
  input    TEXT NOT NULL,
  versions TEXT NOT NULL,
  source   TEXT NOT NULL
);

-- Documents of the newest reading; brief is entente.Brief as JSON.
CREATE TABLE documents (
  n         INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  raw       TEXT NOT NULL REFERENCES sources (hash),
  first     TEXT, -- first and last day on which it may have been published
  last      TEXT,
  find      TEXT NOT NULL, -- what the source filter looks in, in lower case
  brief     TEXT NOT NULL
);
CREATE INDEX documents_raw ON documents (raw);
CREATE INDEX documents_first ON documents (first);

-- Every record that was ever made of a document: entente.analysis/1, compressed.
CREATE TABLE records (
  document TEXT NOT NULL,
  versions TEXT NOT NULL,
  record   BLOB NOT NULL,
  PRIMARY KEY (document, versions)
);

-- Events, statements, figures and ties of the newest reading.
CREATE TABLE rows (
  n        INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
  sort     TEXT NOT NULL, -- event statement figure tie
  ord      INTEGER NOT NULL,
  id       TEXT NOT NULL,
  first    TEXT,
  last     TEXT,
  status   TEXT NOT NULL,
  class    TEXT NOT NULL,
  subclass TEXT NOT NULL,
  row      TEXT NOT NULL
);
CREATE INDEX rows_document ON rows (document);
CREATE INDEX rows_id ON rows (id);
CREATE INDEX rows_first ON rows (sort, first);

-- Who takes part in a row (part = 1) or says it (part = 0): by code, by the code it acts for, or by name.
CREATE TABLE parties (
  row  INTEGER NOT NULL REFERENCES rows (n) ON DELETE CASCADE,
  code TEXT NOT NULL,
  name TEXT NOT NULL, -- in lower case
  part INTEGER NOT NULL,
  side TEXT NOT NULL
);
CREATE INDEX parties_row ON parties (row);
CREATE INDEX parties_code ON parties (code, part, row);
CREATE INDEX parties_name ON parties (name) WHERE code = '';

CREATE TABLE unknowns (
  document INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  sentence TEXT NOT NULL
);
CREATE INDEX unknowns_document ON unknowns (document);
CREATE INDEX unknowns_name ON unknowns (name);

CREATE TABLE failures (
  document INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
  stage    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  error    TEXT NOT NULL
);
CREATE INDEX failures_document ON failures (document);

-- Words of the documents; the texts themselves lie in the records.
CREATE VIRTUAL TABLE texts USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');

-- What people said about rows and names, append only; correction is entente.Correction as JSON.
CREATE TABLE corrections (
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  correction TEXT NOT NULL
);

-- +goose Down
DROP TABLE corrections;
DROP TABLE texts;
DROP TABLE failures;
DROP TABLE unknowns;
DROP TABLE parties;
DROP TABLE rows;
DROP TABLE records;
DROP TABLE documents;
DROP TABLE readings;
DROP TABLE sightings;
DROP TABLE sources;
