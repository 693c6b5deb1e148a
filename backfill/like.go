package backfill

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"

	"entente"
	"entente/internal/corpus"
	"entente/internal/duplicates"
	"entente/internal/shards"
)

// What the index of one process does with a table (package duplicates), this does by key: every hash of a sketch is a key under
// which the documents that have it meet; pairs that meet often enough are compared exactly. Texts that are the same word for word
// are one document here, however often they were carried.
const (
	crowd = 256  // documents under one hash that others are paired with, as in package duplicates
	hot   = 4096 // documents under one hash that are looked at at all; what more of them share is a formula
	agree = 3    // hashes that two documents must share to be compared, as in package duplicates
)

// A corpusJob makes the rows of one set of finished shards, in the files under At.
type corpusJob struct {
	Job
	At string
}

// likePipeline writes the likenesses between the documents of all shards.
func (c *corpusJob) likePipeline() *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	s = s.Scope("like")
	docs := beam.ParDo(s, &sketchFn{c.Out}, c.finished(s))
	distinct, same := beam.ParDo2(s, &sameFn{c.Parts}, beam.GroupByKey(s, docs))
	buckets := beam.CombinePerKey(s, &leastFn{}, beam.ParDo(s, &bandFn{}, distinct))
	met := stats.Count(s, beam.ParDo(s, &pairFn{}, buckets))
	pairs := beam.ParDo(s, &enoughFn{}, met)
	sent := beam.ParDo(s, &sendFn{}, beam.CoGroupByKey(s, distinct, pairs))
	near := beam.ParDo(s, &compareFn{c.Parts}, beam.CoGroupByKey(s, distinct, sent))
	write(s, c.Out, c.At+"/likenesses", beam.Flatten(s, same, near))
	return p
}

// finished are the names of the finished shards, dealt out.
func (c *corpusJob) finished(s beam.Scope) beam.PCollection {
	return beam.Reshuffle(s, beam.ParDo(s, &shardsFn{c.Out}, beam.Impulse(s)))
}

type shardsFn struct{ Out string }

func (f *shardsFn) ProcessElement(ctx context.Context, _ []byte, emit func(string)) error {
	out, err := Open(ctx, f.Out)
	if err != nil {
		return err
	}
	finished, err := shards.Manifests(ctx, out, "")
	for _, m := range finished {
		emit(m.Shard)
	}
	return err
}

// A sketch is a document with what decides whether it is like another, and which of the two is the original.
type sketch struct {
	Document entente.Brief // id, date, republisher
	Length   int           // of its text, in bytes
	Set      []uint32
}

func (x *sketch) member() corpus.Member { return corpus.Member{Document: x.Document, Length: x.Length} }

func pack(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

func unpack(b []byte, v any) error { return gob.NewDecoder(bytes.NewReader(b)).Decode(v) }

// A sketchFn sketches the documents of a shard, keyed by their whole set. A text of no shingle is like no other.
type sketchFn struct{ Out string }

func (f *sketchFn) ProcessElement(ctx context.Context, shard string, emit func(string, []byte)) error {
	out, err := Open(ctx, f.Out)
	if err != nil {
		return err
	}
	return shards.Records(ctx, out, shard, func(line []byte) error {
		var r struct {
			Document struct {
				ID, Text, Republisher string
				Published             *entente.Date
			}
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return fmt.Errorf("%w: %w", entente.ErrInvalid, err)
		}
		d := r.Document
		x := sketch{entente.Brief{ID: d.ID, Republisher: d.Republisher, Published: d.Published}, len(d.Text), duplicates.Shingles(d.Text)}
		if len(x.Set) == 0 {
			return nil
		}
		b, err := pack(x)
		if err != nil {
			return err
		}
		raw := make([]byte, 0, 4*len(x.Set))
		for _, h := range x.Set {
			raw = binary.LittleEndian.AppendUint32(raw, h)
		}
		sum := sha256.Sum256(raw)
		emit(hex.EncodeToString(sum[:16]), b)
		return nil
	})
}

// A likeness is a line of what two documents share.
type likeness struct {
	A, B  corpus.Member
	Shown duplicates.Likeness
}

func (l *likeness) line() ([]byte, error) { return json.Marshal(l) }

// A sameFn lets one document stand for all of the same words, the one of the least id.
type sameFn struct{ Parts int }

func (f *sameFn) ProcessElement(_ string, same func(*[]byte) bool, distinct func(string, []byte), like func(int, []byte)) error {
	var all []sketch
	var b []byte
	var set duplicates.Set
	for same(&b) {
		var x sketch
		if err := unpack(b, &x); err != nil {
			return err
		}
		set, x.Set = x.Set, nil // one of them is enough to keep
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b sketch) int {
		return cmp.Or(cmp.Compare(a.Document.ID, b.Document.ID), cmp.Compare(a.Document.Republisher, b.Document.Republisher), cmp.Compare(start(a.Document), start(b.Document)))
	})
	all = slices.CompactFunc(all, func(a, b sketch) bool { return a.Document.ID == b.Document.ID })
	one := all[0]
	for _, x := range all[1:] {
		l := likeness{one.member(), x.member(), duplicates.Compare(set, set)}
		line, err := l.line()
		if err != nil {
			return err
		}
		like(part(x.Document.ID, f.Parts), line)
	}
	one.Set = set
	b, err := pack(one)
	if err == nil {
		distinct(one.Document.ID, b)
	}
	return err
}

