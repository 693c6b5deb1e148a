package drawn_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/internal/views"
	"entente/internal/views/claims"
	"entente/internal/web/drawn"
)

// TestStrip draws chronologies of any length: what comes out is SVG, escaped, with every dated item once and within its frame.
func TestStrip(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 30, 400} {
		items := make([]views.Item, n)
		for i := range items {
			from := time.Date(1900+dice.IntN(150), 1, 1+dice.IntN(365), 0, 0, 0, 0, time.UTC)
			to := from.AddDate(0, 0, dice.IntN(2)*dice.IntN(4000))
			items[i] = views.Item{ID: fmt.Sprintf(`h:"%d<`, i), What: `<script>&"`, Start: from.Format(time.DateOnly), End: to.Format(time.DateOnly), Status: []string{"happened", "planned", "denied", "hypothetical"}[i%4], Against: i%3 == 0}
			if i > 0 && i%5 == 0 {
				items[i-1].Outcome = &views.Ref{ID: items[i].ID}
			}
		}
		svg := string(drawn.Strip(items))
		if n < 2 {
			if svg != "" {
				t.Errorf("%d items: got %.80s, want nothing: there is nothing to compare", n, svg)
			}
			continue
		}
		wide, bars := 0.0, 0
		for d := xml.NewDecoder(strings.NewReader(svg)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%d items: %v", n, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			at := map[string]string{}
			for _, a := range e.Attr {
				at[a.Name.Local] = a.Value
			}
			switch e.Name.Local {
			case "svg":
				fmt.Sscanf(at["viewBox"], "0 0 %f", &wide)
			case "rect":
				x, _ := strconv.ParseFloat(at["x"], 64)
				w, _ := strconv.ParseFloat(at["width"], 64)
				if bars++; x < 0 || x+w > wide {
					t.Errorf("%d items: a bar from %g to %g in a frame of %g", n, x, x+w, wide)
				}
			case "script":
				t.Error("script in a drawing")
			}
		}
		if bars != n {
			t.Errorf("%d items: %d bars", n, bars)
		}
	}
}

// TestScale says in words where a drawing ends.
func TestScale(t *testing.T) {
	for _, c := range [][3]string{{"25000000000", "USD", "0 to 27 bn USD"}, {"22", "{agreement}", "0 to 24 agreements"}, {"3", "km", "0 to 3 km"}} {
		m := claims.Measure{Claims: []claims.Claim{{Form: "level", Unit: c[1], Op: "=", Value: c[0]}, {Form: "level", Unit: c[1], Op: "=", Value: "1"}}}
		if got := drawn.Scale(&m); got != c[2] {
			t.Errorf("%s %s: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
