-- +goose Up
-- Every time an address was asked and gave these bytes, or said that they had not changed, with what the server said of the
-- version: ETag and Last-Modified (RFC 9110, 8.8).
CREATE TABLE fetches (
  source   TEXT NOT NULL,
  at       TEXT NOT NULL,
  raw      TEXT NOT NULL REFERENCES sources (hash),
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,
  PRIMARY KEY (source, at)
) WITHOUT ROWID;
CREATE INDEX fetches_raw ON fetches (raw);
CREATE INDEX readings_source ON readings (source);

-- +goose Down
DROP INDEX readings_source;
DROP TABLE fetches;
