package petrarch

import (
	"errors"
	"strings"
	"testing"

	"entente"
	"entente/internal/events"
	"entente/internal/ontology"
)

// sample is a small dictionary in both dialects, written for this test.
const sample = `# a comment
&AIDWORD
+RELIEF
+MEDICINES
+FOOD_PARCEL

&CEASEFIRE_
+TRUCE
+CEASE-FIRE_

####### VERB PATTERNS #######

---  VISIT   [042:043]  ---
VISIT
TOUR  # 1998
+STOP_OVER {+STOPS_OVER +STOPPED_OVER }
- * (WITH {TRADE DELEGATION})      [042:043]  # VISIT
- + * (BY $)                       [042]
- * &AIDWORD                       [073]

--- BREAK [---] ---
BREAK {BREAKS BROKE BROKEN BREAKING}
SEVER [160]
- * OFF TALKS (WITH +)             [164]
- * {DIPLOMATIC RELATIONS} WITH +  [161]
- * &CEASEFIRE                     [196]
- * NEWS                           [---]
- * SILENCE                        [010]
- GUNMEN * INTO                    [190]
- % * BREAD                        [050:050]
- * BEFORE {COURT OF LAW}          [:173]
~ a (a b SAY) WILL = a b WILL_SAY
`

func read(t *testing.T, text string) (*Import, *ontology.Ontology) {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	x, err := Read(text, o)
	if err != nil {
		t.Fatal(err)
	}
	return x, o
}

func TestRead(t *testing.T) {
	x, _ := read(t, sample)
	got := strings.Join(x.Rows, "\n")
	for _, part := range []string{
		"attack\tASSAULT\t-\tmilitary\tbreak|sever/V subj:gunmen into:* actor=subj!",
		"visit\tCONSULT\tvisit\t-\tvisit|tour|stop_over/V actor=subj! recipient=",
		"with:trade_delegation actor=subj!",
		"actor=by recipient=subj!",
		"obj:relief|medicines|medicine|food_parcel",
		"break_off|sever_off/V obj:talks|talk actor=subj! recipient=with!",
		"obj:diplomatic_relations|diplomatic_relation actor=subj! recipient=with!",
		"obj:bread actor=subj+obj+with+between! mutual",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no row with %q in\n%s", part, got)
		}
	}
	if x.Verbs != 5 || x.Lines != 11 || len(x.Left) != 4 {
		t.Errorf("%d verbs, %d patterns, %d left out (%v); want 5, 11, 4", x.Verbs, x.Lines, len(x.Left), x.Left)
	}
}

func TestRowsPassTheCheck(t *testing.T) {
	x, o := read(t, sample)
	table, err := events.NewTable([]events.File{{Name: "import", Text: x.Table("sample")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range table.Check(o) {
		if strings.Contains(c, "is no") || strings.Contains(c, "has no mode") {
			t.Error(c)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Read("just a letter\n", o); !errors.Is(err, entente.ErrInvalid) {
		t.Errorf("got %v, want %v", err, entente.ErrInvalid)
	}
}

func FuzzRead(f *testing.F) {
	o, err := ontology.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Add("--- A [010] ---\nA {\n- { * ( ] [")
	f.Fuzz(func(t *testing.T, text string) {
		x, err := Read(text, o)
		if err != nil {
			return
		}
		if _, err := events.NewTable([]events.File{{Name: "import", Text: x.Table("fuzz")}}); err != nil && !strings.ContainsAny(text, "\n\r") {
			t.Error(err)
		}
	})
}
