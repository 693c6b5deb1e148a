package web_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente"
)

// many are pages that tell 500 events between two states, on days of their own.
func many() []entente.Page {
	var out []entente.Page
	day := time.Date(2019, 1, 3, 0, 0, 0, 0, time.UTC)
	says := []string{"The president of France visited Chad on %s.", "The foreign minister of Chad met the foreign minister of France on %s.", "France and Chad signed an agreement on %s.", "France condemned Chad on %s.", "Chad praised France on %s."}
	for d := range 50 {
		var b bytes.Buffer
		fmt.Fprintf(&b, "Chronicle of France and Chad, part %d\n\n", d+1)
		for k := range 10 {
			fmt.Fprintf(&b, says[(d+k)%len(says)]+"\n\n", day.Format("2 January 2006"))
			day = day.AddDate(0, 0, 3)
		}
		out = append(out, entente.Page{Source: fmt.Sprintf("chronicle-%02d.txt", d), Raw: b.Bytes(), Input: entente.Input{Date: day.Format(time.DateOnly)}})
	}
	return out
}

// scripts are pages in writing that runs from right to left, and in characters; only their texts are shown, for only English is read.
func scripts() []entente.Page {
	return []entente.Page{
		{Source: "arabic.txt", Raw: []byte("زيارة رسمية\n\nوصل وزير الخارجية إلى العاصمة يوم الثلاثاء لإجراء محادثات حول التجارة والطاقة مع نظيره، وقال إن البلدين سيوقعان اتفاقا جديدا في الشهر المقبل.\n"), Input: entente.Input{Lang: "ar", Date: "2018-03-04", Title: "زيارة رسمية"}},
		{Source: "chinese.txt", Raw: []byte("外长访问\n\n外交部长星期二抵达首都，与对方就贸易和能源问题举行会谈。他说两国将于下月签署一项新协议。\n"), Input: entente.Input{Lang: "zh", Date: "2018-03-05", Title: "外长访问"}},
	}
}

// chromium is the browser that Debian installs, "" where there is none.
func chromium() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); name != "" && err == nil {
			return p
		}
	}
	return ""
}

// TestBrowser looks at the desk in a browser, by web/test/desk.mjs: the screens, without script, dark, on a phone, on paper, for
// axe, and how much they weigh. Screenshots are kept in build/screens.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("not in short mode")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	switch _, err := exec.LookPath("node"); {
	case chromium() == "":
		t.Skip("no Chromium: the pages were not looked at (apt-get install chromium)")
	case err != nil:
		t.Skip("no Node: the pages were not looked at")
	}
	if _, err := os.Stat(filepath.Join(root, "web/node_modules/playwright-core")); err != nil {
		t.Skip("no playwright-core: the pages were not looked at (npm ci --prefix web)")
	}
	evil := hostile()
	for i := range evil { // of another pair, so that the screens of the others stay readable
		x, elsewhere := &evil[i], strings.NewReplacer("France", "Peru", "Chad", "Chile", "2022", "2016")
		x.Raw, x.Text, x.Input.Date = []byte(elsewhere.Replace(string(x.Raw))), elsewhere.Replace(x.Text), elsewhere.Replace(x.Input.Date)
	}
	s := open(t, slices.Concat(many(), scripts(), evil)...)
	shots := filepath.Join(root, "build/screens")
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "dropped.txt")
	if err := os.WriteFile(file, []byte("Envoy in Suva\n\nThe foreign minister of Japan visited Fiji on 7 May 2021. Japan and Fiji signed a treaty on fisheries on 8 May 2021.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 12*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", filepath.Join(root, "web/test/desk.mjs"), s.URL, shots, file)
	cmd.Env = append(os.Environ(), "CHROMIUM="+chromium())
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	looked := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); looked++ {
		var x struct {
			Name, Says string
			OK         bool
		}
		if bad := json.Unmarshal(lines.Bytes(), &x); bad != nil {
			t.Errorf("%s: %v", lines.Text(), bad)
		}
		if !x.OK {
			t.Errorf("%s\n%s", x.Name, x.Says)
		} else if testing.Verbose() {
			t.Log(x.Name)
		}
	}
	if err != nil {
		t.Errorf("the browser stopped after %d looks: %v\n%s", looked, err, errs.String())
	}
}

// TestDossierOf500 is what the speed of the dossier is measured on.
func TestDossierOf500(t *testing.T) {
	s := open(t, many()...)
	var c struct {
		Items  []struct{}
		Behind bool
	}
	for until := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) { // on a busy machine the first answers are behind
		if s.json(t, "/api/v1/chronology/FRA/TCD?limit=1000", &c); !c.Behind || time.Now().After(until) {
			break
		}
		c.Behind = false
	}
	if len(c.Items) < 450 {
		t.Errorf("got %d things between the two, want some 500", len(c.Items))
	}
}
