package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"entente/internal/corpus/conform"
)

func BenchmarkStore(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bench.db")
	s, err := Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	conform.Bench(b, s, func() (int64, error) {
		info, err := os.Stat(path)
		if err != nil {
			return 0, err
		}
		return info.Size(), nil
	})
}
