package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// everyCommand walks the commands that are our own, root first.
func everyCommand(c *cobra.Command, f func(*cobra.Command)) {
	if c.Name() == "help" || c.Name() == "completion" {
		return
	}
	f(c)
	for _, below := range c.Commands() {
		everyCommand(below, f)
	}
}

var splitLine = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'|\S+`)

// words splits a command line as a shell would.
func words(line string) (out []string) {
	for _, w := range splitLine.FindAllString(line, -1) {
		out = append(out, strings.Trim(w, `"'`))
	}
	return out
}

// TestExamples holds every command to an example, and every line of an example to commands, flags and arguments that there are.
func TestExamples(t *testing.T) {
	everyCommand(newRoot(&app{}), func(c *cobra.Command) {
		if c.HasParent() && c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		named := false
		for _, line := range strings.Split(c.Example, "\n") {
			for _, part := range regexp.MustCompile(`\||&&|>.*$`).Split(line, -1) {
				args, is := strings.CutPrefix(strings.TrimSpace(part), "entente ")
				if !is {
					continue
				}
				if err := understood(words(args)); err != nil {
					t.Errorf("%s: example %q: %v", c.CommandPath(), part, err)
				}
			}
			named = named || strings.Contains(line, c.CommandPath()) || !c.HasParent() || strings.Contains(line, `"entente"`)
		}
		if !named && !c.HasSubCommands() {
			t.Errorf("%s: no example gives the command itself:\n%s", c.CommandPath(), c.Example)
		}
	})
}

// understood reads a command line without running it.
func understood(args []string) error {
	c, rest, err := newRoot(&app{}).Find(args)
	if err != nil {
		return err
	}
	if !c.HasParent() {
		return fmt.Errorf("no command in %q", args)
	}
	if err := c.ParseFlags(rest); err != nil {
		return err
	}
	if rest = c.Flags().Args(); c.Args == nil {
		return nil
	}
	return c.Args(c, rest)
}

// TestHelpIsGrouped holds every command of the help under a heading, and no heading without one.
func TestHelpIsGrouped(t *testing.T) {
	root := newRoot(&app{})
	used := map[string]bool{}
	for _, c := range root.Commands() {
		if c.GroupID == "" {
			t.Errorf("%s stands under no heading", c.Name())
		}
		used[c.GroupID] = true
	}
	for _, g := range root.Groups() {
		if !used[g.ID] {
			t.Errorf("heading %q has no command", g.Title)
		}
	}
}

// TestWrongInput holds what is said of command lines and inputs that are wrong: the exit code, and words that say what to do.
func TestWrongInput(t *testing.T) {
	dir := t.TempDir()
	db := dir + "/a.db"
	if code, _, stderr := call(t, "On 3 May 2022 the President of Kazakhstan arrived in Beijing.", "read", "-", "--db", db); code != 0 {
		t.Fatalf("read: exit %d: %s", code, stderr)
	}
	for _, c := range []struct {
		line, stdin string
		code        int
		says        string
	}{
		{"balance", "", 2, "as in: entente balance KAZ"},
		{"chronology KAZ", "", 2, "got 1, as in: entente chronology KAZ CHN"},
		{"ontology poem", "", 2, "takes no argument"},
		{"alias poem", "", 2, "one of add, list, suggest, undo"},
		{"series KAZ CHN --by fortnight --db " + db, "", 2, "week, month, quarter or year"},
		{"balance KAZ --by decade --db " + db, "", 2, "week, month, quarter or year"},
		{"events --since 2025 --until 2024 --db " + db, "", 2, "lies before"},
		{"events --status perhaps --db " + db, "", 2, "hypothetical"},
		{"events --status possible --db " + db, "", 0, "no events that fit"},
		{"events --kind nonsense --db " + db, "", 2, "entente ontology"},
		{"events --kind consult --since 2030 --db " + db, "", 0, "no events that fit"},
		{"agreements KAZ CHN --db " + db, "", 0, "nothing that stands"},
		{"series PER CHL --db " + db, "", 0, "nothing dated"},
		{"failures --db " + db, "", 0, "could be read"},
		{"events --db mysql://host/x", "", 2, "postgres://user@host/database"},
		{"read - --db " + db, "", 5, "entente failures"},
		{"read - --db " + dir + "/b.db", "\x00\x01\x02\x03\xff\xfe\x00\x00\x07", 5, "entente failures"},
		{"find actors Peru", "", 3, "two words at least"},
		{"chronology KAZ Kazakhstan --db " + db, "", 2, "the two actors are one"},
		{"dossier KAZ KAZ --db " + db, "", 2, "the two actors are one"},
		{"events --since 2022-13 --db " + db, "", 2, "a day, month or year"},
		{"dossier KAZ --on 2022-02-30 --db " + db, "", 2, "a day, month or year"},
		{"export events-csv --out " + dir + "/none/a.csv --db " + db, "", 3, "there is no folder"},
		{"import gdelt - --db " + db, "a,b\nc,d\n", 4, "of another form"},
		{"events --limit -1 --db " + db, "", 2, "0 for all"},
		{"--nosuch", "", 2, "see entente --help"},
		{"help poem", "", 2, "there is no command poem"},
		{"help", "", 0, ""},
		{"help balance", "", 0, ""},
		{"completion bash", "", 0, ""},
	} {
		code, _, stderr := call(t, c.stdin, strings.Fields(c.line)...)
		if code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("entente %s: exit %d, want %d; says %q, want %q in it", c.line, code, c.code, stderr, c.says)
		}
	}
}

// TestSaidKnowsSurnames finds what somebody said by the surname as a keyboard without accents has it.
func TestSaidKnowsSurnames(t *testing.T) {
	db := t.TempDir() + "/a.db"
	if code, _, stderr := call(t, "On 3 May 2022 Turkish President Recep Tayyip Erdoğan said that Turkey would send a delegation to Athens.", "read", "-", "--db", db); code != 0 {
		t.Fatalf("read: exit %d: %s", code, stderr)
	}
	if code, out, stderr := call(t, "", "said", "erdogan", "--db", db); code != 0 || !strings.Contains(out, "delegation") {
		t.Errorf("said erdogan: exit %d, %q, %q", code, out, stderr)
	}
}

// TestReadmeNamesEveryCommand holds the table of the README to the commands.
func TestReadmeNamesEveryCommand(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range newRoot(&app{}).Commands() {
		if !regexp.MustCompile("`(?:entente )?" + c.Name() + "[` ]").Match(b) {
			t.Errorf("README.md does not name %s", c.Name())
		}
	}
}

// TestReadmeNamesTheExitCodes holds what the README says of exit codes to the table of them.
func TestReadmeNamesTheExitCodes(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range exits {
		if !regexp.MustCompile(fmt.Sprintf(`[:,\s]%d [a-z]`, x.code)).Match(b) {
			t.Errorf("README.md does not say what exit code %d is: %s", x.code, x.says)
		}
	}
}
