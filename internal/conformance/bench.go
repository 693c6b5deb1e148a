package conformance

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"entente"
)

// places and words are what made-up documents are about.
var places = strings.Fields("ALFA BRAV CHAR DELT ECHO FOXT GOLF HOTE INDI JULI KILO LIMA MIKE NOVE OSCA PAPA QUEB ROME SIER TANG")

var words = strings.Fields(`minister president talks border trade railway river treaty summit visit agreement export harvest port corridor
	ceasefire election delegation statement sanctions pipeline harbour tariff embassy envoy ratify parliament council budget investment`)

// Reading is the n-th of a row of made-up documents: 25 sentences, 8 events, 4 statements, 3 figures, 1 tie.
func Reading(n int) entente.Reading {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	zipf := rand.NewZipf(r, 1.1, 4, 30_000)
	a := &entente.Analysis{Schema: entente.Schema, Versions: entente.Versions{Entente: "bench"}}
	var b strings.Builder
	for range 25 {
		at := b.Len()
		for range 20 {
			k := zipf.Uint64()
			b.WriteString(words[k%uint64(len(words))] + strconv.FormatUint(k/uint64(len(words)), 26) + " ")
		}
		fmt.Fprintf(&b, "%d. ", r.IntN(1_000_000))
		a.Sentences = append(a.Sentences, entente.Sentence{Span: entente.Span{Start: at, End: b.Len() - 1}})
	}
	text := b.String()
	day := fmt.Sprintf("%d-%02d-%02d", 1990+r.IntN(35), 1+r.IntN(12), 1+r.IntN(28))
	date := &entente.Date{EDTF: day, Start: day, End: day, Precision: "day", Basis: "text"}
	a.Document = entente.Document{ID: entente.ID("d", text), Source: fmt.Sprintf("bench/%d.txt", n), Raw: entente.Hash([]byte(text)), Title: "Document " + strconv.Itoa(n), Text: text, Published: date}
	for i := range 10 {
		a.Mentions = append(a.Mentions, entente.Mention{ID: fmt.Sprintf("m%d", i), Actor: places[r.IntN(len(places))], Kind: "state", Via: "name", Name: "Somewhere"}.At(a.Sentences[i].Span))
	}
	mention := func() string { return fmt.Sprintf("m%d", r.IntN(10)) }
	for i := range 8 {
		s := a.Sentences[i].Span
		a.Events = append(a.Events, entente.Event{ID: entente.RowID("e", &a.Document, s, 0), Type: "CONSULT", Kind: "visit", Actors: []string{mention()}, Recipients: []string{mention()}, Date: date, Status: "happened", Trigger: []entente.Span{s}, Evidence: s, Confidence: .9})
	}
	for i := range 4 {
		s := a.Sentences[10+i].Span
		a.Statements = append(a.Statements, entente.Statement{ID: entente.RowID("s", &a.Document, s, 0), Speaker: mention(), Mode: "direct", Content: []entente.Span{s}, About: []string{places[r.IntN(len(places))]}, Confidence: .9})
	}
	for i := range 3 {
		s := a.Sentences[15+i].Span
		a.Figures = append(a.Figures, entente.Figure{ID: entente.RowID("f", &a.Document, s, 0), Span: s, Op: "=", Value: "25", Form: "level", Measure: "trade", Parties: []string{places[r.IntN(len(places))], places[r.IntN(len(places))]}, Modality: "actual", Evidence: s, Confidence: .9})
	}
	return entente.Reading{Page: entente.Page{Source: a.Document.Source, Raw: []byte(text)}, Versions: a.Versions, Analyses: []*entente.Analysis{a}}
}

// Fill puts made-up documents into a store: 2,000, or as many as ENTENTE_BENCH_DOCUMENTS says.
func Fill(b *testing.B, s entente.Store) (n int) {
	b.Helper()
	n = 2000
	if v, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH_DOCUMENTS")); err == nil {
		n = v
	}
	for i := range n {
		if err := s.Put(context.Background(), Reading(i)); err != nil {
			b.Fatal(err)
		}
	}
	return n
}

// Bench times what is asked of a store that was filled with n documents. size gives how many bytes it has on disk.
func Bench(b *testing.B, s entente.Store, n int, size func() (int64, error)) {
	ctx := context.Background()
	bytes, err := size()
	if err != nil {
		b.Fatal(err)
	}
	next := 2 * n
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"add", func() error { next++; return s.Put(ctx, Reading(next)) }},
		{"dyad", func() error {
			_, err := s.Rows(ctx, entente.Filter{Kinds: []string{"event"}, Dyad: [2]string{"ALFA", "BRAV"}, Limit: 100})
			return err
		}},
		{"dyad-month", func() error {
			_, err := s.Rows(ctx, entente.Filter{Kinds: []string{"event"}, Dyad: [2]string{"ALFA", "BRAV"}, Since: "2005-03-01", Until: "2005-03-31"})
			return err
		}},
		{"search", func() error {
			_, err := s.Search(ctx, `treatyb "minister0 president0" summit3`, entente.Filter{Limit: 20})
			return err
		}},
		{"document", func() error {
			_, err := s.Document(ctx, Reading(n / 2).Analyses[0].Document.ID)
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.do(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(bytes)/float64(n), "disk-B/doc")
		})
	}
}
