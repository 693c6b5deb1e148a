package gazetteer

import (
	"os"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

func load(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var (
	date    = regexp.MustCompile(`^(\d{4}(-\d\d(-\d\d)?)?)?$`)
	id      = regexp.MustCompile(`^([A-Z]{3}|[A-Z]{4}|(gw|org|person|group):[A-Za-z0-9-]+)$`)
	sectors = strings.Fields("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED OPP PRE REF REL SOC")
)

// TestTables lints every table: columns, order, no row twice, dates that parse and run forward, ids that exist, sectors and
// offices that are known, a source in every row.
func TestTables(t *testing.T) {
	g := load(t)
	known := func(x string) bool {
		return g.States[x] != nil || g.Organisations[x] != nil || g.People[x] != nil
	}
	for _, k := range kinds {
		data, err := os.ReadFile("tables/" + k.file)
		if err != nil {
			t.Fatal(err)
		}
		last, n := "", 0
		for line := range strings.Lines(string(data)) {
			n++
			line = strings.TrimRight(line, "\n")
			if strings.HasPrefix(line, "#") {
				continue
			}
			if line <= last {
				t.Errorf("%s line %d: %q does not follow %q", k.file, n, line, last)
			}
			last = line
			c := strings.Split(line, "\t")
			fail := func(what, x string) { t.Errorf("%s line %d: %s %q", k.file, n, what, x) }
			checkSectors := func(list string) {
				for _, x := range split(list) {
					if !slices.Contains(sectors, x) {
						fail("no sector", x)
					}
				}
			}
			checkDates := func(from, until string) {
				if !date.MatchString(from) || !date.MatchString(until) || from != "" && until != "" && until < from {
					fail("dates", from+" "+until)
				}
			}
			switch k.file {
			case "states.tsv":
				checkDates(c[2], c[3])
				if !id.MatchString(c[0]) || c[11] == "" {
					fail("state", line)
				}
			case "state-names.tsv":
				checkDates(c[3], c[4])
				if !slices.Contains([]string{"name", "demonym", "person", "people", "capital", "seat"}, c[2]) || c[5] == "" {
					fail("kind of name", c[2])
				}
			case "organisations.tsv":
				checkDates(c[4], c[5])
				checkSectors(c[2])
				if !id.MatchString(c[0]) || c[3] != "" && !known(c[3]) || c[7] == "" {
					fail("body", c[0]+" of "+c[3])
				}
			case "members.tsv":
				checkDates(c[3], c[4])
				if !known(c[0]) || !known(c[1]) || c[5] == "" {
					fail("member", line)
				}
			case "people.tsv":
				if !id.MatchString(c[0]) || c[1] == "" || c[2] == "" || c[4] == "" {
					fail("person", line)
				}
			case "offices.tsv":
				checkDates(c[3], c[4])
				if !known(c[0]) || !known(c[2]) || c[3] == "" || c[5] == "" {
					fail("office", line)
				}
				if g.Roles[strings.ReplaceAll(c[1], "-", " ")] == nil && !hasRole(g, c[1]) {
					fail("no office", c[1])
				}
			case "heads.tsv":
				checkDates(c[4], c[5])
				if c[2] != "" && !known(c[2]) || !hasRole(g, c[3]) || c[6] == "" {
					fail("head", line)
				}
			case "senses.tsv":
				if Fold(c[0]) != c[0] || c[1] == "" || c[2] == "" {
					fail("sense", line)
				}
			case "roles.tsv":
				checkSectors(c[3])
			case "agents.tsv":
				checkSectors(c[2])
			case "bodies.tsv":
				checkSectors(c[3])
			}
		}
	}
}

func hasRole(g *Gazetteer, role string) bool {
	for _, r := range g.Roles {
		if r.Role == role {
			return true
		}
	}
	return false
}

// TestOneHolder holds that a state has one president, prime minister or monarch at a time, where it is not one of those
// that share the office.
func TestOneHolder(t *testing.T) {
	g := load(t)
	shared := []string{"BIH", "CHE", "SMR", "AND", "YUG", "URY", "KHM"}
	for _, id := range g.stateIDs() {
		for _, role := range []string{"president", "prime-minister", "monarch", "supreme-leader", "chancellor"} {
			if slices.Contains(shared, id) {
				continue
			}
			for y := 1990; y <= 2026; y++ {
				day := strconv.Itoa(y) + "-02-15"
				if h := g.Holders(id, role, day); len(h) > 1 && h[0].From[:4] != h[1].From[:4] && len(h[0].Until) != 4 && len(h[1].From) != 4 && len(h[0].Until) != 7 {
					t.Errorf("%s %s on %s: %s and %s", id, role, day, h[0].Person, h[1].Person)
				}
			}
		}
	}
}

// TestToponyms holds that the toponyms are sorted and lead to rows, and that every one is found.
func TestToponyms(t *testing.T) {
	g := load(t)
	lines := strings.Split(strings.TrimRight(g.places.names, "\n"), "\n")
	if !sort.StringsAreSorted(lines) {
		t.Error("toponyms.tsv is not sorted")
	}
	for i, line := range lines {
		name, list, ok := strings.Cut(line, "\t")
		for n := range strings.SplitSeq(list, ",") {
			if x, err := strconv.Atoi(n); err != nil || x < 0 || x >= len(g.places.rows) {
				t.Fatalf("toponyms.tsv line %d: no row %q", i+1, n)
			}
		}
		if !ok || i%7 == 0 && len(g.Places(name)) == 0 {
			t.Fatalf("toponyms.tsv line %d: %q is not found", i+1, name)
		}
	}
}

// TestOffices asks who held what on which day.
func TestOffices(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ of, role, day, want string }{
		{"KAZ", "president", "2019-03-19", "person:nursultan-nazarbayev"},
		{"KAZ", "president", "2019-03-20", "person:kassym-jomart-tokayev"},
		{"RUS", "president", "2010-01-01", "person:dmitry-medvedev"},
		{"RUS", "prime-minister", "2010-01-01", "person:vladimir-putin"},
		{"DEU", "chancellor", "1990-10-03", "person:helmut-kohl"},
		{"org:UN", "secretary-general", "2016-12-31", "person:ban-ki-moon"},
		{"GBR", "prime-minister", "1939-01-01", ""},
		{"SUHH", "president", "1992-01-01", ""},
	} {
		got := ""
		for _, o := range g.Holders(c.of, c.role, c.day) {
			got += o.Person
		}
		if got != c.want {
			t.Errorf("%s %s on %s: got %q, want %q", c.of, c.role, c.day, got, c.want)
		}
	}
}

// TestHeads asks who was head of state and who governed, where the two are not the usual offices.
func TestHeads(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ state, head, day, want string }{
		{"CAN", HeadOfState, "2022-09-07", "person:elizabeth-ii"},
		{"CAN", HeadOfState, "2022-09-09", "person:charles-iii"},
		{"BRB", HeadOfState, "2021-12-01", "person:sandra-mason"},
		{"IRN", HeadOfGovernment, "2015-01-01", "person:hassan-rouhani"},
		{"TUR", HeadOfGovernment, "2018-07-08", "person:binali-yildirim"},
		{"TUR", HeadOfGovernment, "2018-07-10", "person:recep-tayyip-erdogan"},
		{"LBN", HeadOfState, "2023-01-01", "person:najib-mikati"},
		{"PER", HeadOfState, "2026-08-01", ""},
	} {
		got := ""
		for _, o := range g.Heads(c.state, c.head, c.day) {
			got += o.Person
		}
		if got != c.want {
			t.Errorf("head of %s of %s on %s: got %q, want %q", c.head, c.state, c.day, got, c.want)
		}
	}
}

