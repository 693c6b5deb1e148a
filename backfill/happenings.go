package backfill

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/parquet-go/parquet-go"

	"entente"
	"entente/internal/corpus"
	"entente/internal/ontology"
	"entente/internal/relations"
	"entente/internal/shards"
)

// happeningsPipeline joins the event rows of all shards into happenings, links and the panel.
func (c *corpusJob) happeningsPipeline() *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	s = s.Scope("happenings")
	rows := beam.ParDo(s, &rowsFn{c.Out}, c.finished(s))
	stories := beam.ParDo(s, &storiesFn{c.Out, c.At}, beam.Impulse(s))
	told := beam.ParDo(s, &tellFn{}, beam.CoGroupByKey(s, rows, stories))
	happenings, links, cells := beam.ParDo3(s, &joinFn{Parts: c.Parts}, beam.GroupByKey(s, told))
	write(s, c.Out, c.At+"/happenings", happenings)
	write(s, c.Out, c.At+"/links", links)
	panel := beam.ParDo(s, &panelFn{c.Parts}, beam.CombinePerKey(s, &sumFn{}, cells))
	write(s, c.Out, c.At+"/panel", panel)
	beam.ParDo0(s, &tableFn{c.Out, c.At + "/panel"}, beam.GroupByKey(s, panel))
	return p
}

// A rowsFn gives the event rows of a shard, keyed by document.
type rowsFn struct{ Out string }

// told is what is told in one document; Rank tells the first place where the document stands.
type told struct {
	Rank string        `json:"rank,omitempty"`
	Rows []entente.Row `json:"rows,omitempty"`
	// Story is that of the document, Row one of its rows, on their way to be joined with others.
	Story string       `json:"story,omitempty"`
	Row   *entente.Row `json:"row,omitempty"`
}

func (f *rowsFn) ProcessElement(ctx context.Context, shard string, emit func(string, []byte)) error {
	out, err := Open(ctx, f.Out)
	if err != nil {
		return err
	}
	n := 0
	return shards.Records(ctx, out, shard, func(line []byte) error {
		a, err := entente.Decode(line, "")
		if err != nil {
			return err
		}
		n++
		t := told{Rank: fmt.Sprintf("%s/%08d", shard, n)}
		for _, r := range entente.Rows(a) {
			if r.Event != nil {
				t.Rows = append(t.Rows, r)
			}
		}
		if len(t.Rows) == 0 {
			return nil
		}
		b, err := json.Marshal(t)
		if err == nil {
			emit(a.Document.ID, b)
		}
		return err
	})
}

// A storiesFn gives the story of every document that has one with others.
type storiesFn struct{ Out, At string }

func (f *storiesFn) ProcessElement(ctx context.Context, _ []byte, emit func(string, string)) error {
	out, err := Open(ctx, f.Out)
	if err != nil {
		return err
	}
	return eachFile(ctx, out, f.At+"/stories/", func(line []byte) error {
		var r entente.CorpusRow
		if err := json.Unmarshal(line, &r); err != nil || r.Story == nil {
			return fmt.Errorf("not a story: %w: %w", entente.ErrInvalid, err)
		}
		for _, d := range r.Story.Documents {
			emit(d, r.Story.ID)
		}
		return nil
	})
}

// Kinds is what the corpus must know of the kinds of events.
func kinds() (corpus.Kinds, error) {
	o, err := ontology.Load()
	if err != nil {
		return nil, err
	}
	return corpus.KindsOf(o)
}

// A tellFn puts the rows of a document, with its story, under what they must share with others to be joined. A document that was
// read in two places counts once.
type tellFn struct{ kinds corpus.Kinds }

func (f *tellFn) Setup() (err error) {
	f.kinds, err = kinds()
	return err
}

func (f *tellFn) ProcessElement(_ string, rows func(*[]byte) bool, story func(*string) bool, emit func(string, []byte)) error {
	var best told
	var b []byte
	for rows(&b) {
		var t told
		if err := json.Unmarshal(b, &t); err != nil {
			return err
		}
		if best.Rank == "" || t.Rank < best.Rank {
			best = t
		}
	}
	id := ""
	story(&id)
	for i := range best.Rows {
		r := &best.Rows[i]
		k := corpus.Key(r, f.kinds)
		if k == "" {
			continue
		}
		b, err := json.Marshal(told{Story: id, Row: r})
		if err != nil {
			return err
		}
		emit(k, b)
	}
	return nil
}

// A joinFn makes the happenings and links of one key, and the cells of the panel that they fill.
type joinFn struct {
	Parts int
	kinds corpus.Kinds
}

func (f *joinFn) Setup() (err error) {
	f.kinds, err = kinds()
	return err
}

