package postgres

import (
	"context"
	"testing"

	"entente/internal/corpus/conform"
)

func BenchmarkStore(b *testing.B) {
	ctx := context.Background()
	s, err := Open(ctx, schema(b))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	conform.Bench(b, s, func() (n int64, err error) {
		if _, err := s.DB().ExecContext(ctx, `VACUUM ANALYZE`); err != nil {
			return 0, err
		}
		err = s.DB().QueryRowContext(ctx, `SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'`).Scan(&n)
		return n, err
	})
}
