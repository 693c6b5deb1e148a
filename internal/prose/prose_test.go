package prose

import (
	"slices"
	"strings"
	"testing"

	"entente"
	"entente/internal/ontology"
)

func TestPhrasesCoverTheKinds(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	forms := loadForms()
	for _, k := range o.Kinds {
		if f, ok := forms[k.Name]; !ok || f.noun == "" || f.link == "" {
			t.Errorf("phrases.tsv has no words for the kind %s", k.Name)
		}
		delete(forms, k.Name)
	}
	for kind := range forms {
		t.Errorf("phrases.tsv has words for %s, which is no kind", kind)
	}
	if rows := strings.Split(strings.TrimSpace(phraseTable), "\n"); !slices.IsSorted(rows) {
		t.Error("phrases.tsv is not sorted")
	}
}

func TestDatesForPeople(t *testing.T) {
	for edtf, want := range map[string]string{
		"2022-09-14": "2022-09-14", "2022-09-06/2022-09-08": "2022-09-06 to 2022-09-08", "2022-34": "second quarter of 2022", "2022-41": "second half of 2022",
		"199X": "1990s", "2022~": "about 2022", "2022?": "perhaps 2022", "../2022": "until 2022", "2022/..": "since 2022", "2022-21": "spring 2022",
	} {
		if got := Date(&entente.Date{EDTF: edtf}); got != want {
			t.Errorf("%s reads %q, want %q", edtf, got, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		f    entente.Figure
		want string
	}{
		{entente.Figure{Op: ">", Value: "25000000000", Unit: "USD", Form: "level"}, "> 25 bn USD"},
		{entente.Figure{Op: "=", Value: "25250000000", Unit: "USD", Form: "level"}, "25.25 bn USD"},
		{entente.Figure{Op: "~", Value: "70", Form: "multiple"}, "≈ 70×"},
		{entente.Figure{Op: "<~", Value: "12.50", Unit: "%", Form: "change"}, "nearly 12.5 %"},
		{entente.Figure{Op: "=", Value: "140", Unit: "{country}", Form: "level"}, "140 countries"},
		{entente.Figure{Op: "=", Value: "1", Unit: "{agreement}", Form: "level"}, "1 agreement"},
		{entente.Figure{Op: "=", Low: "20000000", High: "25000000", Unit: "t", Per: "a", Form: "level"}, "20 m–25 m t/a"},
		{entente.Figure{Op: "=", Value: "-12345", Unit: "EUR", Form: "level"}, "−12 345 EUR"},
	} {
		if got := Amount(&c.f); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.f, got, c.want)
		}
	}
}

func TestVague(t *testing.T) {
	for _, c := range [][3]string{{"10000000000", "100000000000", "tens of bn"}, {"12", "120", "dozens of"}, {"1000", "10000", "thousands of"}, {"100000", "1000000", "hundreds of thousand"},
		{"10", "100", "tens of"}, {"1000000", "10000000", "millions of"}, {"10", "20", ""}, {"20", "200", ""}, {"1", "10", ""}, {"1.5", "1.50", ""}} {
		if got := vague(c[0], c[1]); got != c[2] {
			t.Errorf("%s to %s: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
