package statements_test

import (
	"slices"
	"testing"

	"entente"
	"entente/internal/statements"
)

func saying(id, day, text string, stance ...entente.Stance) statements.Saying {
	return statements.Saying{Statement: entente.Statement{ID: id, About: []string{"PER"}, Topics: []string{"economic"}, Stance: stance},
		Text: text, Actor: "person:oru", Document: "d:" + id, Published: day}
}

func TestSaidFindsTheFirstAndWhatContradictsIt(t *testing.T) {
	all := []statements.Saying{
		saying("s3", "2021-03-01", "The railway to the coast will not reach Peru"),
		saying("s2", "2019-05-04", "The railway to the coast will reach Peru soon"),
		saying("s1", "2018-05-04", "The railway to the coast will reach Peru"),
		saying("s4", "2022-01-01", "Fishing quotas were shared fairly", entente.Stance{Toward: "PER", Value: "support"}),
		saying("s5", "2023-01-01", "Lima broke every promise", entente.Stance{Toward: "PER", Value: "oppose"}),
	}
	lines := statements.Said(all, statements.Query{About: "PER"})
	if len(lines) != 4 {
		t.Fatalf("%d lines, want 4: %+v", len(lines), lines)
	}
	if got := lines[0].First.Statement.ID; got != "s1" || len(lines[0].Repeats) != 1 || lines[0].Repeats[0].Statement.ID != "s2" {
		t.Errorf("first said in %s, repeated in %v; want s1, repeated in s2", got, lines[0].Repeats)
	}
	if len(lines[0].Against) != 1 || lines[0].Against[0].Statement.ID != "s3" {
		t.Errorf("s1 is contradicted by %v, want s3", lines[0].Against)
	}
	if len(lines[2].Against) != 1 || lines[2].Against[0].Statement.ID != "s5" {
		t.Errorf("s4 is contradicted by %v, want s5", lines[2].Against)
	}
	slices.Reverse(all)
	if again := statements.Said(all, statements.Query{About: "PER"}); again[0].First.Statement.ID != "s1" {
		t.Error("the order of the input changes the result")
	}
	if got := statements.Said(all, statements.Query{Topic: "military"}); len(got) != 0 {
		t.Errorf("topic military: %d lines, want none", len(got))
	}
	if got := statements.Said(all, statements.Query{Since: "2022-06-01"}); len(got) != 1 {
		t.Errorf("since June 2022: %d lines, want 1", len(got))
	}
}
