package reconcile

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente"
)

func TestReference(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"period,value,unit,parties\n2014,\"1,200\",USD,AAA BBB\n2015,,USD,AAA BBB\n", "trade AAA BBB 1200 USD 2014"},
		{"DATAFLOW,REF_AREA,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\nX,AAA,BBB,2014-Q3,1.25,USD,6\nX,AAA,BBB,2014-05,-2,USD,0\n",
			"trade AAA BBB 1250000 USD 2014-35; trade AAA BBB -2 USD 2014-05"},
		{"\ufeffREF_AREA:Area,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nAAA: Land A,2016,3.5,PT\n", "trade AAA 3.5 % 2016"},
	} {
		claims, err := Reference("series.csv", "trade", []byte(c.data))
		if err != nil {
			t.Errorf("%q: %v", c.data, err)
			continue
		}
		var got []string
		for _, x := range claims {
			f := x.Figure
			got = append(got, fmt.Sprint(f.Measure, " ", strings.Join(f.Parties, " "), " ", f.Value, " ", f.Unit, " ", f.Period.EDTF))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q: got %s, want %s", c.data, g, c.want)
		}
	}
	for _, bad := range []string{"", "a,b\n1,2\n", "period,value\n2014,many\n", "period,value\nsoon,1\n", "period,value\n2014-13,1\n"} {
		if _, err := Reference("series.csv", "trade", []byte(bad)); !errors.Is(err, entente.ErrInvalid) {
			t.Errorf("%q: got %v, want an error of kind invalid", bad, err)
		}
	}
}

// TestReferenceBesideClaims holds a claim against the row of a series.
func TestReferenceBesideClaims(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	claims, err := Reference("series.csv", "trade", []byte("period,value,unit,parties\n2021,24900000000,USD,AAA BBB\n"))
	if err != nil {
		t.Fatal(err)
	}
	claims = append(claims, Claim{Figure: claim(t, "trade AAA-BBB 2021 level > 25000000000 USD", "9"), Document: "d:9"})
	if v := r.Series(claims); len(v) != 1 || v[0].Kind != Conflict {
		t.Errorf("got %v, want one conflict", v)
	}
}

func TestLines(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	claims := []Claim{
		{Figure: claim(t, "trade AAA-BBB 1992/2022 multiple = 70 1 base=1992", "1")},
		{Figure: claim(t, "trade AAA-BBB 2021 level = 25200000000 USD", "2")},
		{Figure: claim(t, "aid AAA-BBB 2021 level = 5 USD", "3")},
	}
	l := r.Lines(claims)
	if len(l) != 2 || l[1].Measure != "trade" || len(l[1].Implied) != 1 || l[1].Implied[0].At.EDTF != "1992" {
		t.Fatalf("got %+v", l)
	}
	if i := l[1].Implied[0]; !strings.HasPrefix(i.Low, "342") || !strings.HasPrefix(i.High, "379") {
		t.Errorf("got %s to %s, want about 360 million", i.Low, i.High)
	}
}
