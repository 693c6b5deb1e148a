package anchoring

import "entente"

// An Expression is a date expression that was read but not yet set against the calendar.
type Expression struct {
	Class Class // what the expression is to the next level: a date, a duration, a clock time, a decade; 0: nothing
	Span  entente.Span
	From  int // items at the beginning of the match that are only context
	Do    func(*Expression, *State) (When, bool)

	Year, Month, Day int // as printed; 0 for what is not
	Year2, Day2      int // the other end
	N                int
	Unit             byte
	Dir              int
	Part             string
	Clock            string
	Value            string
	A, B             *Expression
}

// A Class is a set of the parts that a token can play in a date expression.
type Class uint32
