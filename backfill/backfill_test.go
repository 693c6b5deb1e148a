package backfill

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"entente"
	"entente/internal/corpus"
	"entente/internal/ingest"
	"entente/internal/pipeline"
	"entente/internal/relations"
	"entente/internal/shards"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	if code, ok := as(); ok {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// onPrism runs a pipeline in this process.
func onPrism(ctx context.Context, _ string, p *beam.Pipeline) error {
	_, err := beam.Run(ctx, "prism", p)
	return err
}

var (
	states = []string{"Kazakhstan", "Uzbekistan", "China", "Turkey", "Azerbaijan", "Mongolia"}
	offers = []string{"Talks were held on transit through the port, and both sides praised the work of the customs officers at the border.",
		"The delegation saw a cotton mill, a new bridge and the archive of the railway, which had been closed for repair for three years.",
		"Students from both capitals sang at the opening, while engineers explained how the old pumping station had been rebuilt.",
		"A plan for a bus line was put aside, since neither ministry could say who would pay for the depot and its heating."}
)

// text is the n-th document: visits, agreements and figures of states that take turns, the same for the same number.
func text(n int) string {
	a, b := states[n%len(states)], states[(n+1+n/len(states)%3)%len(states)]
	month := []string{"March", "May", "July"}[n%3]
	return fmt.Sprintf("The president of %s visited %s on %d %s 2021. The foreign minister of %s met the foreign minister of %s. %s and %s signed an agreement on trade in 2019. "+
		"Trade between %s and %s reached %d million dollars in 2020. %s The president of %s will visit %s in September 2021. Item %d%d%d of the bulletin number word%d is closed.",
		a, b, 1+n%27, month, a, b, a, b, a, b, 100+n, offers[n%len(offers)], b, a, n, n, n, n)
}

// member adds a record to a web archive, as a gzip member of its own.
func member(t testing.TB, warc *bytes.Buffer, record string) {
	t.Helper()
	z := gzip.NewWriter(warc)
	fmt.Fprint(z, record)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

// response is the record of an HTML page.
func response(i int, body string) string {
	answer := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/%d\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Date: 2021-08-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i, len(answer), answer)
}

// archive writes texts as a web archive of HTML pages and as JSON Lines: n in each, with copies, an empty page and a broken line.
func archive(t testing.TB, dir string, n int) {
	t.Helper()
	var warc, lines bytes.Buffer
	member(t, &warc, "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
	page := func(i int, body string) { member(t, &warc, response(i, body)) }
	for i := range n {
		page(i, fmt.Sprintf("<html><head><title>Bulletin %d</title></head><body><article><h1>Bulletin %d</h1><p>%s</p></article></body></html>", i, i, text(i)))
	}
	page(n, "<html></html>")
	for i := range n {
		k := n + i
		if i%4 == 0 {
			k = i // the words of a page of the web archive
		}
		words := text(k)
		if i%4 == 1 {
			words = "An agency reports from the border. " + text(i) // a near copy
		}
		line, err := json.Marshal(map[string]string{"id": fmt.Sprint(i), "text": words, "date": fmt.Sprintf("2021-08-%02d", 1+i%28)})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	lines.WriteString(`{"id": "no text"}
{"id": "plan", "date": "2021-01-04", "text": "The president of Kazakhstan will visit China in June 2021."}
{"id": "outcome", "date": "2021-06-11", "text": "The president of Kazakhstan visited China on 10 June 2021."}
`)
	for name, b := range map[string][]byte{"pages.warc.gz": warc.Bytes(), "lines.jsonl": lines.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// An outcome is all that an archive gives, in a form that two runs can be held together by.
type outcome struct {
	Records, Stories, Happenings, Links, Panel []string
	Unread                                     int
}

func (o *outcome) sorted() {
	for _, l := range []*[]string{&o.Records, &o.Stories, &o.Happenings, &o.Links, &o.Panel} {
		slices.Sort(*l)
	}
}

// hash is that of the sorted lines.
func (o *outcome) hash() string {
	h := sha256.New()
	for _, l := range [][]string{o.Records, o.Stories, o.Happenings, o.Links, o.Panel} {
		fmt.Fprintln(h, len(l))
		for _, x := range l {
			fmt.Fprintln(h, x)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// put adds a row to one of the lists.
func (o *outcome) put(t testing.TB, list *[]string, r entente.CorpusRow) {
	t.Helper()
	line, err := entente.EncodeCorpus(r)
	if err != nil {
		t.Fatal(err)
	}
	*list = append(*list, string(line))
}

// inProcess reads archives as entente read does, and joins them at once.
func inProcess(t testing.TB, paths ...string) (o outcome) {
	t.Helper()
	p, err := reader(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var in []corpus.Input
	err = p.Run(t.Context(), ingest.Pages(t.Context(), paths...), 2, func(r pipeline.Result) error {
		if r.Err != nil {
			o.Unread++
		}
		for _, a := range r.Analyses {
			line, err := entente.Encode(a)
			if err != nil {
				return err
			}
			o.Records = append(o.Records, string(line))
			kept, err := entente.Decode(line, "") // as a store gives it back
			if err != nil {
				return err
			}
			in = append(in, corpus.Input{Document: entente.BriefOf(kept), Text: kept.Document.Text, Rows: entente.Rows(kept)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	k, err := kinds()
	if err != nil {
		t.Fatal(err)
	}
	rows := corpus.Build(in, nil, k)
	for i := range rows.Stories {
		if len(rows.Stories[i].Documents) > 1 {
			o.put(t, &o.Stories, entente.CorpusRow{Story: &rows.Stories[i]})
		}
	}
	for i := range rows.Happenings {
		o.put(t, &o.Happenings, entente.CorpusRow{Happening: &rows.Happenings[i]})
	}
	for i := range rows.Links {
		o.put(t, &o.Links, entente.CorpusRow{Link: &rows.Links[i]})
	}
	panel, err := relations.Panel(relations.Acts(rows.Happenings), relations.Month)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range panel {
		line, err := json.Marshal(row(r.A, r.B, r.Cell))
		if err != nil {
			t.Fatal(err)
		}
		o.Panel = append(o.Panel, string(line))
	}
	o.sorted()
	return o
}

// written is what a backfill left.
func written(t testing.TB, at string, r Report) (o outcome) {
	t.Helper()
	ctx := context.Background()
	out, err := Open(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	finished, err := shards.Manifests(ctx, out, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range finished {
		o.Unread += m.Counts.Unread
		if err := shards.Records(ctx, out, m.Shard, func(line []byte) error { o.Records = append(o.Records, string(line)); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	for kind, list := range map[string]*[]string{"stories": &o.Stories, "happenings": &o.Happenings, "links": &o.Links, "panel": &o.Panel} {
		if err := eachFile(ctx, out, r.Corpus+"/"+kind+"/", func(line []byte) error { *list = append(*list, string(line)); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	o.sorted()
	return o
}

// same holds what a backfill left against what one process gives.
func same(t testing.TB, want, got outcome) {
	t.Helper()
	if want.hash() == got.hash() && want.Unread == got.Unread {
		return
	}
	for name, l := range map[string][2][]string{"records": {want.Records, got.Records}, "stories": {want.Stories, got.Stories}, "happenings": {want.Happenings, got.Happenings},
		"links": {want.Links, got.Links}, "panel": {want.Panel, got.Panel}} {
		t.Errorf("%s: %d in one process, %d here", name, len(l[0]), len(l[1]))
		for _, x := range l[0] {
			if !slices.Contains(l[1], x) {
				t.Errorf("%s: missing %.600s", name, x)
				break
			}
		}
		for _, x := range l[1] {
			if !slices.Contains(l[0], x) {
				t.Errorf("%s: too much %.600s", name, x)
				break
			}
		}
	}
	t.Fatalf("the backfill gives other rows than one process; unread %d and %d", want.Unread, got.Unread)
}

// TestPrism holds a backfill on Prism against one process, then takes away what a stop would have left undone and runs it again.
func TestPrism(t *testing.T) {
	dir := t.TempDir()
	archive(t, dir, 12)
	j := Job{Inputs: []string{filepath.Join(dir, "*.warc.gz"), filepath.Join(dir, "lines.jsonl")}, Out: filepath.Join(dir, "out"), Pages: 5, Parts: 3}
	r, err := j.Run(t.Context(), onPrism)
	if err != nil {
		t.Fatal(err)
	}
	want := inProcess(t, filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "lines.jsonl"))
	if len(want.Stories) == 0 || len(want.Happenings) < 10 || len(want.Links) == 0 || len(want.Panel) < 3 || want.Unread != 1 {
		t.Fatalf("the archive tests little: %d stories, %d happenings, %d links, %d cells, %d unread", len(want.Stories), len(want.Happenings), len(want.Links), len(want.Panel), want.Unread)
	}
	same(t, want, written(t, j.Out, r))
	if r.Shards != 6 || r.Made != 6 || r.Counts.Documents != 27 || r.Counts.Failures != 1 || r.Counts.Unread != 1 || r.Happenings != len(want.Happenings) {
		t.Errorf("report %+v", r)
	}
	again, err := j.Run(t.Context(), onPrism)
	if err != nil || again.Made != 0 || again.Corpus != r.Corpus {
		t.Fatalf("a second run makes %d shards: %v", again.Made, err)
	}
	// As if it had been stopped: two shards without a manifest, one of them without records.
	gone, err := filepath.Glob(filepath.Join(j.Out, "manifest", "*", "000001.json"))
	if err != nil || len(gone) != 2 {
		t.Fatalf("%v %v", gone, err)
	}
	for _, m := range gone {
		os.Remove(m)
	}
	os.Remove(strings.Replace(strings.Replace(gone[0], "manifest", "records", 1), ".json", ".jsonl.gz", 1))
	started := stamp(t, j.Out)
	again, err = j.Run(t.Context(), onPrism)
	if err != nil {
		t.Fatal(err)
	}
	same(t, want, written(t, j.Out, again))
	if again.Made != 2 || again.Corpus != r.Corpus {
		t.Errorf("after a stop %d shards are made, want 2; corpus %s, was %s", again.Made, again.Corpus, r.Corpus)
	}
	for name, at := range stamp(t, j.Out) {
		if before, ok := started[name]; ok && before != at && strings.Contains(name, "000000") {
			t.Errorf("%s was made again", name)
		}
	}
}

// stamp tells when the records were written.
func stamp(t *testing.T, out string) map[string]int64 {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(out, "records", "*", "*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("%v %v", found, err)
	}
	at := map[string]int64{}
	for _, f := range found {
		if info, err := os.Stat(f); err == nil {
			at[f] = info.ModTime().UnixNano()
		}
	}
	return at
}
