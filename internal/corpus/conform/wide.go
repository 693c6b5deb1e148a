package conform

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"entente"
)

// Wide holds a store to it where hundreds of documents are one story, of which no two need be alike: what comes to it is added, and must
// lead to what Build makes of everything at once.
func Wide(t *testing.T, open func(t *testing.T) entente.Store) {
	kinds := kindsOf(t)
	for _, common := range []string{"", " The paper of record prints such notes under the rule of the house that all of them are read aloud to the clerks, who copy them twice and send one sheet to the archive of the crown."} {
		h := &held{t: t, s: open(t), kinds: kinds}
		h.widens(func(n int) entente.Reading { return bulletin(n, common) })
	}
}

// widens puts bulletins in, forgets some, and puts more in.
func (h *held) widens(bulletin func(int) entente.Reading) {
	r := rand.New(rand.NewPCG(4, 9))
	const documents = 420
	order := r.Perm(documents)
	for i, n := range order[:documents-20] {
		h.put(bulletin(n))
		if i > 90 && i%45 == 0 || i > 250 && i%17 == 0 {
			h.look(fmt.Sprintf("after %d bulletins", i+1))
		}
	}
	for _, n := range order[7:10] {
		id := bulletin(n).Analyses[0].Document.ID
		if err := h.s.Forget(context.Background(), id, entente.Tombstone{Document: id, Who: "t", When: "2026-01-01T00:00:00Z"}); err != nil {
			h.t.Fatal(err)
		}
		h.gone = append(h.gone, id)
	}
	h.look("some forgotten")
	for _, n := range order[documents-20:] {
		h.put(bulletin(n))
	}
	h.look("the last came")
}

// bulletin is a document that is the same every day but for two of a dozen states and what the first of them does; it ends with what
// is common to all.
func bulletin(n int, common string) entente.Reading {
	a, c := n%12, (n+1+n/12%11)%12
	state := func(i int) string { return string(rune('a'+i)) + "land" }
	day := fmt.Sprintf("%d-%02d-%02d", 1992+n*7%30, 1+n*5%12, 1+n*3%28)
	text := fmt.Sprintf("The president of %[1]s %[3]s %[2]s in the %[4]s. The minister of %[1]s met the minister of %[2]s in talks on line %[5]d of the railway. %[1]s and %[2]s signed an agreement on trade. "+
		"Trade between %[1]s and %[2]s reached %[5]d million crowns. Wagon %[5]d and wagon %[5]d stood at the border for %[5]d hours, and the station of district %[5]d was closed.",
		state(a), state(c), []string{"visited", "praised", "criticised"}[n%3], []string{"spring", "summer", "autumn", "winter"}[n/12%4], n)
	if n%37 == 0 { // the first half alone
		text = text[:len(text)*2/3]
	}
	text += common
	raw := fmt.Sprintf("bulletin %d\n%s", n, text)
	date := &entente.Date{EDTF: day, Start: day, End: day, Precision: "day", Basis: "text"}
	x := &entente.Analysis{Schema: entente.Schema, Versions: entente.Versions{Entente: "1"}}
	x.Document = entente.Document{ID: entente.ID("d", raw), Source: fmt.Sprintf("bulletin%d.txt", n), Raw: entente.Hash([]byte(raw)), Text: text, Published: date}
	for i := range 4 {
		x.Sentences = append(x.Sentences, entente.Sentence{Span: entente.Span{Start: 40 * i, End: 40*i + 30}})
	}
	for i, code := range []int{a, c} {
		x.Mentions = append(x.Mentions, entente.Mention{ID: fmt.Sprintf("m%d", i), Actor: fmt.Sprintf("S%02d", code), Kind: "state", Via: "name"}.At(x.Sentences[i].Span))
	}
	for i, kind := range []string{"visit", "meeting"} {
		s := x.Sentences[2+i].Span
		e := entente.Event{ID: entente.RowID("e", &x.Document, s, 0), Type: "CONSULT", Kind: kind, Status: status[n%3], Actors: []string{"m0"}, Recipients: []string{"m1"}, Trigger: []entente.Span{s}, Evidence: s, Confidence: .9}
		if i == 0 {
			e.Date = date
		}
		x.Events = append(x.Events, e)
	}
	return entente.Reading{Page: entente.Page{Source: x.Document.Source, Raw: []byte(raw)}, Versions: x.Versions, Analyses: []*entente.Analysis{x}}
}
