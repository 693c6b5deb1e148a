package calendar

import "testing"

func TestDays(t *testing.T) {
	for z := -800000; z < 60000; z += 37 {
		y, m, d := Civil(z)
		if got := Days(y, m, d); got != z {
			t.Fatalf("day %d is %d-%d-%d, which is day %d", z, y, m, d, got)
		}
	}
	for _, c := range []struct{ y, m, d, weekday int }{{2014, 9, 20, 6}, {1969, 12, 31, 3}, {2000, 1, 1, 6}, {1945, 5, 8, 2}} {
		if got := Weekday(Days(c.y, c.m, c.d)); got != c.weekday {
			t.Errorf("%d-%d-%d is weekday %d, want %d", c.y, c.m, c.d, got, c.weekday)
		}
	}
	if MonthLength(2000, 2) != 29 || MonthLength(1900, 2) != 28 || MonthLength(2013, 12) != 31 {
		t.Error("wrong lengths of months")
	}
}

func TestEDTF(t *testing.T) {
	day := OfDay(Days(2014, 9, 20))
	for _, c := range []struct {
		w    Interval
		want string
	}{
		{day, "2014-09-20"},
		{Interval{Lo: Days(2013, 9, 6), Hi: Days(2013, 9, 8), Prec: Day}, "2013-09-06/2013-09-08"},
		{OfMonth(2014, 9), "2014-09"},
		{OfQuarter(2009, 3), "2009-35"},
		{OfHalf(2023, 1), "2023-40"},
		{OfSeason(1994, 24), "1994-24"},
		{OfYears(2008, 2011), "2008/2011"},
		{Unit(Days(1994, 1, 1), 'E'), "199X"},
		{Unit(Days(1850, 1, 1), 'C'), "18XX"},
		{OfYears(1990, 1999).Part("start"), "1990~"},
		{Unit(Days(1990, 1, 1), 'E').Part("start"), "1990~/1993~"},
		{OfYear(2014).Part("mid"), "2014-06~"},
		{OfMonth(2012, 11).Part("end"), "2012-11-21~/2012-11-30~"},
		{Unit(Days(1985, 1, 1), 'E').Half(2), "1985/1989"},
		{OfYear(2014).Half(1), "2014-40"},
		{day.Shift(-2, 'W'), "2014-09-06"},
		{OfMonth(2014, 1).Shift(-1, 'M'), "2013-12"},
		{OfYear(1980).Move(8, 'Y'), "1988"},
		{OfDay(Days(2012, 2, 29)).Move(1, 'Y'), "2013"},
		{Unit(Days(2014, 9, 20), 'W').Step(-1, 'W'), "2014-09-08/2014-09-14"},
		{OfYear(-145), "-0145"},
	} {
		if got := c.w.EDTF(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
