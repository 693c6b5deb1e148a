package imports

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"entente/internal/gazetteer"
)

// real finds states by their names and codes in the gazetteer.
type real struct{ g *gazetteer.Gazetteer }

func (r real) State(name string) string {
	if r.g.States[name] != nil {
		return name
	}
	for code, s := range r.g.States {
		if strings.EqualFold(s.Name, name) {
			return code
		}
	}
	if name == "Russian Federation" {
		return "RUS"
	}
	return ""
}

// TestFilesInThePublicForm reads a file of each format as it is published: rows of our own in the form of the files (GDELT without a
// header and with FIPS places, ICEWS with CRLF and a code without its zero, POLECAT with None and several values in a cell). That the
// files which are published today have just this form is not tried here: none of them is part of this project.
func TestFilesInThePublicForm(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		format, file string
		rows         []string
		count        Count
	}{
		{"gdelt", "20220914001500.export.CSV", []string{"1065401001 2022-09-14 [CHN] [KAZ] 04 042 1", "1065401002 2022-09-14 [KAZ] [CHN] 05 057 1", "1065401004 2021-09-14 [ROU] [MDA] 08 0841 2"}, Count{Lines: 4, Stateless: 1}},
		{"icews", "events.2015.example.tab", []string{"34567001 2015-11-24 [CHN] [KAZ] 04 042 1", "34567002 2015-11-24 [RUS] [TUR] 11 111 3", "34567004 2015-11-24 [KAZ] [CHN] 05 057 1"}, Count{Lines: 4, Stateless: 1}},
		{"polecat", "ngecEvents.example.txt", []string{"EX-20230503-001 2023-05-03 [KAZ] [CHN] CONSULT visit 1", "EX-20230503-002 2023-05-03 [IND VNM] [CHN] ACCUSE disapprove 3"}, Count{Lines: 3, Stateless: 1}},
	} {
		var rows []string
		err := Open("testdata/"+c.file, func(name string, in io.Reader) error {
			count, err := Read(in, name, find(t, c.format), real{g}, func(r Row) error {
				rows = append(rows, fmt.Sprintf("%s %s %v %v %s %s %d", r.ID, r.Day, r.From, r.To, r.Class, r.Code, r.Quad))
				return nil
			}, func(n int, why string) { t.Errorf("%s: line %d: %s", c.file, n, why) })
			if count != c.count {
				t.Errorf("%s: %+v, want %+v", c.file, count, c.count)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := strings.Join(rows, "\n"), strings.Join(c.rows, "\n"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.file, got, want)
		}
	}
}
