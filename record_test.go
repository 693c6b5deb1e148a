package entente

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample() *Analysis {
	text := "Zürich — Österreich und die Schweiz. Über 25 Mrd."
	at := func(s string) Span { i := strings.Index(text, s); return Span{i, i + len(s)} }
	span := at("Über 25 Mrd")
	score := 0.0
	a := &Analysis{Schema: Schema, Versions: Versions{Entente: "0.1.0"}}
	a.Document = Document{ID: "d:1", Source: "x.txt", Raw: Hash([]byte(text)), Text: text, Decoded: "»" + text,
		Parts: []Part{{Kind: "paragraph", Span: Span{0, len(text)}}}, Map: []Run{{0, 2, len(text), len(text)}}, Dropped: []Drop{{Span{0, 2}, "navigation"}}}
	a.Sentences = []Sentence{{Span: Span{0, at(" Über").Start}}, {Span: Span{span.Start, len(text)}}}
	a.Mentions = []Mention{Mention{ID: "m0", Actor: "AUT", Kind: "state", Head: -1}.At(at("Österreich"))}
	a.Events = []Event{{ID: "e:1", Type: "REQUEST", Kind: "demand", Actors: []string{"m0"}, Score: &score, Trigger: []Span{at("und")}, Evidence: Span{0, 9}, Confidence: 0.8765}}
	a.Figures = []Figure{{ID: "f:1", Span: span, Op: ">", Value: "25000000000", Form: "level", Modality: "actual", Evidence: span, Confidence: 1}}
	return a
}

func TestEncodeCountsCodePoints(t *testing.T) {
	line, err := Encode(sample())
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Document struct {
			Map     [][]int
			Dropped []Span
		}
		Mentions []Span
		Figures  []struct{ Span Span }
		Events   []struct {
			Confidence, Score float64
			Recipients        []string
		}
	}
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatal(err)
	}
	if want := (Span{9, 19}); got.Mentions[0] != want {
		t.Errorf("mention at %v, want %v", got.Mentions[0], want)
	}
	if want := (Span{37, 48}); got.Figures[0].Span != want {
		t.Errorf("figure at %v, want %v", got.Figures[0].Span, want)
	}
	if want := [][]int{{0, 1, 49}}; !cmp.Equal(got.Document.Map, want) {
		t.Errorf("map %v, want %v", got.Document.Map, want)
	}
	if got.Document.Dropped[0] != (Span{0, 1}) {
		t.Errorf("dropped %v, want {0 1}", got.Document.Dropped[0])
	}
	if e := got.Events[0]; e.Confidence != 0.88 || e.Recipients == nil {
		t.Errorf("event %+v, want confidence 0.88 and an empty list of recipients", e)
	}
	for _, want := range []string{`"op":">"`, `"score":0,`, `"ties":[]`} {
		if !strings.Contains(string(line), want) {
			t.Errorf("the record lacks %s: %s", want, line)
		}
	}
}

func TestDecodeUndoesEncode(t *testing.T) {
	a := sample()
	line, err := Encode(a)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Decode(line, a.Document.Decoded)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Encode(b)
	if err != nil {
		t.Fatal(err)
	}
	if string(line) != string(again) {
		t.Errorf("decoded and encoded again:\n got %s\nwant %s", again, line)
	}
	if err := b.CheckSpans(); err != nil {
		t.Error(err)
	}
	if got, want := b.Mentions[0].Span().In(b.Document.Text), "Österreich"; got != want {
		t.Errorf("mention reads %q, want %q", got, want)
	}
}

func TestDecodeRefusesOtherSchemas(t *testing.T) {
	if _, err := Decode([]byte(`{"schema":"other/1"}`), ""); err == nil {
		t.Error("a record of another schema was read")
	}
}

func TestCheckSpansFindsACutCharacter(t *testing.T) {
	a := sample()
	a.Sentences[0].End = 2 // inside "ü"
	if err := a.CheckSpans(); err == nil {
		t.Error("a span that cuts a character was accepted")
	}
}

func FuzzRuler(f *testing.F) {
	f.Add("Zürich", 3)
	f.Fuzz(func(t *testing.T, s string, at int) {
		s = strings.ToValidUTF8(s, "?")
		r := newRuler(s)
		runes := []rune(s)
		at = max(0, min(at, len(runes)))
		b := r.bytes(at)
		if want := len(string(runes[:at])); b != want || r.points(b) != at {
			t.Errorf("code point %d of %q: byte %d and back %d, want byte %d", at, s, b, r.points(b), want)
		}
	})
}

// TestRowsOfARecord holds the rows of an analysis against those of its record, which is rounded.
func TestRowsOfARecord(t *testing.T) {
	a := sample()
	for i := range a.Events {
		a.Events[i].Confidence, a.Events[i].Evidence = 0.74272, a.Sentences[0].Span
	}
	line, err := Encode(a)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := Decode(line, a.Document.Decoded)
	if err != nil {
		t.Fatal(err)
	}
	here, err := json.Marshal(Rows(a))
	if err != nil {
		t.Fatal(err)
	}
	there, err := json.Marshal(Rows(kept))
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Events) == 0 || string(here) != string(there) {
		t.Errorf("rows of the analysis and of its record differ:\n%s\n%s", here, there)
	}
	if a.Events[0].Confidence != 0.74272 {
		t.Error("taking rows changed the analysis")
	}
}
