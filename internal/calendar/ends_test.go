package calendar

import "testing"

func TestEnds(t *testing.T) {
	for s, want := range map[string][2]string{
		"2022": {"2022-01-01", "2022-12-31"}, "2022-09": {"2022-09-01", "2022-09-30"}, "2024-02": {"2024-02-01", "2024-02-29"}, "2022-09-14": {"2022-09-14", "2022-09-14"},
		"2022-13": {}, "2022-02-30": {}, "2022-9-14": {}, "22": {}, "": {}, "2022-09-14T00:00": {}, "14.9.2022": {}, "tomorrow": {},
	} {
		first, last, ok := Ends(s)
		if got := [2]string{first, last}; got != want || ok != (want[0] != "") {
			t.Errorf("%q: got %v, %t; want %v", s, got, ok, want)
		}
	}
}
