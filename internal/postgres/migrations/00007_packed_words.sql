-- +goose Up

-- The words of a document are unpacked for every query that may find it: lz4 takes half the time, where the server has it.
-- +goose StatementBegin
DO $$
BEGIN
  ALTER TABLE texts ALTER COLUMN words SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END $$;
-- +goose StatementEnd

-- +goose Down
ALTER TABLE texts ALTER COLUMN words SET COMPRESSION default;
