CREATE TEMP VIEW documents AS SELECT id, json_extract(brief, '$.title') AS title, json_extract(brief, '$.publisher') AS publisher, first AS published, last AS published_last,
  json_extract(brief, '$.language') AS language, json_extract(brief, '$.genre') AS genre, json_extract(brief, '$.source') AS source, json_extract(brief, '$.url') AS url FROM main.documents;
CREATE TEMP VIEW parties AS SELECT r.id AS row, r.sort, p.side, p.code, p.name FROM main.parties p JOIN main.rows r ON r.n = p.row;
CREATE TEMP VIEW events AS SELECT r.id, d.id AS document, r.first AS start, r.last AS "end", json_extract(r.row, '$.event.date.edtf') AS date, r.class AS kind, r.subclass AS type,
  json_extract(r.row, '$.event.mode') AS mode, r.status, json_extract(r.row, '$.event.quad') AS quad, json_extract(r.row, '$.event.score') AS score, json_extract(r.row, '$.event.cameo') AS cameo,
  (SELECT group_concat(DISTINCT p.code) FROM main.parties p WHERE p.row = r.n AND p.side = 'actor' AND p.code <> '') AS actors,
  (SELECT group_concat(DISTINCT p.code) FROM main.parties p WHERE p.row = r.n AND p.side = 'recipient' AND p.code <> '') AS recipients,
  json_extract(r.row, '$.event.place.name') AS place, json_extract(r.row, '$.event.place.country') AS country, json_extract(r.row, '$.event.confidence') AS confidence,
  json_extract(r.row, '$.quote') AS quote FROM main.rows r JOIN main.documents d ON d.n = r.document WHERE r.sort = 'event';
CREATE TEMP VIEW statements AS SELECT r.id, d.id AS document, r.first AS start, r.last AS "end", r.class AS mode,
  (SELECT group_concat(DISTINCT p.code) FROM main.parties p WHERE p.row = r.n AND p.side = 'speaker' AND p.code <> '') AS speaker,
  (SELECT max(p.name) FROM main.parties p WHERE p.row = r.n AND p.side = 'speaker') AS speaker_name, json_extract(r.row, '$.statement.role') AS role,
  (SELECT group_concat(DISTINCT p.code) FROM main.parties p WHERE p.row = r.n AND p.side = 'about' AND p.code <> '') AS about,
  json_extract(r.row, '$.statement.confidence') AS confidence, json_extract(r.row, '$.quote') AS quote FROM main.rows r JOIN main.documents d ON d.n = r.document WHERE r.sort = 'statement';
CREATE TEMP VIEW figures AS SELECT r.id, d.id AS document, r.first AS start, r.last AS "end", r.class AS measure, r.subclass AS form, json_extract(r.row, '$.figure.op') AS op,
  json_extract(r.row, '$.figure.value') AS value, json_extract(r.row, '$.figure.low') AS low, json_extract(r.row, '$.figure.high') AS high, json_extract(r.row, '$.figure.unit') AS unit, r.status AS modality,
  (SELECT group_concat(DISTINCT p.code) FROM main.parties p WHERE p.row = r.n AND p.side = 'party' AND p.code <> '') AS parties,
  json_extract(r.row, '$.figure.confidence') AS confidence, json_extract(r.row, '$.quote') AS quote FROM main.rows r JOIN main.documents d ON d.n = r.document WHERE r.sort = 'figure';
CREATE TEMP VIEW ties AS SELECT r.id, d.id AS document, json_extract(r.row, '$.tie.from.edtf') AS "from", json_extract(r.row, '$.tie.until.edtf') AS until, r.class AS kind, r.subclass AS role,
  json_extract(r.row, '$.tie.name') AS name, r.status,
  (SELECT group_concat(DISTINCT p.code) FROM main.parties p WHERE p.row = r.n AND p.side = 'party' AND p.code <> '') AS parties,
  json_extract(r.row, '$.tie.confidence') AS confidence, json_extract(r.row, '$.quote') AS quote FROM main.rows r JOIN main.documents d ON d.n = r.document WHERE r.sort = 'tie';
