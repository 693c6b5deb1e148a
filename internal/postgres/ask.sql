CREATE OR REPLACE VIEW %[2]s.documents AS SELECT id, (brief::json #>> '{title}') AS title, (brief::json #>> '{publisher}') AS publisher, first AS published, last AS published_last,
  (brief::json #>> '{language}') AS language, (brief::json #>> '{genre}') AS genre, (brief::json #>> '{source}') AS source, (brief::json #>> '{url}') AS url FROM %[1]s.documents;
CREATE OR REPLACE VIEW %[2]s.parties AS SELECT r.id AS row, r.sort, p.side, p.code, p.name FROM %[1]s.parties p JOIN %[1]s.rows r ON r.n = p.row;
CREATE OR REPLACE VIEW %[2]s.events AS SELECT r.id, d.id AS document, r.first AS start, r.last AS "end", (r.row::json #>> '{event,date,edtf}') AS date, r.class AS kind, r.subclass AS type,
  (r.row::json #>> '{event,mode}') AS mode, r.status, (r.row::json #>> '{event,quad}') AS quad, ((r.row::json #>> '{event,score}'))::numeric AS score, (r.row::json #>> '{event,cameo}') AS cameo,
  (SELECT string_agg(DISTINCT p.code, ',' ORDER BY p.code) FROM %[1]s.parties p WHERE p.row = r.n AND p.side = 'actor' AND p.code <> '') AS actors,
  (SELECT string_agg(DISTINCT p.code, ',' ORDER BY p.code) FROM %[1]s.parties p WHERE p.row = r.n AND p.side = 'recipient' AND p.code <> '') AS recipients,
  (r.row::json #>> '{event,place,name}') AS place, (r.row::json #>> '{event,place,country}') AS country, ((r.row::json #>> '{event,confidence}'))::numeric AS confidence,
  (r.row::json #>> '{quote}') AS quote FROM %[1]s.rows r JOIN %[1]s.documents d ON d.n = r.document WHERE r.sort = 'event';
CREATE OR REPLACE VIEW %[2]s.statements AS SELECT r.id, d.id AS document, r.first AS start, r.last AS "end", r.class AS mode,
  (SELECT string_agg(DISTINCT p.code, ',' ORDER BY p.code) FROM %[1]s.parties p WHERE p.row = r.n AND p.side = 'speaker' AND p.code <> '') AS speaker,
  (SELECT max(p.name) FROM %[1]s.parties p WHERE p.row = r.n AND p.side = 'speaker') AS speaker_name, (r.row::json #>> '{statement,role}') AS role,
  (SELECT string_agg(DISTINCT p.code, ',' ORDER BY p.code) FROM %[1]s.parties p WHERE p.row = r.n AND p.side = 'about' AND p.code <> '') AS about,
  ((r.row::json #>> '{statement,confidence}'))::numeric AS confidence, (r.row::json #>> '{quote}') AS quote FROM %[1]s.rows r JOIN %[1]s.documents d ON d.n = r.document WHERE r.sort = 'statement';
CREATE OR REPLACE VIEW %[2]s.figures AS SELECT r.id, d.id AS document, r.first AS start, r.last AS "end", r.class AS measure, r.subclass AS form, (r.row::json #>> '{figure,op}') AS op,
  ((r.row::json #>> '{figure,value}'))::numeric AS value, ((r.row::json #>> '{figure,low}'))::numeric AS low, ((r.row::json #>> '{figure,high}'))::numeric AS high, (r.row::json #>> '{figure,unit}') AS unit, r.status AS modality,
  (SELECT string_agg(DISTINCT p.code, ',' ORDER BY p.code) FROM %[1]s.parties p WHERE p.row = r.n AND p.side = 'party' AND p.code <> '') AS parties,
  ((r.row::json #>> '{figure,confidence}'))::numeric AS confidence, (r.row::json #>> '{quote}') AS quote FROM %[1]s.rows r JOIN %[1]s.documents d ON d.n = r.document WHERE r.sort = 'figure';
CREATE OR REPLACE VIEW %[2]s.ties AS SELECT r.id, d.id AS document, (r.row::json #>> '{tie,from,edtf}') AS "from", (r.row::json #>> '{tie,until,edtf}') AS until, r.class AS kind, r.subclass AS role,
  (r.row::json #>> '{tie,name}') AS name, r.status,
  (SELECT string_agg(DISTINCT p.code, ',' ORDER BY p.code) FROM %[1]s.parties p WHERE p.row = r.n AND p.side = 'party' AND p.code <> '') AS parties,
  ((r.row::json #>> '{tie,confidence}'))::numeric AS confidence, (r.row::json #>> '{quote}') AS quote FROM %[1]s.rows r JOIN %[1]s.documents d ON d.n = r.document WHERE r.sort = 'tie';
