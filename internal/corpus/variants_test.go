package corpus

import (
	"slices"
	"strings"
	"testing"

	"entente"
)

func TestVariants(t *testing.T) {
	for _, c := range []struct{ names, want string }{
		{"Sergei Qoltsov, Sergey Koltsov", "Sergey Koltsov = Sergei Qoltsov"},
		{"Mahmud Kharazi, Mahmoud Harazi", "Mahmud Kharazi = Mahmoud Harazi"},
		{"Aydin Yılmazer, A. Yilmazer", "A. Yilmazer = Aydin Yılmazer"},
		{"President Denethor, Ecthel Denethor", "President Denethor = Ecthel Denethor"},
		{"Denethor, Ecthel Denethor, Boromir Denethor", ""},
		{"Anna Orlova, Maria Orlova", ""},
		{"Orlov, Orlova", ""},
		{"Kim, Jin Kim", ""},
	} {
		var in []entente.Unknown
		for _, n := range strings.Split(c.names, ", ") {
			in = append(in, entente.Unknown{Name: n, Kind: "person", Count: 1, Documents: 1})
		}
		show := func() string {
			var out []string
			for _, v := range Variants(in) {
				out = append(out, v.Name+" = "+v.Other)
				if v.Why == "" {
					t.Errorf("%s: nothing is said for it", c.names)
				}
			}
			return strings.Join(out, "; ")
		}
		got := show()
		slices.Reverse(in)
		if again := show(); got != c.want || again != got {
			t.Errorf("%s: got %q, in another order %q, want %q", c.names, got, again, c.want)
		}
	}
}