// TestFind looks names up as they are written.
func TestFind(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ text, want string }{
		{"Côte d’Ivoire", "CIV"}, {"Cote d'Ivoire", "CIV"}, {"U.S.", "USA"}, {"US", "USA"}, {"us", ""}, {"Turkey", "TUR"}, {"turkey", ""},
		{"Guinea-Bissau", "GNB"}, {"Democratic Republic of the Congo", "COD"}, {"Soviet Union", "SUHH"}, {"Türkiye", "TUR"},
		{"Organisation for Security and Co-operation in Europe", "org:OSCE"}, {"WHO", "org:WHO"}, {"who", ""}, {"Xi Jinping", "person:xi-jinping"},
	} {
		w := Split(c.text, 0, len(c.text))
		names, n := g.Find(w, 0, nil)
		got := ""
		if n == len(w.List) && len(names) > 0 {
			got = names[0].ID
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestMembers holds that members come and go.
func TestMembers(t *testing.T) {
	g := load(t)
	count := func(org, day string) (n int) {
		for _, m := range g.Members(org, day) {
			if m.Role == "member" {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		org, day string
		want     int
	}{{"org:SCO", "2005-01-01", 6}, {"org:SCO", "2018-01-01", 8}, {"org:EU", "2019-01-01", 28}, {"org:EU", "2021-01-01", 27}, {"org:UN", "2012-01-01", 193}, {"org:NATO", "2025-01-01", 32}, {"org:CIS", "2010-01-01", 9}} {
		if got := count(c.org, c.day); got != c.want {
			t.Errorf("members of %s on %s: got %d, want %d", c.org, c.day, got, c.want)
		}
	}
}

func TestImportPETRARCH(t *testing.T) {
	g := load(t)
	files, left, err := g.ImportPETRARCH(strings.NewReader(`
<!-- remark -->
!PERSON! = MAN, WOMAN
ARNOR_SHIPPING_COMPANY_ ; a firm
+ARNOR_LINES_
	[NORBUS]
OSLO_GOVERNMENT_ [NOR]
GRAND_VIZIER_
	[TURELI >050101]
	[TURGOV 990101-050101]
FISHER!PERSON!_ {FISHERMEN_} [~LAB]
NOWHERE_FOLK_ [XXX]
`), "test")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"organisations.tsv": "org:arnor-shipping-company\timported\tBUS\tNOR\t\t\tArnor Shipping Company;Arnor Lines\ttest\norg:grand-vizier\timported\tGOV\tTUR\t\t\tGrand Vizier\ttest\n",
		"state-names.tsv":   "NOR\tOslo Government\tname\t\t\ttest\n",
		"agents.tsv":        "fishermen;fisherman;fisherwoman\tgroup\tLAB\n",
	} {
		if got := string(files[name]); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if len(left) != 1 {
		t.Errorf("left out: got %q, want one name", left)
	}
}

// TestUserTables holds that a user's folder adds names and people.
func TestUserTables(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/state-names.tsv", []byte("KAZ\tLand of the Great Steppe\tname\t\t\town\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	g, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n := g.Named("Land of the Great Steppe"); len(n) != 1 || n[0].ID != "KAZ" {
		t.Errorf("got %v, want KAZ", n)
	}
	if g.Version() == load(t).Version() {
		t.Error("the version does not change with the user's tables")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

// FuzzFold holds that folding is stable and that words lie in the text.
func FuzzFold(f *testing.F) {
	f.Add("N'Djamena, U.S. İstanbul’s K.P. Łódź")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		w := Split(s, 0, len(s))
		last := 0
		for _, x := range w.List {
			if x.Start < last || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("word %+v in %q", x, s)
			}
			last = x.End
		}
		if again := Fold(w.Folded); again != w.Folded {
			t.Fatalf("fold twice: %q, once: %q", again, w.Folded)
		}
	})
}

// TestFolders holds that a folder without tables, or with a broken one, is refused in words that help.
func TestFolders(t *testing.T) {
	empty, broken := t.TempDir(), t.TempDir()
	if err := os.WriteFile(broken+"/state-names.tsv", []byte("ZMB\tZembla\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string]string{empty: "holds none of the tables", broken: "want 6 columns", empty + "/nowhere": "no such file"} {
		if _, err := Load(folder); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", folder, err, want)
		}
	}
}
