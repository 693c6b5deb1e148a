package entente

import (
	"encoding/json"
	"fmt"
	"sort"
)

// ToSource brings a span of the text back to the decoded source, by the runs of Map. Where an edge was not carried over
// (a separator that cleaning put in) the nearest carried edge inside the span is taken; a document without a map is its
// own source.
func (d *Document) ToSource(s Span) Span {
	if len(d.Map) == 0 {
		return s
	}
	start := d.sourceOf(s.Start, false)
	end := d.sourceOf(s.End, true)
	if end < start {
		end = start
	}
	return Span{start, end}
}

// sourceOf maps an offset; as an end it maps the byte before it.
func (d *Document) sourceOf(at int, end bool) int {
	c := at
	if end {
		c--
	}
	k := sort.Search(len(d.Map), func(i int) bool { return d.Map[i].Text > c }) - 1
	if k < 0 {
		return d.Map[0].Source
	}
	r := d.Map[k]
	switch {
	case c < r.Text+r.Len && r.Len == r.SourceLength:
		return r.Source + at - r.Text
	case c < r.Text+r.Len && end:
		return r.Source + r.SourceLength
	case c < r.Text+r.Len:
		return r.Source
	case end || k+1 == len(d.Map):
		return r.Source + r.SourceLength
	default:
		return d.Map[k+1].Source
	}
}

// MarshalJSON writes the run as [text, source, length] or, where the source has another length, with that as a fourth.
func (r Run) MarshalJSON() ([]byte, error) {
	if r.Len == r.SourceLength {
		return fmt.Appendf(nil, "[%d,%d,%d]", r.Text, r.Source, r.Len), nil
	}
	return fmt.Appendf(nil, "[%d,%d,%d,%d]", r.Text, r.Source, r.Len, r.SourceLength), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Run) UnmarshalJSON(b []byte) error {
	var n []int
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	if len(n) != 3 && len(n) != 4 {
		return fmt.Errorf("a run of the map has 3 or 4 numbers, not %d: %w", len(n), ErrInvalid)
	}
	*r = Run{n[0], n[1], n[2], n[2]}
	if len(n) == 4 {
		r.SourceLength = n[3]
	}
	return nil
}
