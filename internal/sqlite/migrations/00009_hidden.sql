-- +goose Up

-- Rows that people rejected.
CREATE TABLE hidden (row INTEGER PRIMARY KEY REFERENCES rows (n) ON DELETE CASCADE);

INSERT INTO hidden (row) SELECT DISTINCT r.n FROM corrections c JOIN rows r ON r.id = json_extract(c.correction, '$.row')
  WHERE json_extract(c.correction, '$.field') = 'rejected' AND json_extract(c.correction, '$.value') = 'true'
    AND NOT EXISTS (SELECT 1 FROM corrections u WHERE json_extract(u.correction, '$.replaces') = c.id);

-- +goose Down
DROP TABLE hidden;
