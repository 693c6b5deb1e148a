package pubdate

import "testing"

func TestAll(t *testing.T) {
	r := New()
	for _, c := range []struct{ in, want string }{
		{"Published: Oct 28, 2022 09:18 PM", "2022-10-28 21:18"},
		{"Globaltimes.com, 24.11.2015", "2015-11-24"},
		{"Published Time: 2022-06-21", "2022-06-21"},
		{"2019-03-04T23:05:00+02:00", "2019-03-04 23:05"},
		{"Tuesday, 5 March 2019", "2019-03-05"},
		{"5th of March, 2019", "2019-03-05"},
		{"Sept. 6, 2013", "2013-09-06"},
		{"03/04/2019", "2019"},
		{"13/04/2019", "2019-04-13"},
		{"04/13/2019", "2019-04-13"},
		{"31 February 2019", "2019-02"},
		{"24 ноября 2015", "2015-11-24"},
		{"2022年12月30日", "2022-12-30"},
		{"12. März 2014", "2014-03-12"},
		{"March 2019", "2019-03"},
		{"market 2019", ""},
	} {
		got := ""
		if f, ok := r.First(c.in); ok {
			if d := f.Date("x"); d != nil {
				got = d.EDTF
				if d.Time != "" {
					got += " " + d.Time
				}
			}
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}
