package corpus

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"entente"
	"entente/internal/duplicates"
)

// A telling is packed as columns with tabs between them: there are a million of them in a large store, and a key that many
// stories tell of is read whole for every document that adds to it.
const columns = 28

func (t *telling) pack() string {
	f := make([]string, 0, columns)
	text := func(s string) { f = append(f, strings.NewReplacer("\t", " ", "\n", " ").Replace(s)) }
	many := func(s []string) { text(strings.Join(s, ",")) }
	decimal := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	for _, s := range []string{t.id, t.kind, t.typ, t.mode, t.status, t.published} {
		text(s)
	}
	many(t.contexts)
	many(t.actors)
	many(t.recipients)
	many(t.people)
	d := t.date
	if d == nil {
		d = &entente.Date{}
	}
	for _, s := range []string{d.EDTF, d.Time, d.Start, d.End, d.Precision, d.Basis} {
		text(s)
	}
	p := t.place
	if p == nil {
		p = &entente.Place{}
	}
	text(p.Name)
	text(p.Country)
	text(decimal(p.Lat))
	text(decimal(p.Lon))
	text(strconv.Itoa(p.GeoNames))
	text(strconv.Itoa(t.quad))
	score := ""
	if t.score != nil {
		score = decimal(*t.score)
	}
	text(score)
	text(decimal(t.confidence))
	text(strconv.Itoa(t.order))
	text(p.As)
	text(t.what)
	many(t.things)
	return strings.Join(f, "\t")
}

// unpack reads what pack wrote; nil for what it did not write.
func unpack(s string, document, story string, kinds Kinds) *telling {
	f := strings.Split(s, "\t")
	if len(f) != columns {
		return nil
	}
	number := func(i int) int { n, _ := strconv.Atoi(f[i]); return n }
	decimal := func(i int) float64 { x, _ := strconv.ParseFloat(f[i], 64); return x }
	t := &telling{id: f[0], kind: f[1], typ: f[2], mode: f[3], status: f[4], published: f[5], contexts: several(f[6]), actors: several(f[7]), recipients: several(f[8]),
		people: several(f[9]), document: document, story: story, quad: number(21), confidence: decimal(23), order: number(24), what: f[26], things: several(f[27])}
	if f[10] != "" || f[12] != "" || f[13] != "" {
		t.date = &entente.Date{EDTF: f[10], Time: f[11], Start: f[12], End: f[13], Precision: f[14], Basis: f[15]}
	}
	if f[16] != "" {
		t.place = &entente.Place{Name: f[16], Country: f[17], Lat: decimal(18), Lon: decimal(19), GeoNames: number(20), As: f[25]}
	}
	if f[22] != "" {
		x := decimal(22)
		t.score = &x
	}
	t.settle(kinds)
	return t
}

func several(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// packed is a set of hashes as the differences between them, of varying length.
func packed(s duplicates.Set) []byte {
	out := make([]byte, 0, 3*len(s))
	last := uint32(0)
	for _, h := range s {
		out = binary.AppendUvarint(out, uint64(h-last))
		last = h
	}
	return out
}

func unpacked(b []byte) duplicates.Set {
	var out duplicates.Set
	last := uint32(0)
	for len(b) > 0 {
		d, n := binary.Uvarint(b)
		if n <= 0 {
			break
		}
		last += uint32(d)
		out, b = append(out, last), b[n:]
	}
	return slices.Clip(out)
}