func (f *joinFn) ProcessElement(_ string, in func(*[]byte) bool, happening, link func(int, []byte), cell func(string, []byte)) error {
	var rows []entente.Row
	story := map[string]string{}
	var b []byte
	for in(&b) {
		var t told
		if err := json.Unmarshal(b, &t); err != nil {
			return err
		}
		rows = append(rows, *t.Row)
		if t.Story != "" {
			story[t.Row.Document.ID] = t.Story
		}
	}
	found := corpus.Join(rows, story, f.kinds)
	for i := range found.Happenings {
		if err := emitRow(entente.CorpusRow{Happening: &found.Happenings[i]}, found.Happenings[i].ID, f.Parts, happening); err != nil {
			return err
		}
	}
	for i := range found.Links {
		if err := emitRow(entente.CorpusRow{Link: &found.Links[i]}, found.Links[i].ID, f.Parts, link); err != nil {
			return err
		}
	}
	for _, x := range relations.Acts(found.Happenings) {
		cells, err := x.Cells(relations.Month)
		if err != nil {
			return err
		}
		for bin, c := range cells {
			b, err := json.Marshal(c)
			if err != nil {
				return err
			}
			cell(strings.Join([]string{bin.A, bin.B, bin.Period}, "\t"), b)
		}
	}
	return nil
}

func emitRow(r entente.CorpusRow, id string, parts int, emit func(int, []byte)) error {
	line, err := entente.EncodeCorpus(r)
	if err == nil {
		emit(part(id, parts), line)
	}
	return err
}

// A sumFn adds cells of one bin. A cell travels as JSON, for Beam would leave out what it does not export.
type sumFn struct{}

func (*sumFn) AddInput(a, b []byte) ([]byte, error) { return merge(a, b) }

func (*sumFn) MergeAccumulators(a, b []byte) ([]byte, error) { return merge(a, b) }

func (*sumFn) CreateAccumulator() []byte { return nil }

func (*sumFn) ExtractOutput(a []byte) []byte { return a }

func merge(a, b []byte) ([]byte, error) {
	if len(a) == 0 || len(b) == 0 {
		return slices.Concat(a, b), nil
	}
	var x, y relations.Cell
	if err := json.Unmarshal(a, &x); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &y); err != nil {
		return nil, err
	}
	x.Merge(y)
	return json.Marshal(x)
}

// A PanelRow is what happened between two parties in one month, each happening counted once.
type PanelRow struct {
	A       string         `json:"a" parquet:"a"` // the lesser code
	B       string         `json:"b" parquet:"b"`
	Month   string         `json:"month" parquet:"month"`
	Events  int            `json:"events" parquet:"events"`
	Quad1   int            `json:"quad1" parquet:"quad1"`
	Quad2   int            `json:"quad2" parquet:"quad2"`
	Quad3   int            `json:"quad3" parquet:"quad3"`
	Quad4   int            `json:"quad4" parquet:"quad4"`
	Untyped int            `json:"untyped" parquet:"untyped"`
	Score   float64        `json:"score" parquet:"score"` // sum of the PLOVER scores
	AToB    int            `json:"a_to_b" parquet:"a_to_b"`
	BToA    int            `json:"b_to_a" parquet:"b_to_a"`
	Mutual  int            `json:"mutual" parquet:"mutual"`
	Planned int            `json:"planned" parquet:"planned"` // not in events
	Denied  int            `json:"denied" parquet:"denied"`   // not in events
	Types   map[string]int `json:"types,omitempty" parquet:"-"`
}

// Row makes the row of a cell.
func row(a, b string, c relations.Cell) PanelRow {
	return PanelRow{A: a, B: b, Month: c.Period, Events: c.Events, Quad1: c.Quad[1], Quad2: c.Quad[2], Quad3: c.Quad[3], Quad4: c.Quad[4], Untyped: c.Quad[0],
		Score: c.Score, AToB: c.AToB, BToA: c.BToA, Mutual: c.Mutual, Planned: c.Planned, Denied: c.Denied, Types: c.ByType}
}

// A panelFn makes the lines of the panel. All months of a pair lie in one file.
type panelFn struct{ Parts int }

func (f *panelFn) ProcessElement(key string, b []byte, emit func(int, []byte)) error {
	k := strings.Split(key, "\t")
	var c relations.Cell
	if err := json.Unmarshal(b, &c); err != nil || len(k) != 3 {
		return fmt.Errorf("cell %q: %w: %w", key, entente.ErrInvalid, err)
	}
	line, err := json.Marshal(row(k[0], k[1], c))
	if err == nil {
		emit(part(k[0]+" "+k[1], f.Parts), line)
	}
	return err
}

// A tableFn writes the lines of a part of the panel as Parquet.
type tableFn struct{ Out, Kind string }

func (f *tableFn) ProcessElement(ctx context.Context, n int, lines func(*[]byte) bool) error {
	out, err := Open(ctx, f.Out)
	if err != nil {
		return err
	}
	var all []PanelRow
	var line []byte
	for lines(&line) {
		var r PanelRow
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b PanelRow) int {
		return strings.Compare(a.A+"\t"+a.B+"\t"+a.Month, b.A+"\t"+b.B+"\t"+b.Month)
	})
	var b bytes.Buffer
	if err := parquet.Write(&b, all); err != nil {
		return fmt.Errorf("write panel: %w", err)
	}
	return out.Write(ctx, f.Kind+"/"+pad(n)+".parquet", b.Bytes())
}
