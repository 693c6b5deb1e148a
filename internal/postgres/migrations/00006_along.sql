-- +goose Up

-- Who takes part in a row: pairs of codes, the lesser first, and each code with itself, in the order in which rows are listed, so that
-- the newest of a pair are found without looking at all of it. first is "~" for none, last "".
CREATE TABLE dyads_along (
  a     TEXT COLLATE "C" NOT NULL,
  b     TEXT COLLATE "C" NOT NULL,
  first TEXT COLLATE "C" NOT NULL,
  sort  TEXT COLLATE "C" NOT NULL,
  row   BIGINT NOT NULL REFERENCES rows (n) ON DELETE CASCADE,
  last  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (a, b, first, sort, row)
);
INSERT INTO dyads_along (a, b, first, sort, row, last)
  SELECT DISTINCT x.code, y.code, coalesce(r.first, '~'), r.sort, r.n, coalesce(r.last, '') FROM rows r
  JOIN parties x ON x.row = r.n AND x.part = 1 AND x.code <> ''
  JOIN parties y ON y.row = r.n AND y.part = 1 AND y.code >= x.code ORDER BY 1, 2, 3, 4, 5;
DROP TABLE dyads;
ALTER TABLE dyads_along RENAME TO dyads;
CREATE INDEX dyads_row ON dyads (row);
DROP INDEX parties_row;
CREATE INDEX parties_row ON parties (row, part, code);

-- The same of happenings.
CREATE TABLE happening_parties_along (
  a         TEXT COLLATE "C" NOT NULL,
  b         TEXT COLLATE "C" NOT NULL,
  first     TEXT COLLATE "C" NOT NULL,
  happening BIGINT NOT NULL REFERENCES happenings (n) ON DELETE CASCADE,
  last      TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (a, b, first, happening)
);
INSERT INTO happening_parties_along (a, b, first, happening, last)
  SELECT p.a, p.b, coalesce(h.first, '~'), p.happening, coalesce(h.last, '') FROM happening_parties p JOIN happenings h ON h.n = p.happening ORDER BY 1, 2, 3, 4;
DROP TABLE happening_parties;
ALTER TABLE happening_parties_along RENAME TO happening_parties;
CREATE INDEX happening_parties_happening ON happening_parties (happening);

-- +goose Down
CREATE TABLE dyads_before (
  a     TEXT COLLATE "C" NOT NULL,
  b     TEXT COLLATE "C" NOT NULL,
  sort  TEXT COLLATE "C" NOT NULL,
  first TEXT COLLATE "C" NOT NULL,
  row   BIGINT NOT NULL REFERENCES rows (n) ON DELETE CASCADE,
  PRIMARY KEY (a, b, sort, first, row)
);
INSERT INTO dyads_before (a, b, sort, first, row) SELECT a, b, sort, first, row FROM dyads WHERE a <> b;
DROP TABLE dyads;
ALTER TABLE dyads_before RENAME TO dyads;
CREATE INDEX dyads_row ON dyads (row);
DROP INDEX parties_row;
CREATE INDEX parties_row ON parties (row);
CREATE TABLE happening_parties_before (
  a         TEXT COLLATE "C" NOT NULL,
  b         TEXT COLLATE "C" NOT NULL,
  happening BIGINT NOT NULL REFERENCES happenings (n) ON DELETE CASCADE,
  PRIMARY KEY (a, b, happening)
);
INSERT INTO happening_parties_before (a, b, happening) SELECT a, b, happening FROM happening_parties;
DROP TABLE happening_parties;
ALTER TABLE happening_parties_before RENAME TO happening_parties;
CREATE INDEX happening_parties_happening ON happening_parties (happening);