func start(d entente.Brief) string {
	if d.Published == nil {
		return ""
	}
	return d.Published.Start
}

// A bandFn sends a document to the hashes of its sketch, with the number of them that another must share.
type bandFn struct{}

func (*bandFn) ProcessElement(id string, b []byte, emit func(int64, string)) error {
	var x sketch
	if err := unpack(b, &x); err != nil {
		return err
	}
	set := duplicates.Set(x.Set)
	for _, h := range set.Sketch() {
		emit(int64(h), id+" "+strconv.Itoa(min(agree, len(set))))
	}
	return nil
}

// least is the documents under one hash, those of the least ids where they are too many.
type least struct{ IDs []string }

// A leastFn gathers the documents under a hash.
type leastFn struct{}

func (*leastFn) CreateAccumulator() least { return least{} }

// AddInput lets some more gather than are kept, so that they are sorted now and then, not each time.
func (*leastFn) AddInput(a least, id string) least {
	a.IDs = append(a.IDs, id)
	if len(a.IDs) >= 2*hot {
		a.IDs = first(a.IDs)
	}
	return a
}

func (*leastFn) MergeAccumulators(a, b least) least { return least{first(slices.Concat(a.IDs, b.IDs))} }

func (*leastFn) ExtractOutput(a least) least { return least{first(a.IDs)} }

// first are the least of some ids, in order, each once.
func first(ids []string) []string {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids[:min(len(ids), hot)]
}

// A pairFn pairs the documents under a hash.
type pairFn struct{}

func (*pairFn) ProcessElement(_ int64, l least, emit func(string)) {
	for i := range min(len(l.IDs), crowd) {
		a, _, _ := strings.Cut(l.IDs[i], " ")
		for _, b := range l.IDs[i+1:] {
			emit(a + " " + b)
		}
	}
}

// An enoughFn passes on the pairs that share enough hashes.
type enoughFn struct{}

func (*enoughFn) ProcessElement(pair string, shared int, emit func(string, string)) error {
	f := strings.Fields(pair)
	if len(f) != 3 {
		return fmt.Errorf("%q is no pair: %w", pair, entente.ErrInvalid)
	}
	need, err := strconv.Atoi(f[2])
	if err == nil && shared >= need {
		emit(f[0], f[1])
	}
	return err
}

// A sendFn sends the first document of each pair to the second.
type sendFn struct{}

func (*sendFn) ProcessElement(_ string, doc func(*[]byte) bool, to func(*string) bool, emit func(string, []byte)) error {
	var b []byte
	if !doc(&b) {
		return nil
	}
	var id string
	for to(&id) {
		emit(id, b)
	}
	return nil
}

// A compareFn compares a document with those that were sent to it.
type compareFn struct{ Parts int }

func (f *compareFn) ProcessElement(_ string, doc, others func(*[]byte) bool, like func(int, []byte)) error {
	var b []byte
	if !doc(&b) {
		return nil
	}
	var x sketch
	if err := unpack(b, &x); err != nil {
		return err
	}
	for others(&b) {
		var o sketch
		if err := unpack(b, &o); err != nil {
			return err
		}
		l := likeness{o.member(), x.member(), duplicates.Compare(x.Set, o.Set)}
		if l.Shown.Kind() == duplicates.Other {
			continue
		}
		line, err := l.line()
		if err != nil {
			return err
		}
		like(part(x.Document.ID, f.Parts), line)
	}
	return nil
}
