package web_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"entente/internal/gazetteer"
	"entente/internal/pipeline"
	"entente/internal/spent"
	"entente/internal/sqlite"
	"entente/internal/views"
	"entente/internal/web"
)

// BenchmarkCold makes answers that nothing was kept of, each another one, over the store that ENTENTE_LOAD names (the command load makes
// one), and gives the time of the processor that one takes.
func BenchmarkCold(b *testing.B) {
	path := os.Getenv("ENTENTE_LOAD")
	if path == "" {
		b.Skip("ENTENTE_LOAD names no store; go run ./internal/web/load -make 100000 -db build/load.db makes one")
	}
	ctx := context.Background()
	store, err := sqlite.OpenExisting(ctx, path)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		b.Fatal(err)
	}
	names, err := gazetteer.Load()
	if err != nil {
		b.Fatal(err)
	}
	desk, err := views.New(store, p, names)
	if err != nil {
		b.Fatal(err)
	}
	s, err := web.New(web.Options{Desk: desk, Store: store, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	h := s.Handler()
	for _, kind := range []string{"dossier", "chronology", "figures", "explore", "api-rows"} {
		for _, size := range []string{"big", "any"} {
			b.Run(kind+"/"+size, func(b *testing.B) { cold(b, h, kind, pairs(b, store.DB(), size)) })
		}
	}
	for _, kind := range []string{"balance", "chronology", "dossier", "explore-actor"} {
		b.Run(kind+"/one", func(b *testing.B) { cold(b, h, kind, states(b, store.DB())) })
	}
	b.Run("reader", func(b *testing.B) {
		cold(b, h, "reader", column(b, store.DB(), `SELECT id, '' FROM documents ORDER BY id LIMIT 5000`))
	})
	b.Run("search", func(b *testing.B) {
		cold(b, h, "search", column(b, store.DB(), `SELECT DISTINCT substr(id, 3, 3), '' FROM documents LIMIT 1000`))
	})
	b.Run("start", func(b *testing.B) { cold(b, h, "start", [][2]string{{"", ""}}) })
}

// pairs are pairs of states: those with the most rows, or any.
func pairs(b *testing.B, db *sql.DB, size string) [][2]string {
	all := column(b, db, `SELECT a, b FROM dyads WHERE a <> b AND length(a) = 3 AND length(b) = 3 GROUP BY a, b ORDER BY count(*) DESC, a, b`)
	if size == "big" {
		return all[:min(len(all), 50)]
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	return all
}

func states(b *testing.B, db *sql.DB) [][2]string {
	return column(b, db, `SELECT code, '' FROM parties WHERE part = 1 AND length(code) = 3 GROUP BY code ORDER BY count(*) DESC, code LIMIT 50`)
}

func column(b *testing.B, db *sql.DB, query string) (out [][2]string) {
	b.Helper()
	rows, err := db.Query(query)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var x [2]string
		if err := rows.Scan(&x[0], &x[1]); err != nil {
			b.Fatal(err)
		}
		out = append(out, x)
	}
	if len(out) == 0 {
		b.Fatalf("nothing for %s", query)
	}
	return out
}

var coldPaths = map[string]string{"dossier": "/dossier/%s/%s", "chronology": "/chronology/%s/%s", "figures": "/figures/%s/%s", "explore": "/explore?dyad=%s,%s", "api-rows": "/api/v1/rows?dyad=%s,%s&limit=50",
	"balance": "/balance/%s%s", "explore-actor": "/explore?actor=%s%s", "reader": "/reader/%s%s", "search": "/documents?q=report+%s%s", "start": "/%s%s"}

// cold asks for each subject in turn; what is asked again is another address, of which nothing is kept.
func cold(b *testing.B, h http.Handler, kind string, subjects [][2]string) {
	var longest time.Duration
	bytes := 0
	before := spent.Time()
	for i := 0; b.Loop(); i++ {
		x := subjects[i%len(subjects)]
		path := fmt.Sprintf(coldPaths[kind], x[0], x[1])
		if x[1] == "" && len(path) > 1 && kind != "reader" && kind != "search" && kind != "explore-actor" {
			path = "/" + kind + "/" + x[0]
		}
		if since := 1900 + i/len(subjects); i >= len(subjects) && kind != "reader" && kind != "search" && kind != "start" {
			mark := "?"
			if kind == "explore" || kind == "api-rows" || kind == "explore-actor" {
				mark = "&"
			}
			path += fmt.Sprintf("%ssince=%d", mark, since)
		}
		req := httptest.NewRequest("GET", path, nil)
		req.Host = "127.0.0.1:8080"
		req.Header.Set("Accept-Encoding", "gzip")
		got := httptest.NewRecorder()
		begun := time.Now()
		h.ServeHTTP(got, req)
		longest = max(longest, time.Since(begun))
		if got.Code != 200 && got.Code != 404 && got.Code != 303 {
			b.Fatalf("%s: %d %s", path, got.Code, got.Body)
		}
		bytes += got.Body.Len()
	}
	b.ReportMetric(float64((spent.Time()-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(longest.Milliseconds()), "longest-ms")
	b.ReportMetric(float64(bytes)/1000/float64(b.N), "kB/op")
}
