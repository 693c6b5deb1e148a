-- +goose Up

-- Documents that were forgotten: nothing of them is kept but this, so that they are not read again.
CREATE TABLE tombstones (
  document TEXT PRIMARY KEY,
  raw      TEXT NOT NULL,
  who      TEXT NOT NULL,
  at       TEXT NOT NULL,
  why      TEXT NOT NULL
);
CREATE INDEX tombstones_raw ON tombstones (raw);

-- +goose Down
DROP TABLE tombstones;
