package corrections

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/ontology"
)

func judge(t *testing.T) *Judge {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	return New(o)
}

// visit is a row: the king of Gondor, a person without a code, visits Arnor.
func visit() entente.Row {
	score := 3.0
	return entente.Row{Document: entente.Brief{ID: "d:1", Title: "A visit"},
		Event: &entente.Event{ID: "e:1", Kind: "visit", Type: "CONSULT", Mode: "visit", Status: "planned", Actors: []string{"m0"}, Recipients: []string{"m1"},
			As: map[string]string{"m0": "visitor", "m1": "host"}, Date: date("2022-09"), Quad: 1, Score: &score, Rule: "visit.1", Confidence: .7},
		Parties: map[string]*entente.Party{"m0": {Name: "King  Elessar", Of: "GON", Kind: "person"}, "m1": {Code: "ARN", Kind: "state", Name: "Arnor"}}}
}

// say reads a word on a row: "e:1 status happened", with its place in time.
func say(n int, words string) entente.Correction {
	f := strings.SplitN(words, " ", 3)
	c := entente.Correction{ID: "c:" + string(rune('a'+n)), Row: strings.ReplaceAll(f[0], "_", " "), Field: f[1], Who: "a reader", When: "2023-01-0" + string(rune('1'+n))}
	if len(f) > 2 {
		c.Value = f[2]
	}
	if f[1] == "undo" {
		c.Replaces, c.Value = c.Value, ""
	}
	return c
}

// shown is what tests look at, in a line.
func shown(r *entente.Row, keep bool) string {
	e := r.Event
	if !keep {
		return "rejected"
	}
	codes := func(ids []string) string {
		var out []string
		for _, id := range ids {
			p := r.Party(id)
			out = append(out, p.Code+"/"+p.Of)
		}
		return strings.Join(out, ",")
	}
	edtf := ""
	if e.Date != nil {
		edtf = e.Date.EDTF
	}
	return strings.Join([]string{codes(e.Actors), e.Kind, e.Type, e.Status, codes(e.Recipients), edtf}, " ")
}

func TestRow(t *testing.T) {
	j := judge(t)
	for _, c := range []struct{ said, want string }{
		{"", "/GON visit CONSULT planned ARN/ 2022-09"},
		{"e:1 status happened", "/GON visit CONSULT happened ARN/ 2022-09"},
		{`e:1 status "happened"`, "/GON visit CONSULT happened ARN/ 2022-09"},
		{"e:1 status happened; e:1 status denied", "/GON visit CONSULT denied ARN/ 2022-09"},
		{"e:1 status happened; e:1 undo c:a", "/GON visit CONSULT planned ARN/ 2022-09"},
		{"e:1 status happened; e:1 undo c:a; e:1 undo c:b", "/GON visit CONSULT happened ARN/ 2022-09"},
		{"e:1 status done", "/GON visit CONSULT planned ARN/ 2022-09"},
		{"e:1 date 2022-09-14", "/GON visit CONSULT planned ARN/ 2022-09-14"},
		{"e:1 date null", "/GON visit CONSULT planned ARN/ "},
		{"e:1 date soon", "/GON visit CONSULT planned ARN/ 2022-09"},
		{`e:1 recipients ["ARN","ROH"]`, "/GON visit CONSULT planned ARN/,ROH/ 2022-09"},
		{"e:1 actors person:elessar", "person:elessar/ visit CONSULT planned ARN/ 2022-09"},
		{"e:1 kind treaty-signing", "/GON treaty-signing SUPPORT planned ARN/ 2022-09"},
		{"e:1 type ASSAULT", "/GON attack ASSAULT planned ARN/ 2022-09"},
		{"e:1 rejected true", "rejected"},
		{"e:1 rejected true; e:1 rejected false", "/GON visit CONSULT planned ARN/ 2022-09"},
		{"e:1 rejected true; e:1 undo c:a", "/GON visit CONSULT planned ARN/ 2022-09"},
		{"king_elessar alias person:elessar", "person:elessar/GON visit CONSULT planned ARN/ 2022-09"},
		{"king_elessar alias person:strider; person:strider alias person:elessar", "person:elessar/GON visit CONSULT planned ARN/ 2022-09"},
		{"GON alias REU; ARN alias REU", "/REU visit CONSULT planned REU/ 2022-09"},
		{"king_elessar alias person:elessar; king_elessar block true", "/GON visit CONSULT planned ARN/ 2022-09"},
		{"arnor block true", "/GON visit CONSULT planned / 2022-09"},
		{"a alias b; b alias a", "/GON visit CONSULT planned ARN/ 2022-09"},
	} {
		var all []entente.Correction
		for i, s := range strings.Split(c.said, "; ") {
			if s != "" {
				all = append(all, say(i, s))
			}
		}
		slices.Reverse(all)
		before := visit()
		got, keep := j.Rule(all).Row(before)
		if s := shown(&got, keep); s != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", c.said, s, c.want)
		}
		if d := cmp.Diff(visit(), before); d != "" {
			t.Errorf("%s: the row itself was changed: %s", c.said, d)
		}
	}
}

