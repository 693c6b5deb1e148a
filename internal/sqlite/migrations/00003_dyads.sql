-- +goose Up

-- Pairs of codes that both take part in a row, the lesser first.
CREATE TABLE dyads (
  a     TEXT NOT NULL,
  b     TEXT NOT NULL,
  sort  TEXT NOT NULL,
  first TEXT NOT NULL, -- first day, "~" for none
  row   INTEGER NOT NULL REFERENCES rows (n) ON DELETE CASCADE,
  PRIMARY KEY (a, b, sort, first, row)
) WITHOUT ROWID;
CREATE INDEX dyads_row ON dyads (row);

INSERT OR IGNORE INTO dyads (a, b, sort, first, row)
  SELECT x.code, y.code, r.sort, ifnull(r.first, '~'), r.n FROM rows r
  JOIN parties x ON x.row = r.n AND x.part = 1 AND x.code <> ''
  JOIN parties y ON y.row = r.n AND y.part = 1 AND y.code > x.code;

-- +goose Down
DROP TABLE dyads;
