package conformance

import (
	"context"
	"errors"
	"testing"

	"entente"
)

// saved keeps views by name, changes one and takes it away.
func saved(t *testing.T, open func(*testing.T) entente.Store) {
	s, ctx := open(t), context.Background()
	list := func() []entente.View {
		all, err := s.Saved(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	save := func(v entente.View) {
		if err := s.Save(ctx, v); err != nil {
			t.Fatal(err)
		}
	}
	save(entente.View{Name: "Gondor, planned", Address: "/explore?actor=GON&status=planned", Who: "t", When: "2024-01-01T00:00:00Z"})
	save(entente.View{Name: "Arnor", Address: "/dossier/ARN"})
	all := list()
	if len(all) != 2 || all[0].Name != "Arnor" || all[1].Address != "/explore?actor=GON&status=planned" || all[1].Who != "t" || all[0].ID == "" || all[0].ID == all[1].ID {
		t.Fatalf("got %+v, want Arnor and Gondor", all)
	}
	id := all[1].ID
	save(entente.View{Name: "Gondor, planned", Address: "/explore?actor=GON"})
	if all = list(); len(all) != 2 || all[1].Address != "/explore?actor=GON" || all[1].ID != id {
		t.Errorf("saved again under its name: got %+v, want the new address and the id %s", all, id)
	}
	save(entente.View{Name: "Gondor, planned"})
	if all = list(); len(all) != 1 {
		t.Errorf("taken away: got %+v, want Arnor alone", all)
	}
	if err := s.Save(ctx, entente.View{Address: "/"}); !errors.Is(err, entente.ErrInvalid) {
		t.Errorf("a view without name: got %v, want ErrInvalid", err)
	}
}