func TestWhatFollows(t *testing.T) {
	j := judge(t)
	got, _ := j.Rule([]entente.Correction{say(0, "e:1 type ASSAULT"), say(1, "e:1 actors ARN"), say(2, "e:1 confirmed true"), say(3, "d:1 published 2022-10-01")}).Row(visit())
	e := got.Event
	weak, _ := j.Rule([]entente.Correction{say(0, "rule:visit.1 weight 0.5")}).Row(visit())
	if weak.Event.Confidence != .35 {
		t.Errorf("confidence %v by a rule of weight 0.5, want 0.35", weak.Event.Confidence)
	}
	if e.Quad != 4 || e.Score == nil || *e.Score >= 0 || e.CAMEO == "" || e.Mode != "" || e.Confidence != 1 {
		t.Errorf("quad %d, score %v, CAMEO %q, mode %q, confidence %v do not follow the type", e.Quad, e.Score, e.CAMEO, e.Mode, e.Confidence)
	}
	if want := (map[string]string{"m1": "host"}); !cmp.Equal(e.As, want) {
		t.Errorf("parts %v, want %v: the visitor is gone", e.As, want)
	}
	if got.Document.Published == nil || got.Document.Published.Start != "2022-10-01" {
		t.Errorf("published %v", got.Document.Published)
	}
	if want := []string{"c:d", "c:a", "c:b", "c:c"}; !slices.Equal(got.Corrected, want) {
		t.Errorf("corrected by %v, want %v", got.Corrected, want)
	}
}

func TestHappening(t *testing.T) {
	j := judge(t)
	h := entente.Happening{ID: entente.ID("h", "e:1"), Events: []string{"e:1", "e:2"}, Kind: "visit", Status: "planned", Actors: []string{"GON"}, Recipients: []string{"ARN"}}
	// It was said of the happening that e:2 alone was, before e:1 joined it.
	got, keep := j.Rule([]entente.Correction{say(0, entente.ID("h", "e:2")+" status happened"), say(1, h.ID+" recipients ROH")}).Happening(h)
	if !keep || got.Status != "happened" || !slices.Equal(got.Recipients, []string{"ROH"}) {
		t.Errorf("got %+v, %v", got, keep)
	}
	if _, keep := j.Rule([]entente.Correction{say(0, entente.ID("h", "e:2")+" rejected true")}).Happening(h); keep {
		t.Error("a rejected happening is kept")
	}
}

func TestJoins(t *testing.T) {
	j := judge(t)
	r := j.Rule([]entente.Correction{say(0, "e:1 merge e:2"), say(1, "e:1 merge e:3"), say(2, "e:3 split"), say(3, `h:1 split ["e:4","e:5"]`), say(4, "e:4 merge e:2")})
	if got := r.Joins(); len(got) != 2 || got[0].B != "e:2" || got[1].A != "e:4" {
		t.Errorf("joins %v, want e:1 with e:2 and e:4 with e:2", got)
	}
	if r.Apart("e:3") == "" || r.Apart("e:4") != "" || r.Apart("e:5") != "c:d" || r.Apart("e:1") != "" {
		t.Errorf("apart: %v", r.apart)
	}
}

func TestCheck(t *testing.T) {
	j := judge(t)
	for _, c := range []struct {
		said string
		ok   bool
	}{
		{"e:1 status happened", true}, {"e:1 status maybe", false}, {"e:1 status", false}, {"e:1 speaker KAZ", false}, {"s:1 speaker KAZ", true}, {"s:1 speaker Kazakhstan", false},
		{`e:1 actors ["KAZ","org:SCO"]`, true}, {"e:1 date 2022-33", true}, {"e:1 date 2022-13", false}, {"e:1 date 2022-02-30", false}, {"e:1 date ../2013", true}, {"e:1 date", true},
		{"f:1 value 25000000000", true}, {"f:1 value 25bn", false}, {"e:1 merge e:2", true}, {"e:1 merge e:2,e:3", false}, {"e:1 split", true}, {"h:1 split", false},
		{`h:1 split ["e:1","e:2"]`, true}, {"Arnor alias ARN", true}, {"Arnor alias", false}, {"e:1 kind visit", true}, {"e:1 kind stroll", false}, {"e:1 undo c:a", true}, {"l:1 rejected true", true},
		{"rule:visit.3 weight 0.5", true}, {"rule:visit.3 weight half", false}, {"Arnor block true", true},
	} {
		if err := j.Check(say(0, c.said)); (err == nil) != c.ok || err != nil && !errors.Is(err, entente.ErrInvalid) {
			t.Errorf("%s: %v, want ok %v", c.said, err, c.ok)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ edtf, start, end, precision string }{
		{"2022-09-14", "2022-09-14", "2022-09-14", "day"}, {"2022-09", "2022-09-01", "2022-09-30", "month"}, {"2022-33", "2022-01-01", "2022-03-31", "quarter"},
		{"2022-41", "2022-07-01", "2022-12-31", "half"}, {"199X", "1990-01-01", "1999-12-31", "decade"}, {"2013-09-06/2013-09-08", "2013-09-06", "2013-09-08", "day"},
		{"2013/..", "2013-01-01", "", "year"}, {"2022~", "2022-01-01", "2022-12-31", "year"},
	} {
		if d := date(c.edtf); d == nil || d.Start != c.start || d.End != c.end || d.Precision != c.precision {
			t.Errorf("%s: got %+v, want %s to %s, %s", c.edtf, d, c.start, c.end, c.precision)
		}
	}
}
