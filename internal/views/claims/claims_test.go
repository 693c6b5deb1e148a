package claims_test

import (
	"testing"

	"entente/internal/views/claims"
)

// TestSpans places claims on their scale: within it, a bound with its open end at the edge.
func TestSpans(t *testing.T) {
	m := claims.Measure{Claims: []claims.Claim{
		{Form: "level", Unit: "USD", Op: "=", Value: "25000000000"}, {Form: "level", Unit: "USD", Op: ">", Value: "10000000000", Low: "10000000000"},
		{Form: "level", Unit: "USD", Op: "<", Value: "50000000000", High: "50000000000"}, {Form: "level", Unit: "USD", Low: "20000000000", High: "30000000000"}, {Form: "multiple", Op: "=", Value: "50"}, {Form: "level", Unit: "t", Op: "=", Value: "7"},
	}}
	for i, want := range [][2]float64{{463, 463}, {185, 1000}, {0, 926}, {370, 556}, {-1, -1}, {926, 926}} {
		low, high, ok := m.Span(&m.Claims[i])
		if !ok {
			low, high = -1, -1
		}
		if int(low+.5) != int(want[0]+.5) || int(high+.5) != int(want[1]+.5) {
			t.Errorf("%+v: got %.0f to %.0f, want %.0f to %.0f", m.Claims[i], low, high, want[0], want[1])
		}
	}
}
